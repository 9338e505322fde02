"""The columns of a sheet: heading, kind of content, values, and how wide they have to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from sok_metrics.nouns.columns import ORIGINS
from sok_metrics.nouns.model import Origin, Withheld
from sok_metrics.texts import _
from sok_metrics.texts.formats import figure_sign, withheld_word
from sok_metrics.texts.signs import with_small_figures
from sok_metrics.texts.statuses import choice_word
from sok_metrics.workbook.file import formats, streaming

MAX_WIDTH = 44
"""Widest column of text, in characters; longer texts wrap."""
_MIN_WIDTH = 8
_FILTER_BUTTON = 4  # room for the arrow in the header
_WHITE_SPACE = 3
_FIXED_WIDTHS = {"date": 10, "moment": 16}


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    WHOLE = "whole"
    FIGURE = "figure"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    MOMENT = "moment"


_CODES = {
    Kind.WHOLE: formats.WHOLE,
    Kind.MONEY: formats.MONEY,
    Kind.SHARE: formats.SHARE,
    Kind.DATE: formats.DATE,
    Kind.MOMENT: formats.MOMENT,
}


@dataclass(frozen=True)
class SheetColumn:
    """One column of a table; `codes` is for a FIGURE the number format of each row."""

    heading: str
    values: pd.Series
    kind: Kind = Kind.TEXT
    codes: pd.Series | None = None
    max_width: int = MAX_WIDTH
    instead: pd.Series | None = None
    """Of a FIGURE: the words that stand in the place of figures that are not shown, None elsewhere."""

    @cached_property
    def width(self) -> float:
        """The width that fits the content, in characters."""
        header = max(len(word) for word in self.heading.split()) + _FILTER_BUTTON
        return float(
            min(max(header, self._content_width + _WHITE_SPACE, _MIN_WIDTH), max(self.max_width, header))
        )

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether a text is too long for its column, or has lines of its own."""
        if self.kind is not Kind.TEXT:
            return False
        has_lines = bool(self.values.dropna().astype("str").str.contains("\n", regex=False).any())
        return has_lines or self._content_width + _WHITE_SPACE > self.max_width

    def line_counts(self) -> npt.NDArray[np.int64]:
        """How many lines each cell takes at this width, roughly."""
        if not self.is_wrapped:
            return np.ones(len(self.values), dtype=np.int64)
        texts = self.values.astype("str").fillna("")
        per_line = (self.width - 2) * 1.05  # most letters are narrower than a digit
        lines = np.ceil(texts.str.len().to_numpy(np.float64) / per_line) + texts.str.count("\n").to_numpy(
            np.float64
        )
        return np.maximum(lines, 1).astype(np.int64)

    @cached_property
    def _content_width(self) -> int:
        if self.kind in _FIXED_WIDTHS:
            return _FIXED_WIDTHS[self.kind]
        known = self.values.dropna()
        if self.instead is not None and self.instead.notna().any():
            return int(self.instead.dropna().astype("str").str.len().max())
        if known.empty:
            return 0
        if self.kind is Kind.TEXT:
            return int(known.astype("str").str.len().max())
        largest = known.astype("float64").abs().max()
        extra = 5 if self.kind is Kind.MONEY else 4
        return len(f"{largest:,.0f}") + extra if np.isfinite(largest) else 0

    def cells(self, sheet: streaming.StreamedSheet) -> streaming.Cells:
        """The column's cells from top to bottom, made while they are written."""
        plain = formats.WRAPPED_TEXT if self.is_wrapped else formats.TEXT
        if self.kind is Kind.TEXT:
            return streaming.text_cells(sheet, plain, self.values.map(_set, na_action="ignore"))
        if self.kind is Kind.FIGURE:
            codes = figure_codes(self.values) if self.codes is None else self.codes
            figures = streaming.figure_cells(sheet, formats.number_look, self.values, codes)
            if self.instead is None or self.instead.isna().all():
                return figures
            return streaming.filled_in(figures, streaming.text_cells(sheet, plain, self.instead))
        look = formats.number_look(_CODES[self.kind])
        if self.kind in (Kind.DATE, Kind.MOMENT):
            return streaming.date_cells(sheet, look, self.values, plain=formats.TEXT)
        return streaming.number_cells(sheet, look, self.values)


