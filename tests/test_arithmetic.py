"""A figure is made in `views/` or below: screens, Excel and documents only show it."""

import ast
from collections.abc import Iterator

import pytest

from tests.test_conventions import ROOT

SHOWS = ("pages/", "sok_metrics/ui/", "sok_metrics/workbook/partner/", "sok_metrics/documents/")
# The other kinds of workbook read and write cells as they are; what they count is rows, columns and widths.
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
FUNCTIONS = {"sum", "min", "max", "round", "abs", "divmod"}
COUNTING = {"count", "cumsum", "diff", "groupby", "mean", "median", "nunique", "size", "value_counts"}

# What still counts here, how often, and why it is no figure of the neighbourhood. The numbers only go down.
LEFT = {
    "sok_metrics/documents/calendar.py": (1, "the day after a whole day"),
    "sok_metrics/documents/course.py": (13, "places on paper"),
    "sok_metrics/documents/minutes_parts.py": (1, "joins two lists"),
    "sok_metrics/documents/one_page.py": (6, "heights on paper, and how many lines do not fit"),
    "sok_metrics/documents/sections.py": (1, "joins two lists"),
    "sok_metrics/documents/sheets.py": (27, "heights and widths on paper"),
    "sok_metrics/ui/forms/parts.py": (4, "the next free number, and the newest version"),
    "sok_metrics/ui/forms/place.py": (1, "joins two names"),
    "sok_metrics/ui/manage/exchange.py": (1, "a new key for an emptied field"),
    "sok_metrics/ui/manage/exchange_layout.py": (6, "lines and columns of somebody's own sheet"),
    "sok_metrics/ui/manage/exchange_passed_over.py": (1, "lines of somebody's own sheet"),
    "sok_metrics/ui/manage/exchange_preview.py": (1, "how many rows a question is about"),
    "sok_metrics/ui/manage/guide.py": (5, "the step after this one"),
    "sok_metrics/ui/manage/guide_indicators.py": (1, "the codes that were not there before"),
    "sok_metrics/ui/manage/guide_steps.py": (2, "a day to begin with, and a list that grows"),
    "sok_metrics/ui/manage/history.py": (12, "the page before and after this one, and the end of a day"),
    "sok_metrics/ui/manage/past.py": (1, "the version before this one"),
    "sok_metrics/ui/manage/search.py": (6, "the length of an excerpt"),
    "sok_metrics/ui/meetings/assessment.py": (2, "the year after this one, and whether all was measured"),
    "sok_metrics/ui/meetings/evening/agenda.py": (7, "the place of a point among the others"),
    "sok_metrics/ui/meetings/evening/attendance.py": (1, "how many rows change"),
    "sok_metrics/ui/meetings/evening/cards.py": (9, "how many cards are not asked yet"),
    "sok_metrics/ui/meetings/evening/page.py": (1, "whether the day has come"),
    "sok_metrics/ui/meetings/evening/points.py": (1, "the place after this one"),
    "sok_metrics/ui/meetings/evening/proposal.py": (4, "the next place, the meeting before this one"),
    "sok_metrics/ui/meetings/evening/rows.py": (1, "a new key for an emptied field"),
    "sok_metrics/ui/meetings/meeting.py": (1, "whether the day has come"),
    "sok_metrics/ui/meetings/minutes.py": (1, "whether a step was passed"),
    "sok_metrics/ui/meetings/minutes_steps.py": (1, "which meetings came after this one"),
    "sok_metrics/ui/meetings/papers.py": (5, "megabytes, and a new key for an emptied field"),
    "sok_metrics/ui/meetings/publication_editor.py": (4, "a day to begin with, and the end of a day"),
    "sok_metrics/ui/money/results.py": (1, "joins words and a badge"),
    "sok_metrics/ui/money/traces.py": (2, "joins words and a badge"),
    "sok_metrics/ui/parts/comparison.py": (2, "whether a day in the address can be"),
    "sok_metrics/ui/parts/frame.py": (1, "whether a day in the address can be"),
    "sok_metrics/ui/parts/places.py": (1, "whether an address is part of another"),
    "sok_metrics/ui/parts/references.py": (1, "whether the parties have had their time"),
    "sok_metrics/ui/parts/session.py": (2, "whether a day in the address can be"),
    "sok_metrics/ui/progress/commitment.py": (1, "joins a title and a badge"),
    "sok_metrics/ui/progress/indicators.py": (4, "the height of a table"),
    "sok_metrics/ui/work/data_entry_row.py": (1, "a new key for an emptied field"),
    "sok_metrics/ui/work/idea_sifting.py": (1, "the hour after this one"),
    "sok_metrics/ui/work/worklist.py": (1, "one series goes without saying"),
    "sok_metrics/workbook/partner/chart_sheets.py": (19, "where the charts stand, on the sheet and on paper"),
    "sok_metrics/workbook/partner/charts.py": (26, "axes and lines"),
    "sok_metrics/workbook/partner/progress_sheets.py": (3, "joins codes"),
    "sok_metrics/workbook/partner/reading_guide.py": (10, "heights of lines, and which sources do not fit"),
}


