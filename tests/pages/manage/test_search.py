"""The search page: from words in the box or the address to the pages that hold them."""

from urllib.parse import quote

import pytest

from sok_metrics.ui.manage.search import excerpt
from tests.pages.stores import put_commitments
from tests.pages.test_every_page import is_fine
from tests.pages.visits import as_read, elements, headline, texts, words
from tests.store.rows import indicator, project, save


def links(page):
    """Label and address of the links below the box."""
    found = [one.proto for one in elements(page.main) if one.type == "page_link"]
    return {as_read(one.label): f"{one.page}?{one.query_string}" for one in found}


def test_without_a_question_the_page_says_what_can_be_found(visit):
    page = visit("zoeken")
    assert is_fine(page)
    assert headline(page) == "Zoeken"
    assert "Zoek in alles wat hier staat" in words(page)
    assert not page.header


def test_a_question_in_the_address_is_answered(visit):
    page = visit("zoeken?q=warmtespreekuur")
    assert is_fine(page)
    assert page.text_input(key="q").value == "warmtespreekuur"
    assert headline(page).endswith("keer gevonden: 'warmtespreekuur'")
    heads = [head.value for head in page.header]
    assert heads[0] == "Projecten (1)"
    assert links(page)["P7 Warmtespreekuur"].endswith("?code=P7")


def test_typing_a_question_answers_it(visit):
    page = visit("zoeken")
    page = page.text_input(key="q").set_value("d2").run()
    assert headline(page) == "1 keer gevonden: 'd2'"
    assert "D2 Betaalbare en betrouwbare energie" in links(page)


@pytest.mark.parametrize(
    ("question", "label", "address"),
    [
        ("W2", "W2 Zeggenschap van bewoners", "waarden?code=W2"),
        ("S1", "S1 Elkaars netwerk gebruiken", "afspraken?code=S1"),
        ("ECO-05", "ECO-05 Gasverbruik per woning", "indicator?code=ECO-05"),
        ("Beoordeling 2026", "Beoordeling 2026", "bijeenkomst?nummer=73"),
        ("contactpersoon P10", "contactpersoon P10, voorbeeld", "project?code=P10"),
        ("budgetcafé", "Het budgetcafé krijgt geld.", "bijeenkomst?nummer="),
        ("koelte in de zomer", "Koelte in de zomer", "ideeen?"),
    ],
)
def test_a_hit_leads_to_its_page(visit, question, label, address):
    page = visit(f"zoeken?q={quote(question)}")
    assert is_fine(page)
    assert links(page)[label].startswith(address)


def test_examples_are_marked_and_can_be_left_out(visit):
    assert ":gray-badge[voorbeeld]" in "".join(texts(visit("zoeken?q=koelcel")))
    page = visit("zoeken?q=koelcel", "real")
    assert headline(page) == "Niets gevonden voor 'koelcel'"


def test_a_person_whose_consent_is_withdrawn_is_not_found(visit):
    assert "Mensen" not in words(visit("zoeken?q=contactpersoon%20P9"))


def test_a_typing_error_still_finds(visit):
    page = visit("zoeken?q=gasverbriuk")
    assert headline(page).startswith("Niets gevonden voor 'gasverbriuk', wel ")
    assert "ECO-05 Gasverbruik per woning" in links(page)


def test_nothing_found_gives_advice(visit):
    page = visit("zoeken?q=zeppelin&op=2023-12-04&voorbeelden=nee")
    assert headline(page) == "Niets gevonden voor 'zeppelin'"
    shown = words(page)
    assert "Kijk of het woord goed geschreven is." in shown
    assert "Ga terug naar vandaag en zoek opnieuw." in shown
    assert "Zet de voorbeelden erbij en zoek opnieuw." in shown


def test_more_than_fits_is_said(visit):
    page = visit("zoeken?q=energie")
    assert "U ziet er 50. Zoek op meer woorden om minder te vinden." in words(page)
    assert any("van" in head.value for head in page.header)


@pytest.mark.parametrize(
    "question",
    [
        "x" * 10_000,
        "%",
        "_",
        "' OR 1=1",
        '"',
        "<script>alert(1)</script>",
        "**a** :red[b] $c$",
        "🙂",
        "\x00",
        "  ",
    ],
)
def test_a_strange_question_is_borne(visit, question):
    page = visit(f"zoeken?q={quote(question)}")
    assert is_fine(page)
    if len(question) > 100:
        assert "Wij zoeken op de eerste 100 tekens." in words(page)
        assert headline(page) == f"Niets gevonden voor '{'x' * 100}'"
    elif question.startswith(("<", "**")):
        assert headline(page) == f"Niets gevonden voor '{question}'"


def test_a_text_of_users_is_shown_literally(visit_store, empty_store):
    put_commitments(empty_store)
    save(
        empty_store,
        indicator=[indicator("IND-01", name="<b>Warm</b> **x**", definition="een <i>warm</i> huis :red[y]")],
        project=[project("P1", title="Warm", visibility="internal")],
    )
    page = visit_store("zoeken?q=warm", empty_store)
    assert is_fine(page)
    assert headline(page) == "1 keer gevonden: 'warm'"
    assert "IND-01 <b>Warm</b> **x**" in links(page)
    assert r"een \<**i\>warm\</i**\> huis \:red\[y\]" in texts(page)


@pytest.mark.parametrize(
    ("text", "question", "shown"),
    [
        ("Een Café.", ["cafe"], "Een **Café**."),
        ("(aardgasvrij, ja)", ["gas"], r"\(**aardgasvrij**, ja\)"),
        ("een twee drie vier vijf zes zeven acht", ["acht"], "… twee drie vier vijf zes zeven **acht**"),
        ("niets daarvan", ["x"], "niets daarvan"),
        ("Zonnepanelen, CO₂", ["zonnepaneel", "co2"], "**Zonnepanelen**, **CO₂**"),
        ("", ["x"], ""),
        ("🙂 x", ["🙂"], "🙂 x"),
    ],
)
def test_an_excerpt_shows_the_words_that_were_looked_for(text, question, shown):
    assert excerpt(text, question) == shown


def test_an_excerpt_of_a_long_text_is_short():
    assert len(excerpt("a" * 5_000 + " " + "woord " * 500, ["woord"])) < 320


def test_every_page_leads_to_the_search(visit):
    assert links(visit("overzicht"))["Zoeken"].startswith("zoeken")


def test_a_long_word_finds_the_shorter_one_that_it_begins_with_too(visit_store, real_store):
    save(
        real_store,
        idea=[
            {"number": "31", "submitted_on": "2024-02-01", "text": "Een buurtwarmtenetwerk"},
            {"number": "32", "submitted_on": "2024-02-01", "text": "Het buurtwarmtenet"},
        ],
    )
    page = visit_store("zoeken?q=buurtwarmtenetwerk", real_store)
    assert is_fine(page)
    assert headline(page) == "1 keer gevonden: 'buurtwarmtenetwerk'"
    said = words(page)
    assert said.index("Een buurtwarmtenetwerk") < said.index("Ook gevonden, met 'buurtwarmtenet':")
    assert said.index("Ook gevonden") < said.index("Het buurtwarmtenet")
