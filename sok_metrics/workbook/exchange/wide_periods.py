"""The period that a heading of somebody's table means, and whether it can be one at all."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from sok_metrics.nouns.calendar import Period, span_of
from sok_metrics.texts import _
from sok_metrics.texts.periods import parse_period, parse_week
from sok_metrics.texts.written_days import parse_day
from sok_metrics.workbook.exchange.day_order import shown_order, with_day_first
from sok_metrics.workbook.exchange.notation import Notation, moment_of_serial, shown_text
from sok_metrics.workbook.exchange.wide_words import bare_period
from sok_metrics.workbook.file.sheet import BrokenCell, Cell, DateNumber, MonthNumber, YearNumber

FIRST_YEAR, YEARS_AHEAD = 1950, 5
_TWO_YEARS = re.compile(r"(\d{4})\s*[-/]\s*(\d{4}|\d{2})")
_CODE_OF_CBS = re.compile(r"(?P<year>\d{4})(?P<kind>JJ|HJ|KW|MM)(?P<part>\d\d)")
_MONTHS = {"JJ": 12, "HJ": 6, "KW": 3, "MM": 1}
_YEAR_IN_IT = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’]\d\d\b|\b(?:jr|jaar)\.? ?\d\d\b", re.IGNORECASE)
_PART_IN_IT = re.compile(
    r"\b(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec|kwartaal|kw|week|wk|maand)\w*|\bw(?=\d)",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(r"(?<![\d.,/-])\d{1,2}([-/.])\d{1,2}\1\d\d(?![\d.,/-])")
_SHORT_YEAR = re.compile(
    r"(?P<before>(?:.*[a-zé]\.?[-/. ]+|.*\b\d{1,2}([-/.])\d{1,2}\2|.*(?:kwartaal|kw|q|k)\.? ?[1-4][-/ ]+|)"
    r"(?:jr\.? |jaar |['\u2019])?)"
    r"(?<!\d)(?P<year>\d\d)(?P<after>\s*-?\s*(?:kw|q|k)\.?\s*[1-4])?",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d\s*\*{0,2}")
_PART_HEADING = re.compile(r"(?:kwartaal|kw\.?|maand|mnd\.?|week|wk\.?|half\s*jaar)(?:nummer|nr\.?)?")
_END_HEADING = re.compile(
    r"(?:t/m|tot|tot en met|tot_en_met|eind|einde|einddatum|datum tot|tot datum|periode_tot)"
)
_PART_WORDS = {"kw": "kwartaal", "half": "halfjaar", "we": "week", "wk": "week", "m": "maand"}
_DAY_HEADING = re.compile(r"(?:peil|meet)?datum|(?:meet)?dag|gemeten_op|gemeten op|date")
_SERIAL = re.compile(r"[2-5]\d{4}")
_WHOLE_YEAR = re.compile(r"(?:het )?(?:(?:ge)?he(?:el|le) )?jaar(?:cijfer|totaal)?")
_LONGEST = 40


class Periods:
    """Reads the periods of one table, of which `labels` stand where periods are expected."""

    def __init__(self, notation: Notation, today: date, labels: Iterable[Cell]) -> None:
        labels = list(labels)
        self._notation = notation
        self._order = shown_order(labels) or notation.day_order
        self._last_year = today.year + YEARS_AHEAD
        self._writes_months = _write_months(label for label in labels if isinstance(label, str))
        self._reads_weeks = _are_weeks([label for label in labels if isinstance(label, str) and label])
        self._reads_serials = _are_serials(labels)
        self._known: dict[str, Period] = {}
        self.filled_in: dict[str, Period] = {}
        """What was read of a year in two digits ("'24" is 2024, for nobody measured in 1924) or a number."""

    def read(self, cell: Cell) -> Period:
        """A year, quarter, month or day; ValueError with a sentence when there is none that is likely."""
        if isinstance(cell, BrokenCell):
            raise ValueError(cell.sentence)
        if isinstance(cell, str) and cell in self._known:  # a long table has a few periods on many lines
            return self._known[cell]
        period = self._period(cell)
        if not FIRST_YEAR <= period.start.year <= period.end.year <= self._last_year:
            sentence = _(
                "Een meting uit {year}? Dat lijkt ons geen periode. Laat dit weg, of verbeter het jaar."
            )
            raise ValueError(sentence.format(year=period.end.year))
        if isinstance(cell, str):
            self._known[cell] = period
        return period

    def _period(self, cell: Cell) -> Period:
        if isinstance(cell, DateNumber):
            day = moment_of_serial(float(cell), self._notation).date()
            if isinstance(cell, YearNumber):
                return span_of(day, 12)
            return span_of(day, 1) if isinstance(cell, MonthNumber) else Period(day, day)
        text = shown_text(cell, self._notation)
        if self._reads_serials and _SERIAL.fullmatch(text):
            day = moment_of_serial(float(text), self._notation).date()
            self.filled_in[text] = Period(day, day)
            return self.filled_in[text]
        bare = bare_period(text)
        if code := _CODE_OF_CBS.fullmatch(bare):
            return _of_cbs(code)
        two = _TWO_YEARS.fullmatch(bare)
        if two and not (int(two[2]) <= 12 and (self._writes_months or not _is_next(two[1], two[2]))):
            sentence = _("'{text}' zijn twee jaren. Kies het jaar waar de meting bij hoort, zoals {year}.")
            raise ValueError(sentence.format(text=text, year=two[1]))
        if self._reads_weeks and (week := parse_week(bare)):
            return week
        return self._written(text, with_day_first(bare or text, self._order))

    def _written(self, text: str, bare: str) -> Period:
        """A period in words or numbers, and then a day as programs write it."""
        try:
            return parse_period(bare)
        except ValueError as error:
            full = self._with_whole_year(bare) or self._with_whole_year(text)
            if full is not None:
                self.filled_in[text] = parse_period(full)
                return self.filled_in[text]
            if re.fullmatch(r"['\u2019]\d\d", bare):
                sentence = _('Welk jaar is "{text}"? Schrijf het jaar met vier cijfers.')
                raise ValueError(sentence.format(text=text)) from error
            return _day_of_a_program(bare, error)

    def _with_whole_year(self, bare: str) -> str | None:
        """The same with the only year that its two digits can be; None when it is no such period."""
        found = _SHORT_YEAR.fullmatch(bare)
        if found is None or not found["before"]:
            return None
        short = int(found["year"])
        years = [year for year in (1900 + short, 2000 + short) if FIRST_YEAR <= year <= self._last_year]
        before = re.sub(r"(?:jr\.? |jaar |['\u2019])$", "", found["before"], flags=re.IGNORECASE)
        for year in years:
            full = f"{before}{year}{found['after'] or ''}"
            with suppress(ValueError):
                parse_period(full)
                return full
        return None

    def is_one(self, cell: Cell) -> bool:
        """Whether a period can be read there."""
        if cell is None or cell == "" or isinstance(cell, (bool, BrokenCell)):
            return False
        try:
            self.read(cell)
        except ValueError:
            return False
        return True


def with_part_of_year(cell: Cell, year: str, others: Iterable[str]) -> Cell:
    """A year with the part of it among other headings: "1e kwartaal" below 2012 is "1e kwartaal 2012"."""
    if _BARE_YEAR.fullmatch(year):
        for other in others:
            if other != year and is_part_of_year(other):
                return f"{other} {year}"
    return cell


def completed(cell: Cell, text: str, part: Cell, part_text: str, heading: str) -> Cell:
    """A period with what stands in a second column: a month or quarter of the year, or its last day."""
    if not part_text or _WHOLE_YEAR.fullmatch(part_text.strip().casefold()):
        return cell
    if heads_end(heading):
        return f"{text} t/m {part_text}"
    if part_text.isdecimal() or (isinstance(part, float) and part.is_integer()):
        number = int(float(part_text))
        kind = next((words for sign, words in _PART_WORDS.items() if sign in heading.casefold()), "")
        if kind == "week":
            return f"week {number} {text}"
        return f"{number:02d}-{text}" if kind == "maand" else f"{number}e {kind} {text}"
    return f"{part_text} {text}"


def heads_part(heading: str) -> bool:
    """Whether the column under it says which part of a year is meant."""
    return _PART_HEADING.fullmatch(heading.strip().casefold()) is not None


def heads_end(heading: str) -> bool:
    """Whether the last days of periods stand under it."""
    return _END_HEADING.fullmatch(heading.strip().casefold()) is not None


def is_part_of_year(text: str) -> bool:
    """Whether it is a quarter, a month or a half of a year that is not named."""
    if not text or re.search(r"\d{4}", text):
        return False
    try:
        return not parse_period(f"{bare_period(text)} 2000").is_year
    except ValueError:
        return False


def resembles_period(cell: Cell) -> bool:
    """Whether somebody meant a period there, though it may be one that we cannot read."""
    if not isinstance(cell, str) or not 0 < len(cell) <= _LONGEST or isinstance(cell, BrokenCell):
        return False
    return bool(
        _YEAR_IN_IT.search(cell)
        or _SHORT_DAY.search(cell)
        or (_PART_IN_IT.search(cell) and re.search(r"\d", cell))
    )


def is_far_year(cell: Cell) -> bool:
    """Whether it may be a year beyond those of measurements, as of a target."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else cell
    return isinstance(text, str) and re.fullmatch(r"20\d\d|2100", text) is not None


