"""Asking CBS for key figures: what is asked, and what every kind of answer means."""

from decimal import Decimal

import pytest

from sok_metrics.errors import SourceFaultError
from sok_metrics.sources import cbs
from sok_metrics.sources.cbs import Cbs
from sok_metrics.sources.key_figures import AREA_CODE, Outcome
from sok_metrics.sources.known import Edition, known_editions, known_fields
from tests.sources.service import (
    BENEFIT,
    BOSPOLDER,
    GAS,
    LONGEST_ADDRESS,
    POWER,
    ROTTERDAM,
    TABLE_2020,
    TUSSENDIJKEN,
    Service,
    as_bytes,
    asset,
)


@pytest.fixture
def service():
    return Service()


def ask(service, *fields, areas=(BOSPOLDER,), table=TABLE_2020):
    return Cbs(service, service.address).key_figures(table, fields, areas)


def test_a_figure_is_found_by_its_name_without_a_number(service):
    [figure] = ask(service, BENEFIT)
    assert (figure.outcome, figure.value, figure.topic.unit) == (Outcome.FIGURE, 740, "aantal")
    assert figure.topic.key == f"{BENEFIT}_83"


def test_codes_are_asked_as_cbs_writes_them_ten_characters_long(service):
    figures = ask(service, "AantalInwoners", areas=(BOSPOLDER, ROTTERDAM))
    assert [figure.value for figure in figures] == [7125, 651157]
    assert "'BU05990321'%20or%20WijkenEnBuurten%20eq%20'GM0599%20%20%20%20'" in service.asked[-1]


def test_a_number_that_moved_makes_no_difference(service):
    service.add_table(
        "85618NED",
        {f"{GAS}_56": ("Gemiddeld aardgasverbruik totaal", "m³"), "Gasloos_55": ("Gasloos", "%")},
        {BOSPOLDER: {f"{GAS}_56": 810, "Gasloos_55": 3}, "NL00": {f"{GAS}_56": 900, "Gasloos_55": 5}},
    )
    [figure] = ask(service, GAS, table="85618NED")
    assert figure.value == 810


def test_a_subject_that_got_another_name_is_found_by_it(service):
    key = "GemiddeldeElektriciteitsleveringTotaal_53"
    service.add_table("85618NED", {key: ("Levering", "kWh")}, {BOSPOLDER: {key: 1900}})
    [figure] = ask(service, "GemiddeldElektriciteitsverbruikTotaal", table="85618NED")
    assert (figure.value, figure.topic.title) == (1900, "Levering")


def test_a_name_that_stands_there_twice_is_told_apart_by_its_unit(service):
    columns = {"Appartement_48": ("Appartement", "kWh"), "Appartement_56": ("Appartement", "m³")}
    service.add_table("85618NED", columns, {BOSPOLDER: {"Appartement_48": 2000, "Appartement_56": 700}})
    found = ask(service, "Appartement", "Appartement (kWh)", "Appartement (m3)", table="85618NED")
    assert [figure.outcome for figure in found] == [Outcome.AMBIGUOUS, Outcome.FIGURE, Outcome.FIGURE]
    assert [figure.value for figure in found] == [None, 2000, 700]


def test_energy_that_is_empty_for_the_whole_country_still_has_to_come(service):
    [figure] = ask(service, GAS)
    assert (figure.outcome, figure.value) == (Outcome.NOT_YET, None)


def test_a_figure_that_only_this_area_lacks_is_unknown_and_not_zero(service):
    service.add_table(
        "85618NED", {f"{GAS}_1": ("Gas", "m³")}, {BOSPOLDER: {f"{GAS}_1": None}, "NL00": {f"{GAS}_1": 900}}
    )
    [figure] = ask(service, GAS, table="85618NED")
    assert (figure.outcome, figure.value) == (Outcome.UNKNOWN, None)


def test_two_hundred_areas_are_asked_in_parts_that_the_service_can_bear(service):
    areas = [f"BU0599{n:04}" for n in range(200)]
    columns = {f"{GAS}_56": ("Gas", "m³")}
    service.add_table("85618NED", columns, {area: {f"{GAS}_56": n} for n, area in enumerate(areas)})
    figures = ask(service, GAS, areas=areas, table="85618NED")
    assert [figure.value for figure in figures] == list(range(200))
    asked = [url for url in service.asked if "TypedDataSet" in url]
    assert max(map(len, asked)) < LONGEST_ADDRESS
    assert len("".join(asked).split("NL00")) == 2


def test_an_area_of_amsterdam_has_letters_in_its_code(service):
    area = "BU0363AA01"
    service.add_table("85618NED", {f"{GAS}_1": ("Gas", "m³")}, {area: {f"{GAS}_1": 640}})
    assert ask(service, GAS, areas=(area,), table="85618NED")[0].value == 640
    assert AREA_CODE.fullmatch("WK0363AB")


@pytest.mark.parametrize(
    ("field", "key"),
    [
        (GAS, "GemiddeldAardgasverbruik_55"),
        (POWER, "GemiddeldeElektriciteitslevering_53"),
        ("GemiddeldeWoningwaarde", "GemiddeldeWOZWaardeVanWoningen_39"),
        ("NettoArbeidsparticipatie", "Nettoarbeidsparticipatie_71"),
    ],
)
def test_the_names_of_later_tables_are_known(service, field, key):
    service.add_table("85984NED", {key: ("Zo", "m³")}, {BOSPOLDER: {key: 5}})
    assert ask(service, field, table="85984NED")[0].value == 5


