"""The annual assessment in five steps: figures, rules with proof, cards, the agreement, new projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from sok_metrics.nouns.model import CommitmentKind, MeetingKind
from sok_metrics.nouns.outcomes import CheckStatus, RuleCheck
from sok_metrics.views.progress import Progress
from sok_metrics.views.rows import first_row, rows_of

_OF_PROCESS = (CommitmentKind.COOPERATION_RULE.value, CommitmentKind.ORGANISATION_RULE.value)


class Step(StrEnum):
    """The steps, in their order."""

    FIGURES = "figures"
    RULES = "rules"
    CARDS = "cards"
    AGREEMENT = "new_version"
    SERIES = "next_year"


@dataclass(frozen=True)
class TextChange:
    """One value, goal or rule that reads otherwise in the newest version; None where it is not in one."""

    code: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Assessment:
    """The assessment of one year, as it stands on a day."""

    year: int
    meeting: Any | None
    """The row of its meeting: held, or the next that is planned; None when there is none."""
    indicators: int
    measured: int
    """How many of the indicators have at least one figure, and none that is too old."""
    checks: Mapping[CheckStatus, int]
    """How many rules of the organisation stand how."""
    process_cards: int
    """How many cards ask about how people work together."""
    answered_cards: int
    """How many of these were answered at the meeting of the assessment."""
    version_title: str | None
    """What the newest version of the agreement is called; None without one."""
    version_from: date | None
    is_new_version: bool
    """Whether that one began in this year or later."""
    has_decided: bool
    """Whether the meeting closed a point on the agreement."""
    changes: Sequence[TextChange]
    """What the newest version says otherwise than the one before."""
    unsigned: Sequence[str]
    """The parties that did not sign since the newest version began."""
    series: Sequence[tuple[str, str]]
    """Code and title of the projects of next year."""
    closed: frozenset[str]
    """The kinds of points that the meeting closed."""

    def is_done(self, step: Step) -> bool:
        """Whether a step is behind us."""
        return {
            Step.FIGURES: "commitment" in self.closed,
            Step.RULES: "rules" in self.closed,
            Step.CARDS: self.answered_cards > 0,
            Step.AGREEMENT: self.has_decided or (self.is_new_version and not self.unsigned),
            Step.SERIES: bool(self.series),
        }[step]

    @property
    def done_count(self) -> int:
        """How many steps are behind us."""
        return sum(self.is_done(step) for step in Step)


def assessment_of(
    year: int,
    today: date,
    *,
    meetings: pd.DataFrame,
    agenda: pd.DataFrame,
    progress: Progress,
    checks: Sequence[RuleCheck],
    versions: pd.DataFrame,
    texts: Mapping[int, Mapping[str, str]],
    parties: pd.DataFrame,
    signatures: pd.DataFrame,
    projects: pd.DataFrame,
) -> Assessment:
    """The assessment. In: rows of the queries of these names; `agenda` of its meeting (`meeting_of`),
    `texts` has for the two newest versions each code with what it says.
    """
    meeting = meeting_of(meetings, year)
    main = progress.assessed[progress.assessed["role"] == "main"]
    is_measured = main["latest_date"].notna() & ~main["is_outdated"].astype(bool)
    cards = _process_cards(progress)
    closed = agenda[agenda["closed_at"].notna() & (agenda["outcome"] != "next_time")]
    newest = first_row(versions)
    begins = None if newest is None else newest.valid_from.date()
    in_series = projects[projects["series_year"] == year + 1]
    return Assessment(
        year=year,
        meeting=meeting,
        indicators=len(main),
        measured=int(is_measured.sum()),
        checks={status: sum(one.status is status for one in checks) for status in CheckStatus},
        process_cards=len(cards),
        answered_cards=0 if meeting is None else _answered(progress, cards, int(meeting.number)),
        version_title=None if newest is None else str(newest.title),
        version_from=begins,
        is_new_version=begins is not None and len(versions) > 1 and begins.year >= year,
        has_decided=bool((closed["kind"] == "decision").any()),
        changes=_changes(texts),
        unsigned=_unsigned(parties, signatures, begins, today),
        series=[(row.code, row.title) for row in rows_of(in_series)],
        closed=frozenset(closed["kind"]),
    )


def meeting_of(meetings: pd.DataFrame, year: int) -> Any | None:
    """The meeting of the assessment of a year: the last one held in it, or else the first that is planned."""
    found = meetings[
        (meetings["kind"] == MeetingKind.ASSESSMENT.value) & (meetings["held_on"].dt.year == year)
    ]
    held = found[found["status"] == "held"]
    if len(held):
        return first_row(held.tail(1))
    return first_row(found[found["status"] == "planned"])


def _process_cards(progress: Progress) -> set[str]:
    """The cards about the rules of working together."""
    kinds = dict(zip(progress.commitments["code"], progress.commitments["kind"], strict=True))
    questions = progress.card_questions
    about = questions["commitment_code"].map(kinds)
    return set(questions[about.isin(_OF_PROCESS)]["indicator_code"])


def _answered(progress: Progress, cards: set[str], meeting: int) -> int:
    found = progress.cards[progress.cards["meeting_number"] == meeting]
    return len(set(found["indicator_code"]) & cards)


def _changes(texts: Mapping[int, Mapping[str, str]]) -> list[TextChange]:
    """What differs between the two newest versions, in the order of the codes."""
    numbers = sorted(texts)
    if len(numbers) < 2:
        return []
    before, after = texts[numbers[-2]], texts[numbers[-1]]
    return [
        TextChange(code, before.get(code), after.get(code))
        for code in sorted({*before, *after})
        if before.get(code) != after.get(code)
    ]


def _unsigned(parties: pd.DataFrame, signatures: pd.DataFrame, begins: date | None, today: date) -> list[str]:
    """The parties that take part and have not signed since a version began."""
    if begins is None:
        return []
    signed = signatures[signatures["signed_on"] >= pd.Timestamp(begins)]["party_code"]
    stays = parties["left_on"].isna() | (parties["left_on"] > pd.Timestamp(today))
    return parties[stays & ~parties["code"].isin(signed)]["name"].tolist()