def _set(cell: object) -> object:
    return with_small_figures(cell) if isinstance(cell, str) else cell


def figure_codes(
    *figures: pd.Series, units: pd.DataFrame | None = None, by: pd.Series | None = None
) -> pd.Series:
    """The number format that the figures of each row need; with `by` one for the whole of its group.

    `units` has the unit and the kind of each row. Three decimals would read as thousands ("66,667"), so a
    percentage has one at most and another figure two, but for those below one.
    """
    every = pd.concat(figures, axis=1).astype("float64")
    needed = pd.DataFrame({name: decimals_of(every[name].to_numpy()) for name in every}, index=every.index)
    digits, size = needed.max(axis=1), every.abs().max(axis=1)
    if by is not None:
        digits, size = (one.groupby(by, dropna=False).transform("max") for one in (digits, size))
    signs = pd.Series("", index=every.index)
    if units is not None:
        signs = pd.Series(
            list(map(figure_sign, units["unit"], units["kind"])), index=every.index, dtype=object
        )
    most = pd.Series(np.where(size < 1, formats.MOST_DECIMALS, 2), index=every.index)
    most = most.mask(signs == "%", 1)
    digits = digits.clip(upper=most).mask((signs == "€") & (digits > 0), 2)
    codes = [formats.figure_code(int(places), sign) for places, sign in zip(digits, signs, strict=True)]
    return pd.Series(codes, index=every.index, dtype=object)


def decimals_of(figures: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """How many decimals each figure needs, 3 at most; 0 where there is none."""
    known = np.where(np.isfinite(figures), figures, 0.0)
    most = np.zeros(len(figures), dtype=np.int64)
    for places in range(formats.MOST_DECIMALS):
        has_more = np.abs(known - known.round(places)) > 1e-9 * np.maximum(1, np.abs(known))
        most = np.where(has_more, places + 1, most)
    return most


def words(values: pd.Series, table: str, column: str) -> pd.Series:
    """Codes of the store as the words that people use; missing stays empty."""
    known: Mapping[str, str] = {code: choice_word(table, column, code) for code in values.dropna().unique()}
    return values.map(known).astype(object)


def yes_no(values: pd.Series) -> pd.Series:
    """Yes or no in words; missing is no."""
    return values.eq(True).map({True: _("ja"), False: _("nee")})


def local_moments(values: pd.Series) -> pd.Series:
    """Moments in naive UTC as the clock in Amsterdam shows them, in whole seconds."""
    moments = pd.to_datetime(values).dt.tz_localize("UTC").dt.tz_convert("Europe/Amsterdam")
    return moments.dt.tz_localize(None).dt.floor("s")


def origins(is_example: pd.Series) -> SheetColumn:
    """The column that says of every row whether it is real or an invented example."""
    by_code = {code: _(word) for word, code in ORIGINS.items()}
    real, example = by_code[Origin.REAL.value], by_code[Origin.EXAMPLE.value]
    return SheetColumn(_("Herkomst"), is_example.eq(True).map({True: example, False: real}))


def example_word() -> str:
    """The word that marks an example."""
    return next(_(word) for word, code in ORIGINS.items() if code == Origin.EXAMPLE.value)


def text_columns(
    frame: pd.DataFrame, headings: Sequence[tuple[str, str]], *, max_width: int = MAX_WIDTH
) -> list[SheetColumn]:
    """Columns of text, given as (heading, column of the frame)."""
    return [SheetColumn(heading, frame[column], max_width=max_width) for heading, column in headings]


def date_columns(frame: pd.DataFrame, headings: Sequence[tuple[str, str]]) -> list[SheetColumn]:
    """Columns of dates, given as (heading, column of the frame)."""
    return [SheetColumn(heading, frame[column], Kind.DATE) for heading, column in headings]


def withheld_words(rows: pd.DataFrame, column: str) -> pd.Series | None:
    """What stands in the place of figures that are not shown, None elsewhere; None when all are shown."""
    if column not in rows or rows[column].isna().all():
        return None
    words = [withheld_word(Withheld.of(why)) if pd.notna(why) else None for why in rows[column]]
    return pd.Series(words, index=rows.index, dtype=object)
