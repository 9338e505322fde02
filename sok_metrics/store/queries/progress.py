"""How everything does on a day: all rows of progress, read in one go."""

from datetime import date

from sok_metrics.store.queries.agreement import list_commitments
from sok_metrics.store.queries.card_answers import list_card_answers
from sok_metrics.store.queries.indicators import (
    list_indicator_links,
    list_interim_targets,
    list_key_measurements,
    list_series,
)
from sok_metrics.store.reader import Reader
from sok_metrics.views.progress import Progress, progress_on


def read_progress(reader: Reader, today: date) -> Progress:
    """The state of the agreement on a day, as this reader sees it."""
    return progress_on(
        today,
        series=list_series(reader),
        key_measurements=list_key_measurements(reader, today),
        interim_targets=list_interim_targets(reader),
        links=list_indicator_links(reader),
        commitments=list_commitments(reader),
        card_answers=list_card_answers(reader),
    )
