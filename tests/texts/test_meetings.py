"""The sentences about meetings, actions, decisions and the work of an evening."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from sok_metrics.texts.meetings import (
    actions_sentence,
    attendance_words,
    days_late_words,
    days_left_words,
    decisions_sentence,
    meeting_sentence,
    reviews_sentence,
    worklist_sentence,
)

TODAY = date(2026, 11, 22)


def meeting(**cells):
    usual = {"status": "held", "held_on": pd.Timestamp("2026-09-17"), "start_time": "19:30"}
    return SimpleNamespace(**usual | {"attendance": 42, "resident_share": 57.14} | cells)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0), "Er zijn nog geen acties."),
        ((1, 0, 0), "De ene actie is klaar."),
        ((1, 1, 1), "De ene actie staat open, en die is te laat."),
        ((5, 0, 0), "Van de 5 acties staat er geen meer open."),
        ((5, 1, 0), "Van de 5 acties is er 1 open; die is niet te laat."),
        ((51, 10, 0), "Van de 51 acties zijn er 10 open; geen daarvan is te laat."),
        ((51, 10, 1), "Van de 51 acties zijn er 10 open; 1 daarvan is te laat."),
        ((51, 10, 4), "Van de 51 acties zijn er 10 open; 4 daarvan zijn te laat."),
    ],
)
def test_actions_are_told_in_one_sentence(counts, sentence):
    assert actions_sentence(*counts) == sentence


@pytest.mark.parametrize(
    ("held", "promised", "sentence"),
    [
        (0, 3, "In 2026 was er nog geen van de 3 beloofde voortgangsbijeenkomsten."),
        (1, 3, "In 2026 was er 1 van de 3 beloofde voortgangsbijeenkomsten."),
        (3, 3, "In 2026 waren er 3 van de 3 beloofde voortgangsbijeenkomsten."),
        (4, 3, "In 2026 waren er 4 voortgangsbijeenkomsten."),
        (0, None, "In 2026 was er nog geen voortgangsbijeenkomst."),
        (1, None, "In 2026 was er 1 voortgangsbijeenkomst."),
    ],
)
def test_reviews_held_stand_beside_those_promised(held, promised, sentence):
    assert reviews_sentence(held, promised, None, year=2026) == f"{sentence} De volgende is nog niet gepland."


def test_the_next_review_is_told_by_its_day():
    told = reviews_sentence(2, 3, date(2026, 12, 10), year=2026)
    assert told.endswith("De volgende is op 10 december 2026.")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({}, "Er waren 42 mensen; 57% is bewoner of van een initiatief."),
        ({"attendance": 1, "resident_share": 100.0}, "Er was 1 mens; 100% is bewoner of van een initiatief."),
        ({"attendance": pd.NA, "resident_share": pd.NA}, "Hoeveel mensen er waren, is niet geteld."),
        ({"attendance": 0, "resident_share": pd.NA}, "Hoeveel mensen er waren, is niet geteld."),
        ({"status": "cancelled"}, "Deze bijeenkomst van 17 september 2026 ging niet door."),
        (
            {"status": "planned"},
            "Deze bijeenkomst was gepland op 17 september 2026. Er is nog niets over opgeschreven.",
        ),
        (
            {"status": "planned", "held_on": pd.Timestamp("2026-12-10")},
            "Deze bijeenkomst is op donderdag 10 december 2026 om 19:30.",
        ),
        (
            {"status": "planned", "held_on": pd.Timestamp(TODAY), "start_time": None},
            "Deze bijeenkomst is op zondag 22 november 2026.",
        ),
    ],
)
def test_a_meeting_is_told_in_one_sentence(cells, sentence):
    assert meeting_sentence(meeting(**cells), TODAY) == sentence


def test_who_came_is_told_in_a_few_words():
    assert attendance_words(meeting()) == "42 mensen, 57% uit de wijk"
    assert attendance_words(meeting(attendance=pd.NA)) == "niet geteld"


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0), "Er zijn nog geen besluiten."),
        ((1, 0), "Er is 1 besluit. Dat hoeft nu niet opnieuw bekeken te worden."),
        ((26, 0), "Er zijn 26 besluiten. Geen daarvan hoeft nu opnieuw bekeken te worden."),
        ((26, 1), "Van de 26 besluiten moet er 1 opnieuw bekeken worden."),
        ((26, 5), "Van de 26 besluiten moeten er 5 opnieuw bekeken worden."),
    ],
)
def test_decisions_are_told_in_one_sentence(counts, sentence):
    assert decisions_sentence(*counts) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0, 0, 0), "Er is nu niets dat aandacht vraagt."),
        ((0, 0, 0, 0, 1), "Nu vragen aandacht: 1 idee."),
        ((10, 6, 4, 1, 0), "Nu vragen aandacht: 10 metingen, 6 projecten, 4 acties en 1 bron van geld."),
        ((0, 0, 4, 0, 3), "Nu vragen aandacht: 4 acties en 3 ideeën."),
    ],
)
def test_the_work_of_an_evening_is_told_in_one_sentence(counts, sentence):
    assert worklist_sentence(*counts) == sentence


def test_days_are_counted_in_words():
    assert [days_late_words(1), days_late_words(21)] == ["1 dag te laat", "21 dagen te laat"]
    assert [days_left_words(0), days_left_words(1)] == ["vandaag is de laatste dag", "nog 1 dag"]


def test_thousands_of_people_have_a_dot():
    assert meeting_sentence(meeting(attendance=60100), TODAY).startswith("Er waren 60.100 mensen")
    assert attendance_words(meeting(attendance=60100)).startswith("60.100 mensen")
