"""Cijfers ophalen: from CBS or from a file to figures that are saved, and nothing without a network."""

import pytest

from sok_metrics.nouns.model import Role
from sok_metrics.sources import cbs, getting
from sok_metrics.tasks.figures.cbs_links import list_links
from tests.pages.test_every_page import is_fine
from tests.pages.visits import headline, words
from tests.sources.service import (
    BENEFIT,
    BOSPOLDER,
    GAS,
    ROTTERDAM,
    STATLINE_2015,
    TUSSENDIJKEN,
    Service,
    no_network,
)
from tests.store.rows import count, save

AREAS = (BOSPOLDER, TUSSENDIJKEN, ROTTERDAM, "NL00")


@pytest.fixture
def service(monkeypatch):
    """CBS with figures of 2023 (gas and bijstand), and two years that are still without energy."""
    made = Service()
    columns = {
        f"{GAS}_56": ("Gemiddeld aardgasverbruik totaal", "m³"),
        f"{BENEFIT}_84": ("Bijstand", "aantal"),
    }
    for table, figures in (("85618NED", (700, 690)), ("85984NED", (None, 680)), ("86165NED", (None, None))):
        made.add_table(table, columns, {code: dict(zip(columns, figures, strict=True)) for code in AREAS})
    monkeypatch.setenv(cbs.ADDRESS_VARIABLE, made.address)
    monkeypatch.setattr(getting, "get", made)
    return made


@pytest.fixture
def page(visit_store, real_store, sign_in):
    sign_in(Role.EDITOR)
    return visit_store("cijfers-ophalen", real_store)


def press(page, key):
    page.button(key=key).click().run()
    assert not page.exception
    return page


def test_a_visitor_must_sign_in_first(visit):
    shown = words(visit("cijfers-ophalen", "real"))
    assert "de redactie" in shown
    assert "Ophalen" not in shown


def test_the_page_says_which_series_take_which_field(page):
    assert is_fine(page)
    assert headline(page) == "4 indicatoren krijgen cijfers van het CBS."
    shown = words(page)
    assert "Gasverbruik per woning" in shown
    assert "Aardgas per woning, gemiddeld (m³)" in shown
    assert BOSPOLDER in shown


def test_figures_are_shown_before_they_are_saved_and_can_be_undone(page, service, real_store):
    before = count(real_store, "measurement")
    press(page, "cbs_fetch")
    shown = words(page)
    assert [header.value for header in page.header][
        0
    ] == "3 cijfers zijn nieuw, 3 veranderen en 1 stond er al."
    assert "700 m³ per jaar" in shown
    assert "tabel 85618NED, opgehaald op 22 november 2026" in shown
    assert "Gasverbruik per woning: het CBS heeft de cijfers van 2024 en 2025 nog niet." in shown
    assert count(real_store, "measurement") == before

    press(page, "cbs_save")
    assert "6 cijfers zijn opgeslagen." in words(page)
    assert count(real_store, "measurement") == before + 3
    [row] = real_store.whole().rows(
        "SELECT value, correction_reason FROM measurement "
        "WHERE series_code = 'INC-07-TU' AND period_end = DATE '2023-12-31'"
    )
    assert row["value"] == 690
    assert "hier stond 710" in row["correction_reason"]

    press(page, "undo-saved")
    assert "Teruggedraaid: 6 cijfers van het CBS." in words(page)
    [row] = real_store.whole().rows(
        "SELECT value FROM measurement WHERE series_code = 'INC-07-TU' AND period_end = DATE '2023-12-31'"
    )
    assert row["value"] == 710


def test_what_was_undone_can_be_fetched_again(page, service, real_store):
    for key in ("cbs_fetch", "cbs_save", "undo-saved", "cbs_fetch"):
        press(page, key)
    assert [header.value for header in page.header][
        0
    ] == "3 cijfers zijn nieuw, 3 veranderen en 1 stond er al."
    assert "staat in het archief" not in words(page)
    press(page, "cbs_save")
    assert "6 cijfers zijn opgeslagen." in words(page)
    [row] = real_store.whole().rows(
        "SELECT archived_at FROM measurement "
        "WHERE series_code = 'ECO-05-BO' AND period_end = DATE '2023-12-31'"
    )
    assert row["archived_at"] is None


def test_without_a_network_one_sentence_says_so_and_nothing_changes(page, real_store, monkeypatch):
    monkeypatch.setattr(getting, "get", no_network)
    last_change = real_store.reader().last_change
    press(page, "cbs_fetch")
    [warning] = page.warning
    assert "is nu niet te bereiken. Er is niets veranderd." in warning.value
    assert "cbs_save" not in [button.key for button in page.button]
    assert real_store.reader().last_change == last_change
    press(page, "cbs_fetch")
    assert len(page.warning) == 1


def test_a_figure_that_somebody_changed_meanwhile_is_shown_again_first(page, service, real_store):
    press(page, "cbs_fetch")
    row = {"series_code": "INC-07-TU", "period_start": "2023-01-01", "period_end": "2023-12-31"}
    save(real_store, measurement=[row | {"value": "705", "correction_reason": "geteld"}])
    press(page, "cbs_save")
    assert "Iemand heeft intussen iets veranderd" in words(page)
    assert "705 mensen" in words(page)
    press(page, "cbs_save")
    assert "6 cijfers zijn opgeslagen." in words(page)


