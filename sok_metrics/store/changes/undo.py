"""Undoing a whole change: everything goes back to what stood before it, as a change of its own."""

import pandas as pd

from sok_metrics.errors import SokError
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.change_set import ChangeSource
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.undoings import find_undoing
from sok_metrics.texts import _
from sok_metrics.texts.history import in_the_way_sentence


def undo(store: Store, number: int, *, by: Actor) -> int:
    """Put back everything that change set `number` changed, and give the number of the undoing.

    What the change added is archived. Raises SokError, and changes nothing, when there is nothing to undo,
    when one of the rows was changed since, or when later rows rest on what would go.
    """
    require_role(by, Role.EDITOR)
    reason = _("Wijziging {number} teruggedraaid").format(number=number)
    with store.write(by=by, reason=reason, source=ChangeSource.FORM, undoes=number) as change:
        undoing = find_undoing(store.whole(), number)
        if not undoing.rows:
            raise SokError(_("Van wijziging {number} is niets terug te draaien.").format(number=number))
        if undoing.in_the_way:
            found = [(one.table, one.key, one.change, one.is_new) for one in undoing.in_the_way]
            raise SokError(in_the_way_sentence(found) + " " + _("Er is niets veranderd."))
        moment = change.made_at.isoformat(sep=" ", timespec="microseconds")
        change.put_all(
            {
                table: pd.DataFrame(
                    [
                        row or {**undoing.after[table][key], "archived_at": moment}
                        for key, row in rows.items()
                    ],
                    dtype=object,
                )
                for table, rows in undoing.rows.items()
            }
        )
    return change.number
