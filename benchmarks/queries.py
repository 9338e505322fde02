"""Every query of the pages on its own, and the computation on top of them."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.stores import TODAY
from benchmarks.timing import Times, in_turns
from sok_metrics.nouns.model import IndicatorKind
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries import agreement, books, card_answers, indicators, meetings, progress, projects
from sok_metrics.store.reader import Reader
from sok_metrics.views.progress.commitments import aggregate
from sok_metrics.views.progress.status import assess

INDICATORS = ["MEET-1", "MEET-2", "MEET-3", "MEET-4"]
"""As many as the page of a value shows charts at first."""


def measure(stores: dict[str, Path], repeats: int) -> dict[str, dict[str, Times]]:
    """Of each query and computation the times per store, the stores in turns."""
    opened = {name: open_store(path) for name, path in stores.items()}
    try:
        works = {name: _works(store.reader()) for name, store in opened.items()}
        return {
            piece: in_turns({name: works[name][piece] for name in stores}, repeats)
            for piece in next(iter(works.values()))
        }
    finally:
        for store in opened.values():
            store.close()


def _works(reader: Reader) -> dict[str, Callable[[], object]]:
    return {**_queries(reader), **_computations(reader)}


def _queries(reader: Reader) -> dict[str, Callable[[], object]]:
    return {
        "list_key_measurements": lambda: indicators.list_key_measurements(reader, TODAY),
        "list_series": lambda: indicators.list_series(reader),
        "list_measurements of 1 series": lambda: indicators.list_measurements(reader, INDICATORS[:1]),
        "list_measurements of 4 series": lambda: indicators.list_measurements(reader, INDICATORS),
        "list_revisions": lambda: indicators.list_revisions(reader, INDICATORS[0]),
        "list_interim_targets": lambda: indicators.list_interim_targets(reader),
        "list_indicator_links": lambda: indicators.list_indicator_links(reader),
        "list_indicator_projects": lambda: indicators.list_indicator_projects(reader),
        "read_agreement": lambda: agreement.read_agreement(reader),
        "list_commitments": lambda: agreement.list_commitments(reader),
        "list_projects": lambda: projects.list_projects(reader),
        "list_project_links": lambda: projects.list_project_links(reader),
        "list_card_answers": lambda: card_answers.list_card_answers(reader),
        "list_remarks": lambda: meetings.list_remarks(reader),
        "read_meetings": lambda: meetings.read_meetings(reader, TODAY),
        "read_books": lambda: books.read_books(reader, TODAY),
        "has_example_rows": lambda: agreement.has_example_rows(reader),
        "read_progress (after a write)": lambda: progress.read_progress(reader, TODAY),
    }


def _computations(reader: Reader) -> dict[str, Callable[[], object]]:
    everything = indicators.list_series(reader)
    series = everything[everything["kind"] != IndicatorKind.CARD.value]
    interim, links = indicators.list_interim_targets(reader), indicators.list_indicator_links(reader)
    key = indicators.list_key_measurements(reader, TODAY)
    assessed = assess(series, key, interim, today=TODAY)
    return {
        "assess": lambda: assess(series, key, interim, today=TODAY),
        "aggregate": lambda: aggregate(assessed, links),
    }
