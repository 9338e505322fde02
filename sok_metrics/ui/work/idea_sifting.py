"""For editors: many ideas of the box put away in one go, as after a flood."""

import pandas as pd
import streamlit as st

from sok_metrics.errors import SokError
from sok_metrics.store.queries.ideas import list_waiting_ideas
from sok_metrics.tasks.people.sifting import Heap, archive_ideas, heaps_of, put_away_words
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.formats import day_and_time, is_present, short_day
from sok_metrics.texts.statuses import choice_word
from sok_metrics.ui.forms import around, buttons
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.escaping import plain, without_formulas

_HEAP = "sift_heap"
_LONGEST_START = 40


def show_sifting() -> None:
    """Choose ideas that came in together or look alike, and archive them as one change."""
    if not buttons.can_change("idea"):
        return
    ideas = list_waiting_ideas(session.reader())
    if len(ideas) < 2:
        return
    with st.expander(_("Veel ideeën tegelijk archiveren"), icon=":material/filter_alt:"):
        st.markdown(
            _(
                "Kwam er veel binnen wat geen idee is? Kies wat u wilt archiveren en kijk het na. "
                "U kunt het daarna in één keer ongedaan maken."
            )
        )
        heap = st.selectbox(
            _("Welke ideeën?"),
            heaps_of(ideas),
            index=None,
            format_func=_heap_words,
            placeholder=_("Zelf aanvinken"),
            key=_HEAP,
        )
        _ask_which(ideas, heap)


def _heap_words(heap: Heap) -> str:
    """What belongs together; the number first, as a phone cuts off the end."""
    count = len(heap.numbers)
    if heap.hour is None:
        start = heap.text if len(heap.text) <= _LONGEST_START else heap.text[:_LONGEST_START].rstrip() + "…"
        return _("{n} die lijken op: {text}").format(text=" ".join(start.split()), n=count)
    return _("{n} van {day}, {hour}.00 tot {next}.00 uur").format(
        day=short_day(heap.hour.date()), hour=heap.hour.hour, next=heap.hour.hour + 1, n=count
    )


def _ask_which(ideas: pd.DataFrame, heap: Heap | None) -> None:
    """The ideas with a tick at each that goes; the choice above ticks some beforehand."""
    ticked = ideas["number"].isin(heap.numbers if heap is not None else [])
    shown = pd.DataFrame(
        {
            "archive": ticked,
            "text": ideas["text"],
            "received": [day_and_time(moment.to_pydatetime()) for moment in ideas["received_at"]],
            "group": [
                choice_word("idea", "submitted_by", group) if is_present(group) else ""
                for group in ideas["submitted_by"]
            ],
        }
    ).sort_values("archive", ascending=False, kind="stable")
    answered = st.data_editor(
        without_formulas(shown),
        hide_index=True,
        disabled=["text", "received", "group"],
        column_config={
            "archive": st.column_config.CheckboxColumn(_("Archiveren"), width="small"),
            "text": st.column_config.TextColumn(_("Idee"), width="large"),
            "received": st.column_config.TextColumn(_("Binnengekomen")),
            "group": st.column_config.TextColumn(_("Namens")),
        },
        # Another choice, or another box: other ticks.
        key=f"sift-{session.state().last_change}-{hash(heap)}",
    )
    chosen = ideas.loc[answered.index[answered["archive"]]]
    _show_button(dict(zip(chosen["number"].astype(int), chosen["version"].astype(int), strict=True)))


def _show_button(versions: dict[int, int]) -> None:
    label = ngettext("Archiveer {n} idee", "Archiveer {n} ideeën", len(versions)).format(n=len(versions))
    if not st.button(label, icon=":material/archive:", disabled=not versions, key="sift-archive"):
        return
    try:
        number = archive_ideas(session.store(), versions, by=session.actor())
    except SokError as error:
        st.error(plain(error.sentence), icon=":material/edit:")
    else:
        around.leave_saved(
            put_away_words(len(versions)),
            number,
            ngettext("{n} idee archiveren", "{n} ideeën archiveren", len(versions)).format(n=len(versions)),
        )
