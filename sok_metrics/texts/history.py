"""What was changed, in plain sentences."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sok_metrics.nouns import TABLES_BY_NAME, ColumnType
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.fields import field_label, noun
from sok_metrics.texts.formats import day_and_time, listed, number, short_day
from sok_metrics.texts.statuses import choice_word

LONGEST_VALUE = 60
"""Characters of a text within a sentence; all of it stands in the table of the change."""
MOST_CHANGES = 5
"""So many changes are named that stand in the way of undoing another."""
_MOST_FIELDS = 3
_COMMON_FIELDS = {
    "status": _("de status"),
    "title": _("de titel"),
    "name": _("de naam"),
    "text": _("de tekst"),
    "description": _("de omschrijving"),
    "summary": _("de samenvatting"),
    "note": _("de toelichting"),
    "kind": _("de soort"),
    "value": _("de waarde"),
    "story": _("het verhaal"),
    "amount": _("het bedrag"),
    "code": _("de code"),
    "position": _("de volgorde"),
    "visibility": _("de zichtbaarheid"),
    "answer": _("het antwoord"),
    "source": _("de bron"),
    "unit": _("de eenheid"),
    "definition": _("wat het meet"),
    "direction": _("de richting"),
    "target_value": _("de streefwaarde"),
    "baseline_value": _("de nulmeting"),
    "due_on": _("de datum waarop het klaar moet zijn"),
    "done_on": _("de datum waarop het klaar was"),
    "held_on": _("de datum"),
    "starts_on": _("de begindatum"),
    "ends_on": _("de einddatum"),
    "correction_reason": _("de reden van de verbetering"),
    "origin": _("echt of voorbeeld"),
}


def thing_word(table: str, key: Sequence[str]) -> str:
    """One row of a table in few words: "project P1"."""
    return f"{noun(table).one} {' · '.join(_key_part(table, place, part) for place, part in enumerate(key))}"


def _key_part(table: str, place: int, part: str) -> str:
    description = TABLES_BY_NAME[table]
    return value_words(table, description.key[place], part)


def source_word(source: str) -> str:
    """From where a change came."""
    return {
        "form": _("op een pagina"),
        "import": _("uit een bestand"),
        "server": _("door het dashboard"),
        "command": _("met een opdracht"),
    }.get(source, source)


def line_sentence(
    table: str,
    key: Sequence[str],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    names: Sequence[str],
) -> str:
    """What was done with one row, after who did it; `names` are the columns that differ."""
    thing = thing_word(table, key)
    if before is None:
        return _("voegde {thing} toe").format(thing=thing)
    if "archived_at" in names:
        if before.get("archived_at") is None:
            return _("haalde {thing} weg").format(thing=thing)
        return _("zette {thing} terug").format(thing=thing)
    if len(names) == 1:
        return _one_field(thing, table, names[0], before.get(names[0]), after[names[0]])
    fields = [field_words(table, name) for name in names[:_MOST_FIELDS]]
    if len(names) > _MOST_FIELDS:
        more = len(names) - _MOST_FIELDS
        fields.append(ngettext("nog {n} gegeven", "nog {n} gegevens", more).format(n=more))
    return _("veranderde van {thing} {fields}").format(thing=thing, fields=listed(fields))


def _one_field(thing: str, table: str, name: str, old: Any, new: Any) -> str:
    field = field_words(table, name)
    if old is None:
        sentence = _("vulde bij {thing} {field} in: {new}")
    elif new is None:
        sentence = _("maakte bij {thing} {field} leeg (er stond {old})")
    else:
        sentence = _("veranderde van {thing} {field} van {old} in {new}")
    return sentence.format(
        thing=thing, field=field, old=_quoted(table, name, old), new=_quoted(table, name, new)
    )


def tally_sentence(tallies: Sequence[tuple[str, int, int, int, int]]) -> str:
    """What was done with many rows: per table how many were added, changed, put away and brought back."""
    verbs = (
        _("voegde {things} toe"),
        _("veranderde {things}"),
        _("haalde {things} weg"),
        _("zette {things} terug"),
    )
    parts = []
    for place, verb in enumerate(verbs):
        counted = [(table, counts[place]) for table, *counts in tallies if counts[place]]
        if counted:
            things = [_counted(table, count) for table, count in counted[:_MOST_FIELDS]]
            rest = sum(count for _table, count in counted[_MOST_FIELDS:])
            if rest:
                things.append(ngettext("nog {n} regel", "nog {n} regels", rest).format(n=number(rest, 0)))
            parts.append(verb.format(things=listed(things)))
    return listed(parts) or _("veranderde niets")


def _counted(table: str, count: int) -> str:
    return f"{number(count, 0)} {noun(table).one if count == 1 else noun(table).many}"


def hidden_sentence() -> str:
    """What stands in the place of a change of a person's data, for who may not see them."""
    return _("veranderde gegevens van een persoon (alleen het beheer ziet wat)")


