"""The page that tells whether we keep our agreements on the organisation."""

import pytest

from tests.pages.visits import headline, words


def test_the_sentence_on_top_counts_the_rules(visit):
    page = visit("organisatie")
    assert headline(page).startswith("Van de 10 afspraken over de organisatie houden we er ")


def test_a_year_before_says_what_was_not_kept(visit):
    page = visit("organisatie?jaar=2024")
    assert "In 2024 hielden we 4 van de 10" in headline(page)
    assert "In 2024 waren er 2 van de 3 voortgangsbijeenkomsten." in words(page)


def test_as_it_was_known_then(visit):
    page = visit("organisatie?op=2024-11-01")
    assert "houden we er" in headline(page)
    assert "Plan nog 1 bijeenkomst." in words(page)


@pytest.mark.parametrize("year", ["1999", "2050", "abc", "-1", "9" * 400])
def test_a_year_that_is_not_there_shows_this_year(visit, year):
    page = visit(f"organisatie?jaar={year}")
    assert not page.exception
    assert "houden we er" in headline(page)


def test_without_rules_the_page_says_what_will_stand_there(visit):
    page = visit("organisatie", "real")
    assert not page.exception
    assert "Er is nog geen procesgroep gekozen." in words(page)
