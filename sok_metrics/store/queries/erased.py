"""What was taken out of a store for good, and by what one knows it again in an older copy."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sok_metrics.nouns.model import FORGOTTEN_ROLE
from sok_metrics.store.changes.traces import Spot
from sok_metrics.store.queries.ideas import list_removed_ideas
from sok_metrics.store.reader import WholeReader

PERSON, IDEA = "person", "idea"


@dataclass(frozen=True)
class Erased:
    """One thing that must not come back. Nothing of what it was stands here."""

    table: str
    key: tuple[str, ...]
    since: datetime
    """When its first version was recorded: another neighbourhood may use the same code for somebody else."""
    spots: tuple[Spot, ...] = ()
    """The texts of others out of which it was taken as well."""
    made_by: str = ""
    """Of an idea: who removed it."""
    reason: str = ""
    """Of an idea: the line that stays of it."""


def list_erased(reader: WholeReader) -> list[Erased]:
    """What was erased in this store, as far as its rows tell."""
    people = [Erased(PERSON, (row["code"],), row["since"]) for row in _people(reader, is_forgotten=True)]
    first = {row["number"]: row["since"] for row in _ideas(reader)}
    return people + [
        Erased(IDEA, (str(line.number),), first[line.number], made_by=line.made_by, reason=line.reason)
        for line in list_removed_ideas(reader)
    ]


def find_again(reader: WholeReader, erased: list[Erased]) -> list[Erased]:
    """Those of `erased` that stand in this store as if nothing had happened."""
    there = {(PERSON, (row["code"],), row["since"]) for row in _people(reader, is_forgotten=False)}
    there |= {(IDEA, (str(row["number"]),), row["since"]) for row in _ideas(reader)}
    told = {(IDEA, (str(line.number),), line.reason) for line in list_removed_ideas(reader)}
    return [
        one
        for one in erased
        if (one.table, one.key, one.since) in there and (one.table, one.key, one.reason) not in told
    ]


def _people(reader: WholeReader, *, is_forgotten: bool) -> list[dict[str, Any]]:
    return reader.rows(
        """
        -- one row per person, forgotten or not, with the moment of the first version
        SELECT person.code, min(earlier.recorded_at) AS since
        FROM person JOIN person_history AS earlier ON earlier.code = person.code
        WHERE (person.role = $role) = $is_forgotten
        GROUP BY person.code ORDER BY person.code
        """,
        {"role": FORGOTTEN_ROLE, "is_forgotten": is_forgotten},
    )


def _ideas(reader: WholeReader) -> list[dict[str, Any]]:
    # one row per idea, with the moment of its first version
    return reader.rows("SELECT number, min(recorded_at) AS since FROM idea_history GROUP BY number")
