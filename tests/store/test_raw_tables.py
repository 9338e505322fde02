"""A query reads `{table}`, the rows that somebody may see; who names a table itself has a reason here."""

import ast
import re

import pytest

from sok_metrics.nouns import TABLES
from tests.test_conventions import ROOT

NAMES = {name for table in TABLES for name in (table.name, f"{table.name}_history")}
AFTER = re.compile(r"\b(?:FROM|JOIN)\s+(\w+|<made>)")
OWN = re.compile(r"\b(\w+) AS \(")

# Who reads a table as it is, and why nobody sees what they may not. This list should only get shorter.
FOR_EDITORS = "what stands or stood, for who may change it"
COUNTS = "counts or compares: no row of it is shown"
LIMITS = "how small counts are hidden: that holds for every view alike"
JOINED = "joined to rows that may be seen"
FILTER = "the filter itself"
WHOLE = "the whole store, for who may take it along or put it right"
RAW = {
    "sok_metrics/store/queries/attendance.py": {"_FIRST_TIMERS": LIMITS, "_THRESHOLDS": LIMITS},
    "sok_metrics/store/queries/dump.py": {"read_rows": WHOLE},
    "sok_metrics/store/queries/erased.py": {"_ideas": COUNTS, "_people": COUNTS},
    "sok_metrics/store/queries/ideas.py": {
        "count_ideas_of_visitors": COUNTS,
        "find_same_idea": COUNTS,
        "list_removed_ideas": FOR_EDITORS,
        "list_waiting_ideas": JOINED,
    },
    "sok_metrics/store/queries/indicators.py": {"list_revisions": JOINED, "list_series": JOINED},
    "sok_metrics/store/queries/integrity.py": {
        "_differences": WHOLE,
        "_wrong_rows": WHOLE,
        "find_dangling_references": WHOLE,
        "find_low_counters": WHOLE,
        "list_overpaid_allocations": WHOLE,
        "list_overspent_funds": WHOLE,
        "read_everything": WHOLE,
    },
    "sok_metrics/store/queries/card_answers.py": {"list_card_answers": LIMITS},
    "sok_metrics/store/queries/people.py": {"count_rows": COUNTS},
    "sok_metrics/store/queries/publications.py": {
        "count_remarks_of_visitors": COUNTS,
        "find_same_remark": COUNTS,
        "list_publications": JOINED,
    },
    "sok_metrics/store/queries/records.py": dict.fromkeys(
        ("list_records", "list_records_at", "read_version"), FOR_EDITORS
    ),
    "sok_metrics/store/queries/since.py": {"list_series_written": COUNTS},
    "sok_metrics/store/queries/standing.py": {"list_standing": FOR_EDITORS},
    "sok_metrics/store/queries/suppression.py": dict.fromkeys(
        ("_DERIVES_OF_PEOPLE", "_EVERY_VERSION", "_GUARDED", "_HAS_THRESHOLDS", "_hidden_totals"), LIMITS
    ),
    "sok_metrics/store/queries/undoings.py": {"_rows_of": FOR_EDITORS},
    "sok_metrics/store/queries/versions.py": {"list_versions": FOR_EDITORS},
    "sok_metrics/store/queries/whole_tables.py": {"read_whole_table": WHOLE},
    "sok_metrics/store/reader.py": {"_rows_of": FILTER},
    "sok_metrics/store/taken_away.py": dict.fromkeys(
        ("_taken_away", "any_taken_away", "is_public_now", "marked"), FILTER
    ),
    "sok_metrics/store/tuning.py": dict.fromkeys(
        ("_past_tunings", "_rows_before", "_waiting", "without_waiting"), FILTER
    ),
}


def raw_tables(source: str) -> set[str]:
    """The functions and constants of a module whose SQL names a table of the nouns, or makes a name up."""
    found = set()
    for node in ast.parse(source).body:
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        for member in members:
            if any(names_a_table(text) for text in texts_of(member)):
                found.add(name_of(member))
    return found


def name_of(node: ast.AST) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", node)
    return getattr(target, "name", None) or ast.unparse(target)


def texts_of(node: ast.AST) -> list[str]:
    """Every text in a definition; what an f-string fills in reads as <made>."""
    inside = {id(part) for one in ast.walk(node) if isinstance(one, ast.JoinedStr) for part in one.values}
    texts = [
        "".join(str(part.value) if isinstance(part, ast.Constant) else "<made>" for part in one.values)
        for one in ast.walk(node)
        if isinstance(one, ast.JoinedStr)
    ]
    inside |= {id(one.value) for one in ast.walk(node) if isinstance(one, ast.Expr)}  # docstrings
    return texts + [
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in inside
    ]


def names_a_table(sql: str) -> bool:
    if not re.search(r"\bSELECT\b|\bFROM\b", sql):
        return False
    own = set(OWN.findall(sql))
    return any(name == "<made>" or (name in NAMES and name not in own) for name in AFTER.findall(sql))


def found_in_the_store() -> dict[str, set[str]]:
    aside = {"changes", "schema.py"}  # who writes, and who makes the tables
    files = [path for path in (ROOT / "sok_metrics/store").rglob("*.py") if not aside & set(path.parts)]
    found = {path.relative_to(ROOT).as_posix(): raw_tables(path.read_text("utf-8")) for path in files}
    return {path: names for path, names in found.items() if names}


def test_only_who_has_a_reason_reads_past_what_may_be_seen():
    assert found_in_the_store() == {path: set(reasons) for path, reasons in RAW.items()}


@pytest.mark.parametrize(
    "source",
    [
        'def f():\n    rows("SELECT * FROM measurement")',
        'def f():\n    rows("SELECT 1 FROM {series} AS s JOIN measurement_history AS m ON TRUE")',
        'def f():\n    rows(f"SELECT * FROM {table}")',
        'SQL = "SELECT * FROM person"',
    ],
)
def test_a_table_without_braces_is_found(source):
    assert raw_tables(source)


@pytest.mark.parametrize(
    "source",
    [
        'def f():\n    rows("SELECT * FROM {measurement} AS measurement")',
        'def f():\n    rows("WITH meeting AS (SELECT 1) SELECT * FROM meeting")',
        'def f():\n    """What a SELECT FROM measurement would give."""',
        'def f():\n    rows(f"SELECT {columns} FROM {{measurement}} AS m")',
    ],
)
def test_what_goes_through_the_filter_is_left_alone(source):
    assert not raw_tables(source)
