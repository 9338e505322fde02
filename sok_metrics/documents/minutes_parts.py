"""What stands in the minutes of a meeting, in words: the same on the page and in the Word file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sok_metrics.documents.minutes_content import Picture, Pictures
from sok_metrics.documents.sections import Line
from sok_metrics.texts import _
from sok_metrics.texts.formats import NOTHING, headed, is_present, period_word, quantity, shown_figure
from sok_metrics.texts.meetings import attendance_title, hidden_people_note
from sok_metrics.texts.minutes import (
    attendance_words,
    card_words,
    corrected_sentence,
    corrected_words,
    decided_words,
    dissent_words,
    meeting_facts_of,
    point_words,
    promised_words,
    said_by_words,
    seen_heading,
    seen_words,
    step_sentence,
    unmeasured_words,
    withheld_words,
)
from sok_metrics.texts.statuses import status_word
from sok_metrics.views.minutes import Minutes, Point, SeenFigure


@dataclass(frozen=True)
class Part:
    """A part of the minutes under a heading, with what stands in it from top to bottom."""

    heading: str
    level: int = 1
    quiet: str = ""
    """A line of facts under the heading."""
    paragraphs: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """A table, where there is one."""
    pictures: tuple[Picture, ...] = ()
    key: str = ""
    """By which a link finds it."""


def facts_of(minutes: Minutes) -> list[str]:
    """What a reader must know first: when and where, how far the minutes are, and what changed since."""
    names = [str(one.row.indicator_name) for one in minutes.corrected]
    facts = (
        meeting_facts_of(minutes.meeting),
        step_sentence(minutes.step, minutes.meeting, minutes.tuning_until),
        corrected_sentence(names),
    )
    return [fact for fact in facts if fact]


def parts_of(minutes: Minutes, pictures: Pictures) -> list[Part]:
    """The parts of the minutes, in reading order."""
    return [
        *_summary(minutes),
        _agenda(minutes),
        _attendance(minutes),
        *(part for point in minutes.points for part in _of_point(point)),
        *_loose(minutes.loose),
        *_spotlights(minutes),
        *_annexes(minutes, pictures),
    ]


def point_title(item: Any) -> str:
    """A point with its place on the agenda: "2. Betaalbare energie"."""
    return f"{item.position}. {item.title}"


def _summary(minutes: Minutes) -> Iterator[Part]:
    text = minutes.meeting.minutes
    if is_present(text):
        yield Part(_("In het kort"), paragraphs=_paragraphs(text))


def _agenda(minutes: Minutes) -> Part:
    items = [one.item for one in minutes.points if one.item is not None]
    lines = [Line(point_title(item), is_example=bool(item.is_example)) for item in items]
    empty = () if lines else (_("Er stond niets op de agenda."),)
    return Part(_("Agenda"), paragraphs=empty, lines=tuple(lines))


def _attendance(minutes: Minutes) -> Part:
    rows = minutes.attendance
    if not rows:
        return Part(_("Wie er waren"), paragraphs=(_("Dat is niet geteld."),))
    title = attendance_title(minutes.meeting) + "."
    hidden = any(is_present(row.count_hidden) or is_present(row.first_time_hidden) for row in rows)
    notes = (title, hidden_people_note()) if hidden else (title,)
    lines = tuple(Line(attendance_words(row), is_example=bool(row.is_example)) for row in rows)
    return Part(_("Wie er waren"), paragraphs=notes, lines=lines)


def point_anchor(number: Any) -> str:
    """The name of the place in the minutes where a point of the agenda stands."""
    return f"punt-{int(number)}"


def _of_point(point: Point) -> Iterator[Part]:
    item: Any = point.item
    nothing = (_("Hier is niets over opgeschreven."),) if point.is_empty else ()
    yield Part(
        point_title(item),
        quiet=point_words(item),
        paragraphs=_paragraphs(point.note) + nothing,
        lines=_about(item),
        key=point_anchor(item.number),
    )
    if point.figures or point.unmeasured or point.cards:
        lines = [_figure(one) for one in point.figures]
        lines += [
            Line(str(row.question or row.indicator_name), card_words(row), bool(row.is_example),
                 target=("indicator", row.indicator_code))
            for row in point.cards
        ]  # fmt: skip
        unmeasured = unmeasured_words(point.unmeasured)
        paragraphs = (unmeasured,) if unmeasured else ()
        yield Part(seen_heading(item), 2, paragraphs=paragraphs, lines=tuple(lines))
    yield from _came_of_it(point)


def _loose(point: Point) -> Iterator[Part]:
    if not point.is_empty:
        yield Part(_("Wat niet bij een punt hoort"))
        yield from _came_of_it(point)


def _came_of_it(point: Point) -> Iterator[Part]:
    """What was said, decided, promised, kept back and thought of; only what there is."""
    said = [
        Line(f"“{row.text}”", said_by_words(row, "said_by"), bool(row.is_example), target=_subject(row))
        for row in point.said
    ]
    found = (
        (_("Wat er gezegd is"), said),
        (_("Besluiten"), [line for row in point.decisions for line in _decision(row)]),
        (_("Acties"), [_thing(row, promised_words(row), "action") for row in point.actions]),
        (
            _("Wat we nog niet kunnen delen"),
            [_thing(row, withheld_words(row), "") for row in point.withheld],
        ),
        (_("Ideeën"), [_thing(row, said_by_words(row, "submitted_by"), "idea") for row in point.ideas]),
    )
    for heading, lines in found:
        if lines:
            yield Part(heading, 2, lines=tuple(lines))


def _decision(row: Any) -> Iterator[Line]:
    yield _thing(row, decided_words(row), "decision")
    if dissent := dissent_words(row):
        yield Line(dissent, is_example=bool(row.is_example))


def _thing(row: Any, detail: str, kind: str) -> Line:
    target = (kind, str(row.number)) if kind else _subject(row)
    return Line(str(row.text), detail, bool(row.is_example), target=target)


def _subject(row: Any) -> tuple[str, str] | None:
    """The project that something is about, or else its value or goal."""
    if is_present(row.project_code):
        return ("project", row.project_code)
    return ("commitment", row.commitment_code) if is_present(row.commitment_code) else None


def _about(item: Any) -> tuple[Line, ...]:
    """The value, goal and project of a point, for a link."""
    found = []
    if is_present(item.commitment_code):
        found.append(Line(str(item.commitment_code), target=("commitment", str(item.commitment_code))))
    if is_present(item.project_code):
        found.append(Line(str(item.project_code), target=("project", str(item.project_code))))
    return tuple(found)


def _figure(one: SeenFigure) -> Line:
    row = one.row
    corrected = corrected_words(row, one.now, is_gone=one.is_gone)
    detail = " – ".join(part for part in (seen_words(row), corrected) if part)
    name = str(row.indicator_name)
    if is_present(row.series_label) and row.series_label:
        name = f"{name} ({row.series_label})"
    return Line(name, detail, bool(row.is_example), row.status, ("indicator", row.indicator_code))


def _spotlights(minutes: Minutes) -> Iterator[Part]:
    if minutes.spotlights:
        lines = [
            Line(str(row.text), is_example=bool(row.is_example),
                 target=("project", row.project_code) if is_present(row.project_code) else None)
            for row in minutes.spotlights
        ]  # fmt: skip
        yield Part(_("In het zonnetje"), lines=tuple(lines))


def _annexes(minutes: Minutes, of_points: Pictures) -> Iterator[Part]:
    """Per point with figures the charts as pictures; without pictures its figures as a table."""
    points = [one for one in minutes.points if one.figures]
    if points:
        yield Part(_("Bijlage: de cijfers op het scherm"))
    for point in points:
        pictures = of_points.get(int(point.item.number), ()) if point.item is not None else ()
        corrected = tuple(
            f"{one.row.indicator_name}: {words}"
            for one in point.figures
            if (words := corrected_words(one.row, one.now, is_gone=one.is_gone))
        )
        title = point_title(point.item)
        if pictures:
            yield Part(title, 2, paragraphs=corrected, pictures=pictures)
        else:
            yield Part(title, 2, paragraphs=corrected, columns=_columns(), rows=tuple(_rows(point.figures)))


def _columns() -> tuple[str, ...]:
    return (_("Indicator"), _("Laatste cijfer"), _("Van"), _("Streefwaarde"), _("Hoe het ging"), _("Nu"))


def _rows(figures: Sequence[SeenFigure]) -> Iterable[tuple[str, ...]]:
    for one in figures:
        row = one.row
        latest = quantity(shown_figure(row, "latest_value", "latest_hidden"), row.unit, row.kind)
        target = quantity(shown_figure(row, "target_value", "target_hidden"), row.unit, row.kind)
        yield (
            str(row.indicator_name),
            latest,
            period_word(row.latest_date),
            target,
            headed(status_word(row.status)),
            _now(one),
        )


def _now(one: SeenFigure) -> str:
    if one.is_gone:
        return _("weggehaald")
    if one.now is None:
        return NOTHING
    return quantity(shown_figure(one.now, "value", "hidden"), one.row.unit, one.row.kind)


def _paragraphs(text: Any) -> tuple[str, ...]:
    if not is_present(text):
        return ()
    return tuple(part.strip() for part in str(text).split("\n") if part.strip())
