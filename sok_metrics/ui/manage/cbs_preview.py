"""What CBS has, beside what stands here: new, changed and known figures, then saving and undoing."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from sok_metrics.errors import SokError
from sok_metrics.store.changes.preview import Preview, preview
from sok_metrics.tasks.figures.cbs import Suggestion, save_suggestion, suggest_from
from sok_metrics.tasks.figures.cbs_fetching import Fetched
from sok_metrics.tasks.figures.cbs_links import Link
from sok_metrics.tasks.figures.provisional import is_provisional
from sok_metrics.tasks.files.importing import PreviewOutdatedError
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import NOTHING, listed, quantity
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.outcome import forget_outcome, refusing_at, show_outcome
from sok_metrics.ui.parts.saved import keep_saved

OUTCOME_AT = "cbs"
_FETCHED, _SEEN = "cbs_fetched", "cbs_seen"

Row = tuple[dict[str, str], str]
"""What the table says of one figure, and the source of the figure."""


def keep_fetched(fetched: Fetched | None) -> None:
    """Keep what was got until it is saved or put aside."""
    st.session_state.pop(_SEEN, None)
    forget_outcome(OUTCOME_AT)
    st.session_state[_FETCHED] = fetched


def is_kept() -> bool:
    """Whether figures wait to be saved or put aside."""
    return st.session_state.get(_FETCHED) is not None


def show_preview(links: Sequence[Link]) -> None:
    """What was got, beside what stands here now; nothing when nothing was got."""
    fetched: Fetched | None = st.session_state.get(_FETCHED)
    if fetched is None:
        return
    suggestion = suggest_from(session.store(), fetched)
    ahead = preview(session.store(), suggestion.tables, by=session.actor())
    seen: Preview = st.session_state.get(_SEEN, ahead)
    st.session_state[_SEEN] = ahead
    st.header(_headline(suggestion, ahead))
    show_outcome(OUTCOME_AT)
    _show_figures(ahead, {link.series_code: link for link in links})
    _show_notes(suggestion.notes)
    with st.container(horizontal=True):
        if ahead.has_news and not ahead.problems and _save_button(ahead):
            _save(suggestion, seen)
            st.rerun()
        if st.button(_("Doe hier niets mee"), key="cbs_put_aside"):
            keep_fetched(None)
            st.rerun()


def _headline(suggestion: Suggestion, ahead: Preview) -> str:
    if not suggestion.count:
        return _("Hier zijn geen cijfers voor uw indicatoren bij.")
    if not ahead.has_news:
        return _("Er is niets nieuws: alles staat er al.")
    parts = [
        ngettext("{n} cijfer is nieuw", "{n} cijfers zijn nieuw", ahead.added).format(n=ahead.added),
        ngettext("{n} verandert", "{n} veranderen", ahead.changed).format(n=ahead.changed),
        ngettext("{n} stond er al", "{n} stonden er al", ahead.unchanged).format(n=ahead.unchanged),
    ]
    counts = (ahead.added, ahead.changed, ahead.unchanged)
    said = listed(part for part, count in zip(parts, counts, strict=True) if count)
    return f"{said}."


def _show_figures(ahead: Preview, links: dict[str, Link]) -> None:
    """The new and the changed figures in words, each with what stood there."""
    for problem in ahead.problems:
        st.error(plain(str(problem)), icon=":material/error:")
    rows = [row for table in ahead.tables for row in (*_changed_rows(table, links), *_new_rows(table, links))]
    if rows:
        shown = pd.DataFrame([words for words, _source in rows]).sort_values([_("Cijfer"), _("Jaar")])
        alt = ngettext("{n} cijfer van het CBS.", "{n} cijfers van het CBS.", len(rows)).format(n=len(rows))
        st.table(shown, hide_index=True, border="horizontal", alt=alt)
        for source in sorted({source for _words, source in rows}):
            st.markdown(f":small[{plain(_('Bron: {source}').format(source=source))}]")
    for warning in ahead.warnings:
        st.warning(plain(str(warning)), icon=":material/help:")


def _new_rows(table: Any, links: dict[str, Link]) -> list[Row]:
    return [
        (_words(links[row.series_code], row.period_end, NOTHING, row), row.source)
        for row in pd.concat([table.new, table.brought_back]).itertuples()
        if row.series_code in links
    ]


def _changed_rows(table: Any, links: dict[str, Link]) -> list[Row]:
    """One row per figure that gets another value or becomes a real one; not those from the archive."""
    back = set(zip(table.brought_back["series_code"], table.brought_back["period_end"], strict=True))
    changed: dict[str, dict[str, tuple[Any, Any]]] = {}
    for change in table.changes.itertuples():
        changed.setdefault(str(change.key), {})[change.column] = (change.old, change.new)
    rows = []
    for key, columns in changed.items():
        code, _start, end = key.rsplit(", ", 2)
        found = table.rows[(table.rows["series_code"] == code) & (table.rows["period_end"] == end)].iloc[0]
        if (code, end) in back or code not in links:
            continue
        link = links[code]
        old = _quantity(link, columns["value"][0] if "value" in columns else found["value"])
        if "origin" in columns:
            old = _("{figure} (voorbeeld)").format(figure=old)
        rows.append((_words(link, end, old, found), str(found["source"])))
    return rows


def _words(link: Link, end: str, old: str, new: Any) -> dict[str, str]:
    figure = _quantity(link, new.value)
    return {
        _("Cijfer"): plain(link.name),
        _("Jaar"): end[:4],
        _("Stond er"): old,
        _("Wordt"): _("{figure} (voorlopig)").format(figure=figure) if is_provisional(new.note) else figure,
    }


def _quantity(link: Link, value: Any) -> str:
    return plain(quantity(float(value), link.unit, link.kind)) if value else NOTHING


def _show_notes(notes: Sequence[str]) -> None:
    """What CBS did not give, and why."""
    if not notes:
        return
    label = ngettext("Wat er niet bij is ({n})", "Wat er niet bij is ({n})", len(notes)).format(n=len(notes))
    with st.expander(label, icon=":material/info:", expanded=True):
        st.markdown("\n".join(f"- {plain(note)}" for note in notes))


def _save_button(ahead: Preview) -> bool:
    count = ahead.saved
    label = ngettext("Sla {n} cijfer op", "Sla {n} cijfers op", count).format(n=count)
    return st.button(label, type="primary", icon=":material/save:", key="cbs_save")


def _save(suggestion: Suggestion, seen: Preview) -> None:
    """Save what was shown; when that would be something else by now, it is shown again first."""
    with refusing_at(OUTCOME_AT, problems=5):
        try:
            number = save_suggestion(session.store(), suggestion, by=session.actor(), seen=seen)
        except PreviewOutdatedError as outdated:
            sentence = _("Iemand heeft intussen iets veranderd. Er is nog niets opgeslagen.")
            raise SokError(f"{sentence} {_('Kijk nog eens wat er nu staat.')}") from outdated
        keep_fetched(None)
        saved = ngettext("{n} cijfer is opgeslagen.", "{n} cijfers zijn opgeslagen.", seen.saved)
        what = ngettext("{n} cijfer van het CBS", "{n} cijfers van het CBS", seen.saved)
        keep_saved(saved.format(n=seen.saved), number, what.format(n=seen.saved))
