"""What a file would change: counts, what is wrong, what changes, what is new; then saving and undoing."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from sok_metrics.errors import Problem
from sok_metrics.nouns import Column
from sok_metrics.store.changes.comparing import Compared
from sok_metrics.tasks.figures.remembered_layouts import remember_layout
from sok_metrics.tasks.files.asked import SENT_IN_KEY
from sok_metrics.tasks.files.correcting import corrections_without_reason
from sok_metrics.tasks.files.importing import (
    PreviewOutdatedError,
    explain,
    preview_sentence,
    reason_for,
    save_import,
)
from sok_metrics.tasks.files.marked_copies import SentIn, hold
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import NOTHING, number, shortened
from sok_metrics.texts.importing import cell_words, saved_sentence
from sok_metrics.ui.manage.exchange import Kept, put_aside
from sok_metrics.ui.parts import outcome, session
from sok_metrics.ui.parts.account import account
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.files import show_file
from sok_metrics.ui.parts.saved import keep_saved

SHOWN = 200
"""Rows of each table that a preview shows; the counts are of all."""
_PLACE = "exchange"
_LONGEST = 120
"""Characters in a cell of a table."""


def show_preview(kept: Kept) -> None:
    """What the file would change, and the button that saves it."""
    ahead = kept.file.preview
    st.subheader(preview_sentence(ahead))
    outcome.show_outcome(_PLACE)
    for note in kept.file.notes:
        st.info(plain(note), icon=":material/info:")
    if ahead.problems:
        _show_problems(kept, ahead.problems)
    elif lacking := sum(map(len, corrections_without_reason(ahead).values())):
        _ask_reason(kept, lacking)
    elif ahead.has_news:
        is_sure = not ahead.asks or _ask_sure(ahead.warnings)
        if st.button(
            _("Opslaan"), type="primary", icon=":material/save:", key="exchange_save", disabled=not is_sure
        ):
            _save(kept)
            st.rerun()
    else:
        st.info(_("Er is niets op te slaan: alles staat er al zo."), icon=":material/check:")
    if ahead.warnings:
        _show_warnings(ahead.warnings)
    for table in ahead.tables:
        _show_changes(table)
    for table in ahead.tables:
        _show_rows(_("Nieuw op het blad '{sheet}'"), table, table.new)
        _show_rows(_("Naar het archief van het blad '{sheet}'"), table, table.put_away)
        _show_rows(_("Terug uit het archief op het blad '{sheet}'"), table, table.brought_back)


def _ask_reason(kept: Kept, count: int) -> None:
    """Why figures change that stand here already, asked once for all that say nothing about it."""
    with st.form("exchange_reason", border=False):
        reason = st.text_input(
            ngettext("{n} meting verandert. Waarom?", "{n} metingen veranderen. Waarom?", count).format(
                n=number(count)
            ),
        ).strip()
        st.markdown(
            ":small["
            + _(
                "Dit komt bij elke meting die verandert, en is later terug te lezen. U kunt het ook in het "
                "bestand zetten, bij 'reden_van_correctie'."
            )
            + "]"
        )
        if st.form_submit_button(_("Ga verder"), type="primary") and reason:
            kept.file = explain(session.store(), kept.file, reason, by=session.actor())
            st.rerun()


def _show_problems(kept: Kept, problems: Sequence[Problem]) -> None:
    """Everything that is wrong, and a copy of the file in which it is marked."""
    st.error(
        _("Zolang er iets fout is, kan er niets worden opgeslagen.")
        + " "
        + (
            _("Verbeter het bestand en kies het dan opnieuw.")
            if kept.layout is None
            else _("Laat het hierboven weg, of verbeter het bestand en kies het dan opnieuw.")
        ),
        icon=":material/error:",
    )
    sent_in = _held(kept, problems)
    show_file(_("Uw bestand, met de fouten gemarkeerd"), "fouten.xlsx", {SENT_IN_KEY: sent_in.key})
    _show_table(_problem_rows(problems), len(problems), alt=_("Wat er fout is in het bestand."))


def _held(kept: Kept, problems: Sequence[Problem]) -> SentIn:
    """The file as it can be fetched by who signed in here, with the problems that it has now."""
    who = account()
    owner = who.signed_in_as if who is not None else ""
    if kept.sent_in is None or kept.sent_in.problems != tuple(problems) or kept.sent_in.owner != owner:
        kept.sent_in = hold(kept.name, kept.content, problems, owner)
    return kept.sent_in


def _ask_sure(warnings: Sequence[Problem]) -> bool:
    """Whether somebody looked at what stands out; something else must be confirmed anew."""
    return st.checkbox(
        _("Ik heb gekeken naar wat hieronder opvalt. Het klopt."),
        key=f"exchange_sure_{hash(tuple(warnings))}",
    )


def _show_warnings(warnings: Sequence[Problem]) -> None:
    st.warning(
        _("Kijk hier nog eens naar. Het mag zo worden opgeslagen, maar het valt op."), icon=":material/help:"
    )
    _show_table(_problem_rows(warnings), len(warnings), alt=_("Wat opvalt in het bestand."))


def _problem_rows(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [
        {
            _("Blad"): plain(problem.sheet),
            _("Regel"): NOTHING if problem.line is None else str(problem.line),
            _("Kolom"): plain(problem.heading or NOTHING),
            _("Er staat"): plain(shortened(problem.value or NOTHING, _LONGEST)),
            _("Wat u kunt doen"): plain(problem.sentence),
        }
        for problem in problems[:SHOWN]
    ]


def _show_changes(table: Compared) -> None:
    """Each cell that changes: what stands there now and what it becomes."""
    if table.changes.empty:
        return
    st.markdown("**" + _("Verandert op het blad '{sheet}'").format(sheet=table.table.sheet) + "**")
    rows = []
    for line, key, name, old, new in table.changes.head(SHOWN).itertuples(index=False, name=None):
        column = table.table.column(name)
        rows.append(
            {
                _("Regel"): str(line),
                _("Wat"): plain(key),
                _("Kolom"): plain(column.heading),
                _("Staat er nu"): _cell(column, old),
                _("Wordt"): _cell(column, new),
            }
        )
    _show_table(rows, len(table.changes), alt=_("Wat er verandert: eerst, en daarna."))


def _show_rows(title: str, table: Compared, rows: pd.DataFrame) -> None:
    """The rows themselves, with only the columns that hold something."""
    if rows.empty:
        return
    st.markdown("**" + title.format(sheet=table.table.sheet) + "**")
    shown = rows.head(SHOWN)
    columns = [
        column
        for column in table.table.columns
        if column.name in shown.columns and shown[column.name].notna().any()
    ]
    words = [
        {column.heading: _cell(column, row[column.name]) for column in columns}
        for row in shown.to_dict("records")
    ]
    _show_table(words, len(rows), alt=title.format(sheet=table.table.sheet))


def _cell(column: Column, text: str | None) -> str:
    return plain(shortened(cell_words(column, text), _LONGEST))


def _show_table(rows: list[dict[str, str]], count: int, *, alt: str) -> None:
    if count > len(rows):
        words = _("U ziet de eerste {n} van {count}.").format(n=number(len(rows)), count=number(count))
        st.markdown(f":small[{words}]")
    with st.container(height=420 if len(rows) > 8 else "content", border=False):
        st.table(pd.DataFrame(rows), hide_index=True, alt=alt)


def _save(kept: Kept) -> None:
    """Save what was shown; when it would do something else by now, show that first."""
    file = kept.file
    with outcome.refusing_at(_PLACE, problems=5):
        try:
            number_of_change = save_import(
                session.store(),
                file.tables,
                by=session.actor(),
                reason=reason_for(file.name),
                seen=file.preview,
            )
        except PreviewOutdatedError as outdated:
            kept.show_instead(outdated.fresh)
            raise
        if kept.layout is not None:
            remember_layout(session.store().path, kept.grid, kept.likely, kept.layout)
        keep_saved(saved_sentence(file.preview.saved), number_of_change, file.name)
        put_aside()
