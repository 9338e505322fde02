"""Removing an idea for good: out of the row, its earlier versions, the audit, the file and the backups.

What stays is an empty shell under the same number, in the archive, so that the number is never given again,
and one line of the history: who removed it, when and why.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from sok_metrics.errors import RefusedError, SokError
from sok_metrics.nouns.model import REMOVED_IDEA, Actor, Role
from sok_metrics.store.changes.change_set import ChangeSet, ChangeSource
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.changes.traces import Place, Trace, find_places, make_final, wipe_lines
from sok_metrics.store.connection import Store
from sok_metrics.store.driver import Connection, connect, driver_errors
from sok_metrics.store.queries.erased import IDEA, Erased
from sok_metrics.store.rewrite import rewrite_file
from sok_metrics.texts import _

_LONGEST_REASON = 200
_SHORTEST_TELLING = 12
"""Characters: what is shorter may stand anywhere by chance."""
_EMPTIED = ("title", "submitted_by", "project_code", "answer")


@dataclass(frozen=True)
class Removal:
    """What was done, for the report."""

    idea: Erased
    also_in: tuple[Place, ...]
    """Other texts in which all of the text stands."""
    cleaned: tuple[Path, ...]
    """The backups out of which it is."""
    thrown_away: tuple[Path, ...]
    """The backups that could not be opened, and are gone."""
    is_rewritten: bool
    """Whether the file was written anew; if not, old bytes may be left in it until that is done."""


def remove_idea(
    store: Store, number: int, *, by: Actor, reason: str, backups: Sequence[Path] = ()
) -> Removal:
    """Remove an idea for good; it cannot be undone. Raises RefusedError without a reason that may stay."""
    require_role(by, Role.ADMINISTRATOR)
    with store.transaction() as cursor:
        since, texts = _read(cursor, number)
        why = _("Idee {n} voorgoed verwijderd: {reason}").format(n=number, reason=_kept_reason(reason, texts))
        idea = Erased(IDEA, (str(number),), since, made_by=by.name, reason=why)
        _empty(cursor, idea)
        also_in = _places(cursor, texts)
    cleaned, thrown_away = _clean_all(backups, idea)
    return Removal(idea, also_in, cleaned, thrown_away, store.rewrite_if_possible())


def remove_again(store: Store, idea: Erased) -> None:
    """Take an idea that was removed out of an older store, or one made of a dump, that has it still."""
    with store.transaction() as cursor:
        _empty(cursor, idea)
    store.rewrite()


def _empty(cursor: Connection, idea: Erased) -> None:
    """Make the idea an empty shell, with one line that tells of it."""
    by, number = Actor(idea.made_by, Role.ADMINISTRATOR), int(idea.key[0])
    # What was emptied as a backup lacks the line: it gets one, though the write path changes no shell.
    cursor.execute("UPDATE idea AS kept SET text = '' WHERE number = $number", {"number": number})
    change = ChangeSet.begin(cursor, by=by, reason=idea.reason, source=ChangeSource.FORM)
    change.put("idea", _shell(number, change.made_at))
    # The shell has a version of its own; now nothing may be left in the versions before it.
    _wipe(cursor, number)
    make_final(cursor, change.number)
    change.finish()


def _read(cursor: Connection, number: int) -> tuple[datetime, frozenset[str]]:
    """When the idea was first written, and what it ever said."""
    rows = cursor.execute(
        "SELECT recorded_at, title, text, answer FROM idea_history WHERE number = $number", {"number": number}
    ).fetchall()
    if not rows:
        raise SokError(_("Er is geen idee {n}.").format(n=number))
    texts = {str(text).strip() for row in rows for text in row[1:] if text} - {REMOVED_IDEA}
    return min(row[0] for row in rows), frozenset(texts)


def _kept_reason(reason: str, texts: frozenset[str]) -> str:
    """The reason as it stays in the history; it may not tell again what is removed."""
    kept = " ".join(reason.split())
    if not kept:
        raise RefusedError(_("Vul in waarom dit idee weg moet. Er is nog niets verwijderd."))
    if len(kept) > _LONGEST_REASON:
        raise RefusedError(
            _("Deze reden is {n} tekens lang. Er passen er {most} in. Er is nog niets veranderd.").format(
                n=len(kept), most=_LONGEST_REASON
            )
        )
    if any(len(text) >= _SHORTEST_TELLING and text.casefold() in kept.casefold() for text in texts):
        raise RefusedError(
            _("In de reden staat de tekst van het idee. De reden blijft bewaard: schrijf het anders.")
        )
    return kept


def _shell(number: int, made_at: datetime) -> pd.DataFrame:
    moment = made_at.isoformat(sep=" ", timespec="microseconds")
    row = {"number": str(number), "text": REMOVED_IDEA, "visibility": "internal", "archived_at": moment}
    return pd.DataFrame([row | dict.fromkeys(_EMPTIED)], dtype=object)


def _wipe(cursor: Connection, number: int) -> None:
    """Empty every version of the idea, as a row and in the audit; none of them is public any more."""
    emptied = ", ".join(f"{name} = NULL" for name in _EMPTIED)
    for version in ("idea", "idea_history"):
        cursor.execute(
            f"""
            UPDATE {version} AS kept
            SET {emptied}, text = $removed, visibility = 'internal',
                archived_at = coalesce(archived_at, recorded_at)
            WHERE number = $number
            """,
            {"removed": REMOVED_IDEA, "number": number},
        )
    wipe_lines(cursor, "idea", lambda row: str(row.get("number")) == str(number), _emptied)


def _emptied(row: dict[str, Any]) -> dict[str, Any]:
    archived_at = row.get("archived_at") or row.get("recorded_at")
    shell = {"text": REMOVED_IDEA, "visibility": "internal", "archived_at": archived_at}
    return row | dict.fromkeys(_EMPTIED) | shell


def _is_known(cursor: Connection, idea: Erased) -> bool:
    """Whether this store has that very idea, emptied or not."""
    [(has_ideas,)] = cursor.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = 'idea_history'"
    ).fetchall()
    if not has_ideas:  # a backup of before there were any
        return False
    [(since,)] = cursor.execute(
        "SELECT min(recorded_at) FROM idea_history WHERE number = $number", {"number": int(idea.key[0])}
    ).fetchall()
    return bool(since == idea.since)


def _places(cursor: Connection, texts: frozenset[str]) -> tuple[Place, ...]:
    """Where all of one of the texts stands as well: that is for people to judge."""
    telling = frozenset(text for text in texts if len(text) >= _SHORTEST_TELLING)
    return tuple(find_places(cursor, Trace("", telling, frozenset())))


def _clean_all(backups: Sequence[Path], idea: Erased) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The backups that it was in and now is not, and those that could not be opened and are gone."""
    cleaned, thrown_away = [], []
    for backup in backups:
        try:
            if _clean(backup, idea):
                cleaned.append(backup)
        except SokError:
            for file in (backup, backup.with_name(f"{backup.name}.wal")):
                file.unlink(missing_ok=True)
            thrown_away.append(backup)
    return tuple(cleaned), tuple(thrown_away)


def _clean(backup: Path, idea: Erased) -> bool:
    with driver_errors(backup), closing(connect(backup)) as connection:
        connection.execute("BEGIN")
        was_there = _is_known(connection, idea)
        if was_there:
            _wipe(connection, int(idea.key[0]))
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    if was_there:
        rewrite_file(backup)
    return was_there
