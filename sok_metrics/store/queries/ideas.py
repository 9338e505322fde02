"""The idea box: what is in it, and when it is opened next."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from sok_metrics.nouns.model import REMOVED_IDEA
from sok_metrics.store.reader import Reader, WholeReader, with_tables


def list_ideas(reader: Reader, today: date) -> pd.DataFrame:
    """The ideas: open ones newest first, then the handled ones, last handled first.

    Columns: number, submitted_on, title, text, submitted_by, project_code, project_title, handled_on, answer,
    is_open, is_example.
    """
    return reader.frame(
        """
        -- one row per idea
        SELECT idea.number, idea.submitted_on, idea.title, idea.text, idea.submitted_by,
               project.code AS project_code, project.title AS project_title, idea.handled_on, idea.answer,
               idea.handled_on IS NULL OR idea.handled_on > $today AS is_open,
               idea.origin = 'example' AS is_example
        FROM {idea} AS idea LEFT JOIN {project} AS project ON project.code = idea.project_code
        ORDER BY is_open DESC, CASE WHEN is_open THEN idea.submitted_on ELSE idea.handled_on END DESC,
                 idea.number DESC
        """,
        {"today": today},
    )


def list_waiting_ideas(reader: Reader) -> pd.DataFrame:
    """The ideas that nobody answered yet, newest first, with the moment (naive UTC) when they came in.

    Columns: number, text, submitted_by, received_at, version.
    """
    return with_tables(reader).frame(
        """
        -- one row per idea
        SELECT idea.number, idea.text, idea.submitted_by, first.recorded_at AS received_at, idea.version
        FROM {idea} AS idea JOIN idea_history AS first ON first.number = idea.number AND first.version = 1
        WHERE idea.handled_on IS NULL
        ORDER BY first.recorded_at DESC, idea.number DESC
        """
    )


@dataclass(frozen=True)
class RemovedLine:
    """What is left of an idea that was removed for good: who removed it, when (naive UTC) and why."""

    number: int
    made_by: str
    made_at: datetime
    reason: str


def list_removed_ideas(reader: WholeReader) -> list[RemovedLine]:
    """The ideas that were removed for good, the last first; for editors only, as the history is."""
    rows = reader.rows(
        """
        -- one row per idea; the shell is never changed again, so its change is the removal
        SELECT idea.number, made.made_by, made.made_at, made.reason
        FROM idea JOIN change_set AS made ON made.number = idea.change_set
        WHERE idea.text = $removed AND idea.archived_at IS NOT NULL
        ORDER BY made.number DESC
        """,
        {"removed": REMOVED_IDEA},
    )
    return [RemovedLine(**row) for row in rows]


def find_same_idea(
    reader: WholeReader, text: str, since: datetime, until: datetime, *, lately: int | None = None
) -> int | None:
    """The number of an idea with exactly this text that came in between these moments (naive UTC).

    `lately` is a number that may be it, whatever the clock said when it came in.
    """
    [found] = reader.rows(
        """
        SELECT min(number) AS number FROM idea_history
        WHERE version = 1 AND text = $text AND (recorded_at BETWEEN $since AND $until OR number = $lately)
        """,
        {"text": text, "since": since, "until": until, "lately": lately},
    )
    number: int | None = found["number"]
    return number


def count_ideas_of_visitors(reader: WholeReader, made_by: str, since: datetime, until: datetime) -> int:
    """How many ideas all visitors together sent in between these moments (naive UTC), hidden ones too."""
    [found] = reader.rows(
        """
        SELECT count(*) AS n FROM idea_history AS idea
        JOIN change_set ON change_set.number = idea.change_set
        WHERE idea.version = 1 AND change_set.made_by = $made_by
          AND change_set.made_at BETWEEN $since AND $until
        """,
        {"made_by": made_by, "since": since, "until": until},
    )
    return int(found["n"])
