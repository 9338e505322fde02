"""What people write beside a figure: a provisional year, a target, a number of thousands, a unit, an area."""

import re
from functools import lru_cache

from sok_metrics.workbook.exchange.cells import plain_word
from sok_metrics.workbook.file.sheet import BrokenCell, Cell, PercentNumber

_PROVISIONAL = re.compile(
    r"\*{1,2}|\(?\b(?:nader[ -]+)?voorlopige?\b(?: cijfers?)?\)?|\((?:v|vl|p|nv)\)", re.IGNORECASE
)
_MARK = re.compile(r"(?<=\d)\s*(?:\*{1,2}|\((?:v|vl|p|nv)\))$")
_NOTE = re.compile(r"(?:\s*\(\d\)|\s+\d\)|[¹²³⁰⁴-⁹])+\s*$")
_SURE = re.compile(
    r"\(?\b(?:definitieve?|realisatie|gerealiseerd|gemeten|werkelijk|peildatum|stand per|jaar)\b"
    r"(?: cijfers?)?\)?",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:streef\w*|doel(?:en|waarden?|stelling(?:en)?|jaar)?|targets?|raming\w*|geraamde?|prognoses?|"
    r"verwacht\w*|begroot|begroting|ambities?|forecast|scenario\w*|norm)\b",
    re.IGNORECASE,
)
_GROUPS = r"(?:[ .\u00a0\u202f]?000)"
_TIMES = re.compile(rf"(?:[x×*]\s*|^\s*|\(\s*)1(?P<groups>{_GROUPS}{{1,3}})(?!\d)", re.IGNORECASE)
_TIMES_WORD = re.compile(
    r"(?<!per )(?<!op )\b(?P<word>duizend(?:en|tal|tallen)?|dzd|miljoen(?:en)?|mln|miljard(?:en)?|mld)\b",
    re.IGNORECASE,
)
_UNITS = {
    "‰": r"‰|\bpromille\b",
    "%": r"%|\bprocent(?:en)?\b|\bpercentages?\b|\bpct\b",
    "fractie": r"\bfracties?\b",
    "m3": r"\bm[3³](?!\w)|\bkubieke meters?\b",
    "kWh": r"\bkwh\b|\bkilowattu(?:ur|ren)\b",
    "MWh": r"\bmwh\b|\bmegawattu(?:ur|ren)\b",
    "GWh": r"\bgwh\b",
    "Wh": r"\bwh\b",
    "MJ": r"\bmj\b",
    "GJ": r"\bgj\b|\bgigajoules?\b",
    "TJ": r"\btj\b|\bterajoules?\b",
    "eurocent": r"\b(?:euro)?cent(?:en)?\b",
    "euro": r"€|\beuro'?s?\b|\beur\b",
    "kton": r"\bkton\b|\bkiloton\b",
    "ton": r"\bton(?:s|nen)?\b",
    "kg": r"\bkg\b|\bkilo(?:gram)?s?\b",
    "gram": r"\bgram\b",
    "liter": r"\blit(?:er|re)s?\b",
    "m2": r"\bm[2²](?!\w)|\bvierkante meters?\b",
    "km2": r"\bkm[2²](?!\w)",
    "ha": r"\bha\b|\bhectares?\b",
}
_BEGINS = re.compile(r"\\b(?=[a-z(])")
_UNITS = {name: _BEGINS.sub(lambda _found: r"(?<![^\W\d_])", pattern) for name, pattern in _UNITS.items()}
"""A figure may stand right before its unit: 940m3."""
_UNIT_WORDS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _UNITS.items()}
_BEHIND = "|".join(pattern for name, pattern in _UNITS.items() if name not in ("%", "euro"))
_UNIT_BEHIND = re.compile(rf"(?P<figure>.*\d.*?)\s*(?:{_BEHIND}|procent|pct)(?:\s*co[2₂])?\.?", re.IGNORECASE)
_LONGEST_FIGURE = 60
"""Characters of a figure with its unit; what is longer is a text, and takes long to look through."""
_BARE_FIGURE = re.compile(r"[-\d.,]+")
_LONGEST_UNIT = 30
_AMOUNT = re.compile(r"(?:€|euro?|[%‰])\s*[-+\d].*")
_BRACKETS = re.compile(r"\s*[\[(]([^\])]*)[\])]\s*$")
_OTHER_UNITS = re.compile(
    r"(?:aantal(?:len)?|abs\.?|absoluut|stuks|index|score|personen|woningen|huishoudens)"
)
_TOTAL = re.compile(
    r"\(?(?:(?:eind|sub)?tota+l(?:en)?|gemiddeld(?:en?)?|som|alle)"
    r"(?:\s+(?:van|over|alle|generaal|wijk|buurt|gemeente|stad|gebied|gebieden|wijken|buurten|jaren|\d).*)?\)?:?",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:bron|toelichting|noot|opmerking(?:en)?|©|\* ?=|\*\*? [a-z])\b.*|\*.*", re.IGNORECASE
)
_AREA_HEADINGS = re.compile(
    r"(?:gebied|wijk|buurt|regio|gemeente|plaats|deelgebied)(?:en|s|'s|n|s?_?naam|s?_?code)?"
    r"|wijken_en_buurten|stad|codering|regioaanduiding.*"
)
_SUBJECT_HEADINGS = re.compile(
    r"(?:indicator|onderwerp|variabele|kenmerk|reeks)(?:en|s|_?naam|_?code)?|thema|meting"
)
_VALUE_HEADINGS = re.compile(r"waarde|cijfer|uitkomst|value|getal|meetwaarde|resultaat|aantal")
_UNIT_HEADINGS = re.compile(r"(?:maat)?eenhe(?:id|den)|unit")
_OF_AN_AREA = re.compile(
    r"(?:gemeente|wijk|buurt|gebied|regio|stadsdeel|plaats)(?::\s*|\s+)\w.*", re.IGNORECASE
)
_KINDS_OF_AREA = re.compile(r"\b(?:gemeente|wijk|buurt|stad|deelgebied)\b|\bwijk \d+\b", re.IGNORECASE)


