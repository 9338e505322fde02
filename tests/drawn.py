"""What hypothesis draws for a column, from its own description: within its limits, at them and over them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from sok_metrics.nouns import Column, ColumnType, Table
from sok_metrics.nouns.columns import FIRST_DAY, LARGEST, LAST_DAY

_PIECES = (
    "W",
    "é",
    "9",
    "👩‍👩‍👧",
    "עברית ",
    "\u202eomgekeerd",
    "ﷺ",
    "\n",
    "a\u0300\u0301",
    "\u00ad\u200b",
    "|",
    "*_",
    "<b>",
)
_STARTS = ("", "=", "=1+1", "+", "-", "@", "'", "#", "\ufeff")
UNSENDABLE = ("\x00", "\ud800", "\x1b[31m", "\uffff")
"""No text of people holds these: NUL, half a sign, the start of a colour in a terminal, no sign at all."""
_FAR = 40_000  # characters: more than a cell of Excel has room for
_ODD_FIGURES = (
    "",
    "-0",
    "0,1",
    "1e-15",
    "1e400",
    "-1e28",
    "nan",
    "inf",
    "9" * 28,
    "-" + "9" * 29,
    "9" * 400,
    "½",
    "1.000",
    "1,5",
)
_ODD_DAYS = (
    "",
    "0000-00-00",
    "1799-12-31",
    "2200-01-01",
    "2023-02-29",
    "99999-01-01",
    "31-02-2024",
    "gisteren",
)


def may_be_drawn(table: Table) -> list[Column]:
    """The columns of a table whose cells are drawn: not what says which row it is, or to which it belongs."""
    fixed = ("origin", "archived_at", "recorded_at")
    return [
        one
        for one in table.columns
        if one.name not in (*table.key, *fixed) and not one.refers_to and not one.from_address
    ]


def cells(column: Column, *, unsendable: bool) -> st.SearchStrategy[str | None]:
    """What may stand in a cell of this column, as text; with `unsendable` also what no browser sends."""
    kinds = {
        ColumnType.TEXT: texts(column.longest, unsendable=unsendable),
        ColumnType.DATE: days(),
        ColumnType.YES_NO: st.sampled_from(["true", "false", "ja"]),
        ColumnType.MOMENT: st.sampled_from(["", "2026-01-01 12:00:00", "31-03-2026 21:30", "nu"]),
    }
    if column.choices:
        return st.none() | st.sampled_from([*column.choices.values(), *column.choices, "=1+1"])
    return st.none() | (figures(column) if column.type in LARGEST else kinds[column.type])


def texts(longest: int, *, unsendable: bool) -> st.SearchStrategy[str]:
    """Texts of every length about the limit and far over it, of signs that are hard to keep."""
    pieces = st.sampled_from(_PIECES) | st.characters(exclude_categories=["Cs"])
    lengths = st.sampled_from([1, 2, longest - 1, longest, longest + 1, _FAR])
    long = st.builds(
        lambda start, piece, length: (start + piece * length)[:length],
        st.sampled_from(_STARTS),
        pieces,
        lengths,
    )
    short = st.text(st.characters(exclude_categories=["Cs"]), max_size=min(longest, 30))
    whole = long | short
    if not unsendable:
        return whole
    return whole | st.builds(lambda text, sign: text[:20] + sign, short, st.sampled_from(UNSENDABLE))


def figures(column: Column) -> st.SearchStrategy[str]:
    """Figures within the limits, at them and over them, and of more digits than any program keeps."""
    low, high = column.lowest or 0.0, column.highest or 0.0
    edges = [f"{edge + step:.0f}" for edge in (low, high) for step in (-1, 0, 1)]
    within = st.integers(int(max(low, -1e6)), int(min(high, 1e6))).map(str)
    return st.sampled_from([*edges, *_ODD_FIGURES]) | within


def days() -> st.SearchStrategy[str]:
    """Days within the limits, at them and over them, and what is no day."""
    day = timedelta(days=1)
    edges = [FIRST_DAY, FIRST_DAY - day, LAST_DAY, LAST_DAY + day, date(2024, 2, 29)]
    within = st.dates(FIRST_DAY, LAST_DAY).map(date.isoformat)
    return st.sampled_from([*(one.isoformat() for one in edges), *_ODD_DAYS]) | within
