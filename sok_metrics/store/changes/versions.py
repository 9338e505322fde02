"""Putting back what a thing was before."""

from collections.abc import Sequence

from sok_metrics.errors import SokError
from sok_metrics.nouns import TABLES_BY_NAME
from sok_metrics.nouns.columns import SOURCE_TEXT
from sok_metrics.nouns.model import Actor
from sok_metrics.nouns.rule_kinds import ReasonForChange
from sok_metrics.store.changes.records import editing
from sok_metrics.store.connection import Store
from sok_metrics.store.queries.versions import list_versions
from sok_metrics.texts import _


def put_back(
    store: Store, table: str, key: Sequence[str], *, old: int, now: int, by: Actor, reason: str
) -> None:
    """Make a row as it was in version `old`; `now` is the version that one looked at.

    Raises StaleRecordError when somebody changed it meanwhile, SokError without a reason or such a version.
    """
    if not reason.strip():
        raise SokError(_("Vul in waarom u dit terugzet. Er is nog niets veranderd."))
    if len(reason.strip()) > SOURCE_TEXT:
        raise SokError(
            _("Deze reden is {n} tekens lang. Er passen er {most} in. Er is nog niets veranderd.").format(
                n=len(reason.strip()), most=SOURCE_TEXT
            )
        )
    # What stood there was asked about then.
    with editing(store, by=by, reason=reason.strip(), is_sure=lambda _problem: True) as edit:
        past = {one.version: one for one in list_versions(store.whole(), table, key)}
        if old not in past:
            raise SokError(_("Deze versie is er niet meer. Er is niets veranderd."))
        values = {**past[old].values}
        for rule in TABLES_BY_NAME[table].rules:
            if isinstance(rule, ReasonForChange):
                values[rule.reason] = reason.strip()
        edit.save(table, values, version=now)
