"""The state of the agreement as the store gives it."""

from datetime import date

from sok_metrics.nouns.model import Reason, SeriesRole, Status
from sok_metrics.store.queries.progress import read_progress

TODAY = date(2026, 11, 22)


def test_a_series_to_compare_with_gets_no_judgement(botu_store):
    assessed = read_progress(botu_store.reader(), TODAY).assessed
    compared = assessed[(assessed["role"] == SeriesRole.COMPARISON) & (assessed["measurement_count"] > 0)]
    assert len(compared) >= 3
    assert set(compared["status"]) == {Status.NO_JUDGEMENT}
    assert set(compared["reason"]) == {Reason.COMPARISON}
    assert compared["pace"].isna().all()


def test_a_figure_that_rests_on_example_meetings_is_an_example(botu_store):
    assessed = read_progress(botu_store.reader(), TODAY).assessed.set_index("series_code")
    assert assessed.at["DEE-01", "is_example"]
    assert not assessed.at["ECO-05-BO", "is_example"]
