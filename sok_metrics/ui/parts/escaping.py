"""Text of users as plain words in Streamlit's markdown."""

import re

import pandas as pd

from sok_metrics.texts.signs import with_small_figures

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:&])")
_ACTING = re.compile(r"[\\`*_{}\[\]<>#|~$:&]")
_LEADING = re.compile(r"^(\d+(?=\.(?:\s|$))|(?=[-=](?:[-=\s]|$)))")
"""What makes a list, a line or a heading when a text begins with it."""
_ICON = r"\:material/"
_WORD_JOINER = "\u2060"
_FORMULA = re.compile(r"[=+\-@\t\r](?![\d.,]*%?$)")
"""What a spreadsheet takes for a formula: a text that begins so and is no figure."""


def plain(text: str) -> str:
    """The text on one line, with every sign escaped that markdown or Streamlit's directives would act on."""
    line = with_small_figures(" ".join(text.split()))
    escaped = _LEADING.sub(r"\1\\", _SPECIAL.sub(r"\\\1", line))
    # Streamlit looks for icons after it has read the escapes, so only a sign that nobody sees stops it.
    return escaped.replace(_ICON, rf"\:{_WORD_JOINER}material/")


def spoken(text: str) -> str:
    """The text without the signs that markdown acts on: for a label that is only read aloud.

    Streamlit (1.67) gives such a label to a screen reader as it stands, with every backslash of `plain`.
    """
    return with_small_figures(" ".join(_ACTING.sub(" ", text).split()))


def plain_paragraphs(text: str) -> str:
    """The same for a longer text: its lines and paragraphs stay."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join("  \n".join(plain(line) for line in one.splitlines()) for one in paragraphs)


def without_formulas(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows for `st.dataframe`, whose own button saves them as CSV exactly as they are.

    Words show their small figures, and a sign that nobody sees goes before what a spreadsheet would run
    as a formula.
    """
    texts = rows.select_dtypes(exclude=["bool", "number"])
    return rows.assign(**{str(name): texts[name].map(_cell) for name in texts})


def _cell(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return f"{_WORD_JOINER if _FORMULA.match(cell) else ''}{with_small_figures(cell)}"