def bare_period(text: str) -> str:
    """A period without the marks and words around it: "2023* (realisatie)" is 2023."""
    for pattern in (_PROVISIONAL, _NOTE, _AIM, _SURE):
        text = pattern.sub(" ", text)
    return " ".join(text.split()).strip(" ,:()")


@lru_cache(maxsize=4096)
def says_provisional(text: str) -> bool:
    """Whether it says that the figures may still change."""
    return _PROVISIONAL.search(text) is not None


@lru_cache(maxsize=4096)
def aim_in(text: str) -> str | None:
    """The word that says that it is wanted or expected, and not measured."""
    found = _AIM.search(text)
    return found[0] if found else None


@lru_cache(maxsize=4096)
def times_in(text: str) -> int:
    """How many the figures must be taken times: 1000 for "x 1 000" and "in duizenden"."""
    if found := _TIMES.search(text):
        return int("1" + "".join(filter(str.isdigit, found["groups"])))
    if found := _TIMES_WORD.search(text):
        word = found["word"].lower()
        return 10**9 if word.startswith(("miljard", "mld")) else 10**3 if word[0] == "d" else 10**6
    return 1


@lru_cache(maxsize=4096)
def unit_in(text: str) -> str | None:
    """The unit that it names, of the few that can be mistaken for each other."""
    return next((name for name, pattern in _UNIT_WORDS.items() if pattern.search(text)), None)


@lru_cache(maxsize=4096)
def is_only_unit(text: str) -> bool:
    """Whether it begins with a unit, as stands in brackets or in a row under the headings."""
    bare = text.strip(" ()[]").casefold().removeprefix("in ")
    if not bare or len(bare) > _LONGEST_UNIT or _AMOUNT.fullmatch(bare):
        return False
    patterns = (*_UNIT_WORDS.values(), _TIMES, _TIMES_WORD)
    return any(pattern.match(bare) for pattern in patterns) or _OTHER_UNITS.fullmatch(bare) is not None


def count_in(text: str) -> str | None:
    """What it says is counted, of what has no unit: "aantal" for "Energiearmoede (aantal)"."""
    found = _BRACKETS.search(text)
    bare = (found[1] if found else text).strip().casefold()
    return bare if _OTHER_UNITS.fullmatch(bare) else None


def without_unit(text: str) -> str:
    """A name without the unit or the mark behind it; other words in brackets belong to it."""
    bare = " ".join(_PROVISIONAL.sub(" ", text).split())
    found = _BRACKETS.search(bare)
    if found and is_only_unit(found[1]):
        return bare[: found.start()]
    head, comma, tail = bare.rpartition(",")
    return head if comma and is_only_unit(tail) else bare


def bare_cell(cell: Cell) -> Cell:
    """A figure without the mark that it is provisional, and without its unit: 940* and 940 kWh are 940."""
    if not isinstance(cell, str) or isinstance(cell, BrokenCell) or not _has_more(cell):
        return cell
    bare = _MARK.sub("", cell)
    found = _UNIT_BEHIND.fullmatch(bare)
    return found["figure"] if found else bare


def is_marked(cell: Cell) -> bool:
    """Whether the figure itself is marked as provisional: 940*."""
    return isinstance(cell, str) and not isinstance(cell, BrokenCell) and _MARK.search(cell) is not None


def unit_behind(cell: Cell) -> str | None:
    """The unit in the cell of a figure: kWh for "940 kWh"."""
    if isinstance(cell, PercentNumber):
        return "%"
    return unit_in(cell) if isinstance(cell, str) and _has_more(cell) else None


def _has_more(text: str) -> bool:
    """Whether a figure may have something beside it: nearly all of a large table has nothing."""
    return len(text) <= _LONGEST_FIGURE and not _BARE_FIGURE.fullmatch(text)


def is_total(text: str) -> bool:
    """Whether a row with this label adds others up."""
    return _TOTAL.fullmatch(text.strip()) is not None


def is_remark(text: str) -> bool:
    """Whether a row with this label is about the table, and no part of it."""
    return _SOURCE.fullmatch(text.strip()) is not None


def heads_area(text: str) -> bool:
    """Whether the column under it says of which area a figure is."""
    return _AREA_HEADINGS.fullmatch(plain_word(without_unit(text)).strip("_:")) is not None


def names_area(text: str) -> bool:
    """Whether a title says of which area the table is: "Gemeente Utrecht"."""
    return _OF_AN_AREA.fullmatch(text.strip()) is not None


def heads_subject(text: str) -> bool:
    """Whether the column under it says what a figure is about."""
    return _SUBJECT_HEADINGS.fullmatch(plain_word(text).strip("_:")) is not None


def heads_value(text: str) -> bool:
    """Whether the figures themselves stand under it, in a table with one figure a row."""
    return _VALUE_HEADINGS.fullmatch(plain_word(without_unit(text)).strip("_:")) is not None


def heads_unit(text: str) -> bool:
    """Whether the column under it says in what a figure is counted."""
    return _UNIT_HEADINGS.fullmatch(plain_word(text).strip("_:")) is not None


@lru_cache(maxsize=4096)
def area_word(text: str) -> str:
    """An area as people may call it, without its kind: "Gemeente Rotterdam" is Rotterdam."""
    return plain_word(_KINDS_OF_AREA.sub(" ", _BRACKETS.sub("", text)) or text)
