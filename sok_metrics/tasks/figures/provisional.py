"""The words beside a figure that may still change."""

from sok_metrics.sources.key_figures import Mark
from sok_metrics.texts import _


def mark_words(mark: Mark) -> str:
    """What stands beside a figure with this mark; "" for none."""
    return {
        Mark.NONE: "",
        Mark.FINAL: "",
        Mark.PROVISIONAL: _("Voorlopig cijfer van het CBS: het kan nog veranderen."),
        Mark.REVISED: _("Nader voorlopig cijfer van het CBS: het kan nog veranderen."),
    }[mark]


def provisional_words() -> str:
    """What stands beside a provisional figure that is not of CBS."""
    return _("Voorlopig cijfer: het kan nog veranderen.")


def is_provisional(note: object) -> bool:
    """Whether it stands beside a figure that it is provisional."""
    words = (mark_words(Mark.PROVISIONAL), mark_words(Mark.REVISED), provisional_words())
    return isinstance(note, str) and any(one in note for one in words)


def marked(note: str | None, mark: Mark) -> str | None:
    """The note with this mark in the place of another; without a mark it stays, as many files have none."""
    if mark is Mark.NONE:
        return note
    rest = note or ""
    for other in Mark:
        rest = rest.replace(mark_words(other), "")
    return " ".join(part for part in (rest.strip(), mark_words(mark)) if part) or None
