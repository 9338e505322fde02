"""Making the partner workbook of a store."""

from datetime import date

import pandas as pd

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.model import View
from sok_metrics.store.connection import Store
from sok_metrics.store.queries import agreement, indicators, meetings
from sok_metrics.store.queries.books import read_books
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.store.queries.project_book import list_projects_with_steps
from sok_metrics.store.reader import Reader
from sok_metrics.tasks.figures.indicator_choice import IndicatorChoice, chosen_series
from sok_metrics.tasks.files.beside import beside
from sok_metrics.texts import _
from sok_metrics.views.progress import Progress


def partner_workbook(
    store: Store,
    view: View,
    today: date,
    choice: IndicatorChoice | None = None,
) -> bytes:
    """The partner workbook (.xlsx) of what this view shows, judged on `today`.

    With a choice only those indicators and their measurements are in it, the counts per value and goal are
    of those, and the reading guide says so. Raises SokError without an agreement, or when nothing fits.
    """
    # Only here: openpyxl takes 0.1 s to load, which a page that exports nothing should not pay.
    from sok_metrics.workbook.partner.content import PartnerContent
    from sok_metrics.workbook.partner.write import write_partner_workbook

    reader = store.reader(view)
    shown = agreement.read_agreement(reader)
    if shown is None:
        raise SokError(no_agreement(view))
    everything = read_progress(reader, today)
    is_filtered = choice is not None and choice.is_active
    progress = _only(everything, choice) if choice is not None and is_filtered else everything
    money = read_books(reader, today)
    return beside(
        write_partner_workbook,
        PartnerContent(
            agreement=shown,
            generated_at=clock.now(),
            as_of=view.as_of,
            with_examples=view.with_examples,
            filter_description=choice.describe(everything) if choice is not None and is_filtered else None,
            commitments=progress.commitments,
            by_commitment=progress.by_commitment,
            assessed=progress.assessed,
            links=progress.links,
            measurements=_measurements(reader, progress, is_filtered=is_filtered),
            projects=list_projects_with_steps(reader, today),
            meetings=meetings.list_meetings(reader),
            decisions=meetings.list_decisions(reader),
            actions=meetings.list_actions(reader),
            cards=progress.cards,
            funds=money.funds,
            accounts={code: money.account(code) for code in money.funds["code"]},
            received={code: money.received(code) for code in money.funds["code"]},
            allocations=money.allocations,
            payments=money.payments,
        ),
    )


def no_indicator(choice: IndicatorChoice) -> str:
    """That the choice leaves nothing to make a file of."""
    if choice.code:
        return _("De indicator '{code}' staat niet in deze overeenkomst.").format(code=choice.code[:40])
    return _("Geen enkele indicator past bij uw keuze. Haal een filter weg.")


def no_agreement(view: View) -> str:
    """That there is no agreement to make a file of, and what to do."""
    if view.as_of is not None:
        return _("Op die dag was er nog geen overeenkomst vastgelegd. Kies een latere datum.")
    return _("Er is nog geen overeenkomst in dit bestand. Vul eerst de overeenkomst in.")


def _only(progress: Progress, choice: IndicatorChoice) -> Progress:
    """The progress of these indicators alone."""
    codes = chosen_series(progress, choice)["indicator_code"].unique()
    if not len(codes):
        raise SokError(no_indicator(choice))
    return progress.only(codes)


def _measurements(reader: Reader, progress: Progress, *, is_filtered: bool) -> pd.DataFrame:
    codes = progress.assessed["series_code"].tolist() if is_filtered else None
    return indicators.list_measurements(reader, codes)
