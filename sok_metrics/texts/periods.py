"""Periods as people write them: "2025", "3e kwartaal 2025", "maart 2025", "12-3-2025", or from and until."""

import re
from datetime import date

from sok_metrics.nouns.calendar import Period, span_of
from sok_metrics.texts import _
from sok_metrics.texts.formats import DUTCH, month_year, short_day

_MONTHS = DUTCH.months["format"]
_YEAR = r"(?P<year>(?:18|19|20|21)\d\d)"
_PARTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"(?P<part>[1-4])\s*e?\s*(?:kwartaal|kw\.?|k|q)\s*(?:van\s+)?{_YEAR}"), 3),
    (re.compile(rf"{_YEAR}\s*-?\s*(?:kwartaal|kw\.?|k|q)\s*(?P<part>[1-4])"), 3),
    (re.compile(rf"{_YEAR},?\s+(?P<part>[1-4])\s*e?\s*(?:kwartaal|kw\.?|k|q)"), 3),
    (re.compile(rf"{_YEAR},?\s+(?P<part>[12])\s*e?\s*(?:half\s*jaar|helft)"), 6),
    (re.compile(rf"{_YEAR}\s*-?\s*h\s?(?P<part>[12])"), 6),
    (re.compile(rf"h\s?(?P<part>[12])\s*-?\s*{_YEAR}"), 6),
    (re.compile(rf"(?:kwartaal|kw\.?|k|q)\s*(?P<part>[1-4])\s*-?\s*{_YEAR}"), 3),
    (re.compile(rf"(?P<part>[12])\s*e?\s*(?:half\s*jaar|helft)\s*(?:van\s+)?{_YEAR}"), 6),
    (re.compile(rf"(?P<part>0?[1-9]|1[0-2])\s*[-/]\s*{_YEAR}"), 1),
    (re.compile(rf"{_YEAR}\s*-\s*(?P<part>0?[1-9]|1[0-2])"), 1),
    (re.compile(_YEAR), 12),
)
_WORD_MONTH = (
    re.compile(rf"(?P<word>[a-z]{{3,9}})\.?[\s/-]+{_YEAR}"),
    re.compile(rf"{_YEAR},?[\s-]+(?P<word>[a-z]{{3,9}})\.?"),  # as CBS writes it
)
_DAY = re.compile(rf"(?P<day>\d{{1,2}})\s*[-/. ]\s*(?P<month>\d{{1,2}}|[a-z]{{3,9}}\.?)\s*[-/. ]\s*{_YEAR}")
_ISO = re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)")
_WEEKS = (
    re.compile(rf"{_YEAR}\s*[-,]?\s*(?:week|wk|w)\.?\s*(?P<week>\d{{1,2}})"),
    re.compile(rf"(?:week|wk|w)\.?\s*(?P<week>\d{{1,2}})\s*[-,/]?\s*(?:van\s+)?{_YEAR}"),
    re.compile(rf"(?P<week>\d{{1,2}})\s*e\s*(?:week|wk)\.?\s*(?:van\s+)?{_YEAR}"),
)
_ENGLISH_MONTHS = {  # those that the Dutch words do not cover
    "january": 1, "february": 2, "mar": 3, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8,
    "oct": 10, "october": 10,
}  # fmt: skip
_MONTHS_OF_A_YEAR = re.compile(rf"(?P<first>[a-z]{{3,9}}\.?)\s*[-/]\s*(?P<last>[a-z]{{3,9}}\.?\s+{_YEAR})")
_UNTIL = re.compile(r"\s*(?:t/m|tm|tot en met|–)\s*|\s+-\s+")


