"""What somebody should look at in a store that holds together: settings and figures from before the rules."""

from sok_metrics import clock
from sok_metrics.tasks.storage.check import check_store
from tests.store.rows import (
    before_there_were_limits,
    before_there_were_rules,
    indicator,
    measurement,
    project,
    save,
    series,
)

AIMED = series(baseline_value="10", baseline_date="2022-01-01", target_value="80", target_date="2028-12-31")


def test_what_was_taken_before_there_were_rules_is_named(store):
    with before_there_were_rules():
        save(
            store,
            indicator=[indicator(), indicator("IND-02")],
            series=[AIMED, series("IND-02", indicator_code="IND-02", target_series_code="IND-02")],
            interim_target=[{"series_code": "IND-01", "due_on": "2025-12-31", "value": "90"}],
            measurement=[
                measurement("2024-12-31", "20"),
                measurement("2024-12-31", "30", period_start="2024-07-01"),
                measurement("2024-12-31", "30", series_code="IND-02"),
            ],
        )
    warnings = check_store(store, clock.today()).warnings
    assert len(warnings) == 3
    assert "2 regels met dezelfde laatste dag" in warnings[0]
    assert "Een tussendoel ligt niet tussen" in warnings[1]
    assert "haar eigen streefwaarde" in warnings[2]


def test_what_was_taken_before_there_were_limits_is_named(store):
    with before_there_were_limits():
        save(
            store,
            project=[project("P1", title="x" * 300), project("P2", title="y" * 200)],
            indicator=[indicator()],
            series=[series(target_value="1e+20")],
            measurement=[measurement(value="-1e+20")],
        )
    report = check_store(store, clock.today())
    assert report.is_good
    assert [one for one in report.warnings if "staat" in one] == [
        "Op 'projecten' staat 1 regel met een tekst in 'titel' die langer is dan 200 tekens: P1. "
        "Kort haar in.",
        "Op 'reeksen' staat 1 regel met een getal in 'streefwaarde' dat te groot of te klein is: IND-01. "
        "Verbeter het.",
        "Op 'metingen' staat 1 regel met een getal in 'waarde' dat te groot of te klein is: "
        "IND-01, 2024-12-31, 2024-12-31. Verbeter het.",
    ]


def test_more_granted_or_paid_than_there_is_is_named_unless_it_was_said_why(store):
    fund = {"name": "Fonds", "year": "2024", "amount_promised": "100"}
    part = {"allocation_number": "1", "amount": "130"}
    payment = {"allocation_number": "1", "paid_on": "2024-05-01", "amount": "140"}
    why = {"exception_note": "De gever vindt dit goed."}
    with before_there_were_rules():
        save(
            store,
            project=[project()],
            fund=[fund | {"code": "F"}, fund | {"code": "G"}],
            allocation=[{"number": "1", "project_code": "P1", "granted_on": "2024-04-01"}],
            allocation_fund=[part | {"fund_code": "F"}, part | {"fund_code": "G"} | why],
            payment=[
                payment | {"number": "1", "fund_code": "F"},
                payment | {"number": "2", "fund_code": "G"},
            ],
        )
    assert list(check_store(store, clock.today()).problems) == [
        "Uit 'Fonds' is € 30,00 meer toegekend dan er is.",
        "Van toekenning 1 is uit 'Fonds' € 10,00 te veel betaald.",
    ]
