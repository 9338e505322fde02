"""Who writes own values and goals is led to figures: suggestions, CBS, a card, something else, or not now."""

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.records import list_records
from sok_metrics.tasks.starting.fitting import fitting_fields, fitting_starters
from tests.pages.visits import headline, words
from tests.store.rows import indicator, save, series

GOAL = "Wijk van het gas af"


@pytest.fixture
def walk(empty_store, visit_store, sign_in):
    """walk(): the step that asks how we measure, of an agreement with one goal in own words."""
    sign_in(Role.ADMINISTRATOR, "Beheer")
    save(
        empty_store,
        area=[{"code": "BU02890200", "name": "Nude", "kind": "neighbourhood", "is_ours": "true"}],
        agreement_version=[{"number": "1", "title": "Eerste", "valid_from": "2026-01-01"}],
        commitment=[{"code": "D1", "kind": "goal"}],
        commitment_text=[{"commitment_code": "D1", "agreement_version": "1", "position": "1", "title": GOAL}],
    )
    return lambda step="stap=4": visit_store(f"eerste-stappen?{step}", empty_store)


def press(page, label="Opslaan en verder"):
    [button] = [one for one in page.button if one.label == label]
    return button.click().run()


def key(page, kind, name):
    [found] = [one for one in getattr(page, kind) if one.key == name]
    return found


def indicators(store):
    reader = store.whole()
    linked = {
        one.values["indicator_code"]
        for one in list_records(reader, "indicator_commitment", {"commitment_code": "D1"})
    }
    found = [one for one in list_records(reader, "indicator") if one.key[0] in linked]
    return {one.key[0]: one.values for one in found}


def series_of(store, indicator):
    [found] = list_records(store.whole(), "series", {"indicator_code": indicator["code"]})
    return found.values


def test_a_goal_in_own_words_is_asked_how_it_is_measured(walk):
    page = walk()
    assert f"Hoe meet u '{GOAL}'?" in words(page)
    assert not key(page, "checkbox", "pick-ENE-01").value
    assert "past bij: *gas*" in key(page, "checkbox", "pick-ENE-01").label
    first, second, *_ = key(page, "selectbox", "field-D1").options
    assert (first, second) == (
        "Aardgas per woning, gemiddeld (m³): lijkt te passen",
        "Woningen zonder aardgas (%): lijkt te passen",
    )


def test_what_fits_from_the_set_belongs_to_the_goal(walk, empty_store):
    page = walk()
    key(page, "checkbox", "pick-ENE-01").check()
    press(page)
    assert headline(page) == "Wanneer komt u weer bij elkaar?"
    [found] = indicators(empty_store).values()
    assert found["code"] == "ENE-01"
    assert series_of(empty_store, found)["area_code"] == "BU02890200"


def test_a_figure_of_cbs_comes_with_its_field_and_area(walk, empty_store):
    page = walk()
    key(page, "selectbox", "field-D1").set_value("AardgasvrijeWoningen")
    key(page, "selectbox", "field-direction-D1").set_value("higher")
    press(page)
    [found] = indicators(empty_store).values()
    assert (found["unit"], found["kind"], found["direction"]) == ("%", "percentage", "higher")
    series = series_of(empty_store, found)
    assert (series["source_field"], series["area_code"]) == ("AardgasvrijeWoningen", "BU02890200")
    assert not list_records(empty_store.whole(), "measurement")


def test_without_a_code_of_cbs_the_page_says_where_to_give_one(empty_store, visit_store, sign_in):
    sign_in(Role.ADMINISTRATOR, "Beheer")
    save(
        empty_store,
        agreement_version=[{"number": "1", "title": "Eerste", "valid_from": "2026-01-01"}],
        commitment=[{"code": "W1", "kind": "value"}],
        commitment_text=[
            {"commitment_code": "W1", "agreement_version": "1", "position": "1", "title": "Trots"}
        ],
    )
    page = visit_store("eerste-stappen?stap=4", empty_store)
    assert "Vul bij stap 1 de CBS-code" in words(page)
    assert "Uit onze lijst" not in words(page)


def test_something_else_takes_five_questions(walk, empty_store):
    page = walk()
    key(page, "text_input", "name-D1").set_value("Ketels die weg zijn")
    press(page)
    [error] = page.error
    assert error.value == (
        "Vul bij 'Iets anders' nog in: de eenheid, welke kant het op moet en hoe vaak u meet."
    )
    assert not indicators(empty_store)
    key(page, "text_input", "unit-D1").set_value("ketels")
    key(page, "selectbox", "direction-D1").set_value("higher")
    key(page, "selectbox", "frequency-D1").set_value("yearly")
    key(page, "text_input", "who-D1").set_value("de corporatie")
    press(page)
    [found] = indicators(empty_store).values()
    assert (found["name"], found["unit"], found["kind"]) == ("Ketels die weg zijn", "ketels", "number")
    assert found["responsible"] == "de corporatie"


def test_who_counts_people_is_asked_about_small_counts(walk, empty_store):
    page = walk()
    key(page, "text_input", "name-D1").set_value("Bewoners met een plan")
    key(page, "text_input", "unit-D1").set_value("bewoners")
    key(page, "selectbox", "direction-D1").set_value("higher")
    key(page, "selectbox", "frequency-D1").set_value("yearly")
    press(page)
    assert "drempel voor kleine aantallen" in words(page)
    assert not indicators(empty_store)
    [sure] = [box for box in page.checkbox if box.label == "Ja, dit klopt"]
    sure.check()
    press(page)
    assert [one["name"] for one in indicators(empty_store).values()] == ["Bewoners met een plan"]


