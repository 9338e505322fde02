"""Habits that we keep (CONTRIBUTING.md), guarded for every file of the project."""

import ast
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from sok_metrics.nouns import TABLES_BY_NAME

ROOT = Path(__file__).resolve().parent.parent
SYSTEM_CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
ASK_THE_SYSTEM = {
    "sok_metrics/clock.py",
    "sok_metrics/tasks/storage/place.py",  # how old a folder is: the file system's clock
    "tests/days.py",  # how far the moment of a run is from now
    "tests/browser/nginx.py",  # a certificate for a browser, which lives today
}
LONGEST_MODULE = 350
LONGEST_PAGE = 80

# Files that may be longer, each with the length that it may have and the reason as a comment.
LONGER_FOR_A_REASON: dict[str, int] = {}

SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE FROM)\b")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# What knows a table by its name outside nouns/: file -> how often, with the reason. It can only get shorter:
# what is true of a noun stands at the noun, and generic code reads it there.
KNOWS_TABLES: dict[str, int] = {
    "pages/money/budget.py": 1,  # which of the things of money the page lists, in which order
    "sok_metrics/store/changes/forget.py": 1,  # the rows that stay behind when a person is forgotten
    "sok_metrics/store/queries/erased.py": 1,  # the two things that can be taken out for good
    "sok_metrics/ui/forms/labels.py": 2,  # a commitment is called by its text of today, people by consent
}

Check = Callable[[str, str], Iterator[str]]


def swallowed_exceptions(path: str, source: str) -> Iterator[str]:
    """A handler that catches everything must raise again: a fault is never shown as "no data"."""
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.ExceptHandler) and catches_everything(node) and not raises(node):
            yield f"{path}:{node.lineno}: catches every exception and does not raise it again"


def catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"} for kind in kinds)


def raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def unsafe_html(path: str, source: str) -> Iterator[str]:
    """No pasted HTML: what a user typed could run in somebody else's browser."""
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield f"{path}:{node.lineno}: unsafe_allow_html"


NOT_OF_STREAMLIT = {
    "download_button": "a file goes out by web/files.py: an address of Streamlit works for anybody",
    "caption": "its grey is too faint to read (4.2 to 1 against white): use :small[]",
}


def parts_of_streamlit(path: str, source: str) -> Iterator[str]:
    """What Streamlit offers and we do not use, with why."""
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.Attribute) and node.attr in NOT_OF_STREAMLIT:
            yield f"{path}:{node.lineno}: {node.attr}: {NOT_OF_STREAMLIT[node.attr]}"


def tables_with_formulas(path: str, source: str) -> Iterator[str]:
    """Streamlit saves the table of `st.dataframe` as CSV just as it is (ui/parts/escaping.py)."""
    for node in ast.walk(ast.parse(source, path)):
        if not isinstance(node, ast.Call) or ast.unparse(node.func) not in {"st.dataframe", "st.data_editor"}:
            continue
        if not any(ast.unparse(one).startswith("without_formulas(") for one in node.args):
            yield f"{path}:{node.lineno}: a table without without_formulas()"


def caches_of_streamlit(path: str, source: str) -> Iterator[str]:
    """What is kept has a bound: else looks at ever other days would fill the memory."""
    if path == "sok_metrics/ui/parts/session.py":
        return
    for node in ast.walk(ast.parse(source, path)):
        for cache in getattr(node, "decorator_list", []):
            if {"cache_resource", "cache_data"} & {getattr(one, "attr", "") for one in ast.walk(cache)}:
                yield f"{path}:{cache.lineno}: a cache without session.kept()"


def missing_docstrings(path: str, source: str) -> Iterator[str]:
    """Every module, and every public class, function and method of sok_metrics, says what it is for."""
    if not path.startswith("sok_metrics/"):
        return
    tree = ast.parse(source, path)
    if tree.body and not ast.get_docstring(tree):
        yield f"{path}:1: the module has no docstring"
    for node in public_definitions(tree):
        if not ast.get_docstring(node):
            yield f"{path}:{node.lineno}: {node.name} has no docstring"


def public_definitions(
    parent: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in parent.body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            if not is_overload(node):
                yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node)


