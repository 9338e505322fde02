"""Excel out and in: the files to take along, and the file that somebody sends in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Role
from sok_metrics.store.changes.preview import Preview
from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.tasks.files.importing import look_at_file, refuse_large
from sok_metrics.tasks.files.marked_copies import SentIn
from sok_metrics.texts import _
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.file_box import choose_file
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.outcome import refuse, show_outcome
from sok_metrics.workbook.exchange.cells import Choice
from sok_metrics.workbook.exchange.doubts import Decide, Doubt
from sok_metrics.workbook.exchange.wide_grid import Rest

_KEPT, _UPLOADS = "exchange_file", "exchange_uploads"
_PLACE = "exchange_file"


@dataclass
class Kept:
    """The file of this visitor, until it is saved or put aside; one at a time, and never a large one."""

    name: str
    content: bytes
    file: FileToImport
    grid: Any = None
    """The cells of a plain table, once it was looked at as one."""
    likely: Any = None
    """The layout that we guessed: what people change in it is remembered once they save."""
    signs: Mapping[tuple[str, str], Choice] = field(default_factory=dict)
    """What was chosen for columns that can be read in two ways, by sheet and heading."""
    layout: Any = None
    """The layout that `file` was read with; None for the exchange format."""
    rest: Any = None
    """What was said of the figures of a plain table without an area: a `Rest`, or an area."""
    converts: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    """Of a unit and that of a series: whether figures of a plain table are converted."""
    look: Callable[[Decide], FileToImport] | None = None
    """Reads a plain table anew with its layout; None for the exchange format."""
    sent_in: SentIn | None = None
    """What a copy with the faults marked is made of; its link works while this is kept."""

    def decide(self, doubt: Doubt) -> Choice | None:
        """What was chosen for a column that can be read in two ways."""
        return self.signs.get(doubt.place)

    def with_answers(self, layout: Any) -> Any:
        """The layout with what was said of areas and units."""
        layout = replace(layout, converts=tuple({**dict(layout.converts), **self.converts}.items()))
        if self.rest is None:
            return layout
        is_area = not isinstance(self.rest, Rest)
        return replace(layout, area=self.rest) if is_area else replace(layout, rest=self.rest)

    @property
    def is_plain_table(self) -> bool:
        """Whether the file holds none of our sheets, so that it may be a plain table of figures."""
        return self.layout is not None or not self.file.tables

    def show_instead(self, fresh: Preview) -> None:
        """Go on with what the file would change by now."""
        self.file = replace(self.file, preview=fresh)


def show_downloads() -> None:
    """The workbook with everything, and the empty one."""
    st.header(_("Eruit: naar Excel"))
    st.markdown(
        _("In dit Excel-bestand staat alles, elk soort gegevens op een eigen blad.")
        + " "
        + (
            _("**Let op: er staan namen, telefoonnummers en e-mailadressen in.** Bewaar het veilig.")
            if session.may(Role.ADMINISTRATOR)
            else _("Namen en telefoonnummers van mensen staan er niet in.")
        )
    )
    label = (
        _("Excel met alles, ook van personen")
        if session.may(Role.ADMINISTRATOR)
        else _("Excel met alle gegevens")
    )
    with st.container(horizontal=True):
        show_file(label, "alles.xlsx")
        show_file(_("Leeg Excel-bestand om in te vullen"), "leeg.xlsx", icon="description")


def ask_file() -> Kept | None:
    """The file that this visitor sent in; None while there is none."""
    st.header(_("Erin: een bestand inlezen"))
    kept: Kept | None = st.session_state.get(_KEPT)
    if kept is None:
        _ask_new_file()
        return None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/draft: **{plain(kept.name)}**", width="content")
        if st.button(_("Kies een ander bestand"), key="exchange_other", icon=":material/upload_file:"):
            put_aside()
            st.rerun()
    return kept


def put_aside() -> None:
    """Forget the file; the next one is asked in a new box."""
    st.session_state.pop(_KEPT, None)
    st.session_state[_UPLOADS] = st.session_state.get(_UPLOADS, 0) + 1


def _ask_new_file() -> None:
    st.markdown(
        _(
            "Verander iets in het Excel-bestand en kies het hier. Een gewone tabel met cijfers mag ook, "
            "als .xlsx, .ods of .csv. U ziet eerst wat er verandert; er wordt nog niets opgeslagen."
        )
    )
    uploaded = choose_file(
        _("Excel-bestand of CSV-bestand"), key=f"exchange_upload_{st.session_state.get(_UPLOADS, 0)}"
    )
    show_outcome(_PLACE, icon="error")
    if uploaded is not None:
        with st.spinner(_("Het bestand wordt gelezen. Dat duurt soms een halve minuut.")):
            _keep(uploaded.name, uploaded.getvalue())
        st.rerun()


def _keep(name: str, content: bytes) -> None:
    """Read the file and keep it; what cannot be read at all leaves a sentence."""
    try:
        refuse_large(len(content))
        file = look_at_file(session.store(), content, name, by=session.actor())
    except SokError as error:
        put_aside()
        refuse(_PLACE, error.sentence)
        return
    st.session_state[_KEPT] = Kept(name, content, file)
