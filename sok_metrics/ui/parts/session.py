"""What this visitor looks at: store, moment, with or without examples. All session keys stand here."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar

import streamlit as st

from sok_metrics import clock
from sok_metrics.errors import SokError
from sok_metrics.nouns.calendar import end_of_day
from sok_metrics.nouns.columns import FIRST_DAY, LAST_DAY
from sok_metrics.nouns.model import Actor, Agreement, Role, View
from sok_metrics.store.changes.permissions import VISITOR, require_role
from sok_metrics.store.connection import Store, open_store
from sok_metrics.store.queries.agreement import has_example_rows, read_agreement
from sok_metrics.store.queries.progress import read_progress
from sok_metrics.store.reader import Reader, WholeReader
from sok_metrics.tasks.files.asked import CODE, DAY, WITH_EXAMPLES
from sok_metrics.tasks.storage.place import database_path
from sok_metrics.tasks.storage.remains import refuse_missing
from sok_metrics.texts import _
from sok_metrics.ui.parts.account import account
from sok_metrics.views.progress import Progress

MOMENT_PARAMETER, EXAMPLES_PARAMETER, CODE_PARAMETER = DAY, WITH_EXAMPLES, CODE
NUMBER_PARAMETER = "nummer"
CHANGE_PARAMETER, TABLE_PARAMETER = "wijziging", "tabel"
PERSON_PARAMETER = "persoon"

P = ParamSpec("P")
T = TypeVar("T")

_TOO_MANY_DIGITS = 16

_AS_OF_DAY = "as_of_day"
_REAL_ONLY = "real_only"
_WRONG_DAY = "wrong_day"
_PAGE = "page"
_ROLE = "role"


def store() -> Store:
    """The store of this server.

    Raises StoreMissingError or StoreGoneError when there was one: then somebody has to choose.
    """
    path = database_path()
    refuse_missing(path)
    return open_store(path)


def read_address(page: str) -> None:
    """Take the day and the choice of figures from the address of this page, and keep them there."""
    st.session_state[_WRONG_DAY] = None
    if asked_day := st.query_params.get(MOMENT_PARAMETER):
        day = known_day(asked_day)
        is_wrong = day is None or day > clock.today()
        st.session_state[_AS_OF_DAY] = None if is_wrong else day
        st.session_state[_WRONG_DAY] = asked_day if is_wrong else None
    if EXAMPLES_PARAMETER in st.query_params:
        st.session_state[_REAL_ONLY] = st.query_params[EXAMPLES_PARAMETER] == "nee"
    _complete_address(page)


def _complete_address(page: str) -> None:
    """Put in the address what is shown, where Streamlit (1.67) leaves it out.

    A link to the page that is open changes what is shown but not the address.
    """
    missing = {name: value for name, value in view_parameters().items() if name not in st.query_params}
    if st.session_state.get(_PAGE) == page:
        named = (CODE_PARAMETER, NUMBER_PARAMETER, CHANGE_PARAMETER, TABLE_PARAMETER)
        missing |= {name: st.query_params[name] for name in named if name in st.query_params}
    st.session_state[_PAGE] = page
    if missing:
        st.query_params.update(missing)


def day_of(text: str) -> date | None:
    """The day that stands in an address as "2023-12-04"; None when it is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def known_day(text: str) -> date | None:
    """The same, when the store can know anything of that day."""
    day = day_of(text)
    return day if day is not None and FIRST_DAY <= day <= LAST_DAY else None


def number_of(text: str) -> int | None:
    """The whole number that stands in an address; None when it is none, or larger than any of ours."""
    return int(text) if text.isdecimal() and len(text) < _TOO_MANY_DIGITS else None


def asked_code(known: Iterable[str]) -> str:
    """The code that the address names, written as among those that are known; "" when it names none."""
    asked, codes = st.query_params.get(CODE_PARAMETER, "").strip(), set(known)
    return asked if asked in codes else {code.lower(): code for code in codes}.get(asked.lower(), asked)


def view_parameters() -> dict[str, str]:
    """The part of an address that says which day and which figures are shown."""
    parameters = {}
    if (day := as_of_day()) is not None:
        parameters[MOMENT_PARAMETER] = day.isoformat()
    if is_real_only():
        parameters[EXAMPLES_PARAMETER] = "nee"
    return parameters


def show_day(day: date | None) -> None:
    """Look at everything as it was known at the end of this day; None is now."""
    st.session_state[_AS_OF_DAY] = day
    if day is None:
        st.query_params.pop(MOMENT_PARAMETER, None)
    else:
        st.query_params[MOMENT_PARAMETER] = day.isoformat()


def show_real_only(real_only: bool) -> None:
    """Leave the examples out, or show them again."""
    st.session_state[_REAL_ONLY] = real_only
    if real_only:
        st.query_params[EXAMPLES_PARAMETER] = "nee"
    else:
        st.query_params.pop(EXAMPLES_PARAMETER, None)


