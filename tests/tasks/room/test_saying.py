"""The words of the slides: whose figures stand there, and what is spoken about."""

from datetime import date

import pytest

from sok_metrics.store.changes.records import editing
from sok_metrics.tasks.room.evening import read_deck
from sok_metrics.tasks.room.saying import words_of
from sok_metrics.views.slides import SlideKind
from tests.store.rows import TESTER

TODAY = date(2026, 12, 10)
NUMBER = "72"
NAME = "D1 Samen over op duurzame energie"


def slides(store, kind):
    deck = read_deck(store, int(NUMBER), TODAY)
    assert deck is not None
    return [words_of(deck, slide) for slide in deck.slides if slide.kind is kind]


@pytest.fixture
def point(botu_store):
    """point("Werk"): one more point on the agenda, about D1 or another, with this title."""

    def add(title, code="D1"):
        values = {"meeting_number": NUMBER, "position": "90", "title": title, "kind": "commitment"}
        with editing(botu_store, by=TESTER, reason="t") as edit:
            edit.save("agenda_item", {**values, "commitment_code": code}, version=None)

    return add


@pytest.mark.parametrize(("title", "kicker"), [(NAME, NAME), ("Werk", f"Werk · {NAME}")])
def test_a_point_with_a_subject_of_its_own_says_it_on_its_slides(botu_store, point, title, kicker):
    point(title)
    assert kicker in {one.kicker for one in slides(botu_store, SlideKind.COMMITMENT)}
    assert kicker in {one.kicker for one in slides(botu_store, SlideKind.CARD)}


def test_a_card_without_a_result_of_tonight_says_whose_result_stands_there(botu_store, point):
    point("W4 Open en eerlijk", "W4")
    [card] = [one for one in slides(botu_store, SlideKind.CARD) if one.kicker == "W4 Open en eerlijk"]
    assert card.text == ("Van deze bijeenkomst is er nog geen uitslag om te tonen. Dit zijn de vorige keren.")
    groups = next(chart for chart in card.charts if chart.name == "groepen")
    assert "op 17 september 2026" in groups.alt
    # The time before is that of September, and not the one before it.
    earlier = next(iter(card.facts))[1]
    assert earlier == "Vorige keer: 2 van 5"