def undo_sentence(number_undone: int) -> str:
    """What was done when a change was undone."""
    return _("draaide wijziging {number} terug").format(number=number_undone)


def in_the_way_sentence(found: Sequence[tuple[str, Sequence[str], int | None, bool]]) -> str:
    """Why a change cannot be undone: the rows in its way, each with the change that made it what it is.

    That is None for a row that is gone; the last of the four says whether it came later and rests on it.
    """
    table, key, _change, is_new = next((one for one in found if one[2] is None), found[0])
    changes = list(dict.fromkeys(change for *_, change, _is_new in found if change is not None))
    if len(changes) < len({change for *_, change, _is_new in found}):
        gone = _("Dit kan niet meer worden teruggedraaid: {thing} is voorgoed weg.")
        return gone.format(thing=_named(table, key))
    why = (
        _("Dit kan niet worden teruggedraaid: later kwam {thing} erbij, en dat hoort hierbij.")
        if is_new
        else _("Dit kan niet worden teruggedraaid: {thing} is daarna nog veranderd.")
    ).format(thing=_named(table, key))
    return f"{why} {_first_undo(changes)}"


def _named(table: str, key: Sequence[str]) -> str:
    """One row in few words, whoever reads it: of a person not which."""
    return noun(table).the_one if TABLES_BY_NAME[table].about_people else thing_word(table, key)


def _first_undo(changes: Sequence[int]) -> str:
    """What to undo first, the newest first."""
    named = [str(number) for number in changes[:MOST_CHANGES]]
    if more := len(changes) - len(named):
        named.append(ngettext("nog {n} andere", "nog {n} andere", more).format(n=more))
    return ngettext(
        "Het is wijziging {changes}. Draai eerst die terug.",
        "Het zijn wijziging {changes}. Draai eerst die terug, in deze volgorde.",
        len(changes),
    ).format(changes=listed(named))


def field_words(table: str, name: str) -> str:
    """A column within a sentence: "de status", or its label between quotes."""
    return _COMMON_FIELDS.get(name) or f"'{field_label(table, name)}'"


def value_words(table: str, name: str, value: Any) -> str:
    """A value of the audit or of a version as people read it, all of it; "(leeg)" for nothing."""
    if value is None or value == "":
        return _("(leeg)")
    column = TABLES_BY_NAME[table].column(name)
    if column.choices is not None:
        return choice_word(table, name, value)
    return _AS_WORDS.get(column.type, str)(value)


def _quoted(table: str, name: str, value: Any) -> str:
    words = value_words(table, name, value)
    column = TABLES_BY_NAME[table].column(name)
    if value is None or column.type is not ColumnType.TEXT or column.choices is not None:
        return words
    short = " ".join(words.split())
    return f'"{short if len(short) <= LONGEST_VALUE else short[:LONGEST_VALUE].rstrip() + " ..."}"'


def _day_words(value: Any) -> str:
    return short_day(date.fromisoformat(str(value)))


def _moment_words(value: Any) -> str:
    return day_and_time(datetime.fromisoformat(str(value)))


def _yes_no(value: Any) -> str:
    return _("ja") if str(value).lower() == "true" else _("nee")


def _money_words(value: Any) -> str:
    return f"€ {number(value, 2)}"


def _exact_number(value: Any) -> str:
    """Not rounded: a correction in the last decimal must be seen."""
    text = f"{float(value):.15g}"
    return text.replace(".", ",") if "e" in text else number(text, len(text.partition(".")[2]))


_AS_WORDS = {
    ColumnType.NUMBER: _exact_number,
    ColumnType.MONEY: _money_words,
    ColumnType.DATE: _day_words,
    ColumnType.MOMENT: _moment_words,
    ColumnType.YES_NO: _yes_no,
}