def test_what_is_not_wanted_is_put_aside(page, service, real_store):
    press(press(page, "cbs_fetch"), "cbs_put_aside")
    assert "cbs_save" not in [button.key for button in page.button]


def test_a_file_of_statline_shows_what_is_known_and_what_is_wrong(page, real_store):
    upload(page, STATLINE_2015.read_bytes())
    assert [header.value for header in page.header][0] == "Er is niets nieuws: alles staat er al."
    upload(page, b"jaar;waarde\n2020;3\n")
    [warning] = page.warning
    assert "Dit is geen bestand van StatLine dat wij kennen" in warning.value
    assert "cbs_save" not in [button.key for button in page.button]


def upload(page, content, name="Kerncijfers.csv"):
    page.get("file_uploader")[0].set_value((name, content, "text/csv")).run()
    press(page, "cbs_read")


FLAT = (
    '"Wijken en buurten";"Regioaanduiding/Codering (code)";'
    '"Energie/Gemiddeld aardgasverbruik totaal (m³)"\r\n'
    '"Bospolder";"BU05990321";"815*"\r\n'
).encode("utf-8-sig")


def test_a_file_that_does_not_say_its_year_asks_for_it_first(page, real_store):
    upload(page, FLAT)
    # Within the box with the file: a sentence above it would close the box.
    [warning] = page.expander[0].warning
    assert "Kies het jaar." in warning.value
    assert page.button(key="cbs_read").disabled
    page.selectbox(key="cbs_year_of_file").select(2019).run()
    press(page, "cbs_read")
    assert "815 m³ per jaar (voorlopig)" in words(page)
    assert "Kerncijfers wijken en buurten 2019" in words(page)
    press(page, "cbs_save")
    [row] = real_store.whole().rows(
        "SELECT value, note FROM measurement "
        "WHERE series_code = 'ECO-05-BO' AND period_end = DATE '2019-12-31'"
    )
    assert row["value"] == 815
    assert row["note"] == "Voorlopig cijfer van het CBS: het kan nog veranderen."


def test_the_name_of_a_file_suggests_its_year(page):
    upload(page, FLAT, "Kerncijfers_wijken_en_buurten_2021_11122025_141648.csv")
    assert page.selectbox(key="cbs_year_of_file").value == 2021
    press(page, "cbs_read")
    assert "Kerncijfers wijken en buurten 2021" in words(page)


def test_another_file_is_not_asked_the_year_of_the_one_before(page):
    upload(page, FLAT)
    page.get("file_uploader")[0].set_value(("ander.csv", STATLINE_2015.read_bytes(), "text/csv")).run()
    assert "cbs_year_of_file" not in [box.key for box in page.selectbox]


def test_nobody_is_asked_for_a_series_or_a_field(page):
    asked = [*page.selectbox, *page.expander, *page.button, *page.header, *page.title]
    said = " ".join(str(getattr(one, "label", None) or getattr(one, "value", "")) for one in asked).lower()
    assert "cbs" in said
    assert "reeks" not in said
    assert "veld" not in said


def test_a_link_is_changed_in_plain_words(page, real_store):
    page.selectbox(key="cbs_series").select("ECO-05-BO").run()
    page.selectbox(key="cbs_field_ECO-05-BO").select(BENEFIT).run()
    press(page, "cbs_link")
    [error] = page.error
    assert "Dit past niet bij elkaar" in error.value
    page.selectbox(key="cbs_field_ECO-05-BO").select("").run()
    press(page, "cbs_link")
    assert "deze cijfers vult u voortaan zelf in." in words(page)
    assert link_of(real_store, "ECO-05-BO").field == ""


def test_a_field_of_ones_own_loses_its_number_and_must_be_a_name(page, real_store):
    page.selectbox(key="cbs_series").select("ECO-05-TU").run()
    page.selectbox(key="cbs_field_ECO-05-TU").select("?").run()
    page.text_input(key="cbs_other_ECO-05-TU").set_value("???").run()
    [error] = page.error
    assert "Zo heet geen cijfer van het CBS." in error.value
    page.text_input(key="cbs_other_ECO-05-TU").set_value("Appartement_56 (m³)").run()
    press(page, "cbs_link")
    assert link_of(real_store, "ECO-05-TU").field == "Appartement (m³)"
    assert "Appartement (m³)" in words(page)
    page.text_input(key="cbs_other_ECO-05-TU").set_value("Huishoudens met kinderen").run()
    press(page, "cbs_link")
    assert link_of(real_store, "ECO-05-TU").field == "HuishoudensMetKinderen"


def link_of(store, code):
    return next(link for link in list_links(store.whole()) if link.series_code == code)


def test_an_empty_store_says_what_to_do_first(visit_store, empty_store, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store("cijfers-ophalen", empty_store)
    assert is_fine(page)
    assert "Er is nog geen indicator met een cijfer." in words(page)
    assert "Nieuw: indicator" in [button.label for button in page.button]


def test_in_the_past_nothing_is_fetched(visit_store, real_store, sign_in):
    sign_in(Role.EDITOR)
    page = visit_store("cijfers-ophalen?op=2023-12-04", real_store)
    assert "Ga terug naar vandaag" in words(page)
    assert "cbs_fetch" not in [button.key for button in page.button]
