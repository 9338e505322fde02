"""The pages about meetings, actions, decisions and the work of an evening."""

import pytest

from sok_metrics.texts.signs import with_small_figures
from tests.pages.data import rows
from tests.pages.test_every_page import is_fine
from tests.pages.visits import headline, words

REVIEW = 68
CLOSED_DAY = "2026-09-17"
INTERNAL = next(row["tekst"] for row in rows("example", "gezegd") if row["zichtbaarheid"] == "intern")


def links(page):
    """Label -> page address and parameters of every link on the page."""
    return {element.proto.label: element.proto for element in page.main if element.type == "page_link"}


def press(page, label):
    [button] = [button for button in page.button if button.label == label]
    return button.click().run()


def test_the_sentence_on_top_counts_the_reviews_of_the_year(visit):
    page = visit("bijeenkomsten")
    assert headline(page) == (
        "In 2026 waren er 2 van de 3 beloofde voortgangsbijeenkomsten. De volgende is op 10 december 2026."
    )
    assert is_fine(page)


def test_planned_meetings_stand_before_held_ones_newest_first(visit):
    shown = words(visit("bijeenkomsten"))
    in_order = ["8 dec 2026", "10 dec 2026", "17 dec 2026", "10 nov 2026", "13 okt 2026", "17 sep 2026"]
    places = [shown.index(f"{day} · ") for day in in_order]
    assert places == sorted(places)
    assert "57 mensen, 67% uit de wijk voorbeeld" in shown.replace("[", "").replace("]", "")
    assert "ging niet door" in shown
    assert "24 mrt 2022" not in shown


def test_earlier_years_come_on_request(visit):
    assert "24 mrt 2022 · Voortgangsbijeenkomst lente 2022" in words(visit("bijeenkomsten?eerder=true"))


def test_the_address_chooses_a_kind_of_meeting(visit):
    shown = words(visit("bijeenkomsten?soort=Beoordeling"))
    assert "Beoordeling 2025" in shown
    assert "Energiewijk-overleg november 2026" not in shown


def test_a_meeting_shows_all_that_belongs_to_it(visit):
    page = visit(f"bijeenkomst?nummer={REVIEW}")
    shown = words(page)
    assert is_fine(page)
    assert headline(page) == "Er waren 57 mensen; 67% is bewoner of van een initiatief."
    number = str(REVIEW)
    for name, column in [
        ("agendapunten", "titel"),
        ("besluiten", "besluit"),
        ("acties", "actie"),
        ("in_het_zonnetje", "tekst"),
    ]:
        own = [row[column] for row in rows("example", name) if row["bijeenkomst"] == number]
        assert own
        assert [text for text in own if with_small_figures(text) not in shown] == []
    said = [row for row in rows("example", "gezegd") if row["bijeenkomst"] == number]
    assert [
        row["tekst"]
        for row in said
        if row["zichtbaarheid"] == "openbaar" and with_small_figures(row["tekst"]) not in shown
    ] == []
    assert "De grootste opkomst tot nu toe." in shown
    assert "57 mensen, 16 voor het eerst" in shown


@pytest.mark.parametrize("address", [f"bijeenkomst?nummer={REVIEW}", "waarden?code=W4"])
def test_an_internal_remark_shows_nowhere(visit, address):
    assert INTERNAL not in words(visit(address))


def test_a_card_stands_beside_that_of_the_meeting_before(visit):
    shown = words(visit(f"bijeenkomst?nummer={REVIEW}")).splitlines()
    assert shown.count("17 sep<br>2026") == shown.count("19 mrt<br>2026") == 4
    assert "Laat alle 19 kaarten zien" in shown


def test_the_first_meeting_with_cards_stands_alone(visit):
    page = visit("bijeenkomst?nummer=4")
    shown = words(page).splitlines()
    assert shown.count("24 mrt<br>2022") == 4
    assert [line for line in shown if "<br>20" in line and line != "24 mrt<br>2022"] == []
    assert is_fine(page)


def test_the_closing_moment_of_a_meeting_is_one_press_away(visit):
    label = "Bekijk alles zoals het op die dag bekend was"
    page = press(visit(f"bijeenkomst?nummer={REVIEW}"), label)
    assert page.query_params["op"] == CLOSED_DAY
    assert "zoals het bekend was op 17 september 2026" in words(page)
    assert "21 dagen te laat" not in words(page)
    assert label not in [button.label for button in page.button]
    assert is_fine(page)


@pytest.mark.parametrize("number", [71, 66, 70, 73])
def test_planned_cancelled_and_small_meetings_open_too(visit, number):
    assert is_fine(visit(f"bijeenkomst?nummer={number}"))


def test_a_planned_meeting_tells_its_day_and_agenda(visit):
    page = visit("bijeenkomst?nummer=72")
    assert headline(page) == "Deze bijeenkomst is op donderdag 10 december 2026 om 19:30."
    assert "Kiezen: drie nieuwe aanvragen" in words(page)


