"""What CBS has for the linked series of a store: new, changed and known figures, and why there are none."""

from datetime import date

import pytest

from sok_metrics.errors import NotAllowedError, RefusedError, SourceUnreachableError, StaleRecordError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.sources import cbs
from sok_metrics.sources.known import Edition, known_editions
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.preview import preview
from sok_metrics.tasks.figures.cbs import save_suggestion, suggest_from
from sok_metrics.tasks.figures.cbs_fetching import fetch, find_editions, read_file
from sok_metrics.tasks.figures.cbs_links import list_links, save_link
from sok_metrics.tasks.figures.provisional import is_provisional
from tests.sources.service import (
    BENEFIT,
    BOSPOLDER,
    GAS,
    LOW_INCOME,
    ROTTERDAM,
    STATLINE_2014,
    STATLINE_2015,
    TUSSENDIJKEN,
    Service,
    as_bytes,
    no_network,
)
from tests.store.rows import TESTER, save

TODAY = date(2026, 11, 22)
EDITOR = Actor("Redactie", Role.EDITOR)
Y2020, Y2023 = Edition(2020, "84799NED"), Edition(2023, "85618NED")
AREAS = (BOSPOLDER, TUSSENDIJKEN, ROTTERDAM, "NL00")


@pytest.fixture
def service(monkeypatch):
    made = Service()
    monkeypatch.setenv(cbs.ADDRESS_VARIABLE, made.address)
    columns = {
        f"{GAS}_56": ("Gemiddeld aardgasverbruik totaal", "m³"),
        "GemiddeldeElektriciteitsleveringTotaal_48": ("Gemiddelde elektriciteitslevering totaal", "kWh"),
        f"{LOW_INCOME}_79": ("Huishoudens met een laag inkomen", "%"),
        f"{BENEFIT}_84": ("Personen per soort uitkering; Bijstand", "aantal"),
    }
    figures = dict(zip(columns, (700, 1800, 9, 690), strict=True))
    made.add_table("85618NED", columns, {code: dict(figures) for code in AREAS})
    return made


def suggested(store, service, *editions):
    fetched = fetch(list_links(store.whole()), service, editions or (Y2023,), today=TODAY)
    found = suggest_from(store, fetched)
    rows = found.tables["measurement"].to_dict("records") if found.tables else []
    return {(row["series_code"], row["period_end"][:4]): row for row in rows}, found.notes


def suggest_from_file(store, content=None):
    content = content or STATLINE_2015.read_bytes()
    return suggest_from(store, read_file(list_links(store.whole()), content, "2015.csv", today=TODAY))


def rows_of_file(store, content):
    found = suggest_from_file(store, content)
    return {row["series_code"]: row for row in found.tables["measurement"].to_dict("records")}


def test_a_new_figure_says_its_table_its_edition_and_the_day(real_store, service):
    rows, _notes = suggested(real_store, service)
    row = rows["ECO-05-BO", "2023"]
    assert (row["period_start"], row["period_end"], row["value"]) == ("2023-01-01", "2023-12-31", "700")
    assert row["source"] == (
        "CBS Kerncijfers wijken en buurten 2023 (CC BY 4.0), tabel 85618NED, opgehaald op 22 november 2026"
    )
    assert row["source_location"] == "https://cbs.example/ODataFeed/odata/85618NED"
    assert (row["origin"], row["note"], row["correction_reason"]) == ("real", None, None)


def test_another_name_at_cbs_is_told_beside_the_figure(real_store, service):
    rows, _notes = suggested(real_store, service)
    row = rows["ECO-06-BO", "2023"]
    assert row["value"] == "1800"
    assert row["note"] == "Het CBS noemt dit hier 'Gemiddelde elektriciteitslevering totaal'."


def test_a_known_figure_stays_as_it_stands_with_its_own_source(real_store, service):
    rows, _notes = suggested(real_store, service)
    assert rows["INC-07-BO", "2023"]["source"] == (
        "CBS Kerncijfers wijken en buurten 2023 via PDOK (CC BY 4.0)"
    )
    last_change = real_store.reader().last_change
    with real_store.write(by=TESTER, reason="toets", source=ChangeSource.IMPORT) as change:
        found = suggest_from_file(real_store)
        change.put_all(found.tables)
    assert real_store.reader().last_change == last_change


def test_a_figure_that_cbs_changed_says_what_it_was(real_store, service):
    rows, _notes = suggested(real_store, service)
    row = rows["INC-07-TU", "2023"]
    assert row["value"] == "690"
    assert row["correction_reason"] == "Het CBS gaf op 22 november 2026 690; hier stond 710."


