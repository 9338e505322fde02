"""Days and moments as people and programs write them.

What can be meant in one way is read; of the rest it says what is wrong.
"""

import re
from contextlib import suppress
from datetime import date, datetime

from sok_metrics.texts import _
from sok_metrics.texts.formats import day as full_day
from sok_metrics.texts.periods import month_number, parse_period, parse_week

_WEEKDAY = re.compile(
    r"(?:(?:ma|di|wo|do|vr|za|zo)|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?)\.?,?\s+(?=\d|[a-z]{3,9}\.? \d)"
)
_TIME = re.compile(
    r"(?P<day>.*?\d)(?:\s*[t,]\s*|\s+)(?:om\s+)?(?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?)"
    r"\s*(?:uur|u|am|pm|z|[+-]\d\d(?::?\d\d)?)?"
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\s?([-/. ])\s?(?P<m>\d{1,2})\s?\2\s?(?P<y>\d{4})", re.ASCII)
_MONTH_NAME = re.compile(
    r"(?P<d>\d{1,2})(?:e|ste|de)?[ .-]*(?P<word>[a-z]{3,9})\.?[ ,-]*(?P<y>\d{4})", re.ASCII
)
_MONTH_NAME_FIRST = re.compile(
    r"(?P<word>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})", re.ASCII
)
_FORMS = (_YEAR_FIRST, _COMPACT, _DAY_FIRST, _MONTH_NAME, _MONTH_NAME_FIRST)
_NO_YEAR = re.compile(r"\d{1,2}(?:\s?[-/. ]\s?\d{1,2}|[ .-]+[a-z]{3,9}\.?)", re.ASCII)
_SHORT_YEAR = re.compile(
    r"(?P<day>\d{1,2}(?:\s?[-/. ]\s?\d{1,2}\s?[-/. ]|[ .-]*[a-z]{3,9}\.?[ .-]*)\s?)['\u2019]?(?P<y>\d\d)",
    re.ASCII,
)
_NO_DAY = re.compile(r"(?:[a-z]{3,9}\.?|\d{1,2})\s?[-/ ]\s?\d{4}|\d{4}\s?[-/]\s?\d{1,2}", re.ASCII)
_YEAR = re.compile(r"(?:1[89]|2[01])\d\d", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?")
_MACHINE_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(?:Z|\+00:?00)?", re.ASCII
)
_SHOWN_MOMENT = re.compile(
    r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}),? +(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?", re.ASCII
)
_FIRST_YEAR = 1000
_LONGEST = 60  # characters


def parse_day(text: str, wrong: str) -> date:
    """The day that a text means; ValueError says what is wrong, with `wrong` for what is no date at all."""
    if len(text) > _LONGEST:
        raise ValueError(wrong)
    bare = _without_weekday(text)
    if timed := _TIME.fullmatch(bare):
        if timed["time"].strip("0:.,"):
            raise ValueError(_("Hier staat ook een tijd bij. Laat alleen de datum staan."))
        bare = timed["day"]
    for form in _FORMS:
        if (found := form.fullmatch(bare)) and (month := _month(found.groupdict())):
            return _existing(int(found["y"]), month, int(found["d"]), wrong)
    raise ValueError(_what_is_wrong(bare) or wrong)


def parse_moment(text: str, *, is_strict: bool) -> datetime:
    """The moment in UTC that a text means, as the store or a spreadsheet shows it; ValueError for others."""
    try:
        moment = _moment(text, is_strict=is_strict)
    except ValueError:
        moment = None
    if moment is None or moment.year < _FIRST_YEAR:
        raise ValueError(wrong_moment())
    return moment


def _moment(text: str, *, is_strict: bool) -> datetime | None:
    if is_strict and not _MOMENT.fullmatch(text):
        return None
    if machine := _MACHINE_MOMENT.fullmatch(text):
        return datetime.fromisoformat(f"{machine[1]} {machine[2]}")
    if shown := _SHOWN_MOMENT.fullmatch(text):
        day, _sign, month, year, hour, minute, second, part = shown.groups(default="0")
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second))
        return moment.replace(microsecond=int(part.ljust(6, "0")))
    return None


def wrong_moment() -> str:
    """How to write a moment."""
    return _("Schrijf dit als 2026-03-31 20:30:00.")


def _without_weekday(text: str) -> str:
    bare = " ".join(text.casefold().split())
    found = _WEEKDAY.match(bare)
    return bare[found.end() :] if found else bare


def _month(found: dict[str, str]) -> int:
    """The month that a form found, by its number or name; 0 when the word is none."""
    word = found.get("word")
    if word is None:
        return int(found["m"]) or 99  # no month, but the form of a date
    return month_number(word)


def _existing(year: int, month: int, day: int, wrong: str) -> date:
    if month > 12 >= day > 0 and month <= 31:
        raise ValueError(
            _("Dag en maand staan andersom. Schrijf eerst de dag: {better}.").format(
                better=f"{month}-{day}-{year}"
            )
        )
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise ValueError(_("Deze datum bestaat niet. {wrong}").format(wrong=_advice(wrong))) from error
    if year < _FIRST_YEAR:
        raise ValueError(_("Deze datum bestaat niet. {wrong}").format(wrong=_advice(wrong)))
    return found


def _advice(wrong: str) -> str:
    """How to write it, without what is wrong."""
    return wrong.partition(". ")[2] or wrong


def _what_is_wrong(bare: str) -> str | None:
    """What keeps the form of a date from being one."""
    if _YEAR.fullmatch(bare):
        return _("Is dit het jaar {year}? Schrijf de hele datum, bijvoorbeeld {year}-12-31.").format(
            year=bare
        )
    if _NO_DAY.fullmatch(bare):
        return _("Hier ontbreekt de dag. Schrijf de hele datum, bijvoorbeeld 31-3-2026.")
    if _NO_YEAR.fullmatch(bare):
        return _("Hier ontbreekt het jaar. Schrijf de hele datum, bijvoorbeeld 31-3-2026.")
    if short := _SHORT_YEAR.fullmatch(bare):
        return _("Schrijf het jaar met vier cijfers, dus {late} of {early}.").format(
            late=f"{short['day']}20{short['y']}", early=f"{short['day']}19{short['y']}"
        )
    return _of_more_days(bare)


def _of_more_days(bare: str) -> str | None:
    """What to say of a week, a quarter or another period where a day belongs."""
    period = parse_week(bare)
    if period is None:
        with suppress(ValueError):
            period = parse_period(bare)
    if period is None or period.is_day:
        return None
    return _("Dit is geen dag, maar {start} t/m {end}. Kies er een dag uit.").format(
        start=full_day(period.start), end=full_day(period.end)
    )
