"""Beginning one's own neighbourhood: the example steps aside, and nothing is lost."""

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.store.connection import open_store
from tests.pages.visits import headline, words
from tests.store.rows import count, party, save


@pytest.fixture(autouse=True)
def _administrator(sign_in):
    sign_in(Role.ADMINISTRATOR)


def begin(page, neighbourhood, municipality=""):
    """Fill in the form and press its button."""
    page.text_input[0].set_value(neighbourhood)
    page.text_input[1].set_value(municipality)
    [button] = [one for one in page.button if one.label == "Begin met een lege overeenkomst"]
    return button.click().run()


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_without_a_name_nothing_happens(visit_store, botu_store, name):
    page = begin(visit_store("eigen-wijk", botu_store), name)
    assert page.error[0].value == "Vul de naam van uw wijk in. Daarna kunt u beginnen."
    assert not (botu_store.path.parent / "backups").exists()
    assert "Van de 32 indicatoren" in headline(visit_store("overzicht", botu_store))


def test_with_a_name_an_empty_agreement_stands_there_and_the_old_one_is_kept(visit_store, botu_store):
    rows = count(botu_store, "measurement")
    page = begin(visit_store("eigen-wijk", botu_store), "Het Oude Noorden", "Rotterdam")
    assert not page.exception
    assert not page.error
    assert "Samenwerkingsovereenkomst Het Oude Noorden" in words(page)
    assert "voorbeeld staat" not in words(page)
    [kept] = (botu_store.path.parent / "backups").glob("*.duckdb")
    old = open_store(kept)
    assert count(old, "measurement") == rows > 300
    old.close()
    overview = visit_store("overzicht", botu_store)
    assert headline(overview) == "Nog geen afspraken"
    assert "voorbeeld" not in words(overview).replace("zoals de map data/botu", "").lower()
    assert headline(visit_store("eigen-wijk", botu_store)) == "U werkt al met uw eigen wijk"
    open_store(botu_store.path).close()


def test_a_second_window_sees_the_new_store_and_not_the_old_figures(visit_store, botu_store):
    other = visit_store("overzicht", botu_store)
    assert "Van de 32 indicatoren" in headline(other)
    begin(visit_store("eigen-wijk", botu_store), "Nagele")
    assert headline(other.run()) == "Nog geen afspraken"
    open_store(botu_store.path).close()


def test_as_many_changes_in_the_new_store_do_not_bring_the_old_figures_back(visit_store, botu_store):
    """What is remembered of the old store must not be taken for the new one, which counts from 1 again."""
    visit_store("overzicht", botu_store)
    begin(visit_store("eigen-wijk", botu_store), "Nagele")
    fresh = open_store(botu_store.path)
    for number in range(4):
        save(fresh, party=[party(f"N{number}")])
        assert headline(visit_store("overzicht", fresh)) == "Nog geen afspraken"
        assert "voorbeeld staat" not in words(visit_store("overzicht", fresh))
    fresh.close()


@pytest.mark.parametrize("name", ["<b>**Wijk**</b>", "W" * 80, ":red[x] | $y$", "Wijk 'De Punt' \"1\" \\"])
def test_any_name_will_do(visit_store, botu_store, name):
    page = begin(visit_store("eigen-wijk", botu_store), name)
    assert not page.exception
    assert f"Samenwerkingsovereenkomst {name}" in words(visit_store("overzicht", botu_store))
    open_store(botu_store.path).close()


@pytest.mark.parametrize("database", ["real", "empty"])
def test_a_store_without_examples_cannot_be_put_aside(visit, database):
    page = visit("eigen-wijk", database)
    assert headline(page) == "U werkt al met uw eigen wijk"
    assert not page.text_input
    assert "eigen wijk" not in "".join(button.label for button in page.button)
