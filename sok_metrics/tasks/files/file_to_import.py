"""A file as it was read, with what it would change and what is still to be asked of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from sok_metrics.store.changes.preview import Preview
from sok_metrics.workbook.exchange.doubts import Doubt, UnitDoubt, WithoutArea


@dataclass(frozen=True)
class FileToImport:
    """A file as it was read, and what it would do."""

    name: str
    tables: Mapping[str, pd.DataFrame]
    notes: tuple[str, ...]
    preview: Preview
    doubts: tuple[Doubt, ...] = ()
    """The columns that can be read in two ways, decided or not."""
    is_unknown: bool = False
    """Whether nothing of ours was found: then it may be a plain table."""
    without_area: WithoutArea | None = None
    """Of a plain table: the figures of which it does not say the area."""
    units: tuple[UnitDoubt, ...] = ()
    """Of a plain table: figures in another unit than that of their series, decided or not."""
    remember: Callable[[], None] | None = None
    """Of a plain table: keeps how it was read, for the next one with these headings."""
