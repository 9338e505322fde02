"""The words of what changed between two moments."""

from datetime import date
from decimal import Decimal

import pytest

from sok_metrics.nouns.model import Status
from sok_metrics.nouns.outcomes import ChangeKind, Tally, Turn
from sok_metrics.texts.since import LONGEST_QUOTE, change_words, since_sentence, turn_word
from sok_metrics.views.since.change import Change

START, END = date(2026, 9, 17), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("tally", "now", "past"),
    [
        (
            (0, 0, 0, 0),
            "Sinds 17 september 2026 is er niets veranderd.",
            "Tussen 17 september 2026 en 22 november 2026 was er niets veranderd.",
        ),
        (
            (1, 0, 0, 1),
            "Sinds 17 september 2026 gaat 1 indicator beter.",
            "Tussen 17 september 2026 en 22 november 2026 ging 1 indicator beter.",
        ),
        (
            (3, 1, 1, 5),
            "Sinds 17 september 2026 gaan 3 indicatoren beter en 1 slechter; er is 1 nieuwe meting.",
            "Tussen 17 september 2026 en 22 november 2026 gingen 3 indicatoren beter en 1 slechter; "
            "er kwam 1 nieuwe meting bij.",
        ),
        (
            (7, 3, 0, 12, 5),
            "Sinds 17 september 2026 gaan 7 indicatoren en stemkaarten beter en 3 slechter.",
            "Tussen 17 september 2026 en 22 november 2026 gingen 7 indicatoren en stemkaarten beter "
            "en 3 slechter.",
        ),
        (
            (1, 0, 0, 1, 1),
            "Sinds 17 september 2026 gaat 1 stemkaart beter.",
            "Tussen 17 september 2026 en 22 november 2026 ging 1 stemkaart beter.",
        ),
        (
            (0, 2, 4, 9),
            "Sinds 17 september 2026 gaan 2 indicatoren slechter; er zijn 4 nieuwe metingen.",
            "Tussen 17 september 2026 en 22 november 2026 gingen 2 indicatoren slechter; "
            "er kwamen 4 nieuwe metingen bij.",
        ),
        (
            (0, 0, 0, 2),
            "Sinds 17 september 2026 gaat geen indicator beter of slechter.",
            "Tussen 17 september 2026 en 22 november 2026 ging geen indicator beter of slechter.",
        ),
    ],
)
def test_what_changed_is_told_in_one_sentence_now_and_in_the_past(tally, now, past):
    assert since_sentence(Tally(*tally), START) == now
    assert since_sentence(Tally(*tally), START, END) == past


def test_a_status_that_was_of_another_area_says_so():
    change = Change(ChangeKind.STATUS, Turn.WORSE, "X", "Titel", "far_behind", "wrong_way")
    assert change_words(change, None, None, "Tussendijken") == (
        "van loopt ver achter (dat was Tussendijken) naar gaat de verkeerde kant op"
    )


def said(kind, turn=Turn.OTHER, unit=None, figures=None, **cells):
    return change_words(Change(kind, turn, "X", "Titel", **cells), unit, figures)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {
                "kind": ChangeKind.STATUS,
                "before": Status.ON_TRACK.value,
                "after": Status.FAR_BEHIND.value,
            },
            "van op schema naar loopt ver achter",
        ),
        ({"kind": ChangeKind.INDICATOR, "turn": Turn.NEW}, "nieuwe indicator"),
        ({"kind": ChangeKind.INDICATOR}, "niet meer gevolgd"),
        ({"kind": ChangeKind.CARD, "after": 3.5}, "de zaal gaf 3,5 van 5"),
        (
            {"kind": ChangeKind.CARD, "before": 4.0, "after": 3.0},
            "de zaal gaf 3 van 5; eerder was dat 4",
        ),
        (
            {"kind": ChangeKind.TARGET, "before": None, "after": 60.0, "unit": "%", "figures": "percentage"},
            "streefwaarde van geen naar 60%",
        ),
        (
            {"kind": ChangeKind.GRANT, "after": Decimal("1250.50"), "happened_on": END},
            "€ 1.250,50 toegekend op 22 nov 2026",
        ),
        (
            {"kind": ChangeKind.PAYMENT, "before": Decimal("10.00")},
            "€ 10,00 betaald, en weer ingetrokken",
        ),
        (
            {"kind": ChangeKind.GRANT, "before": Decimal("10.00"), "after": Decimal("20.00")},
            "van € 10,00 naar € 20,00",
        ),
        ({"kind": ChangeKind.PROJECT, "after": "plan"}, "nieuw project: plan"),
        ({"kind": ChangeKind.PROJECT, "before": "plan"}, "staat niet meer in het werkboek"),
        ({"kind": ChangeKind.TEXT, "turn": Turn.NEW}, "nieuw"),
        ({"kind": ChangeKind.TEXT}, "geldt niet meer"),
        ({"kind": ChangeKind.TEXT, "before": "", "after": "iets"}, "tekst erbij"),
        (
            {"kind": ChangeKind.DECISION, "turn": Turn.OTHER, "happened_on": END},
            "besluit ingetrokken op 22 nov 2026",
        ),
        ({"kind": ChangeKind.ACTION, "turn": Turn.DONE, "happened_on": END}, "actie klaar op 22 nov 2026"),
    ],
)
def test_each_kind_of_change_has_its_words(change, words):
    assert said(**change) == words


def test_a_measurement_says_its_period_and_a_correction_why():
    year_end = date(2025, 12, 31)
    figures = {"unit": "m3 per jaar", "figures": "number", "happened_on": year_end}
    assert said(ChangeKind.MEASUREMENT, Turn.NEW, after=990.0, **figures) == "2025: 990 m³ per jaar"
    assert said(ChangeKind.MEASUREMENT, before=990.0, **figures) == "2025: 990 m³ per jaar is ingetrokken"
    corrected = said(ChangeKind.CORRECTION, before=990.0, after=900.0, reason="telfout", **figures)
    assert corrected == "2025: verbeterd van 990 m³ per jaar naar 900 m³ per jaar (telfout)"


def test_a_long_text_that_was_replaced_is_quoted_in_part():
    words = said(ChangeKind.TEXT, before="woord " * 100, after="kort")
    assert words.endswith(" ...")
    assert len(words) < LONGEST_QUOTE + 60


def test_every_way_that_a_change_goes_has_its_head():
    assert len({turn_word(turn) for turn in Turn}) == len(Turn)