def test_figures_before_and_after_another_way_of_counting_make_no_one_line(real_store, service):
    rows, notes = suggested(real_store, service)
    assert not [key for key in rows if key[0].startswith("INC-06")]
    assert (
        "Huishoudens met een laag inkomen (Bospolder, Rotterdam en Tussendijken): het CBS telde in 2023 "
        "anders dan in de jaren die er staan. Zet die cijfers in een nieuwe reeks."
    ) in notes


def test_a_new_series_takes_the_newest_way_of_counting(real_store, service):
    save(
        real_store,
        series=[
            {
                "code": "INC-06-BO-NA",
                "indicator_code": "INC-06",
                "area_code": BOSPOLDER,
                "edition": "na 2017",
                "role": "other",
                "source_field": LOW_INCOME,
            }
        ],
    )
    rows, _notes = suggested(real_store, service)
    assert rows["INC-06-BO-NA", "2023"]["value"] == "9"


def test_energy_that_still_has_to_come_is_a_note_and_no_row(real_store, service):
    rows, notes = suggested(real_store, service, Y2020)
    assert not [key for key in rows if key[0].startswith("ECO")]
    assert "Gasverbruik per woning: het CBS heeft de cijfers van 2020 nog niet." in notes
    assert float(rows["INC-07-BO", "2020"]["value"]) == 740


def test_a_table_with_a_fault_costs_only_its_own_year(real_store, service):
    service.breaks("84799NED", b"<html>storing</html>")
    rows, notes = suggested(real_store, service, Y2020, Y2023)
    assert {year for _series, year in rows} == {"2023"}
    assert any(note.startswith("De tabel van 2020 (84799NED) doet niet mee.") for note in notes)


def test_without_a_network_nothing_more_is_asked(real_store):
    asked = []

    def getter(url):
        asked.append(url)
        no_network(url)

    with pytest.raises(SourceUnreachableError):
        fetch(list_links(real_store.whole()), getter, known_editions(), today=TODAY)
    assert len(asked) == 1


def test_the_catalogue_adds_newer_editions_and_is_missed_when_it_is_broken(service):
    service.catalogue = [{"Identifier": "87001NED", "Title": "Kerncijfers wijken en buurten 2026"}]
    assert find_editions(service) == [*known_editions(), Edition(2026, "87001NED")]
    service.breaks("ODataCatalog", b"storing")
    assert find_editions(service) == list(known_editions())
    with pytest.raises(SourceUnreachableError):
        find_editions(no_network)


def test_a_file_of_statline_is_a_way_without_a_network(real_store):
    found = suggest_from_file(real_store)
    rows = {row["series_code"]: row for row in found.tables["measurement"].to_dict("records")}
    assert rows["ECO-05-BO"]["source"] == "CBS Kerncijfers wijken en buurten 2015 (CC BY 4.0)"
    assert (found.years, found.count, found.notes) == ((2015,), 11, ())


def test_a_border_that_changed_stands_beside_a_new_figure(real_store):
    rows = {
        "series_code": "ECO-05-BO",
        "period_start": "2015-01-01",
        "period_end": "2015-12-31",
        "value": "1",
        "correction_reason": "toets",
    }
    save(real_store, measurement=[rows])
    found = suggest_from_file(real_store)
    [row] = [
        row for row in found.tables["measurement"].to_dict("records") if row["series_code"] == "ECO-05-BO"
    ]
    assert (row["value"], row["note"]) == ("970", "De grens van dit gebied is in dit jaar veranderd.")
    assert row["source"] == (
        "CBS Kerncijfers wijken en buurten 2015 (CC BY 4.0), bestand van StatLine, "
        "ingelezen op 22 november 2026"
    )


GAS_2014 = b";900;900;1000;1650;"
"""Of Bospolder: on average, and of three kinds of homes."""


def with_gas(figure):
    return STATLINE_2014.read_bytes().replace(GAS_2014, GAS_2014.replace(b"900", figure, 1))


def test_statline_of_2014_gives_what_stands_here_already(real_store):
    rows = rows_of_file(real_store, STATLINE_2014.read_bytes())
    assert float(rows["ECO-05-BO"]["value"]) == 900
    assert rows["ECO-05-BO"]["source"] == "CBS Kerncijfers wijken en buurten 2014 (CC BY 4.0)"