def test_who_counts_people_can_hide_small_counts(walk, empty_store):
    page = walk()
    key(page, "text_input", "name-D1").set_value("Bewoners met een plan")
    key(page, "text_input", "unit-D1").set_value("bewoners")
    key(page, "selectbox", "direction-D1").set_value("higher")
    key(page, "selectbox", "frequency-D1").set_value("yearly")
    press(page)
    key(page, "checkbox", "hides-D1").check()
    press(page)
    [found] = indicators(empty_store).values()
    assert found["privacy_threshold"] == "10"


def test_what_is_measured_already_gets_linked_and_is_not_made_twice(walk, empty_store):
    save(
        empty_store,
        indicator=[indicator("ENE-01"), indicator("MIJN-01")],
        series=[
            series("ENE-01", indicator_code="ENE-01"),
            series("MIJN-01", indicator_code="MIJN-01", source_field="AardgasvrijeWoningen"),
        ],
    )
    page = walk()
    assert "U meet dit al." in key(page, "checkbox", "pick-ENE-01").label
    key(page, "checkbox", "pick-ENE-01").check()
    key(page, "selectbox", "field-D1").set_value("AardgasvrijeWoningen")
    key(page, "selectbox", "field-direction-D1").set_value("higher")
    press(page)
    assert {one["code"] for one in indicators(empty_store).values()} == {"ENE-01", "MIJN-01"}
    assert len(list_records(empty_store.whole(), "indicator")) == 2


def test_the_same_figure_from_the_list_and_from_cbs_is_one_indicator(walk, empty_store):
    page = walk()
    key(page, "checkbox", "pick-ENE-01").check()
    key(page, "selectbox", "field-D1").set_value("GemiddeldAardgasverbruikTotaal")
    key(page, "selectbox", "field-direction-D1").set_value("lower")
    press(page)
    assert list(indicators(empty_store)) == ["ENE-01"]


def test_a_figure_of_cbs_needs_its_direction(walk, empty_store):
    page = walk()
    key(page, "selectbox", "field-D1").set_value("AardgasvrijeWoningen")
    press(page)
    assert "Kies bij het cijfer van het CBS" in page.error[0].value
    assert not indicators(empty_store)


def test_nothing_chosen_is_asked_again_and_not_now_is_remembered(walk, empty_store):
    page = walk()
    press(page)
    assert page.error[0].value == "Kies iets, of kies 'Nu niet'."
    press(page, "Nu niet")
    assert headline(page) == "Wanneer komt u weer bij elkaar?"
    assert not indicators(empty_store)
    again = walk()
    assert not [one for one in again.selectbox if one.key == "field-D1"]
    press(again, f"Hoe meet u '{GOAL}'?")
    key(again, "checkbox", "card-D1").check()
    press(again)
    [card] = indicators(empty_store).values()
    assert (card["kind"], card["question"]) == ("card", f"{GOAL}: dat lukt ons goed.")


def test_what_was_declined_of_the_common_set_is_not_ticked_again(walk, empty_store):
    page = walk("stap=3")
    next(one for one in page.checkbox if "Iedereen telt mee" in one.label).check()
    press(page)
    card = key(page, "checkbox", "pick-KRT-01")
    assert card.value
    for box in page.checkbox:
        box.uncheck()
    press(page)
    press(page, "Nu niet")
    page = walk()
    assert not [box.label for box in page.checkbox if box.value]


def test_the_end_says_what_is_missing_with_a_way_to_each(walk):
    page = walk()
    press(page, "Nu niet")
    page = walk("stap=6")
    said = words(page)
    assert "1 heeft nog geen indicator" in said
    assert "Er is nog geen volgende voortgangsbijeenkomst" in said
    press(page, "Stap 2: Wie doen er mee?")
    assert headline(page) == "Wie doen er mee?"


@pytest.mark.parametrize(
    ("text", "starters", "fields"),
    [
        ("Zonnepanelen op elk dak", [], ["WoningenMetZonnestroom"]),
        ("Aardgasvrij in 2040", ["ENE-01"], ["GemiddeldAardgasverbruikTotaal", "AardgasvrijeWoningen"]),
        ("Betere huizen", ["GEL-02", "WON-01"], []),
        ("Trots op de buurt", [], []),
        ("", [], []),
    ],
)
def test_only_what_shares_a_telling_word_fits(text, starters, fields):
    assert list(fitting_starters(text)) == starters
    assert list(fitting_fields(text)) == fields


def test_without_values_and_goals_the_step_says_what_comes_first(empty_store, visit_store, sign_in):
    sign_in(Role.ADMINISTRATOR, "Beheer")
    page = visit_store("eerste-stappen?stap=4", empty_store)
    assert "Kies eerst waarden en doelen, in stap 3." in words(page)
    assert "geen indicatoren meer" not in words(page)
    assert "Sla deze stap over" in [one.label for one in page.button]


def test_a_goal_without_figures_leads_to_how_it_is_measured(walk, visit_store, empty_store, sign_in):
    assert f"Hoe meet u '{GOAL}'?" in words(walk("stap=4&bij=D1"))
    assert "Kies hoe u dit meet" in words(visit_store("doelen?code=D1", empty_store))
    sign_in(Role.EDITOR)
    assert "Kies hoe u dit meet" not in words(visit_store("doelen?code=D1", empty_store))