def test_an_area_or_a_subject_that_is_not_there_is_said(service):
    found = ask(service, BENEFIT, "BestaatNiet", areas=("BU99999999",))
    assert [figure.outcome for figure in found] == [Outcome.NO_AREA, Outcome.NO_FIELD]


def test_a_code_that_is_none_is_not_sent_to_cbs(service):
    [figure] = ask(service, BENEFIT, areas=("BOTU' or 1 eq 1",))
    assert figure.outcome is Outcome.NO_AREA
    assert "BOTU" not in "".join(service.asked)


def test_every_page_is_read(service):
    service.page_size = 1
    figures = ask(service, BENEFIT, areas=(BOSPOLDER, TUSSENDIJKEN, ROTTERDAM))
    assert [figure.value for figure in figures] == [740, 800, 35950]
    assert len([url for url in service.asked if "TypedDataSet" in url]) == 4


@pytest.mark.parametrize(
    "following",
    [
        "https://elders.example/odata",
        "//elders.example/odata",
        "ftp://cbs.example/odata",
        "file:///etc/hosts",
    ],
)
def test_a_next_page_elsewhere_is_not_read(service, following):
    service.breaks("TypedDataSet", as_bytes([], following))
    with pytest.raises(SourceFaultError, match="verwijst naar een ander adres"):
        ask(service, BENEFIT)
    assert all(url.startswith("https://cbs.example/") for url in service.asked)


def test_a_next_page_that_is_written_with_http_is_asked_over_https(service):
    service.breaks("seite=2", as_bytes([]))
    service.breaks("TypedDataSet", as_bytes(asset("delfshaven")["value"], "http://cbs.example/x?seite=2"))
    assert ask(service, BENEFIT)[0].value == 740
    assert service.asked[-1] == "https://cbs.example/x?seite=2"


def test_pages_without_an_end_are_given_up(service):
    service.breaks("TypedDataSet", as_bytes([], "TypedDataSet?again"))
    with pytest.raises(SourceFaultError, match="houdt niet op"):
        ask(service, BENEFIT)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>storing</html>",
        b"[]",
        b'{"value": {}}',
        b'{"value": [1]}',
        b'{"value": [], "odata.nextLink": 3}',
        b'{"value": [{"AantalInwoners_5": NaN}]}',
        b"\xff\xfe",
        b'{"a":' * 100_000,
    ],
)
def test_an_answer_that_is_none_is_a_sentence(service, answer):
    service.breaks("TypedDataSet", answer)
    with pytest.raises(SourceFaultError, match="niet begrijpen"):
        ask(service, BENEFIT)


def test_a_text_in_the_place_of_a_figure_is_no_figure(service):
    service.breaks("TypedDataSet", as_bytes([{"WijkenEnBuurten": BOSPOLDER, f"{BENEFIT}_83": "740"}]))
    with pytest.raises(SourceFaultError, match="geen getal"):
        ask(service, BENEFIT)


def test_a_figure_that_we_cannot_keep_is_refused(service):
    service.breaks("TypedDataSet", as_bytes([{"WijkenEnBuurten": BOSPOLDER, f"{BENEFIT}_83": 10**15}]))
    with pytest.raises(SourceFaultError, match="te groot"):
        ask(service, BENEFIT)


def test_a_table_without_areas_is_refused(service):
    service.breaks("DataProperties", as_bytes([{"Type": "Topic", "Key": "A_1"}]))
    with pytest.raises(SourceFaultError, match="geen indeling in buurten"):
        ask(service, BENEFIT)


def test_decimals_come_over_as_they_are_written(service):
    key = "GemiddeldeHuishoudensgrootte"
    assert [figure.value for figure in ask(service, key, areas=("NL00",))] == [Decimal("2.1")]


def test_borders_that_changed_are_told(service):
    rows = asset("delfshaven")["value"]
    for row in rows:
        row["IndelingswijzigingWijkenEnBuurten_4"] = "3" if row["WijkenEnBuurten"] == BOSPOLDER else "1"
    service.breaks("TypedDataSet", as_bytes(rows))
    found = ask(service, BENEFIT, areas=(BOSPOLDER, TUSSENDIJKEN))
    assert [figure.is_area_changed for figure in found] == [True, False]


def test_the_catalogue_gives_the_editions_and_nothing_else(service):
    service.catalogue = [
        {"Identifier": "87001NED", "Title": "Kerncijfers wijken en buurten 2026"},
        {"Identifier": "84799NED", "Title": "Kerncijfers wijken en buurten 2020"},
        {"Identifier": "70139ned", "Title": "Kerncijfers wijken en buurten 2003-2004"},
        {"Identifier": "../../x", "Title": "Kerncijfers wijken en buurten 2027"},
        {"Identifier": None, "Title": None},
    ]
    editions = Cbs(service, service.address).editions()
    assert editions == [Edition(2020, "84799NED"), Edition(2026, "87001NED")]


def test_another_address_can_be_set(monkeypatch):
    monkeypatch.setenv(cbs.ADDRESS_VARIABLE, "https://spiegel.example/cbs/")
    service = Service()
    Cbs(service).key_figures(TABLE_2020, [BENEFIT], [BOSPOLDER])
    assert service.asked[0].startswith(f"https://spiegel.example/cbs/ODataFeed/odata/{TABLE_2020}/")


def test_what_we_know_of_cbs_is_in_order():
    assert [edition.year for edition in known_editions()] == list(range(2013, 2026))
    names = [name for field in known_fields() for name in (field.name, *field.other_names)]
    assert len(names) == len(set(names))
    assert all(field.label and field.unit for field in known_fields())
