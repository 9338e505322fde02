"""Two people edit the same thing: the second sees what the first saved, at each field, and chooses."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from sok_metrics.errors import StaleRecordError
from sok_metrics.nouns import Column
from sok_metrics.store.queries.records import Values
from sok_metrics.texts import _
from sok_metrics.ui.forms.labels import Names
from sok_metrics.ui.forms.place import Asked
from sok_metrics.ui.parts.escaping import plain

_KEPT = "form_conflict"


@dataclass(frozen=True)
class Conflict:
    """What somebody else saved while this form was open, and where it differs from what was shown."""

    form: str
    base: Mapping[str, str | None]
    current: Mapping[str, str | None]
    version: int
    touched: frozenset[str]
    """The columns that were changed in this form; what the other changed in the rest is proposed."""

    def explain(self) -> None:
        """Say what happened and what to do."""
        st.warning(
            _(
                "Iemand anders heeft dit veranderd terwijl u typte. Er is nog niets opgeslagen. "
                "Kijk bij de velden met een gele balk: kies wat er moet staan, en sla dan opnieuw op."
            ),
            icon=":material/group:",
        )
        if self._differs("archived_at"):
            put_away = _("De ander heeft dit ook in het archief gezet.")
            brought_back = _("De ander heeft dit ook teruggehaald uit het archief.")
            st.warning(put_away if self.current.get("archived_at") else brought_back)

    def show(self, column: Column, names: Names) -> None:
        """At a field that the other changed: what stands there now, and the choice to take it."""
        if self._differs(column.name):
            table = self.form.split("|", 1)[0]
            words = names.in_words(table, column.name, self.current.get(column.name))
            st.warning(_("Er staat nu: {text}").format(text=plain(words)))
            st.checkbox(
                _("Neem dit over in plaats van wat ik typte"),
                column.name not in self.touched,
                key=self._key(column.name),
            )

    def merged(self, typed: Values) -> Values:
        """What was typed, with what is taken over from the other."""
        taken = {
            name: self.current.get(name)
            for name in typed
            if self._differs(name) and st.session_state.get(self._key(name), False)
        }
        return {**typed, **taken}

    def _differs(self, name: str) -> bool:
        return self.current.get(name) != self.base.get(name)

    def _key(self, name: str) -> str:
        return f"form|{self.form}|{self.version}|take|{name}"


def keep_conflict(form: Asked, stale: StaleRecordError, base: Values, typed: Values) -> None:
    """Remember for the next run of this form what the other saved."""
    touched = frozenset(name for name, value in typed.items() if value != base.get(name))
    st.session_state[_KEPT] = Conflict(form.name, dict(base), stale.current, stale.version, touched)


def conflict_of(form: Asked) -> Conflict | None:
    """What somebody else saved while this form was open; None when nobody did."""
    kept: Conflict | None = st.session_state.get(_KEPT)
    return kept if kept is not None and kept.form == form.name else None


def version_of(form: Asked, conflict: Conflict | None) -> int | None:
    """The version that was looked at: what the other saved, once that was shown; None for a new record."""
    if form.is_new:
        return None
    return form.version if conflict is None else conflict.version


def forget_conflict() -> None:
    """The form is done."""
    st.session_state.pop(_KEPT, None)
