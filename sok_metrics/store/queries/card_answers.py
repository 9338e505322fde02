"""What people at the table answered on the cards."""

import pandas as pd

from sok_metrics.store.reader import Reader, WholeReader, with_tables


def list_card_answers(reader: Reader) -> pd.DataFrame:
    """Counts of card answers.

    Columns: meeting_number, held_on, indicator_code, group_name, score, count, is_example, threshold (the
    card's own of today, 0 for none), is_corrected (whether what was answered then is something else now).
    """
    return with_tables(reader).frame(
        """
        WITH shown AS (
            SELECT meeting_number, indicator_code, group_name, score, count, origin
            FROM {card_answer} AS answer WHERE count > 0
        ),
        -- one row per answer that is in this view or in that of today, but not in both
        other AS (
            SELECT meeting_number, indicator_code FROM (
                SELECT * FROM shown
                UNION ALL
                SELECT meeting_number, indicator_code, group_name, score, count, origin
                FROM card_answer
                WHERE archived_at IS NULL AND count > 0 AND ($with_examples OR origin = 'real')
            ) AS both_views
            GROUP BY meeting_number, indicator_code, group_name, score, count, origin HAVING count(*) = 1
        )
        SELECT shown.meeting_number, meeting.held_on, shown.indicator_code, shown.group_name, shown.score,
               shown.count, shown.origin = 'example' AS is_example,
               coalesce(today.privacy_threshold, 0) AS threshold,
               (shown.meeting_number, shown.indicator_code) IN (
                   SELECT meeting_number, indicator_code FROM other
               ) AS is_corrected
        FROM shown JOIN {meeting} AS meeting ON meeting.number = shown.meeting_number
        JOIN indicator AS today ON today.code = shown.indicator_code
        ORDER BY meeting.held_on, shown.indicator_code, shown.group_name, shown.score
        """,
        {"with_examples": reader.view.with_examples},
    )


def was_answered_by_phone(reader: WholeReader, meeting_number: int, code: str) -> bool:
    """Whether answers of phones on a card were ever counted at this meeting, also if that was undone."""
    found = reader.rows(
        """
        SELECT count(*) AS n FROM card_channel_history
        WHERE meeting_number = $number AND indicator_code = $code AND channel = 'phone' AND count > 0
        """,
        {"number": meeting_number, "code": code},
    )
    return bool(found[0]["n"])
