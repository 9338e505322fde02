"""Putting one value, goal or rule on one A4 to print."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from sok_metrics import clock
from sok_metrics.documents.content import OnePage
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import View
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.commitments import read_standing
from sok_metrics.store.queries.indicators import list_measurements
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.tasks.files.beside import beside
from sok_metrics.tasks.files.export import no_agreement
from sok_metrics.texts import _
from sok_metrics.texts.findings import series_name
from sok_metrics.views.progress import Progress
from sok_metrics.views.progress.trends import small_charts
from sok_metrics.views.rows import rows_of


def one_page(store: Store, view: View, today: date, code: str) -> bytes:
    """The commitment with this code as a PDF of one page; raises SokError when there is none."""
    reader = store.reader(view)
    agreement = read_agreement(reader)
    if agreement is None:
        raise SokError(no_agreement(view))
    progress = read_progress(reader, today)
    if code not in set(progress.commitments["code"]):
        raise SokError(_("De code '{code}' staat niet in deze overeenkomst.").format(code=code[:40]))
    standing = read_standing(reader, progress, code)
    measurements = list_measurements(reader, [row.series_code for row in standing.drawn])
    page = OnePage(
        agreement=agreement,
        generated_at=clock.now(),
        as_of=view.as_of,
        standing=standing,
        target_names=_target_names(standing.drawn, progress),
        sources=_last_sources(measurements),
        courses=small_charts(standing.drawn, measurements),
    )
    return beside(_written, page)


def _written(page: OnePage) -> bytes:
    # Only here: a page without a document should not pay for loading this library.
    from sok_metrics.documents.one_page import one_page_pdf

    return one_page_pdf(page)


def _target_names(rows: Sequence[Any], progress: Progress) -> dict[str, str]:
    names = {row.series_code: series_name(row) for row in rows_of(progress.assessed)}
    wanted = {row.series_code: row.target_series_code for row in rows}
    return {code: names[target] for code, target in wanted.items() if target in names}


def _last_sources(measurements: pd.DataFrame) -> dict[str, str]:
    """Where the last figure of each series comes from."""
    found = measurements.dropna(subset=["source"])
    return {
        row.series_code: str(row.source) for row in rows_of(found.drop_duplicates("series_code", keep="last"))
    }
