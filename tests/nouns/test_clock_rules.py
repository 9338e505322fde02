"""Times: in digits, asked about when in words, and the end after the beginning."""

from datetime import date

import pytest

from sok_metrics.nouns.clock_rules import EndsLater, IsClockTime
from sok_metrics.nouns.rules import Around
from sok_metrics.texts.plausible import said_sentence

AROUND = Around(date(2026, 11, 22), None, [], {})
TIME = IsClockTime("at", sentence="Geen tijd.")
ENDS = EndsLater("end", "start", sentence="Te vroeg.")


def said(text):
    found = TIME.said({"at": text}, AROUND)
    return None if found is None else said_sentence(found)


@pytest.mark.parametrize(
    "text", [None, "19:30", "7:30", "07.05", "0:00", "23:59", " 19:30 ", "19.30 uur", "9:05uur"]
)
def test_a_time_in_digits_is_right(text):
    assert said(text) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("half acht", "7:30 of 19:30"),
        ("Half 8", "7:30 of 19:30"),
        ("om half acht", "7:30 of 19:30"),
        ("half een", "0:30 of 12:30"),
        ("half twaalf", "11:30 of 23:30"),
        ("acht uur", "8:00 of 20:00"),
        ("8", "8:00 of 20:00"),
        ("8 uur", "8:00 of 20:00"),
        ("twaalf uur", "0:00 of 12:00"),
        ("één uur", "1:00 of 13:00"),
        ("kwart over zeven", "7:15 of 19:15"),
        ("kwart  voor acht", "7:45 of 19:45"),
        ("kwart voor een", "0:45 of 12:45"),
        ("kwart over 12", "0:15 of 12:15"),
    ],
)
def test_a_time_in_words_is_asked_about(text, asked):
    assert said(text) == f"Bedoelt u {asked}? Schrijf de tijd in cijfers."


@pytest.mark.parametrize(
    "text", ["24:00", "19:60", "avond", "half", "half dertien", "0", "13 uur", "19u30", ""]
)
def test_what_is_no_time_is_refused(text):
    assert said(text) == "Geen tijd."


@pytest.mark.parametrize(
    ("start", "end", "is_broken"),
    [
        ("19:30", "21:30", False),
        ("19:30", "19:31", False),
        ("9:00", "10:00", False),
        ("9.00", "10:00", False),
        ("19:30", "19:30", True),
        ("19:30", "7:30", True),
        ("10:00", "9:00", True),
        (None, "9:00", False),
        ("19:30", None, False),
        ("half acht", "19:00", False),
        ("19:30", "negen uur", False),
    ],
)
def test_a_meeting_ends_after_it_begins(start, end, is_broken):
    assert ENDS.is_broken({"start": start, "end": end}, AROUND) is is_broken
