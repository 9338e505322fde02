"""What the store holds for the slides of one evening: read once per state of the store."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import View
from sok_metrics.nouns.outcomes import WORST_FIRST
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.agreement import read_agreement
from sok_metrics.store.queries.agreement_checks import read_check_records
from sok_metrics.store.queries.books import read_books
from sok_metrics.store.queries.meetings import (
    list_agenda,
    list_remarks,
    list_spotlights,
    read_actions,
    read_decisions,
    read_meetings,
)
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.store.queries.projects import list_project_links, list_projects
from sok_metrics.store.queries.since import list_held_reviews, list_series_written, read_state
from sok_metrics.store.reader import Reader
from sok_metrics.tasks.room.deck import TAKES_PLACE, Deck
from sok_metrics.views.agreement_checks import check_rules
from sok_metrics.views.agreement_checks.period import period_of
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import rows_of
from sok_metrics.views.since import Period, period_since
from sok_metrics.views.since.compare import changes_between
from sok_metrics.views.slides import Evening, SlideKind, slides_of
from sok_metrics.views.standing import Standing, standing_of


def read_deck(store: Store, number: int, today: date, *, open_cards: Collection[str] = ()) -> Deck | None:
    """The slides of the meeting with this number; None when nobody may see such a meeting.

    Everybody in the room sees them, so they show what visitors see, and what comes of this meeting itself. Of
    a card that is open nothing of this meeting counts yet.
    """
    reader = store.reader(View(taking_place=(TAKES_PLACE, number)))
    meetings = read_meetings(reader, today)
    meeting = meetings.numbered(str(number))
    if meeting is None:
        return None
    progress = _without_open(reader.remember(_progress_now), number, open_cards)
    agenda = list(rows_of(list_agenda(reader, number)))
    kinds = {one.kind for one in agenda}
    period = period_since(_before(reader, number), today, None)
    evening = Evening(
        meeting=meeting,
        agenda=agenda,
        standings=_standings(reader, progress, dict.fromkeys(one.commitment_code for one in agenda)),
        changes=_changes(store, reader, progress, period) if SlideKind.SINCE in kinds else None,
        spotlights=list(rows_of(list_spotlights(reader, number))),
        actions=read_actions(reader, today),
        decisions=read_decisions(reader, today),
        checks=_checks(reader, today) if SlideKind.RULES in kinds else (),
        books=read_books(reader, today) if SlideKind.BUDGET in kinds else None,
    )
    return Deck(evening, slides_of(evening), meetings, progress, reader, today, period)


def _progress_now(reader: Reader) -> Progress:
    """How everything does; kept per state of the store: a card that opens or closes changes nothing in it."""
    return read_progress(reader, reader.day)


def _standings(reader: Reader, progress: Progress, codes: Iterable[Any]) -> dict[str, Standing]:
    """How each of these commitments stands, as far as there are; all rows are read once."""
    projects, links, remarks = list_projects(reader), list_project_links(reader), list_remarks(reader)
    known = set(progress.commitments["code"])
    return {
        code: standing_of(progress, code, projects=projects, links=links, remarks=remarks)
        for code in codes
        if code in known
    }


def _before(reader: Reader, number: int) -> list[Any]:
    """The reviews that were held, without this one."""
    return [review for review in list_held_reviews(reader) if review.number != number]


def _changes(store: Store, reader: Reader, progress: Progress, period: Period) -> pd.DataFrame:
    """What changed since the last review."""
    before = store.reader(View(as_of=period.from_moment))
    written = list_series_written(reader, period.from_moment)
    return changes_between(
        read_state(before, read_progress(before, period.from_day), written),
        read_state(reader, progress, written),
    )


def _checks(reader: Reader, today: date) -> list[Any]:
    """The rules on the organisation this year, what needs attention first."""
    agreement = read_agreement(reader)
    starts_on, ends_on = (agreement.starts_on, agreement.ends_on) if agreement else (None, None)
    period = period_of(today.year, today, starts_on, ends_on)
    found = check_rules(read_check_records(reader, period), period.year, today=period.today)
    return sorted(found, key=lambda one: WORST_FIRST.index(one.status))


def _without_open(progress: Progress, number: int, open_cards: Collection[str]) -> Progress:
    """The progress without what was answered at this meeting on cards that are still open."""

    def kept(rows: pd.DataFrame) -> pd.DataFrame:
        is_open = (rows["meeting_number"] == number) & rows["indicator_code"].isin(list(open_cards))
        return rows[~is_open]

    return replace(progress, cards=kept(progress.cards), unshown_cards=kept(progress.unshown_cards))
