"""The fonts and colours of a PDF: beside our own font those for words in other scripts, and for emoji.

No font has all signs. Where none of these has one, a mark stands in its place: nothing vanishes silently.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from sok_metrics.texts.formats import cut
from sok_metrics.texts.signs import with_small_figures

INK, QUIET, HEADING = (17, 24, 39), (75, 85, 99), (0, 59, 142)
FONTS = Path(__file__).with_name("fonts")
OWN = "atkinson-hyperlegible-next"
OTHERS = (
    "noto-sans",
    "noto-sans-arabic",
    "noto-sans-hebrew",
    "noto-sans-armenian",
    "noto-sans-georgian",
    "noto-sans-ethiopic",
    "noto-sans-devanagari",
    "noto-sans-tamil",
    "noto-sans-thai",
    "noto-sans-sc",
    "noto-emoji",
)
"""In the order in which a sign is looked for; the first covers Latin, Greek and Cyrillic letters."""
_MOST_PRINTED, _MOST_IN_NAME = 12_000, 400
"""Characters: more than a form takes, for what stands around a text too."""
MISSING = "[?]"
"""What stands in the place of a sign that no font has."""

# Colour, skin and the glue between two emoji: a printed emoji in one colour has none of these.
_LOOKS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d")
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = {"Cf", "Cc", "Zl", "Zp", "Zs"}


def font_file(name: str, style: str = "") -> Path:
    """The file of a font; the regular one where there is no bold."""
    bold = FONTS / f"{name}-bold.ttf"
    return bold if style == "B" and bold.exists() else FONTS / f"{name}-regular.ttf"


def with_known_signs(text: str) -> tuple[str, list[str]]:
    """The text as it can be printed, and the names of the fonts that it needs beside our own."""
    if _has_all(OWN, text):
        return text, []
    plain = _LOOKS.sub("", unicodedata.normalize("NFC", text))
    needed: list[str] = []
    shown: list[str] = []
    for sign in plain:
        name = OWN if _has_all(OWN, sign) else next((one for one in OTHERS if _has_all(one, sign)), "")
        if name and name != OWN and name not in needed:
            needed.append(name)
        shown.append(sign if name or unicodedata.category(sign) in _UNSEEN else MISSING)
    return "".join(shown), needed


def _has_all(name: str, signs: Iterable[str]) -> bool:
    known = _covered(name)
    return all(ord(sign) in known or sign == "\n" for sign in signs)


@cache
def _covered(name: str) -> frozenset[int]:
    """The signs that a font has, by number."""
    with TTFont(font_file(name), lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str, most: int = _MOST_PRINTED) -> str:
    """The text as it is printed: with the small figure of CO₂, without control characters.

    Of a text of before there were limits, the first `most` characters, and that there is more.
    """
    return _UNPRINTABLE.sub("", with_small_figures(cut(text, most)).replace("\r\n", "\n").replace("\t", " "))


def printable_name(text: str) -> str:
    """The same of a name or a title, which is short."""
    return printable(text, _MOST_IN_NAME)
