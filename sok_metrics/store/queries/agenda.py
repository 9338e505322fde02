"""What hangs on the points of an agenda: their papers, notes, and what cannot be shared yet."""

import pandas as pd

from sok_metrics.store.reader import Reader


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
