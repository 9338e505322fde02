"""Bad rows: every problem at once, each with its sheet, line, column, value and what to do."""

import pytest

from sok_metrics.errors import InvalidDataError, Problem
from sok_metrics.nouns import TABLES
from sok_metrics.nouns.model import FORGOTTEN_ROLE
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.forget import forget
from sok_metrics.store.changes.preview import preview
from tests.store.rows import (
    TESTER,
    TODAY,
    action,
    count,
    frame,
    indicator,
    measurement,
    meeting,
    on_line,
    party,
    project,
    save,
    series,
)


def problems(store, **tables):
    with pytest.raises(InvalidDataError) as caught:
        save(store, **tables)
    return caught.value.problems


def only(store, **tables):
    [problem] = problems(store, **tables)
    return problem


@pytest.fixture
def measured(store):
    save(store, indicator=[indicator()], series=[series()])
    return store


CELLS = [
    ("party", party(name=None), "naam", None, "Deze cel is leeg"),
    ("party", party(name="  "), "naam", "  ", "Deze cel is leeg"),
    ("party", party(code=None), "code", None, "Deze cel is leeg"),
    ("party", party(kind="marsman"), "soort", "marsman", "Kies een van: bewoners, "),
    ("party", party(joined_on="2023-02-29"), "doet_mee_sinds", "2023-02-29", "Deze datum kan niet"),
    ("party", party(joined_on="29-02-2024"), "doet_mee_sinds", "29-02-2024", "Deze datum kan niet"),
    ("party", party(joined_on="0026-03-01"), "doet_mee_sinds", "0026-03-01", "Deze datum kan niet"),
    ("party", party(joined_on="9999-12-31"), "doet_mee_sinds", "9999-12-31", "Deze datum kan niet"),
    ("party", party(archived_at="2024-01-01 25:00:00"), "gearchiveerd_op", "2024-01-01 25:00:00", "moment"),
    ("party", party(archived_at="gisteren"), "gearchiveerd_op", "gisteren", "Dit moment kan niet"),
    ("party", party(recorded_at="2199-01-01 00:00:00"), "vastgelegd_op", "2199-01-01 00:00:00", "toekomst"),
    ("party", party(name="a\x00b"), "naam", "a\x00b", "een teken"),
    ("party", party(name="a\ud800b"), "naam", "a\ud800b", "een teken"),
    ("party", party(origin="fake"), "herkomst", "fake", "Kies een van: echt, voorbeeld"),
    (
        "indicator",
        indicator(smallest_change="-1"),
        "kleinste_verandering_per_jaar",
        "-1",
        "niet kleiner zijn dan 0",
    ),
    (
        "indicator",
        indicator(smallest_change="1,5"),
        "kleinste_verandering_per_jaar",
        "1,5",
        "Vul hier een getal in",
    ),
    (
        "indicator",
        indicator(smallest_change="1e999"),
        "kleinste_verandering_per_jaar",
        "1e999",
        "niet groter",
    ),
    ("indicator", indicator(smallest_change="nan"), "kleinste_verandering_per_jaar", "nan", "een getal"),
    ("indicator", indicator(smallest_change="٣"), "kleinste_verandering_per_jaar", "٣", "een getal"),
    ("indicator", indicator(is_core="misschien"), "kern", "misschien", "Kies ja of nee"),
    (
        "indicator",
        indicator(derived_from="X"),
        "berekend_uit_indicator",
        "X",
        "staat niet op het blad 'indicatoren'",
    ),
    ("meeting", meeting("0"), "nummer", "0", "niet kleiner zijn dan 1"),
    ("meeting", meeting("een"), "nummer", "een", "Vul hier een heel getal in"),
    ("meeting", meeting("1.0"), "nummer", "1.0", "Vul hier een heel getal in"),
    ("meeting", meeting("01"), "nummer", "01", "Vul hier een heel getal in"),
    ("meeting", meeting("9" * 30), "nummer", "9" * 30, "niet groter"),
    ("action", action(meeting_number="4"), "bijeenkomst", "4", "staat niet op het blad 'bijeenkomsten'"),
    ("series", series(indicator_code="X"), "indicator", "X", "staat niet op het blad 'indicatoren'"),
]


@pytest.mark.parametrize(("table", "row", "heading", "value", "sentence"), CELLS)
def test_a_wrong_cell_is_named_with_what_to_do(store, table, row, heading, value, sentence):
    problem = only(store, **{table: [row | {"_line": 7}]})
    assert (problem.line, problem.heading, problem.value) == (7, heading, value)
    assert sentence in problem.sentence
    assert count(store, table) == 0


