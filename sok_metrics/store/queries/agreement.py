"""The agreement, its commitments, and its parties."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import Agreement, CommitmentKind, Origin
from sok_metrics.store.reader import Reader


def read_agreement(reader: Reader) -> Agreement | None:
    """The agreement of this store; None in a store that has none yet."""
    found = reader.rows(
        """
        SELECT name, neighbourhood, municipality, summary, signed_on, starts_on, ends_on, privacy_threshold,
               origin, monthly_meeting_name
        FROM {agreement} AS agreement ORDER BY code LIMIT 1
        """
    )
    return Agreement(**{**found[0], "origin": Origin(found[0]["origin"])}) if found else None


def list_rule_parameters(reader: Reader, day: date) -> list[dict[str, Any]]:
    """What the version valid on a day promises (the first one while none is): code, name, value."""
    return reader.rows(
        """
        -- the version of the agreement that counts
        WITH valid AS (
            SELECT coalesce(max(CASE WHEN valid_from <= $day THEN number END), min(number)) AS number
            FROM {agreement_version} AS version
        )
        -- one row per promised number
        SELECT parameter.commitment_code AS code, parameter.name, parameter.value
        FROM {rule_parameter} AS parameter JOIN valid ON valid.number = parameter.agreement_version
        ORDER BY parameter.commitment_code, parameter.name
        """,
        {"day": day},
    )


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


def current_version(reader: Reader) -> int | None:
    """The number of the version of the agreement that counts on the shown day; None without one."""
    [found] = reader.rows(
        """
        SELECT coalesce(max(CASE WHEN valid_from <= $day THEN number END), min(number)) AS number
        FROM {agreement_version} AS version
        """,
        {"day": reader.day},
    )
    return None if found["number"] is None else int(found["number"])


def list_parties(reader: Reader) -> pd.DataFrame:
    """The parties that take part. Columns: code, name, kind, joined_on, left_on, contribution, is_example."""
    return reader.frame(
        """
        SELECT code, name, kind, joined_on, left_on, contribution, origin = 'example' AS is_example
        FROM {party} AS party ORDER BY name
        """
    )


def list_versions(reader: Reader) -> pd.DataFrame:
    """The versions of the agreement, newest first. Columns: number, title, valid_from, note, is_example."""
    return reader.frame(
        """
        SELECT number, title, valid_from, note, origin = 'example' AS is_example
        FROM {agreement_version} AS version ORDER BY number DESC
        """
    )


def list_signatures(reader: Reader) -> pd.DataFrame:
    """Who signed; a name, hat or personal note only with the person's consent.

    Columns: number, party_code, signed_on, name, hat, personal_note, is_example. The hat can tell who
    somebody is, so it goes with the name.
    """
    return reader.frame(
        """
        -- one row per person and field that may be shown
        WITH allowed AS (
            SELECT person_code, field FROM {consent} AS consent WHERE withdrawn_on IS NULL
        )
        -- one row per signature
        SELECT signature.number, signature.party_code, signature.signed_on,
               CASE WHEN allowed_name.field IS NOT NULL THEN person.name END AS name,
               CASE WHEN allowed_name.field IS NOT NULL THEN signature.hat END AS hat,
               CASE WHEN allowed_note.field IS NOT NULL THEN signature.personal_note END AS personal_note,
               signature.origin = 'example' AS is_example
        FROM {signature} AS signature
        LEFT JOIN {person} AS person ON person.code = signature.person_code
        LEFT JOIN allowed AS allowed_name
            ON allowed_name.person_code = person.code AND allowed_name.field = 'name'
        LEFT JOIN allowed AS allowed_note
            ON allowed_note.person_code = person.code AND allowed_note.field = 'personal_note'
        ORDER BY signature.number
        """
    )


def has_example_rows(reader: Reader) -> bool:
    """Whether this store holds example rows at all: then it is a try-out, not a neighbourhood's own."""
    [found] = reader.rows(
        """
        SELECT EXISTS (SELECT 1 FROM {measurement} AS measurement WHERE origin = 'example')
            OR EXISTS (SELECT 1 FROM {meeting} AS meeting WHERE origin = 'example')
            OR EXISTS (SELECT 1 FROM {series} AS series WHERE origin = 'example') AS found
        """
    )
    return bool(found["found"])
