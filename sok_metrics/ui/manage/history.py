"""The parts of the page about who changed what, and the link to it from each thing."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import quote, unquote

import streamlit as st

from sok_metrics.nouns import TABLES, TABLES_BY_NAME
from sok_metrics.nouns.calendar import end_of_day
from sok_metrics.nouns.model import Role
from sok_metrics.store.queries.history import (
    ABOUT_PEOPLE,
    PAGE,
    Change,
    Wanted,
    count_changes,
    differences,
    list_changes,
    list_makers,
)
from sok_metrics.texts import _, ngettext
from sok_metrics.texts.fields import noun
from sok_metrics.texts.formats import day_and_time, headed, number
from sok_metrics.texts.history import (
    hidden_sentence,
    line_sentence,
    source_word,
    tally_sentence,
    undo_sentence,
)
from sok_metrics.ui.parts import session
from sok_metrics.ui.parts.choices import choose_one
from sok_metrics.ui.parts.escaping import plain
from sok_metrics.ui.parts.navigation import link

TABLE, CODE, CHANGE = session.TABLE_PARAMETER, session.CODE_PARAMETER, session.CHANGE_PARAMETER
PLACE = "blad"
BY, SINCE, UNTIL = "door", "van", "tot"
_LONGEST_KEY = 400
_WRONG_DAYS = "history_wrong_days"


def history_link(table: str, key: Sequence[str]) -> None:
    """A link to everything that one thing ever was, for who may see that."""
    allowed = Role.ADMINISTRATOR if table in ABOUT_PEOPLE else Role.EDITOR
    if session.may(allowed):
        link("history", _("Geschiedenis"), thing_address(table, key), icon="history")


def thing_address(table: str, key: Sequence[str]) -> dict[str, str]:
    """The part of an address that names one thing."""
    return {TABLE: table, CODE: "|".join(quote(part, safe="") for part in key)}


def asked_thing() -> tuple[str, tuple[str, ...]] | None:
    """The thing that the address names; None when it names none."""
    table = st.query_params.get(TABLE, "")
    key = tuple(unquote(part).strip() for part in st.query_params.get(CODE, "").split("|"))
    is_whole = table in TABLES_BY_NAME and len(key) == len(TABLES_BY_NAME[table].key) and all(key)
    return (table, key) if is_whole else None


def asked_change() -> int | None:
    """The change set that the address names; None when it names none."""
    return session.number_of(st.query_params.get(CHANGE, ""))


def sees_people() -> bool:
    """Whether who looks may see what stood in the data about people."""
    return session.may(Role.ADMINISTRATOR)


def ask_filters() -> Wanted:
    """Which changes one wants to see; each choice stands in the address."""
    asked = {name: st.query_params.get(name, "") for name in (BY, TABLE, CODE, SINCE, UNTIL)}
    _show_wrong_days(asked)
    makers = {name: name for name in list_makers(session.whole())}
    tables = {one.name: headed(noun(one.name).many) for one in TABLES}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = choose_one(_("Wie"), makers, asked[BY], placeholder=_("Iedereen"), width=240)
        table = choose_one(_("Wat"), tables, asked[TABLE], placeholder=_("Alles"), width=340)
        code = (
            st.text_input(_("Code of nummer"), unquote(asked[CODE])[:_LONGEST_KEY], width=160).strip()
            if table
            else ""
        )
        since = st.date_input(_("Van"), session.known_day(asked[SINCE]), format="DD-MM-YYYY", width=180)
        until = st.date_input(
            _("Tot en met"), session.known_day(asked[UNTIL]), format="DD-MM-YYYY", width=180
        )
    chosen = {
        BY: by or "",
        TABLE: table or "",
        CODE: quote(code, safe="|") if code else "",
        SINCE: since.isoformat() if isinstance(since, date) else "",
        UNTIL: until.isoformat() if isinstance(until, date) else "",
    }
    _keep(chosen, asked)
    return Wanted(
        made_by=by,
        table=table,
        code=code or None,
        since=end_of_day(since - timedelta(days=1)) if isinstance(since, date) else None,
        until=end_of_day(until) if isinstance(until, date) else None,
    )


def _keep(chosen: dict[str, str], asked: dict[str, str]) -> None:
    """Put a new choice in the address, from the first page on."""
    if chosen == asked:
        return
    for name, value in {**chosen, PLACE: ""}.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
    st.rerun()


def _show_wrong_days(asked: Mapping[str, str]) -> None:
    """What stood in the address as a day but is none; it leaves the address: the next look says it."""
    wrong = [asked[name] for name in (SINCE, UNTIL) if asked[name] and not session.known_day(asked[name])]
    for text in st.session_state.pop(_WRONG_DAYS, []):
        st.warning(
            _("'{text}' is geen dag die hier kan. Schrijf jaar-maand-dag, zoals 2023-12-04.").format(
                text=plain(text[:40])
            ),
            icon=":material/event_busy:",
        )
    if wrong:
        st.session_state[_WRONG_DAYS] = wrong


def answer(wanted: Wanted) -> tuple[str, int]:
    """How many change sets there are of what is wanted, as a sentence and as a number."""
    count = count_changes(session.whole(), wanted)
    if not count:
        return _("Geen wijzigingen gevonden"), 0
    sentence = ngettext("{n} wijziging", "{n} wijzigingen", count).format(n=number(count, 0))
    return sentence, count


def show_changes(wanted: Wanted, count: int) -> None:
    """A page of changes, newest first, with the way to the pages before and after it."""
    pages = -(-count // PAGE)
    place = min(max(session.number_of(st.query_params.get(PLACE, "")) or 1, 1), max(pages, 1))
    changes = list_changes(session.whole(), wanted, skip=(place - 1) * PAGE, with_people=sees_people())
    for change in changes:
        with st.container(gap=None):
            show_head(change)
            with st.container(horizontal=True, gap="small"):
                link(
                    "history", _("Bekijk wijziging {n}").format(n=change.number), {CHANGE: str(change.number)}
                )
    if pages > 1:
        _show_pages(place, pages)


def _show_pages(place: int, pages: int) -> None:
    kept = {
        name: st.query_params[name] for name in (BY, TABLE, CODE, SINCE, UNTIL) if name in st.query_params
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        if place > 1:
            link("history", _("Nieuwere"), {**kept, PLACE: str(place - 1)}, icon="chevron_left")
        st.markdown(
            _("Blad {place} van {pages}").format(place=place, pages=number(pages, 0)), width="content"
        )
        if place < pages:
            link("history", _("Oudere"), {**kept, PLACE: str(place + 1)}, icon="chevron_right")


def sentence(change: Change) -> str:
    """What was done, after who did it."""
    if change.undoes is not None:
        return undo_sentence(change.undoes)
    line = change.only_line
    if line is None:
        counts = [
            (one.table, one.added, one.changed, one.put_away, one.brought_back) for one in change.tallies
        ]
        return tally_sentence(counts)
    if line.is_hidden:
        return hidden_sentence()
    return line_sentence(line.table, line.key, line.before, line.after, differences(line.before, line.after))


def show_head(change: Change) -> None:
    """Who did what, when, from where and why."""
    undone = ""
    if change.undone_by is not None:
        undone = f" :gray-badge[:material/undo: {_('teruggedraaid')}]"
    st.markdown(f"**{plain(change.made_by)}** {plain(sentence(change))}{undone}")
    details = [day_and_time(change.made_at), source_word(change.source), plain(change.reason)]
    st.markdown(f":small[{' · '.join(details)}]")
