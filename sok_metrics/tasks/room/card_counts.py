"""How many answered a card, by group and score, by phone, on paper or by show of hands: into the store.

Only sums go there, through the one write path: a change tells of a whole pile, never of one answer.
"""

from collections.abc import Mapping

from sok_metrics.errors import RefusedError
from sok_metrics.nouns.columns import PARTICIPANT_GROUPS
from sok_metrics.nouns.meeting import CHANNELS
from sok_metrics.nouns.model import Actor
from sok_metrics.store.changes.records import Edit, Key, editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.records import Values, list_records, read_record
from sok_metrics.tasks.room.card_file import SCORES, Counts
from sok_metrics.texts import _

PHONE, PAPER, HANDS = CHANNELS.values()


def add_counts(
    store: Store, meeting: int, card: str, counts: Counts, *, channel: str, by: Actor, reason: str
) -> int:
    """Add a pile of answers to what stands there, as one change; gives how many answers those were."""
    added = {key: n for key, n in counts.items() if n}
    if not added:
        return 0
    with editing(store, by=by, reason=reason) as edit:
        known = read_counts(store, meeting, card)
        for (group, score), n in added.items():
            values = {**_key(meeting, card), "group_name": group, "score": str(score)}
            _save(store, edit, "card_answer", values, known.get((group, score), 0) + n)
        ways = read_channels(store, meeting, card)
        pile = sum(added.values())
        _save(
            store,
            edit,
            "card_channel",
            {**_key(meeting, card), "channel": channel},
            ways.get(channel, 0) + pile,
        )
    return pile


def set_counts(
    store: Store, meeting: int, card: str, counts: Counts, *, channel: str, by: Actor, reason: str
) -> None:
    """Put these totals of one card in the place of what stood there; what differs came by this channel.

    Raises RefusedError when that would be less than what came by the other ways.
    """
    with editing(store, by=by, reason=reason) as edit:
        known = read_counts(store, meeting, card)
        others = sum(n for way, n in read_channels(store, meeting, card).items() if way != channel)
        total = sum(counts.values())
        if total < others:
            raise RefusedError(
                _(
                    "Er kwamen al {n} antwoorden op een andere manier. Het kunnen er niet minder worden."
                ).format(n=others)
            )
        for group, score in sorted({*known, *(key for key, n in counts.items() if n)}):
            values = {**_key(meeting, card), "group_name": group, "score": str(score)}
            _save(store, edit, "card_answer", values, counts.get((group, score), 0))
        _save(store, edit, "card_channel", {**_key(meeting, card), "channel": channel}, total - others)


def read_counts(store: Store, meeting: int, card: str) -> dict[tuple[str, int], int]:
    """How many chose each score at this meeting, by group: for who may change it."""
    return {
        (str(one["group_name"]), int(one["score"] or 0)): int(one["count"] or 0)
        for one in _rows(store, "card_answer", meeting, card)
    }


def read_channels(store: Store, meeting: int, card: str) -> dict[str, int]:
    """How many answers came by each way."""
    return {
        str(one["channel"]): int(one["count"] or 0) for one in _rows(store, "card_channel", meeting, card)
    }


def read_present(store: Store, meeting: int) -> dict[str, int]:
    """How many people of each group the attendance of a meeting has."""
    found = list_records(store.whole(), "attendance", {"meeting_number": str(meeting)})
    return {str(one.values["group_name"]): int(one.values["count"] or 0) for one in found}


def typed_counts(typed: Mapping[str, str]) -> dict[tuple[str, int], int]:
    """The counts of a form with a field `group-score` each; raises RefusedError for what is no count."""
    found: dict[tuple[str, int], int] = {}
    for group in PARTICIPANT_GROUPS.values():
        for score in SCORES:
            text = typed.get(f"{group}-{score}", "").strip()
            if not text:
                continue
            if not text.isascii() or not text.isdigit() or int(text) > _MOST:
                raise RefusedError(
                    _("'{text}' is geen aantal. Vul hele getallen in, zonder punt of komma.").format(
                        text=text[:20]
                    )
                )
            found[group, score] = int(text)
    return found


_MOST = 999
"""Of one group with one score, on paper."""


def _rows(store: Store, table: str, meeting: int, card: str) -> list[Values]:
    found = list_records(store.whole(), table, _key(meeting, card))
    return [one.values for one in found]


def _key(meeting: int, card: str) -> dict[str, str | None]:
    return {"meeting_number": str(meeting), "indicator_code": card}


def _save(store: Store, edit: Edit, table: str, values: Values, count: int) -> Key:
    """Set one count, whether it stood there or not."""
    # All of these but the count are the key.
    known = read_record(store.whole(), table, [str(text) for text in values.values()])
    version = None if known is None or known.is_archived else known.version
    return edit.save(table, {**values, "count": str(count)}, version=version)
