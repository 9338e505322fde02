"""Who may import whom: every import points downwards, and a driver or framework stays in its own room."""

import ast
from collections.abc import Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "sok_metrics"

# From top to bottom. A room may import the rooms of the layers below its own, and itself.
LAYERS: list[set[str]] = [
    {"dashboard", "pages", "__main__"},
    {"ui", "web"},
    {"tasks"},
    {"charts", "workbook", "documents", "store", "sources"},
    {"texts", "views", "clock"},
    {"nouns", "energy_budget", "errors", PACKAGE},  # sok_metrics/__init__.py: the version number, open to all
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

MOST_LAYERS = 6
LONGEST_CHAIN = 18
"""So many modules may stand on each other: who changes the lowest must think of all that are above it."""

# Packages from outside that stay inside a few rooms.
ONLY_IN = {
    "duckdb": {"store"},
    "psycopg": {"store"},
    "streamlit": {"dashboard", "pages", "ui", "web"},
}


def test_every_import_in_the_tree_follows_the_rules():
    problems = [
        f"{path}: {problem}"
        for path in project_files()
        for problem in find_problems(path, (ROOT / path).read_text(encoding="utf-8"))
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("sok_metrics/nouns/model.py", "from dataclasses import dataclass"),
        ("sok_metrics/views/progress/status.py", "from sok_metrics.nouns.model import Status"),
        ("sok_metrics/views/progress/status.py", "import pandas as pd"),
        ("sok_metrics/nouns/money.py", "from sok_metrics.nouns.columns import Column"),
        ("sok_metrics/nouns/money.py", "from .columns import Column"),
        ("sok_metrics/nouns/__init__.py", "from .columns import Column"),
        ("sok_metrics/store/queries/indicators.py", "import duckdb"),
        ("sok_metrics/charts/lines.py", "from sok_metrics import __version__"),
        ("sok_metrics/texts/count_result.py", "from sok_metrics.energy_budget.outcome import Outcome"),
        ("sok_metrics/ui/parts/frame.py", "from sok_metrics import texts"),
        ("sok_metrics/__main__.py", "from sok_metrics.store.connection import open_store"),
        (
            "pages/progress/overview.py",
            "import streamlit as st\nfrom sok_metrics.ui.parts.frame import frame",
        ),
        ("dashboard.py", "from sok_metrics.web import routes"),
    ],
)
def test_an_import_downwards_or_within_the_room_is_allowed(path, source):
    assert find_problems(path, source) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("sok_metrics/nouns/model.py", "from sok_metrics.views.progress import judge"),
        ("sok_metrics/views/since/compare.py", "from sok_metrics import clock"),
        ("sok_metrics/views/progress/status.py", "from sok_metrics.texts import sentence"),
        ("sok_metrics/texts/since.py", "from sok_metrics.views.since import tally"),
        ("sok_metrics/nouns/money.py", "from sok_metrics.store import connection"),
        ("sok_metrics/nouns/money.py", "from ..store import connection"),
        ("sok_metrics/nouns/money.py", "from .. import store"),
        ("sok_metrics/charts/lines.py", "from sok_metrics.store.queries import indicators"),
        ("sok_metrics/workbook/partner/write.py", "def f():\n    from sok_metrics import store"),
        ("sok_metrics/workbook/partner/write.py", "import sok_metrics.store.connection"),
        ("sok_metrics/energy_budget/course.py", "from sok_metrics.nouns.model import Status"),
        ("sok_metrics/energy_budget/course.py", "from sok_metrics.errors import SokError"),
        ("sok_metrics/charts/lines.py", "import streamlit as st"),
        ("sok_metrics/__main__.py", "import streamlit"),
        ("sok_metrics/ui/parts/frame.py", "import sok_metrics.web.routes"),
        ("sok_metrics/ui/parts/frame.py", "from duckdb import DuckDBPyConnection"),
        ("sok_metrics/store/connection.py", "from pages.progress import overview"),
        ("pages/progress/overview.py", "from pages.progress import indicators"),
        ("pages/progress/overview.py", "from . import indicators"),
        ("pages/progress/overview.py", "import dashboard"),
        ("pages/progress/overview.py", "import duckdb"),
        ("dashboard.py", "import pages.progress.overview"),
        ("sok_metrics/helpers.py", "import json"),
    ],
)
def test_an_import_against_the_rules_is_found(path, source):
    assert find_problems(path, source) != []


