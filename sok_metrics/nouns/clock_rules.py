"""The rules about times of the clock: in digits, and the end after the beginning."""

import re
from dataclasses import dataclass

from sok_metrics.nouns.calendar import clock_time
from sok_metrics.nouns.rules import Around, Row, Rule, Said, is_so
from sok_metrics.nouns.words import N_

_DIGITS = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d(?:\s*uur)?")
_HOURS = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_HOUR = rf"({'|'.join(_HOURS)}|één|1[0-2]|[1-9])"
_WORDS = re.compile(rf"(?:om\s+)?(half|kwart\s+over|kwart\s+voor)?\s*{_HOUR}(?:\s*uur)?", re.IGNORECASE)
_ASKED = {
    "": N_("Bedoelt u {morning}:00 of {evening}:00? Schrijf de tijd in cijfers."),
    "half": N_("Bedoelt u {morning}:30 of {evening}:30? Schrijf de tijd in cijfers."),
    "kwart over": N_("Bedoelt u {morning}:15 of {evening}:15? Schrijf de tijd in cijfers."),
    "kwart voor": N_("Bedoelt u {morning}:45 of {evening}:45? Schrijf de tijd in cijfers."),
}
_EARLIER = ("half", "kwart voor")
"""These are in the hour before the one that is named."""


@dataclass(frozen=True)
class IsClockTime(Rule):
    """A time stands in digits; of a time in words it is asked whether it is in the morning or the evening."""

    column: str

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether something else stands."""
        text = row[self.column]
        return text is not None and _DIGITS.fullmatch(text.strip()) is None

    def said(self, row: Row, around: Around) -> Said | None:
        """What is said of it: "half acht" can be 7:30 and 19:30."""
        if not (is_so(row, self.where) and self.is_broken(row, around)):
            return None
        found = _WORDS.fullmatch((row[self.column] or "").strip())
        if found is None:
            return Said(self.sentence, {})
        quarter, word = " ".join((found[1] or "").lower().split()), found[2].lower().replace("é", "e")
        hour = int(word) if word.isdigit() else 1 + _HOURS.index(word)
        morning = (hour - (quarter in _EARLIER)) % 12
        return Said(_ASKED[quarter], {"morning": morning, "evening": morning + 12})


@dataclass(frozen=True)
class EndsLater(Rule):
    """The end comes after the beginning, on the same day."""

    end: str
    start: str

    def is_broken(self, row: Row, around: Around) -> bool:
        """Whether both are times, and in the wrong order."""
        end, start = row[self.end], row[self.start]
        if end is None or start is None or not (_DIGITS.fullmatch(end) and _DIGITS.fullmatch(start)):
            return False
        return clock_time(end) <= clock_time(start)