def period_words(period: Period) -> str:
    """The period in as few words as tell it; parse_period() reads them back."""
    start = period.start
    if period.is_day:
        return short_day(start)
    if period.is_year:
        return str(start.year)
    if period == span_of(start, 1):
        return month_year(start)
    if period == span_of(start, 3):
        return _("{n}e kwartaal {year}").format(n=(start.month + 2) // 3, year=start.year)
    if period == span_of(start, 6):
        return _("{n}e half jaar {year}").format(n=(start.month + 5) // 6, year=start.year)
    return _("{start} t/m {end}").format(start=short_day(start), end=short_day(period.end))


def parse_period(text: str) -> Period:
    """The period that a Dutch text means; ValueError with a sentence for the user when it means none."""
    bare = " ".join(text.lower().split())
    sides = _UNTIL.split(bare)
    if months := _MONTHS_OF_A_YEAR.fullmatch(bare):
        sides = [months["first"], months["last"]]
    if len(sides) == 2:
        first, last = (_one(side) for side in sides)
        if (
            first is None and last is not None and not last.is_year
        ):  # "januari t/m maart 2024": one year for both
            first = _one(f"{sides[0].rstrip('.')} {last.start.year}")
        if first is not None and last is not None and first.start <= last.end:
            return Period(first.start, last.end)
    elif (one := _one(bare)) is not None:
        return one
    if sentence := why_no_period(text.strip()):
        raise ValueError(sentence)
    raise ValueError(
        _(
            '"{text}" is geen periode. Schrijf het zo: 2025, maart 2025 of 12-3-2025. '
            "Een kwartaal is: 3e kwartaal 2025. Van en tot is: 1-1-2025 t/m 30-6-2025."
        ).format(text=text.strip()[:40])
    )


def parse_week(text: str) -> Period | None:
    """The week that a text names, from Monday to Sunday; None when it names none that there is."""
    bare = " ".join(text.lower().split())
    for pattern in _WEEKS:
        if found := pattern.fullmatch(bare):
            year, week = int(found["year"]), int(found["week"])
            try:
                return Period(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
            except ValueError:
                return None
    return None


def why_no_period(text: str) -> str | None:
    """What keeps a text from being a period that we can do something with."""
    bare = " ".join(text.lower().split())
    if (week := parse_week(bare)) is not None:
        sentence = _('"{text}" is een week. Kies een maand ({month}), of schrijf de dagen: {days}.')
        days = f"{_in_numbers(week.start)} t/m {_in_numbers(week.end)}"
        return sentence.format(text=text[:40], month=month_year(week.start), days=days)
    if parse_week(f"{bare} 2020") is not None:
        return _(
            'Bij "{text}" staat geen jaar, en een week is geen periode die we kennen. Kies een maand.'
        ).format(text=text[:40])
    if bare[:1].isalnum() and re.search(r"[a-z]", bare) and _one(f"{bare} 2020") is not None:
        return _('Bij "{text}" staat geen jaar. Schrijf bijvoorbeeld: {text} 2025.').format(text=text[:40])
    return None


def _in_numbers(moment: date) -> str:
    return f"{moment.day}-{moment.month}-{moment.year}"


def _one(text: str) -> Period | None:
    """A day, month, quarter, half year or year."""
    for pattern in (_DAY, _ISO):
        if found := pattern.fullmatch(text):
            return _day(int(found["year"]), found["month"], int(found["day"]))
    for pattern in _WORD_MONTH:
        if (found := pattern.fullmatch(text)) and (month := month_number(found["word"])):
            return span_of(date(int(found["year"]), month, 1), 1)
    for pattern, months in _PARTS:
        if found := pattern.fullmatch(text):
            part = int(found.groupdict().get("part") or 1)
            return span_of(date(int(found["year"]), (part - 1) * months + 1, 1), months)
    return None


def _day(year: int, month: str, day: int) -> Period | None:
    number = int(month) if month.isdigit() else month_number(month.rstrip("."))
    try:
        known = date(year, number, day)
    except ValueError:
        return None
    return Period(known, known)


def month_number(word: str) -> int:
    """The number of a month, of which at least three letters are given; 0 when it is none.

    English ones are known too, for programs write them.
    """
    for number, name in _MONTHS["wide"].items():
        if name.startswith(word) or word == _MONTHS["abbreviated"][number]:
            return int(number)
    return _ENGLISH_MONTHS.get(word, 0)