def is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Tell whether a definition only adds to another one: @overload, or the setter of a property."""
    names = [ast.unparse(decorator) for decorator in node.decorator_list]
    return any(name.split(".")[-1] in {"overload", "setter"} for name in names)


def sql_outside_the_store(path: str, source: str) -> Iterator[str]:
    """Only sok_metrics/store knows SQL; docstrings may speak about it."""
    if path.startswith("sok_metrics/store/"):
        return
    tree = ast.parse(source, path)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in docstrings and SQL.search(node.value):
            yield f"{path}:{node.lineno}: SQL outside the store"


def printing(path: str, source: str) -> Iterator[str]:
    """Only the command line prints; other rooms return, raise or log."""
    if path == "sok_metrics/__main__.py":
        return
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{path}:{node.lineno}: print()"


def other_clocks(path: str, source: str) -> Iterator[str]:
    """Only sok_metrics/clock.py asks the system for the time, so that the tests can live on any day."""
    if path in ASK_THE_SYSTEM:
        return
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in SYSTEM_CLOCKS:
            yield f"{path}:{node.lineno}: {ast.unparse(node.func)}()"


def too_long(path: str, source: str) -> Iterator[str]:
    """A page is one screen of code; a module that grows past the limit wants to be two."""
    limit = LONGEST_PAGE if path.startswith("pages/") else LONGEST_MODULE
    limit = LONGER_FOR_A_REASON.get(path, limit)
    length = len(source.splitlines())
    if length > limit:
        yield f"{path}: {length} lines, at most {limit}"


def tables_by_name(path: str, source: str) -> Iterator[str]:
    """Generic code names no table: no `table == "project"`, and no list or dict by the names of tables."""
    found = [] if path.startswith("sok_metrics/nouns/") else list(_tables_named(ast.parse(source, path)))
    if len(found) != KNOWS_TABLES.get(path, 0):
        yield f"{path}: knows tables by name at {found}, and {KNOWS_TABLES.get(path, 0)} are known"


def _tables_named(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            names = [name for one in node.comparators for name in _names_in(one)]
            subject = ast.unparse(node.left).split(".")[-1]
            known = names if subject in {"table", "name"} or ast.unparse(node.left) == "table.name" else []
        elif isinstance(node, ast.Dict):
            known = [name for key in node.keys for name in _names_in(key)]
            # One table with its rows is what a write gets; several are a list of what differs by table.
            known = known if len(known) > 1 else []
        elif isinstance(node, (ast.Set, ast.List, ast.Tuple)):
            known = [name for one in node.elts for name in _names_in(one)]
            known = known if len(known) == len(node.elts) > 1 else []
        else:
            continue
        if known:
            yield f"{node.lineno}: {', '.join(known)}"


def _names_in(node: ast.AST | None) -> list[str]:
    """The names of tables that this is, or that stand in it."""
    if isinstance(node, ast.Constant) and node.value in TABLES_BY_NAME:
        return [str(node.value)]
    return [name for one in getattr(node, "elts", []) for name in _names_in(one)]


def privates_of_openpyxl(path: str, source: str) -> Iterator[str]:
    """What stands in a workbook goes by what openpyxl promises (docs/decisions/020)."""
    if not path.startswith("sok_metrics/workbook/"):
        return
    for node in ast.walk(ast.parse(source, path)):
        if not isinstance(node, (ast.Attribute, ast.ImportFrom)):
            continue
        name = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
        is_private = re.search(r"(?<!self)(?<!cls)\._[a-z]", name) or re.match(r"openpyxl.*\._", module)
        if is_private and name != "sheet._values_to_row":
            yield f"{path}:{node.lineno}: {name or module}"


CHECKS: list[Check] = [
    privates_of_openpyxl,
    swallowed_exceptions,
    unsafe_html,
    parts_of_streamlit,
    tables_with_formulas,
    caches_of_streamlit,
    missing_docstrings,
    sql_outside_the_store,
    printing,
    other_clocks,
    too_long,
    tables_by_name,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_no_file_breaks_the_convention(check):
    files = [*ROOT.glob("dashboard.py"), *ROOT.glob("pages/**/*.py"), *ROOT.glob("sok_metrics/**/*.py")]
    problems = [
        problem
        for file in sorted(files)
        for problem in check(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
    ]
    assert problems == []


def test_no_test_asks_the_system_for_the_time():
    problems = [
        problem
        for file in sorted(ROOT.glob("tests/**/*.py"))
        for problem in other_clocks(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("check", "path", "source"),
    [
        (swallowed_exceptions, "pages/work/ideas.py", "try:\n    f()\nexcept Exception:\n    pass"),
        (swallowed_exceptions, "pages/work/ideas.py", "try:\n    f()\nexcept:\n    pass"),
        (
            swallowed_exceptions,
            "pages/work/ideas.py",
            "try:\n    f()\nexcept (OSError, Exception):\n    pass",
        ),
        (unsafe_html, "pages/work/ideas.py", "st.markdown(text, unsafe_allow_html=True)"),
        (parts_of_streamlit, "pages/work/ideas.py", "st.container().download_button('x', b'')"),
        (parts_of_streamlit, "pages/work/ideas.py", "st.caption('x')"),
        (tables_with_formulas, "pages/work/ideas.py", "st.dataframe(rows, hide_index=True)"),
        (caches_of_streamlit, "sok_metrics/ui/work/ideas.py", "@st.cache_resource\ndef f(): pass"),
        (caches_of_streamlit, "pages/work/ideas.py", "@st.cache_data(ttl=1)\ndef f(): pass"),
        (missing_docstrings, "sok_metrics/views/since/change.py", "import json"),
        (missing_docstrings, "sok_metrics/views/since/change.py", '"""M."""\ndef f(): pass'),
        (
            missing_docstrings,
            "sok_metrics/views/since/change.py",
            '"""M."""\nclass C:\n    """C."""\n    def f(self): pass',
        ),
        (sql_outside_the_store, "pages/work/ideas.py", 'query("SELECT * FROM idea")'),
        (sql_outside_the_store, "sok_metrics/ui/parts/frame.py", 'query(f"UPDATE {table} SET x = 1")'),
        (printing, "sok_metrics/store/connection.py", "print(1)"),
        (privates_of_openpyxl, "sok_metrics/workbook/dump/write.py", "cell._value = 1"),
        (privates_of_openpyxl, "sok_metrics/workbook/dump/write.py", "from openpyxl.cell._writer import x"),
        (other_clocks, "sok_metrics/store/reader.py", "day = datetime.now(UTC).date()"),
        (too_long, "pages/work/ideas.py", "x = 1\n" * 81),
        (too_long, "sok_metrics/views/since/change.py", "x = 1\n" * 351),
        (tables_by_name, "sok_metrics/views/since/change.py", 'if table == "project": pass'),
        (tables_by_name, "sok_metrics/views/since/change.py", 'if row.table in ("person", "other"): pass'),
        (tables_by_name, "sok_metrics/views/since/change.py", 'PAGES = {"project": 1, "meeting": 2}'),
        (tables_by_name, "sok_metrics/views/since/change.py", 'PAGES = ("project", "meeting")'),
    ],
)
def test_a_breach_is_found(check, path, source):
    assert len(list(check(path, source))) == 1


@pytest.mark.parametrize(
    ("check", "path", "source"),
    [
        (
            swallowed_exceptions,
            "sok_metrics/store/connection.py",
            "try:\n    f()\nexcept Exception:\n    g()\n    raise",
        ),
        (
            swallowed_exceptions,
            "pages/work/ideas.py",
            "try:\n    f()\nexcept SokError as error:\n    show(error)",
        ),
        (tables_with_formulas, "pages/work/ideas.py", "st.dataframe(without_formulas(rows))"),
        (caches_of_streamlit, "sok_metrics/ui/work/ideas.py", "@session.kept(16)\ndef f(): pass"),
        (missing_docstrings, "pages/work/ideas.py", "def f(): pass"),
        (missing_docstrings, "sok_metrics/views/since/change.py", '"""M."""\ndef _f(): pass'),
        (missing_docstrings, "sok_metrics/ui/__init__.py", ""),
        (sql_outside_the_store, "sok_metrics/store/queries/ideas.py", 'query("SELECT * FROM idea")'),
        (sql_outside_the_store, "sok_metrics/views/since/change.py", '"""What a SELECT gave."""'),
        (sql_outside_the_store, "pages/work/ideas.py", 'st.selectbox("Select an update")'),
        (printing, "sok_metrics/__main__.py", "print(1)"),
        (other_clocks, "sok_metrics/ui/parts/frame.py", "day = clock.today()"),
        (too_long, "pages/work/ideas.py", "x = 1\n" * 80),
        (tables_by_name, "sok_metrics/nouns/project.py", 'if table == "project": pass'),
        (tables_by_name, "sok_metrics/views/since/change.py", 'if page == "project": pass'),
        (tables_by_name, "sok_metrics/views/since/change.py", 'change.put_all({"project": rows})'),
    ],
)
def test_what_is_fine_is_left_alone(check, path, source):
    assert list(check(path, source)) == []


def test_an_exception_for_length_is_dropped_when_it_is_no_longer_needed():
    for path, limit in LONGER_FOR_A_REASON.items():
        usual = LONGEST_PAGE if path.startswith("pages/") else LONGEST_MODULE
        assert usual < len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("maker", ["docs.make_tables", "docs.make_glossary"])
def test_the_pages_made_from_the_nouns_are_those_of_today(maker):
    made = import_module(maker)
    assert made.PATH.read_text(encoding="utf-8") == made.page(), f"run: python -m {maker}"
