"""What who leads the evening can do: choose the meeting, go to a slide, mind the time, close a point."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sok_metrics import clock
from sok_metrics.errors import RefusedError
from sok_metrics.nouns.calendar import AMSTERDAM
from sok_metrics.nouns.model import Actor, Role
from sok_metrics.store.changes.permissions import require_role
from sok_metrics.store.connection import open_store
from sok_metrics.store.queries.records import Record, read_record
from sok_metrics.tasks.minutes.noting import close_point, open_point
from sok_metrics.tasks.room.deck import TAKES_PLACE
from sok_metrics.tasks.room.director import Director, Shown
from sok_metrics.tasks.room.join_words import new_join_code
from sok_metrics.tasks.room.pictures import charts_of_point, write_index
from sok_metrics.tasks.room.state import RoomState
from sok_metrics.texts import _

Fields = Mapping[str, Any]
_ZOOMS = (70, 80, 90, 100, 110, 125, 140)
_AFTER_THE_END = timedelta(hours=4)
"""How long after the planned end the room closes by itself: evenings run late, and then there is talk."""
_WITHOUT_END = timedelta(hours=6)
_LONGEST = timedelta(hours=14)


StoreCommand = Callable[[Director, str, Actor], None]


def lead(
    director: Director, command: str, value: str, by: Actor, more: Mapping[str, StoreCommand] | None = None
) -> None:
    """Do one command, of here or of `more`; raises RefusedError when it is none, or cannot be done now."""
    require_role(by, Role.EDITOR)
    with_the_store = {**_WITH_THE_STORE, **(more or {})}
    if command in with_the_store:
        with_the_store[command](director, value, by)
    elif command in _ON_THE_SCREEN:
        # The slides are asked before our turn: what changes the state waits for nobody.
        shown = director.known()
        director.room.change_by(lambda state: _ON_THE_SCREEN[command](shown, state, value))
        director.hurry()
    else:
        raise RefusedError(_("Deze knop bestaat niet meer. Laad deze pagina opnieuw."))


def _go(step: Callable[[Shown], int]) -> Callable[[Shown, RoomState, str], Fields]:
    def change(shown: Shown, state: RoomState, _value: str) -> Fields:
        return _to(shown, state, step(shown))

    return change


def _to(shown: Shown, state: RoomState, index: int) -> Fields:
    """Show the slide at this place; the timer of another point starts anew."""
    if shown.deck is None:
        return {}
    point, place = shown.deck.slides[min(max(index, 0), shown.count - 1)].at
    fields: dict[str, Any] = {"point": point, "slide": place, "is_blank": False}
    if point != state.point:
        fields |= {"timer_started_at": clock.timestamp(), "timer_spent": 0.0}
    return fields


def _jump(shown: Shown, state: RoomState, value: str) -> Fields:
    return _to(shown, state, int(value) - 1) if value.isdecimal() and len(value) < 6 else {}


def _blank(_shown: Shown, state: RoomState, _value: str) -> Fields:
    return {"is_blank": not state.is_blank}


def _zoom(_shown: Shown, state: RoomState, value: str) -> Fields:
    if value not in ("+", "-"):
        return {"zoom": 100}
    place = min(range(len(_ZOOMS)), key=lambda one: abs(_ZOOMS[one] - state.zoom))
    place += 1 if value == "+" else -1
    return {"zoom": _ZOOMS[min(max(place, 0), len(_ZOOMS) - 1)]}


def _timer(_shown: Shown, state: RoomState, value: str) -> Fields:
    now = clock.timestamp()
    if value == "reset":
        return {"timer_started_at": now, "timer_spent": 0.0}
    if state.timer_started_at is None:
        return {"timer_started_at": now}
    return {"timer_started_at": None, "timer_spent": state.timer_spent + now - state.timer_started_at}


def _pictures_done(_shown: Shown, state: RoomState, value: str) -> Fields:
    return {"pictures_of": None} if value == str(state.pictures_of) else {}


def start_meeting(director: Director, number: str, by: Actor) -> None:
    """Put a meeting on the screens, from its first slide; cards of an earlier one are closed."""
    _meeting(director, number)
    state = director.room.state
    if state.meeting_number == int(number):
        return
    director.end(by)
    director.room.change(
        meeting_number=int(number),
        point=None,
        slide=0,
        is_blank=False,
        closed_cards=(),
        pictures_of=None,
        timer_started_at=clock.timestamp(),
        timer_spent=0.0,
        join_code=new_join_code(but=state.join_code),
    )


def stop_meeting(director: Director, _value: str, by: Actor) -> None:
    """Take the meeting off the screens, count its open cards, and close the room."""
    director.end(by)
    director.room.change(meeting_number=None, point=None, slide=0, is_open=False, pictures_of=None)


def open_room(director: Director, public_address: str, by: Actor) -> None:
    """Open the room on the local network, until some hours after the end of the meeting.

    A server that stands on the internet has an address there already: phones use that one.
    """
    state = director.room.state
    if state.meeting_number is None:
        raise RefusedError(_("Kies eerst een bijeenkomst."))
    record = _meeting(director, str(state.meeting_number))
    if record.values["closed_at"]:
        raise RefusedError(_("Deze bijeenkomst is afgesloten. Daarom gaat de zaal niet meer open."))
    code = state.join_code or new_join_code()
    director.room.change(
        is_open=True,
        is_public=bool(public_address),
        address=public_address,
        ends_at=_ends_at(record),
        join_code=code,
        trouble="",
    )


def close_room(director: Director, _value: str, by: Actor) -> None:
    """Count the open cards, and close the room on the local network; the screens on this computer go on."""
    director.end(by)
    director.room.change(is_open=False)


def _ends_at(record: Record) -> float:
    """When the room closes by itself: never long after the evening, whatever somebody typed as its end."""
    now = clock.timestamp()
    latest = now + _LONGEST.total_seconds()
    end = record.values["end_time"]
    if not end:
        return now + _WITHOUT_END.total_seconds()
    hours, minutes = (int(part) for part in end.replace(".", ":").split(":"))
    day = datetime.fromisoformat(str(record.values["held_on"])[:10])
    planned = day.replace(hour=hours, minute=minutes, tzinfo=AMSTERDAM) + _AFTER_THE_END
    at = planned.timestamp()
    return min(at, latest) if at > now else now + _WITHOUT_END.total_seconds()


def _meeting(director: Director, number: str) -> Record:
    """The meeting with this number; raises RefusedError when there is none that may be shown."""
    store = open_store(director.path)
    record = read_record(store.whole(), TAKES_PLACE, [number]) if number.isdecimal() else None
    if record is None or record.is_archived:
        raise RefusedError(_("Deze bijeenkomst is er niet meer."))
    if record.values["visibility"] != "public":
        raise RefusedError(
            _("Deze bijeenkomst is niet openbaar. Op het scherm komt alleen wat iedereen mag zien.")
        )
    return record


def _close_point(director: Director, value: str, by: Actor) -> None:
    number, meeting = director.room.state.point, director.room.state.meeting_number
    if number is None or meeting is None:
        raise RefusedError(_("Dit is geen punt van de agenda."))
    close_point(open_store(director.path), meeting, number, outcome=value or "discussed", by=by)
    write_index(director.path, meeting, number, charts_of_point(director, number))
    director.room.change(pictures_of=number)


def _reopen_point(director: Director, value: str, by: Actor) -> None:
    meeting = director.room.state.meeting_number
    if meeting is None:
        raise RefusedError(_("Kies eerst een bijeenkomst."))
    open_point(open_store(director.path), meeting, int(value), by=by)


_ON_THE_SCREEN: dict[str, Callable[[Shown, RoomState, str], Fields]] = {
    "next": _go(lambda shown: shown.index + 1),
    "previous": _go(lambda shown: shown.index - 1),
    "first": _go(lambda _shown: 0),
    "last": _go(lambda shown: shown.count - 1),
    "jump": _jump,
    "blank": _blank,
    "zoom": _zoom,
    "timer": _timer,
    "pictures_done": _pictures_done,
}
_WITH_THE_STORE: dict[str, StoreCommand] = {
    "meeting": start_meeting,
    "stop": stop_meeting,
    "open_room": open_room,
    "close_room": close_room,
    "close_point": _close_point,
    "reopen_point": _reopen_point,
}
