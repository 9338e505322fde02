"""What is being noted in the room, kept beside the store at each pause: which text stands when two write.

A draft is one note, decision, action and so on. It has no history: what stands at a rest goes into the store
(`noting.py`). Whoever saves says which version they had read. When somebody else wrote in between, both texts
are kept until somebody chooses. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sok_metrics.store.queries.records import Record

Fields = Mapping[str, str]
"""Column -> what was typed; what is empty is left out."""
FOR_EACH_VERSION = 1_000
"""The versions of a draft that begins with a record of the store: always above those of the record before."""


@dataclass(frozen=True)
class Other:
    """A text that somebody wrote at the same time, and that was not chosen yet."""

    fields: Fields
    by: str
    at: datetime
    tab: str = ""
    """The window in which it was typed; "" for what came by a form of the dashboard."""


@dataclass(frozen=True)
class Draft:
    """One thing that is noted at a point; moments are naive UTC."""

    key: str
    table: str
    point: int
    fields: Fields
    version: int
    at: datetime
    by: str
    tab: str = ""
    """The window that wrote last."""
    since: int = 0
    """The version that this window had read when it began: its own words are no words of somebody else."""
    turn: int = 0
    """The last of its savings: an earlier one that comes late is none."""
    record: str = ""
    """The number (or key) of its row in the store."""
    record_version: int = 0
    is_kept: bool = False
    """Whether all of it stands in the store."""
    is_removed: bool = False
    others: tuple[Other, ...] = ()
    problem: str = ""
    """Why it cannot go into the store yet."""

    @property
    def waits_for_choice(self) -> bool:
        """Whether a form changed the row in the store meanwhile: then somebody must choose first."""
        return any(not one.tab for one in self.others)


@dataclass(frozen=True)
class Saving:
    """What a window sends."""

    key: str
    table: str
    point: int
    fields: Fields
    version: int
    """The version that it had read; 0 for something new."""
    tab: str
    turn: int
    settles: bool = False
    """Whether somebody chose between texts: the others may go."""
    removes: bool = False
    record: str = ""


Drafts = Mapping[str, Draft]


def begun_with(record: Record, key: str, point: int, columns: tuple[str, ...], at: datetime) -> Draft:
    """A draft that holds just what stands in the store."""
    fields = {name: str(text) for name in columns if (text := record.values[name]) is not None}
    return Draft(
        key=key,
        table=record.table,
        point=point,
        fields=fields,
        version=record.version * FOR_EACH_VERSION,
        at=at,
        by="",
        record=record.key[0],
        record_version=record.version,
        is_kept=True,
        is_removed=record.is_archived,
    )


def beside_store(draft: Draft, now: Draft) -> Draft:
    """The draft, with what became of its row in the store (`now`) by another way."""
    if now.record_version == draft.record_version:
        return draft
    version = max(draft.version + 1, now.version)
    if draft.is_kept:
        return replace(now, key=draft.key, version=version, others=draft.others)
    changed = replace(draft, record=now.record, record_version=now.record_version, version=version)
    if now.fields == draft.fields and now.is_removed == draft.is_removed:
        return replace(changed, is_kept=True, problem="")
    return _with_other(changed, Other(now.fields, now.by, now.at))


def saved(draft: Draft | None, saving: Saving, *, at: datetime, by: str) -> Draft:
    """What stands after a saving: its text, or the one before with this beside it."""
    if draft is None:
        return _written(_empty(saving, at), saving, at, by, since=0)
    is_same_window = draft.tab == saving.tab
    if is_same_window and saving.turn <= draft.turn:
        return draft
    is_own = is_same_window and saving.version >= draft.since
    if is_own or saving.version == draft.version:
        return _written(draft, saving, at, by, since=draft.since if is_own else saving.version)
    if saving.fields == draft.fields and saving.removes == draft.is_removed:
        return draft
    return _with_other(replace(draft, version=draft.version + 1), Other(saving.fields, by, at, saving.tab))


def _empty(saving: Saving, at: datetime) -> Draft:
    return Draft(saving.key, saving.table, saving.point, {}, 0, at, "")


def _written(draft: Draft, saving: Saving, at: datetime, by: str, *, since: int) -> Draft:
    is_same = saving.fields == draft.fields and saving.removes == draft.is_removed
    # A window whose words stand beside the text and that goes on typing has not chosen.
    kept = () if saving.settles else tuple(one for one in draft.others if one.tab != saving.tab)
    return replace(
        draft,
        fields=saving.fields,
        version=draft.version + 1,
        at=draft.at if is_same and draft.version else at,
        by=by,
        tab=saving.tab,
        since=since,
        turn=saving.turn,
        is_kept=draft.is_kept and is_same,
        is_removed=saving.removes,
        others=kept,
        problem="" if not is_same else draft.problem,
    )


def _with_other(draft: Draft, other: Other) -> Draft:
    """The draft with a text beside it; of one window only the last."""
    before = tuple(one for one in draft.others if one.tab != other.tab)
    return replace(draft, others=(*before, other))
