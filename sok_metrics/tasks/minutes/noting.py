"""Noting at the points of an agenda: every pause is kept in the drafts, every rest in the store."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from sok_metrics import clock
from sok_metrics.errors import InvalidDataError, RefusedError, StaleRecordError
from sok_metrics.nouns import TABLES, TABLES_BY_NAME, Table
from sok_metrics.nouns.columns import INTEGER
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.changes.records import Edit, editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import Record, list_records, read_record
from sok_metrics.store.reader import WholeReader
from sok_metrics.tasks.minutes.draft_files import (
    meetings_with_drafts,
    read_drafts,
    turn_at,
    write_drafts,
)
from sok_metrics.tasks.minutes.drafts import Draft, Fields, Saving, begun_with, beside_store, saved
from sok_metrics.texts import _
from sok_metrics.texts.parsing import parse_number

REST = timedelta(minutes=3)
"""After so long without a word at a point, what is noted there goes into the store."""
KEPT_FOR = timedelta(hours=1)
"""So long a draft stays after all of it stands in the store: a window may still be typing on."""
LONGEST = 40_000
"""Characters of one field; what the store has room for is said when it goes in."""
MOST_DRAFTS = 2_000

NOTED = tuple(
    sorted((one for one in TABLES if one.noted), key=lambda one: one.noted.place if one.noted else 0)
)
"""The tables of what is noted, in the order of the page."""


@dataclass(frozen=True)
class Noting:
    """A meeting with its points and all that is noted at them."""

    meeting: Record
    points: tuple[Record, ...]
    drafts: Mapping[str, Draft]

    @property
    def waiting(self) -> int:
        """How many drafts are not in the store yet."""
        return sum(not one.is_kept for one in self.drafts.values())


def read_noting(store: Store, number: int) -> Noting:
    """What is noted of this meeting; raises RefusedError when there is none."""
    with turn_at(store.path):
        return _noting(store, number)


def save(store: Store, number: int, saving: Saving, *, by: Actor) -> Draft:
    """Keep what was typed, and give what stands now.

    Raises RefusedError for what cannot be noted (any more), NotAllowedError for who is no editor.
    """
    require_role(by, Role.EDITOR)
    with turn_at(store.path):
        noting = _open_noting(store, number)
        table = TABLES_BY_NAME.get(saving.table)
        if table is None or table.noted is None or saving.point not in {_key(one) for one in noting.points}:
            raise RefusedError(_("Dit punt staat niet meer op de agenda. Uw tekst staat nog op deze pagina."))
        if any(len(text) > LONGEST for text in saving.fields.values()) or len(noting.drafts) > MOST_DRAFTS:
            raise RefusedError(_("Dit is te lang om te bewaren. Maak het korter."))
        saving = replace(saving, fields=_fields(table, saving.fields))
        before = _before(noting.drafts, saving)
        draft = saved(before, saving, at=clock.now(), by=by.name)
        if draft != before:
            write_drafts(store.path, number, {**noting.drafts, draft.key: draft})
        return draft


def close_point(store: Store, number: int, point: int, *, by: Actor, outcome: str = "") -> None:
    """The room is done with a point: what was noted there goes into the store, with the moment.

    `outcome` is a code of agenda_item.outcome; "" leaves the one that stands, or else says "discussed".
    """

    def close(edit: Edit) -> None:
        known = read_record(store.whole(), "agenda_item", [str(point)])
        if known is None or known.values["meeting_number"] != str(number):
            raise RefusedError(_("Dit punt staat niet meer op de agenda. Uw tekst staat nog op deze pagina."))
        values = {"number": str(point), "outcome": outcome or known.values["outcome"] or "discussed"}
        if known.values["closed_at"] is None:
            values["closed_at"] = clock.now().isoformat(sep=" ", timespec="microseconds")
        edit.save("agenda_item", values, version=known.version)

    keep(store, number, by=by, points={point}, also=close)


def open_point(store: Store, number: int, point: int, *, by: Actor) -> None:
    """The room takes up a point again."""
    _open_noting(store, number)
    with editing(store, by=by, reason=_("Agendapunt weer geopend")) as edit:
        known = read_record(store.whole(), "agenda_item", [str(point)])
        if known is not None and known.values["meeting_number"] == str(number):
            values = {"number": str(point), "outcome": None, "closed_at": None}
            edit.save("agenda_item", values, version=known.version)


def keep(
    store: Store,
    number: int,
    *,
    by: Actor,
    points: Collection[int] | None = None,
    also: Callable[[Edit], None] | None = None,
) -> None:
    """Bring the drafts (of these points) into the store as one change; what cannot go in says why."""
    require_role(by, Role.EDITOR)
    with turn_at(store.path):
        noting = _open_noting(store, number)
        due = [
            one
            for one in noting.drafts.values()
            if (points is None or one.point in points) and not (one.is_kept or one.waits_for_choice)
        ]
        done = _brought_in(store, noting, due, by, also)
        if done:
            write_drafts(store.path, number, {**noting.drafts, **{one.key: one for one in done}})


def keep_what_rests(store: Store) -> None:
    """Bring the points at which nobody wrote for a while into the store, and forget what stands there."""
    now = clock.now()
    for number in meetings_with_drafts(store.path):
        with turn_at(store.path):
            meeting = read_record(store.whole(), "meeting", [str(number)])
            if meeting is None or meeting.values["minutes_fixed_on"] is not None:
                continue
            noting = _noting(store, number)
            for point, name in _rested(noting.drafts.values(), now):
                keep(store, number, by=Actor(name, Role.EDITOR), points={point})
            left = {
                key: one
                for key, one in _noting(store, number).drafts.items()
                if not one.is_kept or one.others or one.at > now - KEPT_FOR
            }
            write_drafts(store.path, number, {key: one for key, one in left.items() if one.by})


def _rested(drafts: Iterable[Draft], now: datetime) -> list[tuple[int, str]]:
    """The points with something to bring in at which all is at rest, with who wrote last."""
    found = []
    by_point = sorted(drafts, key=lambda one: one.point)
    for point, group in groupby(by_point, key=lambda one: one.point):
        written = [one for one in group if one.by]
        due = [one for one in written if not (one.is_kept or one.waits_for_choice or one.problem)]
        if due and all(one.at <= now - REST for one in written):
            found.append((point, max(due, key=lambda one: one.at).by))
    return found


def _open_noting(store: Store, number: int) -> Noting:
    """The noting of a meeting whose minutes may still change."""
    noting = _noting(store, number)
    if noting.meeting.values["minutes_fixed_on"] is not None:
        raise RefusedError(_("Het verslag van deze bijeenkomst staat vast. Er kan niets meer bij."))
    return noting


def _noting(store: Store, number: int) -> Noting:
    reader = store.whole()
    meeting = read_record(reader, "meeting", [str(number)])
    if meeting is None or meeting.is_archived:
        raise RefusedError(_("Deze bijeenkomst is er niet (meer)."))
    points = list_records(reader, "agenda_item", {"meeting_number": str(number)})
    points.sort(key=lambda one: (int(one.values["position"] or 0), int(one.key[0])))
    return Noting(meeting, tuple(points), _drafts(store, reader, number, {_key(one) for one in points}))


def _drafts(store: Store, reader: WholeReader, number: int, points: set[int]) -> dict[str, Draft]:
    """What stands in the store and what is being noted, as one."""
    now = clock.now()
    known = {one.key: one for one in read_drafts(store.path, number).values() if one.point in points}
    by_record = {(one.table, one.record): one for one in known.values() if one.record}
    for table in NOTED:
        for record in _records(reader, table, number, points):
            place = (table.name, record.key[0])
            draft = by_record.pop(place, None)
            if draft is None and record.is_archived:
                continue
            key = draft.key if draft else _key_of(table, record)
            fresh = begun_with(
                record, key, int(record.values["agenda_item_number"] or 0), _columns(table), now
            )
            typed = known.get(key)
            if typed is not None and not typed.record:
                # Noted here for the first time while the row came by another way.
                typed = replace(typed, record=record.key[0])
            known[key] = fresh if typed is None else beside_store(typed, fresh)
    return known


def _records(reader: WholeReader, table: Table, number: int, points: set[int]) -> list[Record]:
    names = {column.name for column in table.columns}
    if "meeting_number" in names:
        found = list_records(reader, table.name, {"meeting_number": str(number)}, with_archived=True)
    else:
        found = [
            record
            for point in sorted(points)
            for record in list_records(
                reader, table.name, {"agenda_item_number": str(point)}, with_archived=True
            )
        ]
    return [one for one in found if int(one.values["agenda_item_number"] or 0) in points]


def _brought_in(
    store: Store, noting: Noting, due: list[Draft], by: Actor, also: Callable[[Edit], None] | None
) -> list[Draft]:
    """The drafts after their way into the store: all as one change, or else each that can."""
    try:
        return _written(store, noting, due, by, also)
    except (InvalidDataError, StaleRecordError):
        if also is not None:
            _written(store, noting, [], by, also)
    done = []
    for draft in due:
        try:
            done += _written(store, noting, [draft], by, None)
        except InvalidDataError as error:
            done.append(replace(draft, problem=error.problems[0].sentence))
        except StaleRecordError as error:
            done.append(replace(draft, problem=error.sentence))
    return done


def _written(
    store: Store, noting: Noting, due: list[Draft], by: Actor, also: Callable[[Edit], None] | None
) -> list[Draft]:
    reason = _("Genoteerd tijdens de bijeenkomst")
    with editing(store, by=by, reason=reason, is_sure=lambda _problem: True) as edit:
        keys = [_put(edit, draft, noting) for draft in due]
        if also is not None:
            also(edit)
    whole = store.whole()
    done = []
    for draft, key in zip(due, keys, strict=True):
        record = read_record(whole, draft.table, [key]) if key else None
        version = record.version if record else 0
        done.append(replace(draft, record=key, record_version=version, is_kept=True, problem=""))
    return done


def _put(edit: Edit, draft: Draft, noting: Noting) -> str:
    """Write one draft; gives the key of its row, "" when there is nothing to keep."""
    table = TABLES_BY_NAME[draft.table]
    if draft.is_removed or not draft.fields:
        if draft.record:
            edit.archive(table.name, [draft.record], version=draft.record_version)
        return draft.record
    values: dict[str, str | None] = {name: _canonical(table, name, draft.fields) for name in _columns(table)}
    values["archived_at"] = None
    if draft.record:
        values[table.key[0]] = draft.record
    else:
        values |= _of_the_evening(table, draft, noting)
    [key] = edit.save(table.name, values, version=draft.record_version or None)
    return key


def _of_the_evening(table: Table, draft: Draft, noting: Noting) -> Fields:
    """What a new row has because it was noted here and now: its meeting, point, subject and day."""
    point = next(one for one in noting.points if _key(one) == draft.point)
    day = min(noting.meeting.values["held_on"] or "", clock.today().isoformat())
    known = {
        "meeting_number": noting.meeting.key[0],
        "agenda_item_number": str(draft.point),
        "commitment_code": point.values["commitment_code"],
        "project_code": point.values["project_code"],
        "origin": noting.meeting.values["origin"],
    }
    if table.noted is not None and table.noted.dated:
        known[table.noted.dated] = day
    names = {column.name for column in table.all_columns}
    return {name: text for name, text in known.items() if name in names and text is not None}


def _before(drafts: Mapping[str, Draft], saving: Saving) -> Draft | None:
    """The draft that a saving is about, by its key or by the row that it became."""
    if saving.key in drafts:
        return drafts[saving.key]
    same = (one for one in drafts.values() if (one.table, one.record) == (saving.table, saving.record))
    return next(same, None) if saving.record else None


def _fields(table: Table, typed: Fields) -> Fields:
    return {name: typed[name] for name in _columns(table) if typed.get(name, "").strip()}


def _canonical(table: Table, name: str, fields: Fields) -> str | None:
    """A field as the store keeps it; what is no figure stays, so that it can be said."""
    text = fields.get(name, "").strip()
    if table.column(name).type is not INTEGER or not text:
        return text or None
    try:
        figure = parse_number(text)
    except ValueError:
        return text
    return str(int(figure)) if figure.is_integer() else text


def _columns(table: Table) -> tuple[str, ...]:
    return table.noted.columns if table.noted else ()


def _key(record: Record) -> int:
    return int(record.key[0])


def _key_of(table: Table, record: Record) -> str:
    return f"{table.name}-{record.key[0]}"
