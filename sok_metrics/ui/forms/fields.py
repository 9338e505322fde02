"""One field of a form: the widget of a column, and from what was typed to the store's canonical text."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import streamlit as st

from sok_metrics.nouns import Column, ColumnType
from sok_metrics.nouns.calendar import AMSTERDAM
from sok_metrics.nouns.columns import FIRST_DAY, LAST_DAY
from sok_metrics.texts import _
from sok_metrics.texts.fields import field_label
from sok_metrics.texts.parsing import parse_amount, parse_number
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms.labels import Names

_MOMENT = "%d-%m-%Y %H:%M"


def ask(table: str, column: Column, value: str | None, names: Names, key: str) -> Any:
    """Show the widget of this column with a value in it, and give what stands in it."""
    label = _label(table, column)
    if column.choices is not None:
        words = {code: choice_word(table, column.name, code) for code in column.choices.values()}
        return _ask_one(label, words, value, column, key)
    if column.refers_to is not None:
        known = dict(names.choices(table, column))
        if value is not None:
            known.setdefault(value, value)
        return _ask_one(label, known, value, column, key)
    if column.type is ColumnType.DATE:
        shown = date.fromisoformat(value) if value else None
        return st.date_input(
            label,
            shown,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="DD-MM-YYYY",
            key=key,
        )
    if column.type is ColumnType.YES_NO:
        return st.checkbox(label, value == "true", key=key)
    # Without max_chars: a browser cuts what is pasted without a word, while saving says that it is too long.
    if column.has_lines:
        return st.text_area(label, value or "", key=key, height=120)
    return st.text_input(label, as_typed(column, value), key=key)


def as_typed(column: Column, value: str | None) -> str:
    """A canonical value as a Dutch person would type it."""
    if value is None:
        return ""
    if column.type in (ColumnType.NUMBER, ColumnType.MONEY):
        return format(Decimal(value), "f").replace(".", ",")
    if column.type is ColumnType.MOMENT:
        moment = datetime.fromisoformat(value).replace(tzinfo=UTC).astimezone(AMSTERDAM)
        return moment.strftime(_MOMENT)
    return value


def canonical(column: Column, given: Any) -> str | None:
    """What was typed or chosen, as canonical text; ValueError with a sentence when it cannot be."""
    if given is None:
        return None
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, date):
        return given.isoformat()
    text = str(given).strip()
    if not text:
        # A text that must be there but may be empty, such as the edition of a series.
        return column.default if column.default == "" else None
    if column.choices is not None or column.refers_to is not None:
        return text
    if column.type is ColumnType.NUMBER:
        return repr(parse_number(text))
    if column.type is ColumnType.MONEY:
        return str(parse_amount(text))
    if column.type is ColumnType.INTEGER:
        return _whole(text)
    if column.type is ColumnType.MOMENT:
        return _moment(text)
    return text.replace("\r\n", "\n")


def _whole(text: str) -> str:
    figure = parse_number(text)
    if not figure.is_integer():
        raise ValueError(_('"{text}" is geen heel getal. Vul een getal zonder komma in.').format(text=text))
    return str(int(figure))


def _moment(text: str) -> str:
    try:
        moment = datetime.strptime(text, _MOMENT).replace(tzinfo=AMSTERDAM)
    except ValueError as error:
        sentence = _('"{text}" is geen moment. Schrijf dag-maand-jaar en de tijd: 31-03-2026 21:30')
        raise ValueError(sentence.format(text=text)) from error
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def _ask_one(label: str, words: Mapping[str, str], value: str | None, column: Column, key: str) -> str | None:
    shown: list[str | None] = [*words] if column.required else [None, *words]
    return st.selectbox(
        label,
        shown,
        index=shown.index(value) if value in shown else None,
        format_func=lambda code: _("(geen)") if code is None else words.get(code, code),
        key=key,
        placeholder=_("Kies"),
        # "(geen)" is in the list; a button that clears it would only take a Tab more.
        required=not column.required,
    )


def _label(table: str, column: Column) -> str:
    label = field_label(table, column.name)
    is_asked_always = column.required or column.type is ColumnType.YES_NO
    return label if is_asked_always else f"{label} {_('(mag leeg)')}"