@pytest.mark.parametrize("name", ["edition", "code"])
def test_half_a_character_is_named_where_rows_are_compared_as_well(measured, name):
    problem = only(measured, series=[series("B", role="other", edition="2") | {name: "a\ud800b"}])
    assert "een teken" in problem.sentence


def test_a_wrong_amount_is_named(store):
    fund = {"code": "F", "name": "Fonds", "year": "2021"}
    assert "bedrag" in only(store, fund=[fund | {"amount_promised": "50.000,00"}]).sentence
    assert "decimalen" in only(store, fund=[fund | {"amount_promised": "1.005"}]).sentence
    assert "kleiner" in only(store, fund=[fund | {"amount_promised": "-1"}]).sentence


def test_every_problem_is_found_at_once(store):
    found = problems(
        store,
        party=[on_line(2, party(name=None, kind="x")), on_line(3, party("PB", joined_on="2023-13-01"))],
        series=[on_line(2, series(indicator_code="NIX"))],
        measurement=[on_line(2, measurement(series_code="NIX", value=None))],
    )
    places = {(problem.sheet, problem.line, problem.heading) for problem in found}
    assert places == {
        ("partijen", 2, "naam"),
        ("partijen", 2, "soort"),
        ("partijen", 3, "doet_mee_sinds"),
        ("reeksen", 2, "indicator"),
        ("metingen", 2, "reeks"),
        ("metingen", 2, "waarde"),
    }
    assert len(found) == len(places)


def test_a_wrong_row_does_not_make_its_children_look_wrong(store):
    problem = only(store, indicator=[indicator(kind="x")], series=[series()], measurement=[measurement()])
    assert problem.sheet == "indicatoren"


def test_the_summary_counts_and_shows_the_first(store):
    with pytest.raises(InvalidDataError) as caught:
        save(store, party=[on_line(2, party(kind="x")), on_line(3, party("PB", kind="y"))])
    assert str(caught.value).startswith(
        "Er zijn 2 fouten gevonden. Er is niets opgeslagen. "
        "De eerste: partijen, regel 2, kolom 'soort': staat 'x'. Kies een van: bewoners"
    )


def test_a_missing_key_column_is_named(store):
    problem = only(store, measurement=[{"series_code": "IND-01", "period_end": "2024-01-01", "value": "1"}])
    assert (problem.heading, problem.sentence) == ("van", "Deze kolom ontbreekt. Voeg hem toe.")


def test_a_required_column_may_be_left_out_only_for_rows_that_exist(store):
    save(store, party=[party()])
    save(store, party=[{"code": "PA", "contribution": "geld"}])
    found = problems(
        store, party=[{"code": "PA", "contribution": "tijd"}, {"code": "PB", "contribution": "x"}]
    )
    assert {problem.heading for problem in found} == {"naam", "soort"}
    assert len(found) == 2


def test_a_period_that_ends_before_it_begins(measured):
    problem = only(measured, measurement=[on_line(4, measurement(period_start="2025-01-01"))])
    assert (problem.line, problem.heading, problem.value) == (4, "tot_en_met", "2024-12-31")
    assert "eindigt voor" in problem.sentence


def test_a_measurement_without_content(measured):
    assert only(measured, measurement=[measurement(value=None)]).heading == "waarde"
    save(measured, measurement=[measurement(value=None, story="Het ging goed.")])


def test_a_computed_figure_cannot_be_typed_in(store):
    save(store, indicator=[indicator(derived_metric="resident_share")], series=[series()])
    assert "rekent de SOK-monitor zelf uit" in only(store, measurement=[measurement()]).sentence


def test_two_main_series_in_one_change(store):
    rows = [on_line(2, series("A")), on_line(3, series("B", edition="2"))]
    problem = only(store, indicator=[indicator()], series=rows)
    assert (problem.line, problem.heading, problem.value) == (3, "rol", None)
    assert "al een hoofdreeks" in problem.sentence


def test_a_second_main_series_beside_one_in_the_store(measured):
    problem = only(measured, series=[series("B", edition="2", role="main")])
    assert (problem.heading, problem.value) == ("rol", "hoofdreeks")


def test_the_main_series_can_be_handed_over(measured):
    save(measured, series=[series(role="other"), series("B", edition="2", role="main")])
    save(measured, series=[{"code": "IND-01", "archived_at": "2026-01-01 00:00:00"}])
    save(measured, series=[series("C", edition="3", role="other")])


def test_the_same_series_under_another_code(measured):
    problem = only(measured, series=[on_line(9, series("B", role="other"))])
    assert (problem.line, problem.heading, problem.value) == (9, "code", "B")
    assert "hetzelfde gebied" in problem.sentence
    save(measured, series=[series("B", role="other", edition="2026")])


