"""The slides of an evening: which there are and what stands on each, from the agenda and how things stand.

A slide holds rows and findings, no words; `texts.slides` says them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

import pandas as pd

from sok_metrics.nouns.outcomes import RuleCheck
from sok_metrics.views.actions import Actions, Decisions
from sok_metrics.views.money import Books
from sok_metrics.views.rows import rows_of
from sok_metrics.views.standing import Standing

T = TypeVar("T")

CHARTS_A_SLIDE = 2
_FUNDS = 3
_AGENDA_LINES, _CHANGES, _ACTIONS, _RULES, _SPOTLIGHTS, _DECISIONS, _PROJECTS = 8, 5, 5, 5, 2, 3, 8
"""How many lines a slide takes, of a length that most have."""
_MOST_SLIDES = 3
"""Of a list that goes on and on: the rest stands in the dashboard."""


class SlideKind(StrEnum):
    """What a slide is about: a kind of agenda item, or a part of one."""

    WELCOME = "welcome"
    SINCE = "since"
    COMMITMENT = "commitment"
    CARD = "card"
    SPOTLIGHT = "spotlight"
    ACTIONS = "actions"
    BUDGET = "budget"
    FUNDS = "funds"
    DECISION = "decision"
    RULES = "rules"
    TALK = "talk"
    CLOSING = "closing"


@dataclass(frozen=True)
class Slide:
    """One slide, and where it stands: `place` (from 0) of the `count` slides of its point."""

    kind: SlideKind
    point: Any | None
    """The row of list_agenda; None for the welcome that no agenda names."""
    rows: Sequence[Any] = ()
    """What stands on it: agenda items, changes, series to draw, actions, spotlights, checks, decisions,
    the accounts of funds, or what projects got (code, amount)."""
    rest: int = 0
    """How many more there are that no slide shows."""
    place: int = 0
    count: int = 1
    standing: Standing | None = None
    """Of a value, goal or rule: how it stands."""

    @property
    def at(self) -> tuple[int | None, int]:
        """The number of its point and its place there: what the state of the room keeps."""
        return (None if self.point is None else int(self.point.number), self.place)


@dataclass(frozen=True)
class Evening:
    """All that the slides of one meeting are made from."""

    meeting: Any
    """The row of list_meetings."""
    agenda: Sequence[Any]
    """The rows of list_agenda."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """How each commitment stands that the agenda names, by its code."""
    changes: pd.DataFrame | None = None
    """What changed since the last review, as changes_between."""
    spotlights: Sequence[Any] = ()
    actions: Actions | None = None
    decisions: Decisions | None = None
    checks: Sequence[RuleCheck] = ()
    books: Books | None = None


def slides_of(evening: Evening) -> tuple[Slide, ...]:
    """All slides in the order of the agenda; there is always a first one, that says welcome."""
    slides: list[Slide] = []
    if not evening.agenda or evening.agenda[0].kind != SlideKind.WELCOME:
        slides += _numbered(_welcome(evening, None))
    for point in evening.agenda:
        slides += _numbered(_of_point(evening, point))
    return tuple(slides)


def find_slide(slides: Sequence[Slide], point: int | None, place: int) -> int:
    """Where the slide of this point and place stands; the nearest that there still is when it is gone."""
    of_point = [index for index, slide in enumerate(slides) if slide.at[0] == point]
    if not of_point:
        return 0
    return of_point[min(max(place, 0), len(of_point) - 1)]


def charts_of(slides: Sequence[Slide], point: int) -> list[Any]:
    """The series that are drawn at one point, in their order."""
    return [
        row
        for slide in slides
        if slide.kind is SlideKind.COMMITMENT and slide.at[0] == point
        for row in slide.rows
    ]


def high_share(answers: Any) -> float:
    """How many percent gave a 4 or a 5. In: a row of Progress.cards."""
    return 100 * float(answers.n4 + answers.n5) / float(answers.n)


def _of_point(evening: Evening, point: Any) -> list[Slide]:
    kind = SlideKind(point.kind)
    if kind is SlideKind.COMMITMENT and point.commitment_code in evening.standings:
        return _commitment(evening.standings[point.commitment_code], point)
    make = {
        SlideKind.WELCOME: _welcome,
        SlideKind.SINCE: _since,
        SlideKind.SPOTLIGHT: _spotlight,
        SlideKind.ACTIONS: _actions,
        SlideKind.BUDGET: _budget,
        SlideKind.DECISION: _decision,
        SlideKind.RULES: _rules,
        SlideKind.CLOSING: _closing,
    }.get(kind, _talk)
    return make(evening, point)


def _welcome(evening: Evening, point: Any | None) -> list[Slide]:
    return _pages(SlideKind.WELCOME, point, list(evening.agenda), _AGENDA_LINES, most=1)


def _since(evening: Evening, point: Any) -> list[Slide]:
    changes = [] if evening.changes is None else list(rows_of(evening.changes))
    return _pages(SlideKind.SINCE, point, changes, _CHANGES)


def _commitment(standing: Standing, point: Any) -> list[Slide]:
    """The sentence with its charts, as many slides as they take; then its card."""
    drawn = _chunks(list(standing.drawn), CHARTS_A_SLIDE) or [[]]
    slides = [Slide(SlideKind.COMMITMENT, point, tuple(rows), standing=standing) for rows in drawn]
    if standing.card is not None:
        slides.append(Slide(SlideKind.CARD, point, standing=standing))
    return slides


def _spotlight(evening: Evening, point: Any) -> list[Slide]:
    return _pages(SlideKind.SPOTLIGHT, point, list(evening.spotlights), _SPOTLIGHTS)


def _actions(evening: Evening, point: Any) -> list[Slide]:
    waiting = [] if evening.actions is None else list(rows_of(evening.actions.open))
    return _pages(SlideKind.ACTIONS, point, waiting, _ACTIONS)


def _budget(evening: Evening, point: Any) -> list[Slide]:
    """How it stands with each fund, and what each project got: the most first."""
    if evening.books is None:
        return [Slide(SlideKind.FUNDS, point)]
    funds = _pages(SlideKind.FUNDS, point, evening.books.used_accounts(None), _FUNDS)
    granted = evening.books.flow(None).per_project
    if not granted:
        return funds
    rows = sorted(granted.items(), key=lambda one: -one[1])
    return [*funds, *_pages(SlideKind.BUDGET, point, rows, _PROJECTS)]


def _decision(evening: Evening, point: Any) -> list[Slide]:
    """The question, with what was decided on it this evening."""
    if evening.decisions is None:
        return _pages(SlideKind.DECISION, point, [], _DECISIONS)
    taken = evening.decisions.rows
    ours = list(rows_of(taken[taken["agenda_item_number"].eq(point.number).fillna(False)]))
    return _pages(SlideKind.DECISION, point, ours, _DECISIONS)


def _rules(evening: Evening, point: Any) -> list[Slide]:
    return _pages(SlideKind.RULES, point, list(evening.checks), _RULES)


def _closing(evening: Evening, point: Any) -> list[Slide]:
    """What was agreed this evening."""
    number = evening.meeting.number
    promised = [] if evening.actions is None else list(rows_of(evening.actions.of_meeting(number)))
    return _pages(SlideKind.CLOSING, point, promised, _ACTIONS)


def _talk(_evening: Evening, point: Any) -> list[Slide]:
    return [Slide(SlideKind.TALK, point)]


def _pages(
    kind: SlideKind, point: Any, rows: Sequence[Any], size: int, *, most: int = _MOST_SLIDES
) -> list[Slide]:
    """Slides of so many rows each, and one without any when there are none."""
    parts = (_chunks(rows, size) or [[]])[:most]
    rest = max(len(rows) - size * most, 0)
    return [Slide(kind, point, tuple(part), rest=rest if part is parts[-1] else 0) for part in parts]


def _numbered(slides: Sequence[Slide]) -> list[Slide]:
    return [replace(slide, place=place, count=len(slides)) for place, slide in enumerate(slides)]


def _chunks(rows: Sequence[T], size: int) -> list[Sequence[T]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]
