"""Linking a series to the field of CBS that its figures come from."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from sok_metrics.errors import SokError, StaleRecordError
from sok_metrics.sources.key_figures import field_of_title
from sok_metrics.sources.known import known_fields
from sok_metrics.tasks.figures.cbs_links import Link, save_link
from sok_metrics.texts import _
from sok_metrics.texts.formats import listed
from sok_metrics.ui.forms.buttons import new_button
from sok_metrics.ui.manage.cbs_preview import keep_fetched
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.outcome import say, show_outcome
from sok_metrics.ui.parts.shown import show_newer, version_of_field

_PLACE = "cbs_links"
_OTHER = "?"


def show_links(links: Sequence[Link]) -> None:
    """Which series take which field, and a way to change that."""
    st.header(_("Welk cijfer van het CBS hoort bij welke indicator?"))
    if not links:
        st.info(
            _("Er is nog geen indicator met een cijfer. Maak er eerst een, en kies het gebied."),
            icon=":material/lightbulb:",
        )
        new_button("indicator")
        return
    linked = [link for link in links if link.field]
    if linked:
        st.table(
            _link_words(linked),
            hide_index=True,
            border="horizontal",
            alt=_("Indicatoren met hun cijfer bij het CBS."),
        )
    with st.expander(_("Kies een cijfer van het CBS bij een indicator"), icon=":material/add_link:"):
        _show_linking(links)
    show_outcome(_PLACE)


def _link_words(linked: Sequence[Link]) -> pd.DataFrame:
    """One row per indicator and field, with its areas."""
    areas: dict[tuple[str, str], list[str]] = {}
    for link in linked:
        areas.setdefault((link.indicator, link.field), []).append(link.label or link.area)
    rows = [
        {
            _("Indicator"): plain(indicator),
            _("Cijfer bij het CBS"): plain(_field_word(field)),
            _("Gebieden"): plain(listed(names)),
        }
        for (indicator, field), names in areas.items()
    ]
    return pd.DataFrame(rows)


def _field_word(field: str) -> str:
    """A field in plain words with its unit; one that we do not know as CBS calls it."""
    if field == "":
        return _("Geen: deze cijfers vult u zelf in")
    if field == _OTHER:
        return _("Een ander cijfer: ik weet hoe het bij het CBS heet")
    known = next((one for one in known_fields() if one.name == field), None)
    return f"{known.label} ({known.unit})" if known else field


def _show_linking(links: Sequence[Link]) -> None:
    by_code = {link.series_code: link for link in links}
    code = st.selectbox(
        _("Welke indicator, en van welk gebied?"),
        list(by_code),
        format_func=lambda one: by_code[one].name,
        key="cbs_series",
    )
    link = by_code[code]
    if link.has_area:
        area = _("Gebied: {area}, bij het CBS {code}").format(area=link.area, code=link.area_code)
        st.markdown(plain(area))
    options = ["", *(field.name for field in known_fields()), _OTHER]
    if link.field not in options:
        options.insert(1, link.field)
    # Of the same version as long as one looks, so that a choice stays when somebody else links this series.
    key = f"cbs_field_{code}"
    opened = version_of_field(key, link.version)
    field = st.selectbox(
        _("Welk cijfer van het CBS hoort hierbij?"),
        options,
        index=options.index(link.field),
        format_func=_field_word,
        key=key,
    )
    _show_explanation(field)
    name = _ask_name(code) if field == _OTHER else field
    if name is not None and st.button(_("Bewaar deze keuze"), icon=":material/save:", key="cbs_link"):
        _save_link(replace(link, version=opened), name, key)


def _ask_name(code: str) -> str | None:
    """A field that is not in our list, as CBS calls it; None as long as it is no name."""
    name = st.text_input(
        _("Hoe noemt het CBS dit cijfer?"),
        key=f"cbs_other_{code}",
        help=_("Zoals het op StatLine heet. Komt de naam vaker voor? Zet er dan de eenheid achter."),
        placeholder="Tussenwoning (m³)",
    ).strip()
    field = field_of_title(name)
    if name and not field:
        st.error(
            _(
                "Zo heet geen cijfer van het CBS. Neem de naam over zoals hij op StatLine staat, met de "
                "eenheid tussen haakjes."
            ),
            icon=":material/edit:",
        )
    return field or None


def _show_explanation(field: str) -> None:
    known = next((one for one in known_fields() if one.name == field), None)
    if known is None:
        return
    sentences = [known.explanation] if known.explanation else []
    if known.counted_otherwise_after:
        sentences.append(
            _("Na {year} telt het CBS dit anders. Zet de jaren daarna apart, in een eigen reeks.").format(
                year=known.counted_otherwise_after
            )
        )
    if sentences:
        st.markdown(plain(" ".join(sentences)))


def _save_link(link: Link, field: str, key: str) -> None:
    try:
        save_link(session.store(), link, field, by=session.actor())
    except StaleRecordError as stale:
        show_newer(key)
        stands = _("Er staat nu: {text}").format(text=_field_word(stale.current.get("source_field") or ""))
        st.error(plain(f"{stale.sentence} {stands}"), icon=":material/edit:")
        return
    except SokError as error:
        st.error(plain(error.sentence), icon=":material/edit:")
        return
    show_newer(key)
    keep_fetched(None)
    done = (
        _("{name}: de cijfers komen nu van het CBS.")
        if field
        else _("{name}: deze cijfers vult u voortaan zelf in.")
    )
    say(_PLACE, plain(done.format(name=link.name)))
    st.rerun()
