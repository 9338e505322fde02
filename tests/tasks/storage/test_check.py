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
