"""What is noted in the room and not in the store yet: finding a name there, and taking it out."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.store.changes.traces import (
    DRAFT,
    REMOVED,
    Place,
    Spot,
    Trace,
    free_texts,
    place_of,
)
from sok_metrics.tasks.minutes.draft_files import meetings_with_drafts, read_drafts, turn_at, write_drafts
from sok_metrics.tasks.minutes.drafts import Draft, Fields, Other


def find_in_drafts(path: Path, trace: Trace, known: Collection[Spot]) -> list[Place]:
    """The texts that are being noted in which the person is named, but for those that are `known` already.

    Raises SokError when a file with drafts cannot be read.
    """
    with turn_at(path):
        return [
            place
            for meeting in meetings_with_drafts(path)
            for draft in read_drafts(path, meeting).values()
            for place in _places(meeting, draft, trace)
            if not (draft.is_kept and _in_store(draft, place.spot[2]) in known)
        ]


def wipe_drafts(path: Path, trace: Trace, spots: Collection[Spot]) -> None:
    """Take the person out of the texts on these spots, of the drafts or of the rows that they became."""

    def clean(meeting: int, draft: Draft) -> Draft | None:
        chosen = {
            name
            for name in _texts(draft)
            if _spot(meeting, draft, name) in spots or (draft.is_kept and _in_store(draft, name) in spots)
        }
        return _without(draft, trace, chosen)

    _change_all(path, clean)


def drop_drafts(path: Path, table: str, record: str) -> None:
    """Remove the drafts of a row that is removed for good."""
    _change_all(
        path, lambda _number, draft: None if (draft.table, draft.record) == (table, record) else draft
    )


def _change_all(path: Path, changed: Callable[[int, Draft], Draft | None]) -> None:
    with turn_at(path):
        for meeting in meetings_with_drafts(path):
            before = read_drafts(path, meeting)
            after = {
                key: found for key, one in before.items() if (found := changed(meeting, one)) is not None
            }
            if after != before:
                write_drafts(path, meeting, after)


def _places(meeting: int, draft: Draft, trace: Trace) -> Iterator[Place]:
    for name in _texts(draft):
        texts = [fields[name] for fields in _all_fields(draft) if fields.get(name)]
        place = place_of(_spot(meeting, draft, name), "\n".join(texts), trace, is_now=True)
        if place is not None:
            yield place


def _texts(draft: Draft) -> list[str]:
    """The fields in which people write as they like."""
    free = free_texts(TABLES_BY_NAME[draft.table])
    filled = dict.fromkeys(name for fields in _all_fields(draft) for name in fields)
    return [name for name in filled if name in free]


def _all_fields(draft: Draft) -> list[Fields]:
    return [draft.fields, *(other.fields for other in draft.others)]


def _spot(meeting: int, draft: Draft, name: str) -> Spot:
    return (DRAFT, (str(meeting), draft.table, draft.key), name)


def _in_store(draft: Draft, name: str) -> Spot:
    return (draft.table, (draft.record,), name)


def _without(draft: Draft, trace: Trace, chosen: Collection[str]) -> Draft:
    """The draft without the person; for an open window somebody else changed it, so it asks."""

    def clean(fields: Fields) -> Mapping[str, str]:
        return {
            name: trace.pattern.sub(REMOVED, text) if name in chosen else text
            for name, text in fields.items()
        }

    def maker(name: str) -> str:
        return REMOVED if trace.is_whole(name.strip()) else name

    others = tuple(Other(clean(one.fields), maker(one.by), one.at, one.tab) for one in draft.others)
    problem = "" if trace.pattern.search(draft.problem) else draft.problem
    found = replace(draft, fields=clean(draft.fields), by=maker(draft.by), others=others, problem=problem)
    return found if found == draft else replace(found, version=draft.version + 1, tab="")
