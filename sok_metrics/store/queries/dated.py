"""What has a day that somebody may want in a calendar: meetings, actions, second looks, and so on."""

import pandas as pd

from sok_metrics.store.reader import Reader


def list_meeting_days(reader: Reader) -> pd.DataFrame:
    """The meetings, cancelled ones too. Columns: number, title, held_on, start_time, end_time, place, status,
    version, recorded_at (naive UTC), is_example.
    """
    return reader.frame(
        """
        SELECT number, title, held_on, start_time, end_time, place, status, version, recorded_at,
               origin = 'example' AS is_example
        FROM {meeting} AS meeting ORDER BY held_on, number
        """
    )


def list_reminders(reader: Reader) -> pd.DataFrame:
    """What asks for something by a day and is not over: open actions, decisions to look at again, and what
    cannot be shared until then.

    Columns: kind (the table), number, text, day, party_code (None: of nobody in particular), party, version,
    recorded_at, is_example.
    """
    return reader.frame(
        """
        WITH found AS (
            SELECT 'action' AS kind, number, text, due_on AS day, owner_party_code AS party_code, version,
                   recorded_at, origin
            FROM {action} AS action
            WHERE due_on IS NOT NULL AND done_on IS NULL AND dropped_on IS NULL
              AND (meeting_number IS NULL OR meeting_number IN (SELECT number FROM {meeting} AS meeting))
            UNION ALL
            SELECT 'decision', number, text, review_on, NULL, version, recorded_at, origin
            FROM {decision} AS decision
            WHERE review_on IS NOT NULL AND withdrawn_on IS NULL
              AND (reviewed_on IS NULL OR reviewed_on < review_on)
              AND (meeting_number IS NULL OR meeting_number IN (SELECT number FROM {meeting} AS meeting))
            UNION ALL
            SELECT 'withheld', number, text, until, owner_party_code, version, recorded_at, origin
            FROM {withheld} AS withheld
            WHERE until IS NOT NULL AND shared_on IS NULL
              AND (meeting_number IS NULL OR meeting_number IN (SELECT number FROM {meeting} AS meeting))
        )
        SELECT found.kind, found.number, found.text, found.day, found.party_code, party.name AS party,
               found.version, found.recorded_at, found.origin = 'example' AS is_example
        FROM found LEFT JOIN {party} AS party ON party.code = found.party_code
        ORDER BY found.day, found.kind, found.number
        """
    )
