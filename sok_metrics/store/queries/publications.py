"""What is tuned with the parties before it is public, and what they say of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import pandas as pd

from sok_metrics.nouns.calendar import day_of
from sok_metrics.store.reader import Reader, WholeReader, with_tables


class PublicationKind(StrEnum):
    """What is about to be published."""

    MINUTES = "minutes"
    FIGURES = "figures"
    TEXT = "text"


class PublicationState(StrEnum):
    """Where a publication stands on a day; it becomes public by itself when its last day is over."""

    IN_TUNING = "in_tuning"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Publication:
    """One thing that is tuned; the fields that its kind does not use are None."""

    number: int
    kind: PublicationKind
    title: str
    text: str | None
    meeting_number: int | None
    indicator_code: str | None
    party_code: str | None
    """The party whose figures they are."""
    figures_from: datetime | None
    tuning_until: date
    withdrawn_on: date | None
    """Until when it waits and whether it was withdrawn, as that is now: these decide who may see it."""
    was_waiting: bool
    """Whether it was with the parties, or withdrawn, at the moment that is looked at; False for now."""
    started_on: date
    remark_count: int
    version: int
    is_example: bool

    def state(self, today: date) -> PublicationState:
        """Where it stands now, whatever moment its content is of."""
        if self.withdrawn_on is not None:
            return PublicationState.WITHDRAWN
        return PublicationState.IN_TUNING if self.tuning_until >= today else PublicationState.PUBLIC


def list_publications(reader: Reader) -> list[Publication]:
    """Everything that is or was tuned, the newest first: with the content of the view's moment."""
    as_of = reader.view.as_of
    rows = with_tables(reader).rows(
        """
        -- one row per publication; the day it began is that of its first version
        SELECT publication.number, publication.kind, publication.title, publication.text,
               publication.meeting_number, publication.indicator_code, publication.party_code,
               publication.figures_from, now.tuning_until, now.withdrawn_on,
               coalesce(publication.withdrawn_on IS NOT NULL OR publication.tuning_until >= $day_then, FALSE)
                   AS was_waiting,
               CAST((SELECT min(past.recorded_at) FROM publication_history AS past
                     WHERE past.number = publication.number) AS DATE) AS started_on,
               (SELECT count(*) FROM {publication_remark} AS remark
                WHERE remark.publication_number = publication.number) AS remark_count,
               now.version, publication.origin = 'example' AS is_example
        FROM {publication} AS publication JOIN publication AS now ON now.number = publication.number
        ORDER BY now.tuning_until DESC, publication.number DESC
        """,
        {"day_then": None if as_of is None else day_of(as_of)},
    )
    return [Publication(**{**row, "kind": PublicationKind(row["kind"])}) for row in rows]


def list_publication_remarks(reader: Reader, publication_number: int) -> pd.DataFrame:
    """What the parties said of one publication, first said first; only for them and for editors.

    Columns: number, party_code, party_name, made_on, text, answer, version.
    """
    return reader.frame(
        """
        SELECT remark.number, remark.party_code, party.name AS party_name, remark.made_on, remark.text,
               remark.answer, remark.version
        FROM {publication_remark} AS remark LEFT JOIN {party} AS party ON party.code = remark.party_code
        WHERE remark.publication_number = $number
        ORDER BY remark.number
        """,
        {"number": publication_number},
    )


def find_same_remark(
    reader: WholeReader,
    publication_number: int,
    text: str,
    since: datetime,
    until: datetime,
    *,
    lately: int | None = None,
) -> int | None:
    """The number of a remark with exactly this text that came in between these moments (naive UTC).

    `lately` is a number that may be it, whatever the clock said when it came in.
    """
    [found] = reader.rows(
        """
        SELECT min(number) AS number FROM publication_remark_history
        WHERE version = 1 AND publication_number = $publication AND text = $text
          AND (recorded_at BETWEEN $since AND $until OR number = $lately)
        """,
        {
            "publication": publication_number,
            "text": text,
            "since": since,
            "until": until,
            "lately": lately,
        },
    )
    number: int | None = found["number"]
    return number


def count_remarks_of_visitors(reader: WholeReader, made_by: str, since: datetime, until: datetime) -> int:
    """How many remarks all visitors together left between these moments (naive UTC)."""
    [found] = reader.rows(
        """
        SELECT count(*) AS n FROM publication_remark_history AS remark
        JOIN change_set ON change_set.number = remark.change_set
        WHERE remark.version = 1 AND change_set.made_by = $made_by
          AND change_set.made_at BETWEEN $since AND $until
        """,
        {"made_by": made_by, "since": since, "until": until},
    )
    return int(found["n"])
