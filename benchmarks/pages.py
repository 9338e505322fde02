"""What the server does for a visit to each page: a script run in this process, without a browser.

Two kinds of run: `first` (the first after a write, so that nothing is cached) and `rerun` (the next one, as
after a click or by another visitor).
"""

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import streamlit as st
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner
from streamlit.testing.v1 import AppTest

from benchmarks.stores import write_something
from benchmarks.timing import Times
from sok_metrics.store.connection import open_store
from sok_metrics.store.reader import Reader
from sok_metrics.tasks.storage.place import ENVIRONMENT_NAME
from tests.browser.serving import ROOT

PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "overview": ("pages/progress/overview.py", {}),
    "values": ("pages/progress/values.py", {"code": "W2"}),
    "goals": ("pages/progress/goals.py", {"code": "D2"}),
    "rules": ("pages/progress/rules.py", {"code": "S1"}),
    "indicators": ("pages/progress/indicators.py", {}),
    "indicator": ("pages/progress/indicator.py", {"code": "MEET-1"}),
}
RUNS = ("first", "rerun")
BARE = "bare"
"""Beside the stores: a bare page with as many charts, run in the same way."""
P = ParamSpec("P")
T = TypeVar("T")
_TIMEOUT = 120


@dataclass
class PageTimes:
    """The rounds of one page and kind of run."""

    script: Times = field(default_factory=lambda: Times([], []))
    queries: list[float] = field(default_factory=list)
    """Milliseconds on the clock in all queries of the run together."""
    charts: int = 0


@dataclass
class _Run:
    wall: float = 0.0
    cpu: float = 0.0
    queries: float = 0.0


def measure(stores: dict[str, Path], repeats: int) -> dict[str, dict[str, dict[str, PageTimes]]]:
    """The times by page, kind of run and store; the stores in turns."""
    found = {page: {run: {name: PageTimes() for name in (*stores, BARE)} for run in RUNS} for page in PAGES}
    with _measured() as current:
        for page in PAGES:
            for round_number in range(repeats + 1):
                for name, path in stores.items():
                    runs = _one_round(path, page, current)
                    if round_number:  # the round before the first only warms up
                        _add(found[page], name, runs)
                bare = _bare_round(runs["rerun"][1], current)
                if round_number:
                    _add(found[page], BARE, bare)
    for path in stores.values():
        open_store(path).close()
    st.cache_resource.clear()
    return found


def _add(found: dict[str, dict[str, PageTimes]], name: str, runs: dict[str, tuple[_Run, int]]) -> None:
    for kind, (run, charts) in runs.items():
        times = found[kind][name]
        times.script.wall.append(run.wall * 1000)
        times.script.cpu.append(run.cpu * 1000)
        times.queries.append(run.queries * 1000)
        times.charts = charts


def _one_round(path: Path, page: str, current: _Run) -> dict[str, tuple[_Run, int]]:
    """The first run of a page after a write, and the visitor's next run of it."""
    os.environ[ENVIRONMENT_NAME] = str(path)
    visitor = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=_TIMEOUT).run()
    write_something(open_store(path))
    file, parameters = PAGES[page]
    visitor.switch_page(file)
    for name, value in parameters.items():
        visitor.query_params[name] = value
    return {kind: _timed(visitor, current) for kind in RUNS}


def _bare_round(charts: int, current: _Run) -> dict[str, tuple[_Run, int]]:
    visitor = AppTest.from_file(str(ROOT / "benchmarks" / "bare_page.py"), default_timeout=_TIMEOUT)
    visitor.query_params["charts"] = str(charts)
    return {kind: _timed(visitor, current) for kind in RUNS}


def _timed(visitor: AppTest, current: _Run) -> tuple[_Run, int]:
    """One run, without the garbage of the runs before it (what AppTest keeps, a server does not)."""
    gc.collect()
    gc.freeze()
    current.wall = current.cpu = current.queries = 0.0
    app = visitor.run()
    if app.exception or app.error:
        raise RuntimeError(f"the page failed: {[element.value for element in (*app.exception, *app.error)]}")
    return _Run(current.wall, current.cpu, current.queries), len(app.get("plotly_chart"))


@contextmanager
def _measured() -> Iterator[_Run]:
    """Add up what script runs and queries take while they happen."""
    current = _Run()
    run_script, frame, rows = ScriptRunner._run_script, Reader.frame, Reader.rows

    def timed_script(self: ScriptRunner, rerun_data: RerunData) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            run_script(self, rerun_data)
        finally:
            current.wall += time.perf_counter() - wall
            current.cpu += time.process_time() - cpu

    def timed_query(query: Callable[P, T]) -> Callable[P, T]:
        def read(*arguments: P.args, **keywords: P.kwargs) -> T:
            started = time.perf_counter()
            try:
                return query(*arguments, **keywords)
            finally:
                current.queries += time.perf_counter() - started

        return read

    with (
        patch.object(ScriptRunner, "_run_script", timed_script),
        patch.object(Reader, "frame", timed_query(frame)),
        patch.object(Reader, "rows", timed_query(rows)),
        patch.dict(os.environ),
    ):
        yield current
