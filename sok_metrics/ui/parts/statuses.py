"""Status on a page: always icon, word and colour, in this order."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from sok_metrics.nouns.model import Status
from sok_metrics.texts import ngettext
from sok_metrics.texts.sentences import areas_note
from sok_metrics.texts.statuses import STATUS_ICON, flag_words, short_status_word, status_word
from sok_metrics.views.progress import add_up

_LOOKS = {
    Status.ACHIEVED: ("blue", "✓"),
    Status.ON_TRACK: ("green", "↗"),
    Status.RIGHT_WAY: ("green", "↗"),
    Status.SLIGHTLY_BEHIND: ("yellow", "◔"),
    Status.FAR_BEHIND: ("red", "!"),
    Status.MISSED: ("red", "×"),
    Status.WRONG_WAY: ("violet", "↘"),
    Status.UNCHANGED: ("green", "→"),
    Status.TOO_FEW: ("gray", "?"),
    Status.NOT_MEASURED: ("gray", "?"),
    Status.NO_JUDGEMENT: ("gray", "…"),
}
_COLOUR = {status: colour for status, (colour, _sign) in _LOOKS.items()}
"""The theme colour (.streamlit/config.toml) of each status; screens.md has the palette."""
_GLYPH = {status: sign for status, (_colour, sign) in _LOOKS.items()}
"""The icons again as plain signs, for cells of a table: those hold text only."""


def sign_cell(status: Status | str) -> str:
    """Only the sign of a status: for a column that a phone shows beside the name."""
    return _GLYPH[Status(status)]


def sign_column(label: str) -> Any:
    """The table column that shows `sign_cell` texts as chips; signs that are alike have the same colour."""
    colours = {_GLYPH[status]: _COLOUR[status] for status in Status}
    return st.column_config.MultiselectColumn(
        label, options=list(colours), color=list(colours.values()), width=85
    )


def status_cell(status: Status | str) -> str:
    """A status as the text of a chip in a table: sign and word (the column gives the colour)."""
    return f"{_GLYPH[Status(status)]} {status_word(status)}"


def status_column(label: str) -> Any:
    """The table column that shows `status_cell` texts as chips in the colours of their status."""
    return st.column_config.MultiselectColumn(
        label,
        options=[status_cell(status) for status in Status],
        color=[_COLOUR[status] for status in Status],
        width=235,
    )


def status_badge(status: Status | str) -> str:
    """Markdown of a status: icon and word in its colour."""
    return _badge(Status(status), status_word(status))


def _badge(status: Status, words: str) -> str:
    return f":{_COLOUR[status]}-badge[:material/{STATUS_ICON[status]}: {words}]"


def status_sign(status: Status | str) -> str:
    """Markdown of only the icon of a status in its colour, for before a finding that says the rest."""
    return f":{_COLOUR[Status(status)]}-badge[:material/{STATUS_ICON[Status(status)]}:]"


def row_badges(row: Any) -> str:
    """Markdown of the status of one row of assess() with its flags."""
    flags = [f":gray-badge[{word}]" for word in flag_words(row)]
    return " ".join([status_badge(row.status), *flags])


def count_badges(counts: Mapping[Any, int]) -> str:
    """Markdown of how many there are of each status, in the fixed order; nothing for none."""
    found = {Status(status): int(count) for status, count in counts.items()}
    present = [status for status in Status if found.get(status)]
    return " ".join(_badge(status, f"{found[status]} {short_status_word(status)}") for status in present)


def count_chips(counts: Mapping[Any, int]) -> str:
    """Markdown of icons with how many there are; statuses that share an icon and colour are added up."""
    looks = add_up(counts, lambda status: (_COLOUR[status], STATUS_ICON[status]))
    chips = [f":{colour}-badge[:material/{icon}: **{n}**]" for (colour, icon), n in looks.items() if n]
    return " ".join(chips)


def show_notes(with_areas: int, outdated: int) -> None:
    """What to know beside the counts; lines of one size."""
    with st.container(key="notes", gap="xxsmall"):
        show_areas(with_areas)
        _show_outdated(outdated)


def show_areas(with_areas: int) -> None:
    """Of how many indicators the worst area counts; nothing when there are none."""
    if with_areas:
        st.markdown(f":material/location_on: {areas_note(with_areas)}")


def _show_outdated(outdated: int) -> None:
    """Of how many indicators the figure is out of date; nothing when there are none."""
    if outdated:
        st.markdown(
            ":material/hourglass_bottom: "
            + ngettext(
                "Van {n} indicator is het cijfer verouderd.",
                "Van {n} indicatoren is het cijfer verouderd.",
                outdated,
            ).format(n=outdated)
        )
