"""All that the page of who leads shows: now, next, notes, time, the list, the cards and the room."""

from typing import Any

from sok_metrics import clock
from sok_metrics.nouns.calendar import AMSTERDAM
from sok_metrics.tasks.room.addresses import own_addresses
from sok_metrics.tasks.room.deck import Deck
from sok_metrics.tasks.room.director import Director, Shown
from sok_metrics.tasks.room.state import RoomState, Trouble
from sok_metrics.texts import _
from sok_metrics.texts.formats import is_present
from sok_metrics.texts.statuses import choice_word
from sok_metrics.views.slides import Slide, SlideKind


def leader_state(director: Director) -> dict[str, Any]:
    """The state for who leads, as plain values; `meeting` is None while none is on the screens."""
    shown = director.shown()
    deck = shown.deck
    found: dict[str, Any] = {
        "version": shown.state.version,
        "now": clock.timestamp(),
        "meeting": None,
        "blank": shown.state.is_blank,
        "zoom": shown.state.zoom,
        "screens": director.screen_count,
        "room": _room(shown),
    }
    if deck is None:
        return found
    return found | {
        "meeting": {"number": int(deck.evening.meeting.number), "title": str(deck.evening.meeting.title)},
        "place": shown.index + 1,
        "count": shown.count,
        "current": _brief(director, shown.index),
        "next": _brief(director, shown.index + 1) if shown.index + 1 < shown.count else None,
        "point": _point(deck.slides[shown.index]),
        "timer": _timer(shown, deck.slides[shown.index]),
        "list": _listed(director, deck),
        "cards": _cards(shown, deck),
    }


def _brief(director: Director, index: int) -> dict[str, Any]:
    words = director.words(index)
    return {
        "kicker": words.kicker,
        "heading": words.heading,
        "place": words.place,
        "notes": list(words.notes),
        "lines": [line.text for line in words.lines],
        "charts": len(words.charts),
    }


def _point(slide: Slide) -> dict[str, Any] | None:
    point = slide.point
    if point is None:
        return None
    is_closed = is_present(point.closed_at)
    word = choice_word("agenda_item", "outcome", point.outcome) if is_present(point.outcome) else ""
    return {"number": int(point.number), "title": str(point.title), "closed": is_closed, "outcome": word}


def _timer(shown: Shown, slide: Slide) -> dict[str, Any]:
    planned: Any = slide.point.minutes_planned if slide.point is not None else None
    return {
        "started_at": shown.state.timer_started_at,
        "spent": shown.state.timer_spent,
        "planned": int(planned) * 60 if is_present(planned) else None,
    }


def _listed(director: Director, deck: Deck) -> list[dict[str, Any]]:
    """One line per slide: its point once, and then which slide of it."""
    return [
        {
            "place": index + 1,
            "title": str(slide.point.title if slide.point is not None else deck.evening.meeting.title),
            "part": slide.place + 1,
            "parts": slide.count,
            "name": _("Stemkaart") if slide.kind is SlideKind.CARD else "",
            "closed": slide.point is not None and is_present(slide.point.closed_at),
        }
        for index, slide in enumerate(deck.slides)
    ]


def _cards(shown: Shown, deck: Deck) -> list[dict[str, Any]]:
    """The cards of what the agenda names, in its order; first the one of the point on the screen."""
    found: dict[str, dict[str, Any]] = {}
    shown_now = deck.slides[shown.index].standing
    standings = [one for one in deck.evening.standings.values() if one is not shown_now]
    for standing in standings if shown_now is None else [shown_now, *standings]:
        card = standing.card
        if card is None or card.indicator_code in found:
            continue
        code = str(card.indicator_code)
        state = (
            "open"
            if code in shown.state.open_cards
            else "closed"
            if code in shown.state.closed_cards
            else "new"
        )
        found[code] = {
            "code": code,
            "commitment": str(standing.commitment.title),
            "question": str(card.question or card.indicator_name),
            "state": state,
            "n": shown.counts.get(code, 0),
        }
    return list(found.values())


def _room(shown: Shown) -> dict[str, Any]:
    state = shown.state
    ends = clock.at(state.ends_at).astimezone(AMSTERDAM).strftime("%H:%M") if state.is_open else ""
    return {
        "open": state.is_open,
        "address": state.address,
        "words": state.join_code.replace("-", " "),
        "ends": ends,
        "trouble": trouble_words(state.trouble),
        "others": _others(state),
    }


def _others(state: RoomState) -> list[str]:
    """Where else this computer can be found: on a second network, such as its own hotspot."""
    if not state.is_open or state.is_public:
        return []
    return [f"{one}:{state.port}" for one in own_addresses() if f"/{one}:" not in state.address]


def trouble_words(trouble: str) -> str:
    """Why phones cannot come in, and what to do; empty when they can."""
    return {
        Trouble.NO_NETWORK.value: _(
            "Deze computer zit op geen enkel netwerk. "
            "Maak verbinding met de wifi, of zet een eigen hotspot aan."
        ),
        Trouble.NO_PORT.value: _(
            "Er is geen vrije poort op deze computer. Sluit andere programma's en probeer het opnieuw."
        ),
    }.get(trouble, "")
