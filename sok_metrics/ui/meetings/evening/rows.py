"""The rows of one block of the evening: as they stood when it was opened, and saving them as one change.

Who saves second sees at each row what the other saved, and chooses: the same as in a form of one record.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from sok_metrics.errors import InvalidDataError, SokError, StaleRecordError
from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.changes.records import Edit, editing
from sok_metrics.store.queries.records import Record, Values, list_records
from sok_metrics.texts import _
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.outcome import refuse, say
from sok_metrics.ui.parts.saved import forget_saved, keep_saved

Key = tuple[str, ...]
_KEPT = "evening_rows"
_ALIVE = "evening_alive"


@dataclass
class Rows:
    """What a block knows of the rows of one table that belong to a meeting."""

    place: str
    table: str
    number: str
    """Of the meeting."""
    base: dict[Key, Record]
    """As they stood when the block was opened, or when a conflict was shown."""
    others: dict[Key, Record | None] = field(default_factory=dict)
    """What somebody else saved meanwhile, of the rows that were changed here too; None for one that went."""
    round: int = 0
    """Each round has fresh fields."""

    def text(self, key: Key, column: str) -> str:
        """What stood in a cell; "" for a row that was not there."""
        record = self.base.get(key)
        return (record.values[column] or "") if record is not None else ""

    def name(self, *parts: str) -> str:
        """The key of a field, the same as long as nothing was saved."""
        return "|".join(("evening", self.place, self.number, str(self.round), *parts))


def forget_old_visit() -> None:
    """Look anew at all rows when somebody comes from another page; Streamlit forgets what is not drawn.

    To be called first on the page; the field itself is drawn by `stay`.
    """
    if _ALIVE not in st.session_state:
        st.session_state.pop(_KEPT, None)


def stay() -> None:
    """Remember that this page is open."""
    with st.container(key="evening-alive", height=1, border=False):
        st.checkbox("-", True, key=_ALIVE, disabled=True, label_visibility="collapsed")


def rows_for(place: str, table: str, number: str) -> Rows:
    """The rows of a block as they stood at its opening, with those that came since.

    What changed meanwhile shows when somebody saves, so that nobody loses what they are typing.
    """
    kept: dict[tuple[str, str, str], Rows] = st.session_state.setdefault(_KEPT, {})
    now = _read(table, number)
    rows = kept.setdefault((place, table, number), Rows(place, table, number, dict(now)))
    for key, record in now.items():
        rows.base.setdefault(key, record)
    return rows


def renew(rows: Rows) -> None:
    """Fresh fields, with what stands there now."""
    rows.base, rows.others, rows.round = _read(rows.table, rows.number), {}, rows.round + 1


def follow(rows: Rows, keys: Collection[Key] = ()) -> None:
    """Leave out the rows that went, and take these as they stand now; what is typed at others stays."""
    now = _read(rows.table, rows.number)
    rows.base = {key: now[key] if key in keys else record for key, record in rows.base.items() if key in now}


def changed(rows: Rows, typed: Mapping[Key, Values]) -> dict[Key, Values]:
    """Of what stands in the fields, the rows that are other than at the opening."""
    return {
        key: values
        for key, values in typed.items()
        if any((values[name] or "") != rows.text(key, name) for name in values)
    }


@dataclass(frozen=True)
class Changes:
    """What must be saved of the rows of one table."""

    rows: Rows
    values: Mapping[Key, Values]
    """The rows that change or come."""
    gone: Collection[Key] = ()
    """Those that are put away."""
    taken: Collection[Key] = ()
    """Those that keep what somebody else saved."""

    @property
    def wanted(self) -> list[Key]:
        """The rows to write."""
        return [key for key in (*self.values, *self.gone) if key not in self.taken]


def save(found: Sequence[Changes], *, reason: str, what: str) -> bool:
    """Save all as one change; gives whether that worked, and says at the first block what came of it.

    When others changed the same rows, nothing is saved yet, and what they saved is shown first.
    """
    forget_saved()
    place = found[0].rows.place
    if not any(one.wanted or one.taken for one in found):
        say(place, _("Er is niets veranderd."))
        return False
    if _meet_others(place, found):
        return False
    try:
        with editing(session.store(), by=session.actor(), reason=reason) as edit:
            for one in found:
                _write(edit, one)
    except StaleRecordError as error:
        if not _meet_others(place, found):
            refuse(place, error.sentence)
        return False
    except InvalidDataError as error:
        told = list(dict.fromkeys(problem.sentence for problem in error.problems))
        refuse(place, " ".join([_("Er is nog niets opgeslagen."), *told]))
        return False
    except SokError as error:
        refuse(place, error.sentence)
        return False
    if edit.number is not None:
        keep_saved(_("Opgeslagen: {what}").format(what=what), edit.number, what, partial(_renew_all, found))
    say(place, _("Opgeslagen."))
    _renew_all(found)
    return True


def _renew_all(found: Sequence[Changes]) -> None:
    for one in found:
        renew(one.rows)


def _write(edit: Edit, found: Changes) -> None:
    names = TABLES_BY_NAME[found.rows.table].key
    for key in found.wanted:
        record = found.rows.base.get(key)
        version = None if record is None else record.version
        if key not in found.gone:
            own = dict(zip(names, key, strict=True))
            edit.save(found.rows.table, {**own, **found.values[key]}, version=version)
        elif version is not None:
            edit.archive(found.rows.table, key, version=version)


def _meet_others(place: str, found: Sequence[Changes]) -> bool:
    """Whether somebody else changed one of these rows since; then that is shown at the next look."""
    met = [_meets_others(one.rows, one.wanted) for one in found]
    if not any(met):
        return False
    refuse(
        place,
        _(
            "Iemand anders heeft dit veranderd terwijl u typte. Er is nog niets opgeslagen. "
            "Kijk bij de rijen met een gele balk, en sla dan opnieuw op."
        ),
    )
    return True


def _meets_others(rows: Rows, wanted: Collection[Key]) -> bool:
    now = _read(rows.table, rows.number)
    found = {key for key in wanted if _version(now.get(key)) != _version(rows.base.get(key))}
    for key in found:
        current = rows.others[key] = now.get(key)
        if current is None:
            rows.base.pop(key, None)
        else:
            rows.base[key] = current
    return bool(found)


def _version(record: Record | None) -> int:
    return 0 if record is None else record.version


def _read(table: str, number: str) -> dict[Key, Record]:
    found = list_records(session.whole(), table, {"meeting_number": number})
    return {record.key: record for record in found}
