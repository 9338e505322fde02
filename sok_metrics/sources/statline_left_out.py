"""What of a file from StatLine was not read, in sentences: nothing is left out in silence."""

from collections.abc import Mapping, Sequence

from sok_metrics.texts import _, ngettext

_MOST_NAMED = 5


def lines_left_out(lines: Mapping[int, Sequence[str]]) -> list[str]:
    """Lines below the headings that belong to no area."""
    if not lines:
        return []
    shown = [f"{n} ('{_first_words(cells)}')" for n, cells in list(lines.items())[:_MOST_NAMED]]
    more = [_("en nog {n}").format(n=len(lines) - _MOST_NAMED)] if len(lines) > _MOST_NAMED else []
    return [
        ngettext(
            "Regel {lines} van het bestand doet niet mee: daar staat geen code van een gebied.",
            "Regels {lines} van het bestand doen niet mee: daar staat geen code van een gebied.",
            len(lines),
        ).format(lines=", ".join([*shown, *more]))
    ]


def periods_left_out(periods: Sequence[str]) -> list[str]:
    """Periods that are no whole year."""
    if not periods:
        return []
    shown = ", ".join(f"'{period}'" for period in periods[:_MOST_NAMED])
    return [
        _("Regels met {periods} doen niet mee: dat zijn geen hele jaren.").format(
            periods=shown if len(periods) <= _MOST_NAMED else f"{shown}, ..."
        )
    ]


def _first_words(cells: Sequence[str]) -> str:
    return next((cell.strip() for cell in cells if cell.strip()), "")[:30]
