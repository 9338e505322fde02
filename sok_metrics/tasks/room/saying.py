"""The words and charts of each kind of slide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sok_metrics.charts import card_alt, card_distribution
from sok_metrics.charts.fund_bars import fund_bars
from sok_metrics.nouns.outcomes import Turn
from sok_metrics.tasks.room.deck import Deck, next_after
from sok_metrics.tasks.room.series_words import leader_findings, series_charts
from sok_metrics.tasks.room.slide_words import Chart, Line, SlideWords
from sok_metrics.texts import _
from sok_metrics.texts import slides as texts
from sok_metrics.texts.agreement_checks import check_word, checks_sentence, part_sentence
from sok_metrics.texts.commitments import answer_sentence, card_sentence
from sok_metrics.texts.formats import headed, is_present, whole_euros
from sok_metrics.texts.meetings import actions_sentence
from sok_metrics.texts.sentences import counts_sentence
from sok_metrics.texts.since import change_words, since_sentence
from sok_metrics.texts.statuses import choice_word
from sok_metrics.views.rows import first_row, rows_of
from sok_metrics.views.since import tally
from sok_metrics.views.slides import Slide, SlideKind, high_share
from sok_metrics.views.standing import Standing


@dataclass(frozen=True)
class _Said:
    """What one kind of slide says; the rest is the same for all."""

    heading: str
    text: str = ""
    lines: tuple[Line, ...] = ()
    charts: tuple[Chart, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    card: str = ""
    kicker: str = ""
    is_example: bool = False
    notes: tuple[str, ...] = ()


def words_of(deck: Deck, slide: Slide) -> SlideWords:
    """One slide of the deck, ready for the screen."""
    said = _SAY[slide.kind](deck, slide)
    lines = said.lines
    if more := texts.rest_words(slide.rest):
        lines = (*lines, Line(more))
    return SlideWords(
        kind=slide.kind.value,
        kicker=said.kicker or _kicker(deck, slide),
        place=_place(deck, slide),
        heading=said.heading,
        text=said.text,
        lines=lines,
        charts=said.charts,
        facts=said.facts,
        card=said.card,
        is_example=said.is_example,
        notes=(*_notes(slide), *said.notes),
    )


def _kicker(deck: Deck, slide: Slide) -> str:
    return str(deck.evening.meeting.title if slide.point is None else slide.point.title)


def _place(deck: Deck, slide: Slide) -> str:
    if slide.point is None:
        return ""
    numbers = [one.number for one in deck.evening.agenda]
    return texts.point_place(numbers.index(slide.point.number) + 1, len(numbers))


def _notes(slide: Slide) -> tuple[str, ...]:
    """What who leads should know of the point."""
    point = slide.point
    if point is None:
        return ()
    led = _("Leidt dit punt: {who}").format(who=point.led_by) if is_present(point.led_by) else ""
    reason = _("Waarom: {reason}").format(reason=point.reason) if is_present(point.reason) else ""
    return tuple(part for part in (led, reason, texts.point_detail(point)) if part)


def _welcome(deck: Deck, slide: Slide) -> _Said:
    meeting = deck.evening.meeting
    return _Said(
        heading=texts.cut(meeting.title),
        kicker=headed(choice_word("meeting", "kind", meeting.kind)),
        text=texts.welcome_words(meeting),
        lines=tuple(
            Line(texts.cut(point.title, 90), sign=str(place), is_example=bool(point.is_example))
            for place, point in enumerate(slide.rows, start=1)
        ),
        is_example=bool(meeting.is_example),
    )


def _since(deck: Deck, slide: Slide) -> _Said:
    changes, period = deck.evening.changes, deck.period
    if changes is None or (period.review is None and changes.empty):
        return _Said(heading=texts.no_review_words())
    series = {row.series_code: row for row in rows_of(deck.progress.assessed)}

    def line(change: Any) -> Line:
        found = series.get(change.series_code)
        label = found.series_label if found is not None else ""
        title = f"{change.title} ({label})" if label else change.title or change.code
        unit, kind = (None, None) if found is None else (found.unit, found.kind)
        words = change_words(change, unit, kind)
        sign = texts.TURN_SIGN[Turn(change.turn)]
        return Line(texts.cut(title), texts.cut(words), sign, bool(change.is_example))

    return _Said(
        heading=since_sentence(tally(changes), period.from_day),
        text="" if len(changes) else texts.no_change_words(),
        lines=tuple(line(change) for change in slide.rows),
    )


def _commitment(deck: Deck, slide: Slide) -> _Said:
    standing = _standing(slide)
    commitment, latest = standing.commitment, first_row(standing.answers)
    facts = []
    if standing.counts:
        facts.append((texts.measured_head(), counts_sentence(standing.counts)))
    if standing.card is not None:
        scores = (latest.median, latest.previous_median) if latest else (None, None)
        facts.append((texts.experienced_head(), card_sentence(*scores, is_hidden=standing.hides_answers)))
    heading = texts.cut(answer_sentence(standing.counts, standing.attention, latest))
    if slide.place:
        heading = texts.further_charts(slide.place, slide.count - (standing.card is not None))
    return _Said(
        heading=heading,
        kicker=_about(slide, commitment),
        charts=series_charts(deck, slide.rows),
        facts=tuple(facts),
        card=_card_code(standing),
        notes=leader_findings(standing),
    )


def _about(slide: Slide, commitment: Any) -> str:
    """The value or goal of a slide, behind the subject of the point where that is another."""
    name = f"{commitment.code} {commitment.title}"
    if slide.point is None or slide.point.title == name:
        return name
    return f"{texts.cut(slide.point.title, 60)} · {name}"


def _card(deck: Deck, slide: Slide) -> _Said:
    """The question; beside it, once it was answered, what the room gave now and before, and per group."""
    standing = _standing(slide)
    card, number = standing.card, deck.evening.meeting.number
    question = texts.question_words(str(card.question or ""), str(card.indicator_name)) if card else ""
    answers = standing.answers
    latest = first_row(answers)
    charts, facts, text = [], [], texts.not_asked_words()
    if latest is not None:
        is_now = latest.meeting_number == number
        text = texts.score_words(latest, high_share(latest)) if is_now else texts.no_result_words()
        title = texts.card_over_time_title() if is_now else _("Eerdere keren")
        charts.append(_distribution("nu", answers, title))
        groups = deck.progress.cards
        groups = groups[
            (groups["indicator_code"] == latest.indicator_code)
            & (groups["meeting_number"] == latest.meeting_number)
            & (groups["group_name"] != "")
        ]
        if len(groups):
            charts.append(_distribution("groepen", groups, texts.card_groups_title(latest, is_now=is_now)))
        if earlier := texts.earlier_words(latest.previous_median if is_now else latest.median):
            facts.append((texts.experienced_head(), earlier))
    return _Said(
        heading=texts.cut(question, 220),
        kicker=_about(slide, standing.commitment),
        text=text,
        charts=tuple(charts),
        facts=tuple(facts),
        card=_card_code(standing),
        is_example=latest is not None and bool(latest.is_example),
    )


def _distribution(name: str, rows: Any, title: str) -> Chart:
    def make(dark: bool) -> Any:
        return card_distribution(rows, title, size="screen", dark=dark)

    return Chart(name, card_alt(rows, title), make)


def _spotlight(_deck: Deck, slide: Slide) -> _Said:
    return _Said(
        heading=texts.spotlight_heading(len(slide.rows)),
        lines=tuple(
            Line(texts.cut(row.text, 320), sign="☀", is_example=row.is_example) for row in slide.rows
        ),
    )


def _actions(deck: Deck, slide: Slide) -> _Said:
    actions = deck.evening.actions
    count = (actions.count, actions.open_count, actions.late_count) if actions else (0, 0, 0)
    return _Said(heading=actions_sentence(*count), lines=_action_lines(slide.rows))


def _action_lines(rows: Sequence[Any]) -> tuple[Line, ...]:
    return tuple(
        Line(
            texts.cut(row.text), texts.action_detail(row), "!" if row.state == "late" else "○", row.is_example
        )
        for row in rows
    )


def _funds(deck: Deck, slide: Slide) -> _Said:
    books = deck.evening.books
    if books is None or not slide.rows:
        return _Said(heading=texts.no_budget_words())
    total = books.ledger.total(None)

    def make(dark: bool) -> Any:
        return fund_bars(slide.rows, books.fund_names, size="screen", dark=dark)

    heading = texts.budget_words(total.available, total.granted, total.paid)
    name = f"bronnen-{slide.place}"
    return _Said(heading, charts=(Chart(name, heading, make),), is_example=books.has_examples)


def _budget(deck: Deck, slide: Slide) -> _Said:
    books = deck.evening.books
    names = {} if books is None else books.project_names
    return _Said(
        heading=texts.projects_got_heading(),
        lines=tuple(
            Line(texts.cut(names.get(code) or _("Zonder project")), sign=whole_euros(amount))
            for code, amount in slide.rows
        ),
        is_example=books is not None and books.has_examples,
    )


def _decision(_deck: Deck, slide: Slide) -> _Said:
    point = _point(slide)
    if not slide.rows:
        reason = texts.cut(str(point.reason), 320) if is_present(point.reason) else ""
        return _Said(heading=texts.cut(point.title, 220), kicker=texts.asked_for_decision(), text=reason)
    lines = tuple(
        Line(texts.cut(row.text, 320), texts.decision_detail(row), "✓", row.is_example) for row in slide.rows
    )
    return _Said(heading=texts.cut(point.title, 220), kicker=_("Besloten"), lines=lines)


def _rules(deck: Deck, slide: Slide) -> _Said:
    checks = deck.evening.checks
    titles = dict(zip(deck.progress.commitments["code"], deck.progress.commitments["title"], strict=True))

    def line(check: Any) -> Line:
        sentences = dict.fromkeys(part_sentence(part, past_year=None) for part in check.parts)
        title = f"{check.code} {titles.get(check.code, '')} · {check_word(check.status)}"
        return Line(texts.cut(title), texts.cut(" ".join(sentences)), "", check.has_examples)

    return _Said(
        heading=checks_sentence(checks, deck.today.year, is_past=False),
        lines=tuple(line(check) for check in slide.rows),
    )


def _talk(_deck: Deck, slide: Slide) -> _Said:
    point = _point(slide)
    reason = texts.cut(str(point.reason), 320) if is_present(point.reason) else ""
    return _Said(
        heading=texts.cut(point.title, 220),
        kicker=headed(choice_word("agenda_item", "kind", point.kind)),
        text=reason,
        facts=(("", texts.point_detail(point)),) if texts.point_detail(point) else (),
        is_example=bool(point.is_example),
    )


def _closing(deck: Deck, slide: Slide) -> _Said:
    agreed = deck.evening.actions.of_meeting(deck.evening.meeting.number) if deck.evening.actions else ()
    return _Said(
        heading=texts.closing_heading(),
        text=texts.closing_words(len(agreed), next_after(deck)),
        lines=_action_lines(slide.rows),
    )


def _point(slide: Slide) -> Any:
    if slide.point is None:
        raise ValueError("only the welcome may stand before the agenda")
    return slide.point


def _standing(slide: Slide) -> Standing:
    if slide.standing is None:
        raise ValueError("a slide about a commitment knows how that stands")
    return slide.standing


def _card_code(standing: Standing) -> str:
    return str(standing.card.indicator_code) if standing.card is not None else ""


_SAY: dict[SlideKind, Callable[[Deck, Slide], _Said]] = {
    SlideKind.WELCOME: _welcome,
    SlideKind.SINCE: _since,
    SlideKind.COMMITMENT: _commitment,
    SlideKind.CARD: _card,
    SlideKind.SPOTLIGHT: _spotlight,
    SlideKind.ACTIONS: _actions,
    SlideKind.BUDGET: _budget,
    SlideKind.FUNDS: _funds,
    SlideKind.DECISION: _decision,
    SlideKind.RULES: _rules,
    SlideKind.TALK: _talk,
    SlideKind.CLOSING: _closing,
}