def arithmetic_in(source: str) -> Iterator[ast.AST]:
    """Everything that adds, divides, counts or compares figures; texts, lists and places in them do not."""
    tree = ast.parse(source)
    subscripts = [one for one in ast.walk(tree) if isinstance(one, ast.Subscript)]
    places = {id(node) for one in subscripts for node in ast.walk(one.slice)}
    for node in ast.walk(tree):
        if id(node) not in places and is_arithmetic(node):
            yield node


def is_arithmetic(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ARITHMETIC) and not (is_text(node.left) or is_text(node.right))
    if isinstance(node, ast.AugAssign):
        return isinstance(node.op, ARITHMETIC) and not is_text(node.value)
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return any(isinstance(op, ORDER) for op in node.ops) and not any(map(is_length, sides))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in FUNCTIONS
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in FUNCTIONS | COUNTING
    )


def is_text(node: ast.AST) -> bool:
    """Whether a part of a sum is a text or a list: then the sum joins."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (str, bytes))
    if isinstance(node, ast.BinOp):
        return is_text(node.left) or is_text(node.right)
    if isinstance(node, ast.IfExp):
        return is_text(node.body) or is_text(node.orelse)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        return name in {"_", "ngettext", "str", "list", "join", "format", "upper"}
    return isinstance(node, (ast.JoinedStr, ast.List, ast.ListComp, ast.Tuple))


def is_length(node: ast.AST) -> bool:
    """Whether a side is how many lines are shown, or at most may be."""
    is_len = isinstance(node, ast.Call) and ast.unparse(node.func) == "len"
    return is_len or (isinstance(node, ast.Name) and node.id.isupper())


def count_in(path: str) -> int:
    return sum(1 for _node in arithmetic_in((ROOT / path).read_text(encoding="utf-8")))


def shown_files() -> list[str]:
    files = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("**/*.py")]
    return sorted(path for path in files if path.startswith(SHOWS))


def test_what_shows_figures_makes_none():
    found = {path: count for path in shown_files() if (count := count_in(path))}
    assert found == {path: count for path, (count, _why) in LEFT.items()}


@pytest.mark.parametrize(
    "source",
    [
        "total = granted + paid",
        "share = 100 * residents / people",
        "late += 1",
        "total = sum(row.amount for row in rows)",
        "late = (rows['due_on'] < today).sum()",
        "counts = rows['status'].value_counts()",
        "if row.due_on < today: pass",
        "shown = round(value, 1)",
    ],
)
def test_arithmetic_is_found(source):
    assert list(arithmetic_in(source))


@pytest.mark.parametrize(
    "source",
    [
        "words = _('Te laat') + '.'",
        "lines += [one]",
        "words += f' {name}'",
        "rest = rows[place + 1]",
        "if len(rows) > 8: pass",
        "show_all = count <= ROWS_AT_FIRST",
        "title = f'{word} ({len(rows)})'",
    ],
)
def test_texts_lists_and_places_are_left_alone(source):
    assert not list(arithmetic_in(source))