def test_there_are_few_layers():
    assert len(LAYERS) <= MOST_LAYERS


def test_no_chain_of_imports_is_too_long():
    chain = longest_chain(imports_of_every_module())
    shown = " ->\n".join(chain)
    assert len(chain) <= LONGEST_CHAIN, (
        f"{len(chain)} modules stand on each other; {LONGEST_CHAIN} is the most. Let one know less: move "
        f"what it takes to where it belongs, or hand it over as an argument.\n{shown}"
    )


def test_a_chain_is_found_from_its_first_module_to_its_last():
    assert longest_chain({"a": {"c", "b"}, "b": {"c"}, "c": set(), "d": {"c"}}) == ["a", "b", "c"]


def test_modules_that_know_each_other_are_found():
    with pytest.raises(CycleError, match="a"):
        longest_chain({"a": {"b"}, "b": {"a"}})


def longest_chain(imports: Mapping[str, Set[str]]) -> list[str]:
    """The longest way down from module to module; raises CycleError when there is a way in a circle."""
    chains: dict[str, list[str]] = {}
    for module in TopologicalSorter(imports).static_order():
        below = (chains[name] for name in sorted(imports[module]))
        chains[module] = [module, *max(below, key=len, default=[])]
    return max(chains.values(), key=len)


def imports_of_every_module() -> dict[str, set[str]]:
    """Which modules of ours each of ours imports, also inside functions and for types only."""
    sources = {module_of(path): (path, (ROOT / path).read_text(encoding="utf-8")) for path in project_files()}
    found = {}
    for module, (path, source) in sources.items():
        known = {name if name in sources else name.rpartition(".")[0] for name in full_names(path, source)}
        found[module] = known & sources.keys() - {module}
    # The nouns are found by name, not imported.
    found[f"{PACKAGE}.nouns"] |= {module for module, (_, source) in sources.items() if "\nNOUN = " in source}
    return found


def project_files() -> list[str]:
    files = [*ROOT.glob("dashboard.py"), *ROOT.glob("pages/**/*.py"), *ROOT.glob(f"{PACKAGE}/**/*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in files)


def find_problems(path: str, source: str) -> list[str]:
    """Say what is wrong with the imports of one file; `path` is relative to the root."""
    module = module_of(path)
    room = room_of(module)
    if room not in LEVEL:
        return [f"the room {room} is in no layer: give it one in tests/test_imports.py"]
    return [problem for name in imported_names(path, source) if (problem := judge(module, room, name))]


def judge(module: str, room: str, imported: str) -> str | None:
    """Say why this import is wrong, or None when it is fine."""
    top = imported.split(".")[0]
    if top in ONLY_IN and room not in ONLY_IN[top]:
        return f"{top} may be imported only in {', '.join(sorted(ONLY_IN[top]))}"
    if top not in {PACKAGE, "pages", "dashboard"}:
        return None
    other = room_of(imported)
    if other not in LEVEL:
        return f"imports {imported}, which is in no layer"
    if other == room and room != "pages":
        return None
    if LEVEL[other] <= LEVEL[room]:
        return f"imports {imported}: {room} may import only what lies in a layer below it"
    return None


def module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def room_of(module: str) -> str:
    """Name the room of a module: the first name under sok_metrics, or the folder or file at the root."""
    names = module.split(".")
    return names[1] if names[0] == PACKAGE and len(names) > 1 else names[0]


def imported_names(path: str, source: str) -> Iterator[str]:
    """Yield the module of everything that a file imports, also inside functions; a room by its own name."""
    for name in full_names(path, source):
        base, _, last = name.rpartition(".")
        # `from sok_metrics import store` names a room; `... import __version__` and * do not
        yield name if base != PACKAGE or last in LEVEL or is_room(last) else base


def full_names(path: str, source: str) -> Iterator[str]:
    """Yield all that a file imports, each with the module that it comes from."""
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{absolute_base(path, node)}.{alias.name}" for alias in node.names)


def absolute_base(path: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    folders = Path(path).parent.parts
    parts = [*folders[: len(folders) - node.level + 1], *([node.module] if node.module else [])]
    return ".".join(parts)


def is_room(name: str) -> bool:
    return (ROOT / PACKAGE / f"{name}.py").exists() or (ROOT / PACKAGE / name).is_dir()
