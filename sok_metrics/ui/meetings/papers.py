"""The papers at the points of an agenda: shown to who may see them, and added by who prepares it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from sok_metrics.errors import SokError
from sok_metrics.store.changes.records import editing
from sok_metrics.store.queries.agenda import list_papers
from sok_metrics.store.queries.records import Record, list_records
from sok_metrics.tasks.storage.papers import KINDS, LARGEST, forget_paper, keep_paper
from sok_metrics.texts import _
from sok_metrics.texts.fields import field_label
from sok_metrics.texts.formats import is_present, listed
from sok_metrics.ui.forms.buttons import edit_button
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.file_box import choose_file
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.outcome import refuse, say, show_outcome
from sok_metrics.ui.parts.saved import forget_saved, keep_saved
from sok_metrics.views.rows import rows_of

_TABLE = "agenda_paper"
_PLACE, _ROUND = "papers", "papers_round"
FILE = "stuk"
"""The name of the file in the address (`tasks.files.catalogue`)."""


@session.kept(32)
def papers_of(number: int) -> Mapping[int, Sequence[Any]]:
    """The papers of the meeting with this number, by point."""
    found: dict[int, list[Any]] = {}
    for row in rows_of(list_papers(session.reader(), number)):
        found.setdefault(row.agenda_item_number, []).append(row)
    return found


def show_papers(rows: Sequence[Any]) -> None:
    """The papers of one point: each a link, or a file to fetch."""
    if not rows:
        return
    with st.container(horizontal=True, gap="small"):
        for row in rows:
            if is_present(row.file_key):
                _show_one(row.number, row.title)
            elif is_present(row.link):
                st.link_button(plain(row.title), row.link, icon=":material/link:", type="tertiary")


def _show_one(number: int, title: str) -> None:
    show_file(plain(title), FILE, {session.NUMBER_PARAMETER: str(number)}, icon="description")


def show_adding(points: Sequence[Record]) -> None:
    """For who prepares the evening: the papers that there are, and a form for one more."""
    words = {point.key[0]: point.values["title"] or "" for point in points}
    for point in points:
        for record in list_records(session.whole(), _TABLE, {"agenda_item_number": point.key[0]}):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                title = plain(record.values["title"] or "")
                st.markdown(f"{plain(words[point.key[0]])}: {title}", width="content")
                if record.values["file_key"]:
                    _show_one(int(record.key[0]), _("Bekijk"))
                edit_button(_TABLE, record.key, place="evening")
    turn = st.session_state.setdefault(_ROUND, 0)
    with st.container(key="form-evening-papers"), st.form(f"evening-papers-{turn}", border=False):
        chosen = choose_one(_("Bij welk punt?"), words, next(iter(words)))
        named = st.text_input(field_label(_TABLE, "title"), key=f"{_PLACE}|title|{turn}")
        link = st.text_input(field_label(_TABLE, "link"), key=f"{_PLACE}|link|{turn}")
        file = choose_file(
            _("Of een bestand van hooguit {n} MB: {kinds}").format(n=LARGEST // 1024**2, kinds=listed(KINDS)),
            kinds=KINDS,
            largest_mb=LARGEST // 1024**2,
            key=f"{_PLACE}|file|{turn}",
        )
        saves = st.form_submit_button(_("Voeg dit stuk toe"), icon=":material/attach_file:")
    show_outcome(_PLACE)
    if saves:
        values: dict[str, str | None] = {
            "agenda_item_number": chosen,
            "title": named.strip(),
            "link": link.strip() or None,
        }
        if _save(values, None if file is None else (file.name, file.getvalue())):
            st.session_state[_ROUND] = turn + 1
        st.rerun()


def _save(values: dict[str, str | None], file: tuple[str, bytes] | None) -> bool:
    """Keep the file and save the paper, or neither."""
    forget_saved()
    if file is None and not values["title"]:
        refuse(_PLACE, _("Geef het stuk een titel."))
        return False
    store, key = session.store(), ""
    try:
        if file is not None:
            name, key = keep_paper(store, *file)
            values |= {"file_name": name, "file_key": key, "title": values["title"] or name}
        with editing(store, by=session.actor(), reason=_("Stuk toegevoegd")) as edit:
            edit.save(_TABLE, values, version=None)
    except SokError as error:
        forget_paper(store, key)
        refuse(_PLACE, error.sentence)
        return False
    what = _("stuk '{title}'").format(title=values["title"])
    keep_saved(_("Opgeslagen: {what}").format(what=what), edit.number, what)
    say(_PLACE, _("Opgeslagen."))
    return True