def as_of_day() -> date | None:
    """The day in the past that the visitor looks at; None is now."""
    day: date | None = st.session_state.get(_AS_OF_DAY)
    return day if day is not None and day < clock.today() else None


def is_real_only() -> bool:
    """Whether the visitor leaves the examples out."""
    return bool(st.session_state.get(_REAL_ONLY, False))


def wrong_day() -> str | None:
    """What stood in the address as a day but is none, or is still to come."""
    text: str | None = st.session_state.get(_WRONG_DAY)
    return text


def shown_day() -> date:
    """The day whose figures are shown: today, or the day in the past that the visitor chose."""
    return as_of_day() or clock.today()


def view() -> View:
    """What anybody may see of the chosen day, which counts up to its last moment in Amsterdam.

    Files go out in this view, whoever makes them; pages may show editors more of the past (`reader`).
    """
    day = as_of_day()
    if day is None:
        return View(with_examples=not is_real_only())
    return View(as_of=end_of_day(day), with_examples=not is_real_only())


def actor() -> Actor:
    """Who looks at this page, and what they may do."""
    who = account()
    return VISITOR if who is None else who.actor


def recognise() -> None:
    """Find out who looks, at the beginning of a look: a page asks it some forty times.

    Who writes is asked again (`actor`).
    """
    st.session_state[_ROLE] = actor().role


def may(needed: Role) -> bool:
    """Whether who looks has this role."""
    return _role().covers(needed)


def _role() -> Role:
    known: Role | None = st.session_state.get(_ROLE)
    return actor().role if known is None else known


def words_for(error: SokError) -> str:
    """What went wrong: with the places on the server for an administrator only."""
    return str(error) if may(Role.ADMINISTRATOR) else error.sentence


def reader() -> Reader:
    """A reader of the store in this visitor's view."""
    return reader_of(state())


def whole() -> WholeReader:
    """A reader of all that is kept, as it stands now; only editors get one."""
    require_role(Actor("", _role()), Role.EDITOR)
    return store().whole()


class State(NamedTuple):
    """All that decides what a page shows: while it is the same, what was made of the store stays good.

    The key of every cache; who looks is in it by role, never by name.
    """

    path: str
    opened: int
    last_change: int
    as_of: datetime | None
    with_examples: bool
    today: date
    """The day that is shown."""
    role: Role
    now: date
    """The real day: what was in tuning until yesterday is public today, in a look at the past too."""


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function gives or draws, for so many states of the store and arguments.

    What it gives is shared by all who look at the same, so read-only. One run makes it while others wait.
    """

    def keep(make: Callable[P, T]) -> Callable[P, T]:
        @_by_state(most)
        @wraps(make)
        def made_for(seen: State, /, *args: P.args, **kwargs: P.kwargs) -> T:
            return make(*args, **kwargs)

        @wraps(make)
        def give(*args: P.args, **kwargs: P.kwargs) -> T:
            return made_for(state(), *args, **kwargs)

        return give

    return keep


def _by_state(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The cache behind it. The key of a state is one text: Streamlit (1.67) takes longer to look into each of
    its fields than to send a chart.
    """
    return st.cache_resource(max_entries=most, show_spinner=False, hash_funcs={State: repr})


def state() -> State:
    """What this visitor looks at now."""
    current, shown = store(), view()
    return State(
        path=str(current.path),
        opened=current.opened,
        last_change=current.reader().last_change,
        as_of=shown.as_of,
        with_examples=shown.with_examples,
        today=shown_day(),
        role=_role(),
        now=clock.today(),
    )


def reader_of(state: State) -> Reader:
    """A reader of the store as this state shows it; editors see in the past what was taken away since."""
    return store().reader(
        View(
            as_of=state.as_of,
            with_examples=state.with_examples,
            with_taken_away=state.as_of is not None and state.role.covers(Role.EDITOR),
        )
    )


@kept(16)
def has_taken_away() -> bool:
    """Whether anything of the shown day in the past is not public now."""
    return reader().has_taken_away()


@kept(16)
def agreement() -> Agreement | None:
    """The agreement that is shown; None in an empty store."""
    return read_agreement(reader())


def monthly_name() -> str:
    """What this neighbourhood calls its monthly meeting; the usual word while the store cannot be read."""
    try:
        found = agreement()
    except SokError:  # the menu asks for this first; what is wrong is told below it
        found = None
    return (found.monthly_meeting_name if found else "") or _("Maandelijks overleg")


@kept(4)
def holds_examples() -> bool:
    """Whether this store holds examples, shown or not."""
    return has_example_rows(reader_of(state()._replace(as_of=None, with_examples=True)))


def progress() -> Progress:
    """How everything does on the shown day; computed once per state of the store and shared, so read-only."""
    return _progress(state())


def progress_at(moment: datetime | None, today: date) -> Progress:
    """How everything did at a moment (None is now), as this visitor would see it on that day; read-only."""
    return _progress(state()._replace(as_of=moment, today=today))


@_by_state(16)
def _progress(state: State) -> Progress:
    return read_progress(reader_of(state), state.today)