def _of_cbs(code: re.Match[str]) -> Period:
    """A period as CBS codes it: 2012KW03 is the third quarter, 2012JJ00 the year."""
    months = _MONTHS[code["kind"]]
    month = (max(int(code["part"]), 1) - 1) * months + 1
    if month > 12:
        raise ValueError(_("'{text}' is geen periode.").format(text=code[0]))
    return span_of(date(int(code["year"]), month, 1), months)


def _are_serials(labels: Sequence[Cell]) -> bool:
    """Whether the days of a column lost their format: numbers as Excel counts days, below a word for day."""
    found = [label for label in labels if label not in (None, "")]
    words = [label for label in found if isinstance(label, str) and _DAY_HEADING.fullmatch(label.casefold())]
    texts = [f"{label:.0f}" if type(label) is float else str(label) for label in found if label not in words]
    return bool(words and texts) and all(_SERIAL.fullmatch(text) for text in texts)


def _day_of_a_program(text: str, wrong: ValueError) -> Period:
    """A day with a weekday or the time of midnight; otherwise what is wrong, of the time or of the period."""
    if not re.search(r"[a-z:]|^\d{4}[/.]\d", text, re.IGNORECASE):
        raise wrong
    try:
        found = parse_day(text, str(wrong))
    except ValueError as error:
        raise (error if ":" in text else wrong) from error
    return Period(found, found)


def _are_weeks(labels: Sequence[str]) -> bool:
    """Whether the periods of a table are weeks; one week among years is left out instead."""
    periods = [label for label in labels if resembles_period(label)]
    return len(periods) > 1 and all(parse_week(bare_period(label)) for label in periods)


def _is_next(year: str, other: str) -> bool:
    """Whether the second is the year after the first: 2010-11 may be a school year as well as a month."""
    return (int(year) + 1) % 100 == int(other) % 100


def _write_months(labels: Iterable[str]) -> bool:
    """Whether one of the labels can only be a year with the number of a month, and none two years."""
    found = [
        two for label in labels if (two := _TWO_YEARS.fullmatch(bare_period(label))) and len(two[2]) == 2
    ]
    return any(not _is_next(*two.groups()) for two in found) and all(int(two[2]) <= 12 for two in found)
