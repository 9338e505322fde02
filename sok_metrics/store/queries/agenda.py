"""What hangs on the points of an agenda: their papers, notes, and what cannot be shared yet."""

from datetime import date, datetime
from typing import Any

import pandas as pd

from sok_metrics.store.reader import Reader, WholeReader


def list_papers(reader: Reader, meeting_number: int) -> pd.DataFrame:
    """The papers of one meeting. Columns: number, agenda_item_number, title, link, file_name, file_key,
    is_example.
    """
    return reader.frame(
        """
        SELECT paper.number, paper.agenda_item_number, paper.title, paper.link, paper.file_name,
               paper.file_key, paper.origin = 'example' AS is_example
        FROM {agenda_paper} AS paper JOIN {agenda_item} AS item ON item.number = paper.agenda_item_number
        WHERE item.meeting_number = $number
          AND item.meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY item.position, paper.number
        """,
        {"number": meeting_number},
    )


def list_notes(reader: Reader, meeting_number: int) -> pd.DataFrame:
    """What was said at each point of one meeting. Columns: agenda_item_number, text, is_example."""
    return reader.frame(
        """
        SELECT agenda_item_number, text, origin = 'example' AS is_example
        FROM {point_note} AS note
        WHERE meeting_number = $number AND meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY agenda_item_number
        """,
        {"number": meeting_number},
    )


def list_withheld(reader: Reader) -> pd.DataFrame:
    """What parties cannot share yet, what comes first up front.

    Columns: number, meeting_number, text, owner_party_code, reason, until, shared_on, commitment_code,
    project_code, agenda_item_number, is_example.
    """
    return reader.frame(
        """
        SELECT number, meeting_number, text, owner_party_code, reason, until, shared_on, commitment_code,
               project_code, agenda_item_number, origin = 'example' AS is_example
        FROM {withheld} AS withheld
        WHERE meeting_number IS NULL OR meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY until NULLS LAST, number
        """
    )


def list_left_open(reader: Reader) -> pd.DataFrame:
    """The points of held meetings of which nobody wrote that they were discussed or dropped, oldest first.

    A point that came back on the agenda of a meeting since is left out, unless that meeting was cancelled.
    Columns: number, meeting_number, meeting_kind, meeting_title, held_on, title, kind, brought_by,
    commitment_code, project_code, minutes_planned, outcome, is_noted (whether it was written of any point of
    that meeting how it ended), is_example.
    """
    return reader.frame(
        """
        -- one row per meeting of which was written how its points ended
        WITH noted AS (
            SELECT DISTINCT meeting_number FROM {agenda_item} AS item WHERE outcome IS NOT NULL
        ),
        carried AS (
            SELECT DISTINCT item.carried_from AS number
            FROM {agenda_item} AS item JOIN {meeting} AS meeting ON meeting.number = item.meeting_number
            WHERE item.carried_from IS NOT NULL AND meeting.status <> 'cancelled'
        )
        -- one row per point
        SELECT item.number, item.meeting_number, meeting.kind AS meeting_kind, meeting.title AS meeting_title,
               meeting.held_on, item.title, item.kind, item.brought_by, item.commitment_code,
               item.project_code, item.minutes_planned, item.outcome,
               noted.meeting_number IS NOT NULL AS is_noted, item.origin = 'example' AS is_example
        FROM {agenda_item} AS item JOIN {meeting} AS meeting ON meeting.number = item.meeting_number
        LEFT JOIN noted ON noted.meeting_number = item.meeting_number
        WHERE meeting.status = 'held' AND (item.outcome IS NULL OR item.outcome = 'next_time')
          AND item.number NOT IN (SELECT number FROM carried)
        ORDER BY meeting.held_on, item.position, item.number
        """
    )


def list_talked_about(reader: Reader, today: date) -> dict[str, date]:
    """The last day before this one that each value or goal was on the agenda of a review or assessment."""
    found = reader.rows(
        """
        SELECT item.commitment_code AS code, max(meeting.held_on) AS day
        FROM {agenda_item} AS item JOIN {meeting} AS meeting ON meeting.number = item.meeting_number
        WHERE meeting.status = 'held' AND meeting.kind IN ('review', 'assessment')
          AND meeting.held_on < $today AND item.commitment_code IS NOT NULL
          AND (item.outcome IS NULL OR item.outcome = 'discussed')
        GROUP BY item.commitment_code
        """,
        {"today": today},
    )
    return {row["code"]: row["day"] for row in found}


def list_spotlit(reader: Reader) -> dict[str, date]:
    """Of each project the last day on which it was in the spotlight."""
    found = reader.rows(
        """
        SELECT spotlight.project_code AS code, max(meeting.held_on) AS day
        FROM {spotlight} AS spotlight JOIN {meeting} AS meeting ON meeting.number = spotlight.meeting_number
        WHERE spotlight.project_code IS NOT NULL GROUP BY spotlight.project_code
        """
    )
    return {row["code"]: row["day"] for row in found}


def read_invitation(reader: Reader, meeting_number: int) -> dict[str, Any] | None:
    """What an invitation tells of a meeting; None when this reader sees none with this number.

    Keys: number, title, held_on, start_time, end_time, place, organised_by, status, version, recorded_at
    (naive UTC), is_example.
    """
    found = reader.rows(
        """
        SELECT number, title, held_on, start_time, end_time, place, organised_by, status, version,
               recorded_at, origin = 'example' AS is_example
        FROM {meeting} AS meeting WHERE number = $number
        """,
        {"number": meeting_number},
    )
    return found[0] if found else None


def list_invited(reader: Reader, meeting_number: int) -> list[str]:
    """The names of the parties that are invited to one meeting."""
    found = reader.rows(
        """
        SELECT party.name
        FROM {invited_party} AS invited JOIN {party} AS party ON party.code = invited.party_code
        WHERE invited.meeting_number = $number
          AND invited.meeting_number IN (SELECT number FROM {meeting} AS meeting)
        ORDER BY party.name
        """,
        {"number": meeting_number},
    )
    return [row["name"] for row in found]


def read_paper(reader: Reader, number: int) -> dict[str, Any] | None:
    """One paper with a file; None when this reader sees none. Keys: number, title, file_name, file_key."""
    found = reader.rows(
        """
        SELECT paper.number, paper.title, paper.file_name, paper.file_key
        FROM {agenda_paper} AS paper JOIN {agenda_item} AS item ON item.number = paper.agenda_item_number
        WHERE paper.number = $number AND paper.file_key IS NOT NULL
          AND item.meeting_number IN (SELECT number FROM {meeting} AS meeting)
        """,
        {"number": number},
    )
    return found[0] if found else None


def read_any_paper(reader: WholeReader, number: int) -> dict[str, Any] | None:
    """The same for who may change it: also of a draft."""
    found = reader.rows(
        """
        SELECT number, title, file_name, file_key FROM agenda_paper
        WHERE number = $number AND file_key IS NOT NULL AND archived_at IS NULL
        """,
        {"number": number},
    )
    return found[0] if found else None


def list_paper_keys(reader: WholeReader, archived_since: datetime) -> set[str]:
    """The keys of the files of all papers, but for those that were put away before this moment."""
    found = reader.rows(
        """
        SELECT file_key FROM agenda_paper
        WHERE file_key IS NOT NULL AND (archived_at IS NULL OR archived_at >= $since)
        """,
        {"since": archived_since},
    )
    return {row["file_key"] for row in found}
