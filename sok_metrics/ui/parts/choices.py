"""A choice out of things that have a key and a name."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from sok_metrics.texts import _
from sok_metrics.texts.signs import with_small_figures
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import rows_of

K = TypeVar("K")


def choose_one(
    label: str,
    names: Mapping[K, str],
    chosen: K | None = None,
    *,
    place: Any = st,
    placeholder: str = "",
    **looks: Any,
) -> K | None:
    """One of these by its name; at first what is chosen already, if anything."""
    codes = list(names)
    found: K | None = place.selectbox(
        label,
        codes,
        index=codes.index(chosen) if chosen is not None and chosen in names else None,
        format_func=lambda code: with_small_figures(names.get(code, str(code))),
        placeholder=placeholder or _("Kies"),
        **looks,
    )
    return found


def choose_several(
    label: str, names: Mapping[K, str], chosen: Sequence[K] = (), *, place: Any = st, **looks: Any
) -> list[K]:
    """As many of these as one wants; none stands for all, unless the placeholder says otherwise."""
    found: list[K] = place.multiselect(
        label,
        list(names),
        list(chosen) or None,
        format_func=lambda code: with_small_figures(names.get(code, str(code))),
        **{"placeholder": _("Alle"), **looks},
    )
    return found


def measured_commitments(progress: Progress) -> dict[str, str]:
    """Code -> code and title of each commitment with an indicator."""
    rows = progress.commitments[progress.commitments["code"].isin(progress.links["commitment_code"])]
    return {row.code: f"{row.code} {row.title}" for row in rows_of(rows)}