@pytest.mark.parametrize("number", ["999", "0", "-1", "68.0", "' OR 1=1", "x" * 10_000])
def test_an_unknown_meeting_is_said_calmly(visit, number):
    page = visit(f"bijeenkomst?nummer={number}")
    assert not page.exception
    assert headline(page) == "Niet gevonden"
    assert len(words(page)) < 5_000


def test_an_example_meeting_is_not_there_for_who_wants_real_figures_only(visit):
    page = visit(f"bijeenkomst?nummer={REVIEW}&voorbeelden=nee")
    assert headline(page) == "Niet gevonden"
    assert "Misschien is het een voorbeeld" in words(page)


def test_a_meeting_that_was_still_planned_shows_as_planned(visit):
    page = visit(f"bijeenkomst?nummer={REVIEW}&op=2026-09-01")
    assert headline(page) == "Deze bijeenkomst is op donderdag 17 september 2026 om 19:30."
    assert is_fine(page)


def test_actions_are_counted_and_late_ones_come_first(visit):
    page = visit("acties")
    shown = words(page)
    assert headline(page) == "Van de 51 acties zijn er 10 open; 4 daarvan zijn te laat."
    assert shown.index("144 dagen te laat") < shown.index("21 dagen te laat") < shown.index("Open (6)")
    assert "Klaar of vervallen (41)" in shown
    assert is_fine(page)


def test_the_address_chooses_the_party_of_the_actions(visit):
    page = visit("acties?partij=Gemeente Rotterdam")
    assert headline(page) == "Van de 17 acties zijn er 4 open; 2 daarvan zijn te laat."
    assert "Eneco ·" not in words(page)


def test_an_unknown_party_in_the_address_chooses_nothing(visit):
    assert headline(visit("acties?partij=Niemand")).startswith("Van de 51 acties")


def test_actions_of_an_earlier_day_stand_as_they_were_known(visit):
    page = visit("acties?op=2022-04-01")
    opened = [row for row in rows("example", "acties") if row["afgesproken_op"] <= "2022-04-01"]
    total = len({row["nummer"] for row in opened})
    assert headline(page) == f"Van de {total} acties zijn er {total} open; geen daarvan is te laat."


def test_decisions_to_look_at_again_come_first(visit):
    page = visit("besluiten")
    shown = words(page)
    assert headline(page) == "Van de 26 besluiten moeten er 5 opnieuw bekeken worden."
    assert shown.index("Nu opnieuw bekijken (5)") < shown.index("Later opnieuw bekijken (4)")
    assert is_fine(page)


def test_the_worklist_names_what_asks_for_attention(visit):
    page = visit("maandelijks-overleg")
    shown = words(page)
    assert headline(page).endswith("4 acties, 1 bron van geld en 3 ideeën.")
    assert "€ 12.000,00 is nog niet toegekend en vervalt na 31 december 2026 (nog 39 dagen)." in shown
    assert "P1 Sociaal incasseren" in shown
    assert "mist een plan en een contactpersoon" in shown
    assert "Wat is er gedaan met de vragen over de rekening?" in shown
    assert is_fine(page)


def test_every_line_of_the_worklist_leads_somewhere(visit):
    found = links(visit("maandelijks-overleg"))
    for label, url in [
        ("Cijfers over social return ophalen.", "acties"),
        ("ECO-05 Gasverbruik per woning", "indicator"),
        ("P1 Sociaal incasseren", "project"),
        ("8 dec 2026 · Energiewijk-overleg december 2026", "bijeenkomst"),
        ("Aardgasvrij, 2023 (voorbeeld)", "energiebegroting"),
    ]:
        [proto] = [proto for shown, proto in found.items() if shown.replace("\\", "") == label]
        assert proto.page == url


def test_the_real_store_has_no_meetings_yet_but_work_to_do(visit):
    assert "Hier komen de bijeenkomsten" in words(visit("bijeenkomsten", "real"))
    assert headline(visit("acties", "real")) == "Er zijn nog geen acties."
    assert headline(visit("besluiten", "real")) == "Er zijn nog geen besluiten."
    page = visit("maandelijks-overleg", "real")
    assert "5 projecten" in headline(page)
    assert "actie" not in headline(page)


@pytest.mark.parametrize("address", ["bijeenkomsten", "acties", "besluiten", "maandelijks-overleg"])
def test_before_the_agreement_nothing_was_known(visit, address):
    page = visit(f"{address}?op=2020-01-01")
    assert "was hier nog niets van bekend" in words(page)
    assert is_fine(page)


def test_the_overview_leads_to_meetings_and_actions(visit):
    found = links(visit("overzicht"))
    assert found["Alle bijeenkomsten"].page == "bijeenkomsten"
    assert found["Alle acties"].page == "acties"


def test_what_was_said_leads_to_its_meeting(visit):
    assert "Voortgangsbijeenkomst herfst 2026, 17 sep 2026" in links(visit("waarden?code=W4"))
