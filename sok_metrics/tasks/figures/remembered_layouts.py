"""Remembering how people read their tables: in a file beside the store, by the headings of the table.

The file `<store>.tabellen` holds no figures. Without it, or with one that cannot be read, people only choose
again.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from sok_metrics.tasks.storage.deliver import put_in_place
from sok_metrics.workbook.exchange.wide import Grid, Layout
from sok_metrics.workbook.exchange.wide_memory import choices_of, headings_key, with_choices

_MOST = 200
"""Tables that are remembered; the one that was used longest ago goes first."""
_PATIENCE = 5.0


def with_remembered(path: Path, grid: Grid, likely: Layout) -> Layout:
    """The likely layout with what was chosen for these headings before, in the store at `path`."""
    choices = _read(path).get(headings_key(grid, likely))
    if choices is None:
        return likely
    try:
        return with_choices(grid, likely, choices)
    except (KeyError, TypeError, ValueError, AttributeError):
        return likely  # of another version, or written by hand


def remember_layout(path: Path, grid: Grid, likely: Layout, chosen: Layout) -> None:
    """Keep what was chosen; that the disk is full is no reason to stop what was saved already."""
    key = headings_key(grid, likely)
    with suppress(OSError, Timeout), FileLock(f"{_file(path)}.lock", timeout=_PATIENCE):
        known = {other: choices for other, choices in _read(path).items() if other != key}
        kept = dict([*known.items(), (key, choices_of(grid, likely, chosen))][-_MOST:])
        put_in_place(json.dumps(kept, ensure_ascii=False, indent=1).encode(), _file(path))


def _file(path: Path) -> Path:
    resolved = path.resolve()
    return resolved.with_name(f"{resolved.name}.tabellen")


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(_file(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
