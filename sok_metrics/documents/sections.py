"""What stands on the sheet of one project, in words: the same on the page, in Word and in the PDF."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sok_metrics.texts import _
from sok_metrics.texts.formats import euros, is_present, short_day
from sok_metrics.texts.projects import (
    action_detail,
    decision_detail,
    milestone_detail,
    money_detail,
    other_money_words,
    party_detail,
    project_period,
    remark_detail,
)
from sok_metrics.texts.sentences import progress_sentence
from sok_metrics.views.project import ProjectContent


@dataclass(frozen=True)
class Line:
    """One thing on the sheet: what it is, more about it, and how it stands."""

    text: str
    detail: str = ""
    is_example: bool = False
    state: str = ""
    """The state of a milestone, action or decision, or the status of an indicator."""
    target: tuple[str, str] | None = None
    """What it tells about, for a link: ("indicator", code), ("value", code) and so on."""


@dataclass(frozen=True)
class Section:
    """A part of the sheet with its lines, or a sentence where there are none."""

    key: str
    heading: str
    lines: tuple[Line, ...]
    empty: str


def sections_of(content: ProjectContent) -> list[Section]:
    """The parts of the sheet of one project, in reading order."""
    return [make(content) for make in _SECTIONS]


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    return frame.itertuples()


def _plan(content: ProjectContent) -> Section:
    project = content.project
    lines = []
    if is_present(project.plan):
        ready = is_present(project.planned_on)
        detail = _("plan klaar op {day}").format(day=short_day(project.planned_on)) if ready else ""
        lines.append(Line(str(project.plan), detail, bool(project.is_example)))
    if period := project_period(project):
        words = _("Het project loopt {period}.").format(period=period)
        lines.append(Line(words, is_example=bool(project.is_example)))
    return Section("plan", _("Plan"), tuple(lines), _("Er is nog geen plan opgeschreven."))


def _contact(content: ProjectContent) -> Section:
    project = content.project
    empty = _("Dit project heeft nog geen contactpersoon. Vraag wie dat wil zijn.")
    if not is_present(project.contact_role):
        return Section("contact", _("Contactpersoon"), (), empty)
    known = [project.contact_name, project.contact_phone, project.contact_email]
    lines = [Line(str(fact)) for fact in known if is_present(fact)]
    if not lines:
        lines = [Line(_("Naam en nummer staan hier niet: daar is geen toestemming voor."))]
    role = Line(str(project.contact_role), is_example=bool(project.is_example))
    return Section("contact", _("Contactpersoon"), (role, *lines), empty)


def _milestones(content: ProjectContent) -> Section:
    lines = (
        Line(row.title, milestone_detail(row), row.is_example, row.state) for row in _rows(content.milestones)
    )
    return Section("milestones", _("Mijlpalen"), tuple(lines), _("Er zijn nog geen mijlpalen afgesproken."))


def _indicators(content: ProjectContent) -> Section:
    lines = [
        Line(
            row.indicator_name,
            progress_sentence(row),
            row.is_example,
            row.status,
            ("indicator", row.indicator_code),
        )
        for row in _rows(content.indicators)
    ]
    lines += [
        Line(row.indicator_name, _("stemkaart"), target=("indicator", row.indicator_code))
        for row in _rows(content.cards)
    ]
    empty = _("Er is nog geen indicator die laat zien of dit project werkt.")
    return Section("indicators", _("Indicatoren"), tuple(lines), empty)


def _money(content: ProjectContent) -> Section:
    lines = [
        Line(row.fund_name, money_detail(row.granted, row.paid), row.is_example)
        for row in _rows(content.funds)
    ]
    if len(lines) > 1:
        total = money_detail(content.granted, content.paid)
        lines.append(Line(_("Samen"), total, any(line.is_example for line in lines)))
    others = [
        Line(other_money_words(row), euros(row.amount), row.is_example) for row in _rows(content.other_money)
    ]
    if others:
        lines += others
        is_example = any(line.is_example for line in lines)
        lines.append(Line(_("Alles bij elkaar"), euros(content.all_money), is_example))
    empty = _("Er is nog geen geld toegekend uit de energiebegroting.")
    return Section("money", _("Geld"), tuple(lines), empty)


def _actions(content: ProjectContent) -> Section:
    lines = (Line(row.text, action_detail(row), row.is_example, row.state) for row in _rows(content.actions))
    return Section("actions", _("Acties"), tuple(lines), _("Er zijn geen acties afgesproken."))


def _decisions(content: ProjectContent) -> Section:
    lines = (
        Line(row.text, decision_detail(row), row.is_example, row.state) for row in _rows(content.decisions)
    )
    return Section("decisions", _("Besluiten"), tuple(lines), _("Er zijn nog geen besluiten over genomen."))


def _remarks(content: ProjectContent) -> Section:
    lines = (Line(f"“{row.text}”", remark_detail(row), row.is_example) for row in _rows(content.remarks))
    return Section("remarks", _("Wat er gezegd is"), tuple(lines), _("Hier is nog niets over opgeschreven."))


def _parties(content: ProjectContent) -> Section:
    lines = (Line(row.party, party_detail(row), row.is_example) for row in _rows(content.parties))
    return Section("parties", _("Wie doen mee"), tuple(lines), _("Er is nog niet opgeschreven wie meedoen."))


def _commitments(content: ProjectContent) -> Section:
    lines = (
        Line(f"{row.code} {row.title}", target=(row.kind, row.code)) for row in _rows(content.commitments)
    )
    empty = _("Dit project is nog niet verbonden met een waarde of doel.")
    return Section("commitments", _("Waarden en doelen"), tuple(lines), empty)


_SECTIONS: tuple[Callable[[ProjectContent], Section], ...] = (
    _plan,
    _contact,
    _commitments,
    _parties,
    _milestones,
    _indicators,
    _money,
    _actions,
    _decisions,
    _remarks,
)