@pytest.mark.parametrize(
    ("cell", "word"), [(b"905*", "Voorlopig cijfer"), (b"905**", "Nader voorlopig cijfer")]
)
def test_a_provisional_figure_says_so_beside_it(real_store, cell, word):
    row = rows_of_file(real_store, with_gas(cell))["ECO-05-BO"]
    assert row["value"] == "905"
    assert f"{word} van het CBS" in row["note"]
    assert is_provisional(row["note"])


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({f"{GAS}_56": "700*"}, "Voorlopig cijfer"),
        ({f"{GAS}_56": " 700,0 ** "}, "Nader voorlopig cijfer"),
        ({"Status": "Voorlopig"}, "Voorlopig cijfer"),
        ({"Status_3": "Nader voorlopig"}, "Nader voorlopig cijfer"),
        ({f"{GAS}_56_Status": "NaderVoorlopig", "Status": "Definitief"}, "Nader voorlopig cijfer"),
        ({"ValueAttribute": "Provisional"}, "Voorlopig cijfer"),
        ({"Perioden": "2023JJ00"}, "Voorlopig cijfer"),
        ({"Perioden": "2022JJ00"}, "Nader voorlopig cijfer"),
        ({"Status": "Definitief"}, None),
        ({}, None),
    ],
)
def test_a_fetched_figure_that_is_provisional_says_so(real_store, service, more, word):
    properties, rows = service.tables["85618NED"]
    time = {"Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"}
    service.tables["85618NED"] = ([*properties, time], [{**row, **more} for row in rows])
    periods = [
        {"Key": "2023JJ00", "Title": "2023", "Status": "Voorlopig"},
        {"Key": "2022JJ00", "Title": "2022**"},
    ]
    service.breaks("85618NED/Perioden", as_bytes(periods))
    row = suggested(real_store, service)[0]["ECO-05-BO", "2023"]
    assert row["value"] == "700"
    assert is_provisional(row["note"]) == (word is not None)
    assert word is None or row["note"].startswith(f"{word} van het CBS")


def test_a_provisional_figure_that_became_final_loses_its_mark(real_store, service):
    properties, rows = service.tables["85618NED"]
    service.tables["85618NED"] = (properties, [{**row, "Status": "Voorlopig"} for row in rows])
    first = suggest_from(real_store, fetch(list_links(real_store.whole()), service, [Y2023], today=TODAY))
    save_suggestion(real_store, first, by=TESTER, seen=preview(real_store, first.tables, by=TESTER))
    service.tables["85618NED"] = (properties, rows)
    assert is_provisional(suggested(real_store, service)[0]["ECO-05-BO", "2023"]["note"]), "nobody says it is"
    service.tables["85618NED"] = (properties, [{**row, "Status": "Definitief"} for row in rows])
    assert suggested(real_store, service)[0]["ECO-05-BO", "2023"]["note"] is None


def test_a_known_figure_that_is_provisional_is_marked_and_keeps_the_rest(real_store):
    row = rows_of_file(real_store, with_gas(b"900*"))["ECO-05-BO"]
    assert row["source"] == "CBS Kerncijfers wijken en buurten 2014 (CC BY 4.0)"
    assert is_provisional(row["note"])


def test_a_file_without_symbols_takes_no_mark_away(real_store):
    key = {"series_code": "ECO-05-BO", "period_start": "2014-01-01", "period_end": "2014-12-31"}
    save(
        real_store,
        measurement=[key | {"note": "Let op. Voorlopig cijfer van het CBS: het kan nog veranderen."}],
    )
    row = rows_of_file(real_store, STATLINE_2014.read_bytes())["ECO-05-BO"]
    assert row["note"] == "Let op. Voorlopig cijfer van het CBS: het kan nog veranderen."
    row = rows_of_file(real_store, with_gas(b"900**"))["ECO-05-BO"]
    assert row["note"] == "Let op. Nader voorlopig cijfer van het CBS: het kan nog veranderen."


def test_a_file_with_several_years_gives_each_its_own_source(real_store):
    content = (
        "Perioden;Codering;Gemiddeld aardgasverbruik totaal (m³)\n"
        "2012;BU05990321;1100\n2013*;BU05990321;1050\n2013;Totaal;\nBron: CBS\n"
    )
    found = suggest_from_file(real_store, content.encode())
    rows = {row["period_end"][:4]: row for row in found.tables["measurement"].to_dict("records")}
    assert found.years == (2012, 2013)
    assert [rows[year]["value"] for year in ("2012", "2013")] == ["1100", "1050"]
    assert "Kerncijfers wijken en buurten 2013" in rows["2013"]["source"]
    assert any("Regel 4 ('2013')" in note for note in found.notes)


