"""Recording what was measured: several figures at once, each new one or a correction with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sok_metrics.errors import LINE, StaleRecordError
from sok_metrics.nouns.calendar import Period
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.standing import Standing, list_standing
from sok_metrics.texts import _, ngettext


@dataclass(frozen=True)
class Entry:
    """One figure (or story) that somebody enters."""

    series_code: str
    period: Period
    value: float | None = None
    story: str | None = None
    source: str | None = None
    note: str | None = None
    base_count: int | None = None
    correction_reason: str | None = None
    sure_of: tuple[str, ...] = ()
    """What was asked about this figure, and is right."""
    corrects: int | None = None
    """The version of the measurement that stands and was seen; None for a new one."""

    def row(self) -> dict[str, str | None]:
        """The row in canonical text: a real figure, in use; what was put away comes back with it."""
        return {
            "series_code": self.series_code,
            "period_start": self.period.start.isoformat(),
            "period_end": self.period.end.isoformat(),
            "value": None if self.value is None else repr(self.value),
            "story": self.story,
            "source": self.source,
            "note": self.note,
            "base_count": None if self.base_count is None else str(self.base_count),
            "correction_reason": self.correction_reason,
            "origin": "real",
            "archived_at": None,
        }


def record_measurements(store: Store, entries: Sequence[Entry], *, by: Actor) -> int:
    """Save these figures as one change set and give its number.

    Raises StaleRecordError when a measurement stands that the entry did not see, or another version of it;
    InvalidDataError with every problem, among which a correction without a reason; UnsureError with what
    must be asked about. The line of a problem is the place of its entry. Then nothing is saved.
    """
    require_role(by, Role.EDITOR)
    sure_of = {sentence for entry in entries for sentence in entry.sure_of}
    with store.write(
        by=by,
        reason=_reason(entries),
        source=ChangeSource.FORM,
        is_sure=lambda problem: problem.sentence in sure_of,
    ) as change:
        # Writers take turns, so nobody can come between this look and the write.
        standing = list_standing(store.whole(), [entry.series_code for entry in entries])
        for entry in entries:
            _refuse_stale(entry, standing.get(entry.series_code, {}).get(entry.period))
        rows = [{**entry.row(), LINE: place} for place, entry in enumerate(entries)]
        tables = {"measurement": pd.DataFrame(rows, dtype=object)}
        known = {
            row["code"] for row in store.whole().rows("SELECT code FROM series WHERE archived_at IS NULL")
        }
        fresh = sorted({entry.series_code for entry in entries} - known)
        if fresh:
            # An indicator shows as one series of its own code before it has any; its first figure makes it.
            first = [{"code": code, "indicator_code": code, "archived_at": None} for code in fresh]
            tables["series"] = pd.DataFrame(first, dtype=object)
        change.put_all(tables)
    return change.number


def _refuse_stale(entry: Entry, known: Standing | None) -> None:
    version = None if known is None or known.is_archived else known.version
    if version != entry.corrects:
        raise StaleRecordError(
            _(
                "Iemand anders heeft intussen een meting van {code} ingevuld of veranderd. Er is nog niets "
                "opgeslagen. Kies wat er moet staan."
            ).format(code=entry.series_code),
            {} if known is None else {"value": None if known.value is None else repr(known.value)},
            version or 0,
        )


def _reason(entries: Sequence[Entry]) -> str:
    corrected = sum(entry.corrects is not None for entry in entries)
    new = len(entries) - corrected
    parts = [ngettext("{n} meting ingevuld", "{n} metingen ingevuld", new).format(n=new)] if new else []
    if corrected:
        parts.append(
            ngettext("{n} meting verbeterd", "{n} metingen verbeterd", corrected).format(n=corrected)
        )
    return ", ".join(parts)