def test_several_versions_of_a_series_are_no_double(store):
    save(
        store,
        indicator=[indicator()],
        series=[
            series(label="oud", recorded_at="2023-01-01 00:00:00"),
            series(label="nieuw", recorded_at="2024-01-01 00:00:00"),
        ],
    )
    assert count(store, "series_history") == 2


def test_the_same_key_twice_at_one_moment(measured):
    rows = [on_line(2, measurement(value="1")), on_line(5, measurement(value="2"))]
    problem = only(measured, measurement=rows)
    assert (problem.line, problem.heading, problem.value) == (
        5,
        "reeks, van, tot_en_met",
        "IND-01, 2024-12-31, 2024-12-31",
    )
    assert problem.sentence == "Dit staat ook al op regel 2. Haal een van de twee weg."


def test_rows_of_a_form_need_no_line(store):
    problem = only(store, party=[party(), party()])
    assert (problem.line, problem.sentence) == (None, "Dit staat er twee keer. Haal een van de twee weg.")


def test_a_target_series_must_exist(measured):
    assert only(measured, series=[series(target_series_code="X")]).value == "X"
    save(
        measured,
        series=[
            series(target_series_code="B", role="main", edition=""),
            series("B", role="comparison", edition="stad", target_series_code=None),
        ],
    )


def test_a_code_is_shown_in_the_words_of_the_user(store):
    save(store, indicator=[indicator()], series=[series()])
    [problem] = problems(store, series=[series("B", edition="x", role="main")])
    assert str(problem) == (
        "reeksen, kolom 'rol': staat 'hoofdreeks'. Deze indicator heeft al een hoofdreeks. "
        "Kies voor de andere reeks 'ook van ons' of 'vergelijking'."
    )


def test_a_long_value_is_cut_in_the_sentence_only():
    problem = Problem("partijen", 2, "naam", "x" * 500, "Te lang.")
    assert problem.value == "x" * 500
    assert len(str(problem)) < 150
    assert "\n" not in str(Problem("partijen", 2, "naam", "a\nb", "Fout."))


def test_a_meeting_that_is_still_to_come_was_not_held(store):
    assert "moet nog komen" in only(store, meeting=[meeting(1, "2199-01-01", status="held")]).sentence
    save(store, meeting=[meeting(1, "2199-01-01", status="planned")])
    assert only(store, meeting=[{"number": "1", "status": "held"}]).heading == "status"


def test_money_is_granted_to_a_proposal_or_a_project(store):
    grant = {"number": "1", "granted_on": "2026-01-05"}
    assert "Kies een voorstel of een project" in only(store, allocation=[grant]).sentence
    save(store, project=[project("P1")], allocation=[grant | {"project_code": "P1"}])


PERSON = {"code": "M1", "role": "energiecoach", "name": "Test de Toets"}
CONSENT = {"person_code": "M1", "field": "name", "given_on": "2025-01-05", "withdrawn_on": None}


def test_who_was_forgotten_does_not_come_back(store):
    save(store, person=[PERSON])
    forget(store, "M1", by=TESTER, day=TODAY, spots=())
    assert "is vergeten en komt niet terug" in only(store, person=[PERSON]).sentence
    save(store, person=[{"code": "M1", "role": FORGOTTEN_ROLE, "name": None}])


def test_an_old_file_does_not_bring_back_a_consent_that_was_withdrawn(store):
    save(store, person=[PERSON], consent=[CONSENT])
    save(store, consent=[CONSENT | {"withdrawn_on": "2026-03-01"}])

    def load(**changed):
        with store.write(by=TESTER, reason="toets", source=ChangeSource.IMPORT) as change:
            change.put("consent", frame(CONSENT | changed))

    with pytest.raises(InvalidDataError, match="Deze toestemming is ingetrokken"):
        load()
    assert preview(store, {"consent": frame(CONSENT)}).problems
    load(withdrawn_on="2026-03-01")
    load(given_on="2026-04-01")
    assert not store.whole().rows("SELECT field FROM consent WHERE withdrawn_on IS NOT NULL")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_what_is_missing(store, table):
    """An empty row names every required cell that has no default."""
    row = {column.name: None for column in table.all_columns}
    with (
        pytest.raises(InvalidDataError) as caught,
        store.write(by=TESTER, reason="toets", source=ChangeSource.IMPORT) as change,
    ):
        change.put(table.name, frame(row))
    needed = {column.heading for column in table.columns if column.required and column.default is None}
    assert {problem.heading for problem in caught.value.problems} >= needed
