"""The agreement, its commitments, and its parties."""

from collections.abc import Sequence

import pandas as pd

from sok_metrics.model import Agreement, CommitmentKind, Origin
from sok_metrics.store.reader import Reader


def read_agreement(reader: Reader) -> Agreement | None:
    """The agreement of this store; None in a store that has none yet."""
    found = reader.rows(
        """
        SELECT name, neighbourhood, municipality, summary, signed_on, starts_on, ends_on, privacy_threshold,
               origin
        FROM {agreement} AS agreement ORDER BY code LIMIT 1
        """
    )
    return Agreement(**{**found[0], "origin": Origin(found[0]["origin"])}) if found else None


def list_commitments(reader: Reader, kinds: Sequence[CommitmentKind] | None = None) -> pd.DataFrame:
    """The commitments of the newest version that is valid on the day that is looked at, in its order.

    While no version is valid yet, those of the first one.
    Columns: code, kind, position, title, description, is_example.
    """
    return reader.frame(
        """
        -- the version of the agreement that counts
        WITH newest AS (
            SELECT coalesce(max(CASE WHEN valid_from <= $day THEN number END), min(number)) AS number
            FROM {agreement_version} AS version
        )
        -- one row per commitment
        SELECT commitment.code, commitment.kind, text.position, text.title, text.description,
               text.origin = 'example' AS is_example
        FROM {commitment} AS commitment
        JOIN {commitment_text} AS text ON text.commitment_code = commitment.code
        JOIN newest ON newest.number = text.agreement_version
        WHERE list_contains($kinds, commitment.kind)
        ORDER BY text.position, commitment.code
        """,
        {"kinds": [kind.value for kind in kinds or list(CommitmentKind)], "day": reader.day},
    )


def list_parties(reader: Reader) -> pd.DataFrame:
    """The parties that take part. Columns: code, name, kind, joined_on, left_on, contribution, is_example."""
    return reader.frame(
        """
        SELECT code, name, kind, joined_on, left_on, contribution, origin = 'example' AS is_example
        FROM {party} AS party ORDER BY name
        """
    )
