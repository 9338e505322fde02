"""A large file: looking ahead against `pandas.read_excel` of the same file, saving, undoing, and export."""

import gc
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.connection import Store, open_store
from sok_metrics.tasks.files.file_to_import import FileToImport
from sok_metrics.tasks.files.importing import exchange_workbook, look_at_file, save_import
from sok_metrics.tasks.starting.start import default_folders, start_from_folders
from sok_metrics.workbook.exchange.write import write_exchange

ROWS = 100_000
SERIES = 400
LOOK_AIM, SAVE_AIM_SECONDS = 2.0, 10.0
_MANAGER = Actor("Meter", Role.ADMINISTRATOR)

Times = dict[str, tuple[float, float]]
"""Piece of work -> seconds on the clock, and of the processor."""


def measure(folder: Path, rows: int = ROWS, rounds: int = 3) -> dict[str, float]:
    """Seconds of each piece of work (medians; the two that are compared in turns), and their ratio."""
    store = make_store(folder / "importing.duckdb")
    try:
        content = write_exchange({"measurement": measurements(rows)})
        taken: dict[str, list[tuple[float, float]]] = {"read_excel": [], "look": []}
        for _ in range(rounds):
            taken["read_excel"].append(
                _take(lambda: pd.read_excel(BytesIO(content), sheet_name="metingen"))[0]
            )
            seconds, file = _take(lambda: look_at_file(store, content, "metingen.xlsx", by=_MANAGER))
            taken["look"].append(seconds)
        taken |= {name: [seconds] for name, seconds in _keep(store, file).items()}
    finally:
        store.close()
    found = {"rows": float(rows), "megabytes": len(content) / 2**20}
    for name, all_seconds in taken.items():
        found[f"{name}_s"] = median(wall for wall, _cpu in all_seconds)
        found[f"{name}_cpu_s"] = median(cpu for _wall, cpu in all_seconds)
    found["look_ratio"] = found["look_cpu_s"] / found["read_excel_cpu_s"]
    return found


def make_store(path: Path) -> Store:
    """BoTu with its examples, and series enough to hold many measurements."""
    start_from_folders(path, default_folders(with_examples=True))
    store = open_store(path)
    codes = [f"MEET-{number}" for number in range(SERIES)]
    indicator = {
        "definition": "om te meten", "unit": "stuks", "kind": "number", "direction": "higher",
        "frequency": "yearly",
    }  # fmt: skip
    save_import(
        store,
        {
            "indicator": pd.DataFrame([{"code": code, "name": code, **indicator} for code in codes]),
            "series": pd.DataFrame([{"code": code, "indicator_code": code} for code in codes]),
        },
        by=_MANAGER,
        reason="om te meten",
    )
    return store


def measurements(rows: int, *, more: float = 0.0) -> pd.DataFrame:
    """Weekly figures of every series in canonical text; `more` makes all of them another figure."""
    place = np.arange(rows)
    start = np.datetime64("2026-01-01") - (place // SERIES) * 7
    values = 50 + place % 97 * 0.25 + more
    return pd.DataFrame(
        {
            "series_code": [f"MEET-{number}" for number in place % SERIES],
            "period_start": start.astype(str),
            "period_end": (start + 6).astype(str),
            "value": [str(value) for value in values.tolist()],
            "source": "Een bron, zoals het CBS",
        },
        dtype=object,
    )


def _keep(store: Store, file: FileToImport) -> Times:
    """Save the new rows, change all of them, write everything out, and undo the change."""
    rows = len(file.tables["measurement"])
    changed = {"measurement": measurements(rows, more=1.0)}
    taken: Times = {}
    taken["save_new"], _number = _take(
        lambda: save_import(store, file.tables, by=_MANAGER, reason="nieuw", seen=file.preview)
    )
    taken["save_changed"], changed_by = _take(
        lambda: save_import(store, changed, by=_MANAGER, reason="veranderd")
    )
    taken["export"], _content = _take(lambda: exchange_workbook(store, by=_MANAGER))
    taken["undo_changed"], _number = _take(lambda: undo(store, changed_by, by=_MANAGER))
    return taken


def _take(work: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    done = work()
    return (time.perf_counter() - wall, time.process_time() - cpu), done
