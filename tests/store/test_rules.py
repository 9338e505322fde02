"""The rules of a row, each for every way in: a form, a file and its preview, the server and undoing."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from sok_metrics import clock
from sok_metrics.errors import InvalidDataError, UnsureError
from sok_metrics.nouns import TABLES
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.preview import preview
from sok_metrics.store.changes.records import editing
from sok_metrics.store.changes.undo import undo
from sok_metrics.store.changes.versions import put_back
from tests.store.rows import (
    TESTER,
    Row,
    action,
    before_there_were_rules,
    consent,
    count,
    frame,
    indicator,
    measurement,
    meeting,
    on_line,
    party,
    person,
    project,
    save,
    series,
    sure,
)

SOON = (clock.today() + timedelta(days=2)).isoformat()
AGREEMENT = {"code": "SOK", "name": "Samen", "neighbourhood": "Wijk"}
DECISION = {"number": "1", "text": "Zo doen we het", "decided_on": "2024-03-01"}
FUND = {"code": "F", "name": "Fonds", "year": "2024", "amount_promised": "500"}
PROPOSAL = {"number": "1", "title": "Plan", "submitted_on": "2024-03-01", "amount_requested": "100"}
GRANT = {"number": "1", "project_code": "P1", "granted_on": "2024-04-01"}
GRANTED: dict[str, list[Row]] = {
    "project": [project()],
    "fund": [FUND],
    "allocation": [GRANT],
    "allocation_fund": [{"allocation_number": "1", "fund_code": "F", "amount": "100"}],
}
PAYMENT = {
    "number": "1",
    "allocation_number": "1",
    "fund_code": "F",
    "paid_on": "2024-05-01",
    "amount": "60",
}
INSTALMENT = {"number": "1", "fund_code": "F", "amount": "100", "received_on": "2024-01-02"}
RETURNED = {
    "number": "1",
    "allocation_number": "1",
    "fund_code": "F",
    "returned_on": "2024-06-01",
    "kind": "paid_back",
    "amount": "60",
}
TARGET = series(target_value="80", target_date="2028-12-31", baseline_date="2022-01-01")
AIMED = {"indicator": [indicator()], "series": [TARGET]}
INTERIM = {"series_code": "IND-01", "due_on": "2025-12-31", "value": "50"}
MEASURED = {"indicator": [indicator()], "series": [series()]}
RUBRIC: dict[str, list[Row]] = {
    "indicator": [indicator(kind="rubric")],
    "series": [series()],
    "rubric_level": [{"indicator_code": "IND-01", "level": "2", "title": "op weg"}],
}

# What must stand first, the table, a row that is right, what makes it wrong, and where and what is said.
WRONG: list[tuple[Mapping[str, Sequence[Row]], str, Row, Row, str, str]] = [
    (
        {},
        "agreement",
        AGREEMENT | {"starts_on": "2024-01-01"},
        {"ends_on": "2023-12-31"},
        "loopt_tot",
        "eindigt",
    ),
    (
        {},
        "agreement",
        AGREEMENT | {"signed_on": "2024-01-01"},
        {"ends_on": "2023-12-31"},
        "loopt_tot",
        "ondertek",
    ),
    ({}, "party", party(joined_on="2024-01-01"), {"left_on": "2023-12-31"}, "gestopt_op", "stopt voor"),
    ({}, "person", person(), {"email": "buur"}, "e-mail", "geen e-mailadres"),
    ({}, "person", person(), {"email": "een buur@voorbeeld.nl"}, "e-mail", "geen e-mailadres"),
    ({"person": [person()]}, "consent", consent(), {"given_on": SOON}, "gegeven_op", "in de toekomst"),
    (
        {"person": [person()]},
        "consent",
        consent(),
        {"withdrawn_on": "2021-12-31"},
        "ingetrokken_op",
        "voor zij",
    ),
    (
        {"person": [person()]},
        "process_group_member",
        {"number": "1", "person_code": "M1", "elected_on": "2024-01-01"},
        {"until": "2023-01-01"},
        "tot",
        "houdt op",
    ),
    ({}, "project", project(starts_on="2024-01-01"), {"ends_on": "2023-01-01"}, "eindigt_op", "eindigt voor"),
    (
        {"project": [project()]},
        "milestone",
        {"number": "1", "project_code": "P1", "title": "Open"},
        {"reached_on": SOON},
        "gehaald_op",
        "moet nog komen",
    ),
    (
        {},
        "indicator",
        indicator(lower_bound="10"),
        {"upper_bound": "9"},
        "hoogst_mogelijk",
        "onder het laagste",
    ),
    ({}, "indicator", indicator(), {"derived_from": "IND-01"}, "berekend_uit_indicator", "uit zichzelf"),
    (
        MEASURED,
        "series",
        series("B", edition="2", role="other"),
        {"role": "main"},
        "rol",
        "al een hoofdreeks",
    ),
    (MEASURED, "series", series("B", edition="2", role="other"), {"edition": ""}, "code", "hetzelfde gebied"),
    (
        {"indicator": [indicator()]},
        "series",
        series(),
        {"target_series_code": "IND-01"},
        "streefwaarde_is_reeks",
        "eigen",
    ),
    (
        {
            "indicator": [indicator()],
            "series": [series(), series("B", edition="2", role="other", target_series_code="IND-01")],
        },
        "series",
        series(),
        {"target_series_code": "B"},
        "streefwaarde_is_reeks",
        "eigen streefwaarde",
    ),
    (
        {"indicator": [indicator()]},
        "series",
        TARGET,
        {"target_date": "2021-12-31"},
        "streefdatum",
        "voor de nulmeting",
    ),
    (
        {"indicator": [indicator()]},
        "series",
        series(range_low="9.5"),
        {"range_high": "9"},
        "tussen_hoog",
        "onder de lage",
    ),
    (AIMED, "interim_target", INTERIM, {"due_on": "2028-12-31"}, "op", "voor de streefdatum"),
    (AIMED, "interim_target", INTERIM, {"due_on": "2021-12-31"}, "op", "na de nulmeting"),
    (AIMED, "interim_target", INTERIM, {"value": "81"}, "waarde", "boven de streefwaarde"),
    (
        AIMED | {"indicator": [indicator(direction="lower")]},
        "interim_target",
        INTERIM | {"value": "90"},
        {"value": "79.5"},
        "waarde",
        "onder de streefwaarde",
    ),
    (
        AIMED | {"series": [TARGET | {"baseline_value": "40"}]},
        "interim_target",
        INTERIM,
        {"value": "39.5"},
        "waarde",
        "onder de nulmeting",
    ),
    (
        {"indicator": [indicator(direction="lower")], "series": [TARGET | {"baseline_value": "120"}]},
        "interim_target",
        INTERIM | {"value": "90"},
        {"value": "121"},
        "waarde",
        "boven de nulmeting",
    ),
    (MEASURED, "measurement", measurement(), {"period_start": "2025-01-01"}, "tot_en_met", "eindigt voor"),
    (MEASURED, "measurement", measurement(), {"value": None}, "waarde", "geen waarde en geen verhaal"),
    (
        MEASURED | {"measurement": [measurement()]},
        "measurement",
        measurement("2024-12-30", "10"),
        {"period_end": "2024-12-31"},
        "tot_en_met",
        "op deze dag eindigt",
    ),
    (RUBRIC, "measurement", measurement(value="2.0"), {"value": "3"}, "waarde", "niveau"),
    (
        {},
        "meeting",
        meeting(status="planned"),
        {"held_on": SOON, "status": "held"},
        "status",
        "moet nog komen",
    ),
    (
        {},
        "meeting",
        meeting(closed_at="2024-02-29 23:30:00"),
        {"closed_at": "2024-02-29 20:00:00"},
        "afgesloten_op",
        "afgesloten voor",
    ),
    (
        {"meeting": [meeting()]},
        "attendance",
        {"meeting_number": "1", "group_name": "resident", "count": "5", "first_time_count": "5"},
        {"first_time_count": "6"},
        "voor_het_eerst",
        "meer mensen",
    ),
    (
        {"meeting": [meeting()], "indicator": [indicator("K", kind="card"), indicator()]},
        "card_answer",
        {"meeting_number": "1", "indicator_code": "K", "group_name": "resident", "score": "3", "count": "1"},
        {"indicator_code": "IND-01"},
        "kaart",
        "geen kaart",
    ),
    ({}, "decision", DECISION, {"review_on": "2024-02-01"}, "opnieuw_bekijken_op", "voor het besluit"),
    ({}, "decision", DECISION, {"reviewed_on": "2024-02-01"}, "opnieuw_bekeken_op", "voor het besluit"),
    ({}, "decision", DECISION, {"withdrawn_on": "2024-02-01"}, "ingetrokken_op", "ingetrokken voor"),
    ({}, "action", action(), {"due_on": "2023-12-31"}, "klaar_voor", "voor zij is afgesproken"),
    ({}, "action", action(), {"done_on": "2023-12-31"}, "klaar_op", "voor zij is afgesproken"),
    ({}, "action", action(), {"dropped_on": "2023-12-31"}, "vervallen_op", "voor zij is afgesproken"),
    ({}, "action", action(), {"done_on": SOON}, "klaar_op", "moet nog komen"),
    (
        {},
        "action",
        action(done_on="2024-02-01"),
        {"dropped_on": "2024-02-01"},
        "vervallen_op",
        "niet allebei",
    ),
    ({}, "fund", FUND, {"ends_on": "2023-12-31"}, "besteden_voor", "voor het jaar begint"),
    (
        {"fund": [FUND]},
        "fund_instalment",
        {"number": "1", "fund_code": "F", "amount": "5"},
        {"received_on": SOON},
        "ontvangen_op",
        "moet nog komen",
    ),
    (
        {"project": [project()]},
        "allocation",
        GRANT,
        {"project_code": None},
        "project",
        "waar gaat het geld heen",
    ),
    (
        {"proposal": [PROPOSAL]},
        "allocation",
        {"number": "1", "proposal_number": "1", "granted_on": "2024-04-01"},
        {"granted_on": "2024-02-29"},
        "toegekend_op",
        "voor het voorstel",
    ),
    (
        GRANTED | {"payment": [PAYMENT | {"number": "2"}]},
        "payment",
        PAYMENT | {"amount": "40"},
        {"amount": "40.01"},
        "bedrag",
        "meer betaald",
    ),
    (
        GRANTED | {"fund": [FUND | {"amount_promised": "100"}], "project": [project(), project("P2")]},
        "allocation_fund",
        {"allocation_number": "1", "fund_code": "F", "amount": "100"},
        {"amount": "100.01"},
        "bedrag",
        "Zo veel geld is er niet",
    ),
    (
        GRANTED | {"payment": [PAYMENT]},
        "allocation_fund",
        {"allocation_number": "1", "fund_code": "F", "amount": "60"},
        {"amount": "59.99"},
        "bedrag",
        "al meer betaald",
    ),
    (
        GRANTED
        | {
            "allocation_fund": [
                {"allocation_number": "1", "fund_code": "F", "amount": "100", "exception_note": "Komt zo"}
            ],
            "fund_instalment": [
                INSTALMENT | {"received_on": None},
                INSTALMENT | {"number": "2", "amount": "50"},
            ],
        },
        "payment",
        PAYMENT | {"amount": "50"},
        {"amount": "50.01"},
        "bedrag",
        "meer betaald dan er van deze bron is ontvangen",
    ),
    (
        GRANTED | {"fund": [FUND | {"ends_on": "2024-05-01"}]},
        "payment",
        PAYMENT,
        {"paid_on": "2024-05-02"},
        "betaald_op",
        "al afgelopen",
    ),
    (
        GRANTED,
        "fund",
        FUND,
        {"ends_on": "2024-03-31"},
        "besteden_voor",
        "al afgelopen",
    ),
    (
        GRANTED | {"proposal": [PROPOSAL | {"submitted_by": "resident"}]},
        "allocation",
        GRANT | {"proposal_number": "1"},
        {"granted_on": "2024-02-01"},
        "toegekend_op",
        "voor het voorstel",
    ),
    (
        GRANTED | {"payment": [PAYMENT]},
        "returned_money",
        RETURNED,
        {"amount": "60.01"},
        "bedrag",
        "niet betaald",
    ),
    (
        GRANTED | {"payment": [PAYMENT]},
        "returned_money",
        RETURNED | {"kind": "not_needed", "amount": "40"},
        {"amount": "40.01"},
        "bedrag",
        "niet meer te betalen",
    ),
    (
        GRANTED | {"payment": [PAYMENT]},
        "returned_money",
        RETURNED,
        {"returned_on": SOON},
        "teruggekomen_op",
        "moet nog komen",
    ),
    (
        GRANTED | {"payment": [PAYMENT]},
        "returned_money",
        RETURNED,
        {"returned_on": "2024-03-31"},
        "teruggekomen_op",
        "voor het was toegekend",
    ),
    (
        {"fund": [FUND]},
        "carry_over",
        {"fund_code": "F", "from_year": "2024", "to_year": "2025", "amount": "5"},
        {"to_year": "2024"},
        "naar_jaar",
        "later jaar",
    ),
    (
        {},
        "idea",
        {"number": "1", "submitted_on": "2024-03-01", "text": "Meer bomen"},
        {"handled_on": "2024-02-01"},
        "besproken_op",
        "voor het er was",
    ),
]
ASKED = [
    (MEASURED, "measurement", measurement(), {"period_end": SOON}, "tot_en_met", "nog niet om"),
    (
        MEASURED | {"indicator": [indicator(upper_bound="10")]},
        "measurement",
        measurement(),
        {"value": "11"},
        "waarde",
        "hoger dan kan: het hoogste is 10",
    ),
    (
        MEASURED | {"indicator": [indicator(kind="percentage")]},
        "measurement",
        measurement(),
        {"value": "101"},
        "waarde",
        "het hoogste is 100",
    ),
    (
        MEASURED | {"measurement": [measurement("2023-12-31", "10")]},
        "measurement",
        measurement(),
        {"value": "100"},
        "waarde",
        "10 keer zo veel als de vorige keer (10)",
    ),
    (GRANTED, "payment", PAYMENT, {"paid_on": SOON}, "betaald_op", "moet nog komen"),
    (GRANTED, "payment", PAYMENT, {"paid_on": "2024-03-31"}, "betaald_op", "voor het geld was toegekend"),
    (GRANTED, "fund", FUND, {"amount_promised": "99.99"}, "toegezegd", "meer toegekend dan er is"),
    (
        GRANTED,
        "fund_instalment",
        INSTALMENT,
        {"received_on": None},
        "bedrag",
        "meer toegekend dan er is ontvangen",
    ),
]


def write(store, source, table, row, **more):
    with store.write(by=TESTER, reason="toets", source=source, **more) as change:
        change.put(table, frame(row))


def edit(store, table, row):
    with editing(store, by=TESTER, reason="toets") as form:
        form.save(table, row, version=None)


@pytest.mark.parametrize(("stands", "table", "right", "wrong", "heading", "sentence"), WRONG)
def test_what_is_wrong_is_refused_on_every_way_in(store, stands, table, right, wrong, heading, sentence):
    save(store, **stands)
    before = count(store, table)
    bad = right | wrong
    ways = [
        lambda: (
            edit(store, table, bad | ({"number": "9"} if "number" in bad else {}))
            if bad.get("code") not in {row.get("code") for row in stands.get(table, [])}
            else write(store, ChangeSource.FORM, table, bad)
        ),
        *(lambda source=source: write(store, source, table, bad) for source in ChangeSource),
    ]
    for way in ways:
        with pytest.raises(InvalidDataError) as refused:
            way()
        assert [one.heading for one in refused.value.problems if sentence in one.sentence] == [heading]
    found = preview(store, {table: frame(bad)})
    assert [one.heading for one in found.problems if sentence in one.sentence] == [heading]
    assert count(store, table) == before
    write(store, ChangeSource.FORM, table, right)


@pytest.mark.parametrize(("stands", "table", "right", "unsure", "heading", "sentence"), ASKED)
def test_what_may_be_right_is_asked_about_once(store, stands, table, right, unsure, heading, sentence):
    save(store, **stands)
    row = right | unsure
    with pytest.raises(UnsureError) as asked:
        write(store, ChangeSource.FORM, table, row)
    [question] = asked.value.problems
    assert question.heading == heading
    assert sentence in question.sentence
    found = preview(store, {table: frame(row)})
    assert (found.problems, found.asks) == ((), True)
    assert [one.sentence for one in found.warnings] == [question.sentence]
    write(store, ChangeSource.FORM, table, row, is_sure=[question].__contains__)
    write(store, ChangeSource.FORM, table, row)
    assert not preview(store, {table: frame(row)}).asks


@pytest.mark.full
@pytest.mark.parametrize(
    ("stands", "table", "row"),
    # No store ever took a measurement without content: its schema refuses that.
    [
        (stands, table, {**right, **wrong})
        for stands, table, right, wrong, *_ in WRONG
        if wrong != {"value": None}
    ],
)
def test_what_was_accepted_once_can_be_changed_elsewhere(store, stands, table, row):
    save(store, **stands)
    with before_there_were_rules():
        save(store, **{table: [row]})
    save(store, **{table: [row | {"origin": "example"}]})
    assert not preview(store, {table: frame(row)}).problems


def test_an_old_mistake_can_be_put_back_and_its_correction_undone(store):
    with before_there_were_rules():
        save(store, party=[party(joined_on="2024-01-01", left_on="2023-12-31")])
    corrected = save(store, party=[party(left_on="2024-12-31")])
    undo(store, corrected, by=TESTER)
    save(store, party=[party(left_on=None)])
    put_back(store, "party", ["PA"], old=1, now=4, by=TESTER, reason="toch")
    with pytest.raises(InvalidDataError, match="stopt voor zij meedoet"):
        save(store, party=[party(left_on="2023-12-30")])


def test_undoing_does_not_bring_back_what_would_stand_twice(store):
    save(store, **MEASURED, measurement=[measurement()])
    put_away = save(store, measurement=[measurement() | {"archived_at": "2026-01-01 00:00:00"}])
    save(store, measurement=[measurement(period_start="2024-01-01")])
    with pytest.raises(InvalidDataError, match="op deze dag eindigt"):
        undo(store, put_away, by=TESTER)


def test_undoing_asks_nothing_for_it_stood_there(store):
    save(store, **MEASURED, measurement=[measurement("2023-12-31", "10")])
    with store.write(by=TESTER, reason="t", source=ChangeSource.FORM, is_sure=sure) as change:
        change.put("measurement", frame(measurement("2024-12-31", "1000")))
    again = save(store, measurement=[measurement(value="20", correction_reason="typfout")])
    undo(store, again, by=TESTER)
    assert store.whole().rows("SELECT max(value) AS value FROM measurement") == [{"value": 1000.0}]


@pytest.mark.parametrize(
    ("changed", "heading"),
    [({"target_date": "2025-12-31"}, "streefdatum"), ({"target_value": "49"}, "streefwaarde")],
)
def test_a_target_that_moves_past_its_interim_target_is_told_at_the_target(store, changed, heading):
    save(store, **AIMED, interim_target=[INTERIM])
    with pytest.raises(InvalidDataError) as refused:
        save(store, series=[TARGET | changed])
    assert [one.heading for one in refused.value.problems] == [heading]
    save(store, series=[TARGET | changed], interim_target=[INTERIM | {"archived_at": "2026-01-01 00:00:00"}])


def test_a_target_and_its_interim_target_move_together(store):
    save(store, **AIMED, interim_target=[INTERIM])
    save(store, series=[TARGET | {"target_value": "45"}], interim_target=[INTERIM | {"value": "40"}])
    with pytest.raises(InvalidDataError) as refused:
        save(store, series=[TARGET | {"target_value": "30"}], interim_target=[INTERIM | {"value": "40"}])
    assert [one.heading for one in refused.value.problems] == ["waarde"]


def test_what_is_put_away_bothers_nobody_until_it_comes_back(store):
    old = measurement(period_start="2024-01-01")
    save(store, **MEASURED, measurement=[measurement()])
    save(store, measurement=[old | {"archived_at": "2026-01-01 00:00:00"}])
    with pytest.raises(InvalidDataError, match="op deze dag eindigt"):
        save(store, measurement=[old | {"archived_at": None}])


def test_many_rows_at_once_are_seen_together(store):
    days = [(date(2024, 1, 1) + timedelta(days=place)).isoformat() for place in range(150)]
    save(store, **MEASURED, measurement=[measurement(day) for day in days])
    rows = [on_line(1, measurement(day, "11", note="anders")) for day in days]
    rows.append(on_line(500, measurement(days[3], "10", period_start="2023-01-01")))
    found = preview(store, {"measurement": frame(*rows)})
    assert [(one.line, one.heading) for one in found.problems] == [(500, "tot_en_met")]


@pytest.mark.parametrize("table", [table for table in TABLES if table.rules], ids=lambda table: table.name)
def test_a_rule_names_columns_of_its_table(table):
    names = {column.name for column in table.all_columns}
    for rule in table.rules:
        assert {rule.place, *rule.own} <= names
        assert rule.sentence or rule.asks


@pytest.mark.parametrize("column", ["baseline_value", "target_value", "range_low", "range_high"])
def test_a_share_above_all_of_it_is_asked_about_wherever_it_is_agreed(store, column):
    save(store, indicator=[indicator(kind="percentage", unit="%")])
    for value, sentence in (("150", "hoger dan kan: het hoogste is 100"), ("-1", "lager dan kan")):
        with pytest.raises(UnsureError, match=sentence), editing(store, by=TESTER, reason="x") as edit:
            edit.save("series", series(**{column: value}), version=None)
    with editing(store, by=TESTER, reason="x") as edit:
        edit.save("series", series(**{column: "100"}), version=None)
    with pytest.raises(UnsureError, match="hoger dan kan"), editing(store, by=TESTER, reason="x") as edit:
        edit.save("measurement", measurement(value="150"), version=None)


def test_an_interim_share_above_all_of_it_is_asked_about(store):
    save(store, indicator=[indicator(kind="percentage", unit="%")], series=[series()])
    with pytest.raises(UnsureError, match="hoger dan kan"), editing(store, by=TESTER, reason="x") as edit:
        edit.save("interim_target", {**INTERIM, "value": "150"}, version=None)


def test_who_corrects_again_with_the_reason_of_last_time_is_asked_about_it(store):
    save(store, **MEASURED, measurement=[measurement(value="10")])
    save(store, measurement=[measurement(value="11", correction_reason="dubbel geteld")])
    again = {**measurement(value="12"), "correction_reason": "dubbel geteld"}
    with pytest.raises(UnsureError, match="geen nieuwe reden"), editing(store, by=TESTER, reason="x") as edit:
        edit.save("measurement", again, version=2)
    with editing(store, by=TESTER, reason="x") as edit:
        edit.save("measurement", again | {"correction_reason": "herteld"}, version=2)


@pytest.mark.parametrize(
    ("cells", "asks"),
    [
        ({"unit": "huishoudens per maand"}, True),
        ({"unit": "Aantal mensen"}, True),
        ({"unit": "huishoudens", "privacy_threshold": "10"}, False),
        ({"unit": "huishoudens", "privacy_threshold": "0"}, False),
        ({"unit": "woningen"}, False),
        ({"unit": "% van de bewoners", "kind": "percentage"}, False),
    ],
)
def test_who_counts_people_in_a_form_is_asked_for_a_threshold_and_who_counts_things_is_not(
    store, cells, asks
):
    if asks:
        with pytest.raises(UnsureError) as asked:
            write(store, ChangeSource.FORM, "indicator", indicator(**cells))
        assert [one.heading for one in asked.value.problems] == ["drempel_kleine_aantallen"]
    else:
        write(store, ChangeSource.FORM, "indicator", indicator(**cells))
    write(store, ChangeSource.IMPORT, "indicator", indicator("IND-02", **cells))
