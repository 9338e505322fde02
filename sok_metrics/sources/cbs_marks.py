"""What CBS's service says of a figure that may still change: a status, or stars behind it."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sok_metrics.sources.key_figures import Mark

_STATUS = re.compile(r"(?:Status|ValueAttribute|StatusVan\w+)", re.IGNORECASE)
_WITH_STARS = re.compile(r"\s*(?P<figure>-?\d{1,15}(?:[.,]\d{1,15})?)\s*(?P<stars>\*{1,2})\s*")
_WORDS = {
    "voorlopig": Mark.PROVISIONAL,
    "provisional": Mark.PROVISIONAL,
    "nadervoorlopig": Mark.REVISED,
    "revisedprovisional": Mark.REVISED,
    "definitief": Mark.FINAL,
    "final": Mark.FINAL,
}


def mark_of_status(status: object) -> Mark:
    """The mark that a status stands for; none for what says nothing of it."""
    return _WORDS.get(re.sub(r"[\W_]", "", str(status or "")).casefold(), Mark.NONE)


def mark_of_title(title: str) -> Mark:
    """The stars at the end of a title, such as that of a period: "2023*"."""
    return Mark(found[1]) if (found := re.search(r"(\*{1,2})\)?\s*$", title)) else Mark.NONE


def figure_with_stars(value: object) -> tuple[Decimal, Mark] | None:
    """A figure with stars behind it; None for anything else."""
    found = _WITH_STARS.fullmatch(value) if isinstance(value, str) else None
    return (Decimal(found["figure"].replace(",", ".")), Mark(found["stars"])) if found else None


def mark_of_row(row: Mapping[str, Any], key: str, periods: Mapping[str, Mark]) -> Mark:
    """What a row says of the figure in one of its columns: beside it, of the whole row, or of its period."""
    for name, value in row.items():
        if name.startswith(key) and _STATUS.fullmatch(name[len(key) :].lstrip("_")):
            return mark_of_status(value)
    for name, value in row.items():
        if _STATUS.fullmatch(re.sub(r"_\d+$", "", name)) and mark_of_status(value):
            return mark_of_status(value)
    return next(
        (periods[value] for value in row.values() if isinstance(value, str) and value in periods), Mark.NONE
    )