def test_an_area_that_is_not_in_the_file_is_named(real_store):
    content = "Jaar;Codering;Gemiddeld aardgasverbruik totaal (m³)\n2013;GM0599;1050\n"
    notes = suggest_from_file(real_store, content.encode()).notes
    assert (
        "Gasverbruik per woning (Bospolder en Tussendijken): dit gebied staat niet in de tabel van 2013."
        in notes
    )
    assert "Mensen met bijstand: in de tabel van 2013 staat dit cijfer niet." in notes


def test_a_file_without_any_of_our_figures_says_what_to_choose(real_store):
    content = "Jaar;gwb_code;a_inw\n2013;BU05990321;7000\n"
    assert any(
        "CSV met statistische symbolen" in note
        for note in suggest_from_file(real_store, content.encode()).notes
    )


def test_what_was_archived_or_has_another_period_is_left_alone(real_store, service):
    archived = {"series_code": "INC-07-BO", "period_start": "2023-01-01", "period_end": "2023-12-31"}
    other = {
        "series_code": "ECO-05-BO",
        "period_start": "2023-12-31",
        "period_end": "2023-12-31",
        "value": "1",
    }
    save(real_store, measurement=[archived | {"archived_at": "2026-01-01 12:00:00"}])
    save(real_store, measurement=[other])
    rows, notes = suggested(real_store, service)
    assert not {("INC-07-BO", "2023"), ("ECO-05-BO", "2023")} & rows.keys()
    assert (
        "Mensen met bijstand (Bospolder): het cijfer van 2023 staat in het archief en blijft daar." in notes
    )
    assert any("met een andere periode" in note for note in notes)


def test_an_example_makes_way_for_the_real_figure(real_store, service):
    row = {"series_code": "ECO-05-BO", "period_start": "2023-01-01", "period_end": "2023-12-31"}
    save(real_store, measurement=[row | {"value": "700", "origin": "example"}])
    rows, _notes = suggested(real_store, service)
    row = rows["ECO-05-BO", "2023"]
    assert (row["origin"], row["value"]) == ("real", "700")
    assert row["correction_reason"] == "Het echte cijfer staat nu in de plaats van het voorbeeld."


def link_of(store, code):
    return next(link for link in list_links(store.whole()) if link.series_code == code)


def test_a_link_is_added_and_taken_away(real_store, service):
    save_link(real_store, link_of(real_store, "ECO-05-BO"), "", by=EDITOR)
    assert ("ECO-05-BO", "2023") not in suggested(real_store, service)[0]
    save_link(real_store, link_of(real_store, "ECO-05-BO"), GAS, by=EDITOR)
    assert ("ECO-05-BO", "2023") in suggested(real_store, service)[0]


def test_a_field_that_does_not_fit_is_refused(real_store):
    save(real_store, series=[{"code": "ECO-07-X", "indicator_code": "ECO-07", "area_code": "BOTU"}])
    with pytest.raises(RefusedError, match="past niet bij elkaar"):
        save_link(real_store, link_of(real_store, "ECO-05-BO"), BENEFIT, by=EDITOR)
    with pytest.raises(RefusedError, match="geen code van het CBS"):
        save_link(real_store, link_of(real_store, "ECO-07-X"), GAS, by=EDITOR)


def test_a_field_that_we_do_not_know_is_kept_out_when_its_unit_does_not_fit(real_store, service):
    save(real_store, series=[{"code": "INC-07-BO", "source_field": LOW_INCOME}])
    rows, notes = suggested(real_store, service)
    assert ("INC-07-BO", "2023") not in rows
    assert any("telt in '%' en deze indicator in 'aantal mensen'" in note for note in notes)


def test_linking_needs_an_editor_and_sees_who_was_first(real_store):
    link = link_of(real_store, "ECO-05-BO")
    with pytest.raises(NotAllowedError):
        save_link(real_store, link, "", by=Actor("Iemand", Role.VISITOR))
    save_link(real_store, link, "", by=EDITOR)
    with pytest.raises(StaleRecordError):
        save_link(real_store, link, GAS, by=EDITOR)


def test_a_store_without_links_asks_nothing(empty_store, service):
    assert suggested(empty_store, service) == ({}, ())
    assert service.asked == []
