"""Forgetting a person for good: out of rows, earlier versions, the audit, the file and the backups.

What stays is an empty shell under the same code, so that figures, links and counts stay as they were. The
dates of a consent stay with that shell: the share of contact persons that could be found in the past rests
on them.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from sok_metrics.errors import SokError
from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.model import FORGOTTEN_ROLE, Actor, Role
from sok_metrics.store.changes.change_set import ChangeSet, ChangeSource
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.changes.traces import (
    CHANGE_SET,
    Place,
    Spot,
    Trace,
    count_left,
    find_places,
    make_final,
    read_trace,
    wipe,
)
from sok_metrics.store.connection import Store
from sok_metrics.store.driver import Connection, connect, driver_errors
from sok_metrics.store.rewrite import rewrite_file
from sok_metrics.texts import _


@dataclass(frozen=True)
class Forgotten:
    """What was done, for the report."""

    code: str
    left_on_purpose: tuple[Place, ...]
    """The texts that the administrator left as they are."""
    cells_left: int
    """In how many cells of the store the whole name still stands: those texts, in every version."""
    cleaned: tuple[Path, ...]
    """The backups out of which the person is."""
    left_in: Mapping[Path, int]
    """Of these, the backups with texts in which the whole name still stands, and in how many cells."""
    removed: tuple[Path, ...]
    """The backups that could not be opened, and are gone."""
    is_rewritten: bool = True
    """Whether the file was written anew; if not, old bytes may be left in it until that is done."""


def find_person(store: Store, code: str, *, by: Actor) -> list[Place]:
    """The texts in which this person is named; for who may forget them."""
    require_role(by, Role.ADMINISTRATOR)
    with store.looking_ahead() as cursor:
        return find_places(cursor, read_trace(cursor, code))


def forget(
    store: Store,
    code: str,
    *,
    by: Actor,
    day: date,
    spots: Collection[Spot],
    backups: Sequence[Path] = (),
) -> Forgotten:
    """Remove everything about a person, and their name out of the texts on `spots`; it cannot be undone.

    One audit line stays: that the person of this code was forgotten, by whom and when.
    """
    require_role(by, Role.ADMINISTRATOR)
    with store.transaction() as cursor:
        trace = read_trace(cursor, code)
        places = find_places(cursor, trace)
        change = ChangeSet.begin(
            cursor, by=by, reason=_("Persoon {code} vergeten").format(code=code), source=ChangeSource.FORM
        )
        change.put_all(_emptied_rows(cursor, code, day, change.made_at))
        # The shell has a version of its own; now nothing may be left in the versions before it.
        wipe(cursor, trace, spots)
        make_final(cursor, change.number)
        change.finish()
        cells_left = count_left(cursor, trace)
    is_rewritten = store.rewrite_if_possible()
    cleaned: list[Path] = []
    removed: list[Path] = []
    left_in: dict[Path, int] = {}
    for backup in backups:
        left = _clean(backup, trace, spots)
        if left is None:
            removed.append(backup)
        else:
            cleaned.append(backup)
            left_in |= {backup: left} if left else {}
    kept = tuple(place for place in places if place.spot not in set(spots))
    return Forgotten(code, kept, cells_left, tuple(cleaned), left_in, tuple(removed), is_rewritten)


def _emptied_rows(cursor: Connection, code: str, day: date, made_at: datetime) -> dict[str, pd.DataFrame]:
    """The person's rows as they stay behind; raises when there is no such person."""
    bound, moment = {"code": code}, made_at.isoformat(sep=" ", timespec="microseconds")
    known = cursor.execute("SELECT name, phone, email FROM person WHERE code = $code", bound).fetchall()
    if not known:
        raise SokError(_("Er is geen persoon met de code '{code}'.").format(code=code))
    # A consent for what was never filled in must not look later as if it had been.
    empty = {name for name, cell in zip(("name", "phone", "email"), known[0], strict=True) if not cell}
    shell = {"code": code, "role": FORGOTTEN_ROLE, "party_code": None, "name": None}
    signed = cursor.execute("SELECT number FROM signature WHERE person_code = $code", bound).fetchall()
    agreed = cursor.execute(
        "SELECT field, given_on, withdrawn_on FROM consent WHERE person_code = $code", bound
    ).fetchall()
    return {
        "person": _frame([{**shell, "phone": None, "email": None}]),
        "signature": _frame(
            [{"number": str(number), "personal_note": None, "hat": None} for (number,) in signed]
        ),
        "consent": _frame(
            [
                {
                    "person_code": code,
                    "field": field,
                    "given_on": str(given_on),
                    "how": None,
                    "withdrawn_on": str(withdrawn_on or max(day, given_on)),
                    **({"archived_at": moment} if field in empty else {}),
                }
                for field, given_on, withdrawn_on in agreed
            ]
        ),
    }


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, dtype=object)


def _clean(backup: Path, trace: Trace, spots: Collection[Spot]) -> int | None:
    """Take the person out of a backup and tell in how many cells the name is left; None: it is removed."""
    try:
        with driver_errors(backup), closing(connect(backup)) as connection:
            everything = trace.together_with(read_trace(connection, trace.code))
            connection.execute("BEGIN")
            wipe(connection, everything, [spot for spot in spots if _is_known(spot)])
            left = count_left(connection, everything)
            connection.execute("COMMIT")
            connection.execute("CHECKPOINT")
        rewrite_file(backup)
    except SokError:
        backup.unlink(missing_ok=True)
        backup.with_name(f"{backup.name}.wal").unlink(missing_ok=True)
        return None
    return left


def _is_known(spot: Spot) -> bool:
    return spot[0] == CHANGE_SET or spot[0] in TABLES_BY_NAME
