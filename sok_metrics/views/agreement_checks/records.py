"""What the checks look at: the records of an agreement, as the store gives them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sok_metrics.nouns.model import MeetingKind, ProjectStatus


@dataclass(frozen=True)
class Rule:
    """One number that the agreement promises under an organisation rule."""

    code: str
    name: str
    value: float


@dataclass(frozen=True)
class MeetingRecord:
    """A meeting, with what tells whether the values, the goals and new people were there."""

    number: int
    kind: MeetingKind
    title: str
    held_on: date
    status: str
    """planned, held or cancelled."""
    linked_items: int
    """Agenda items tied to a value or a goal."""
    cards: int
    """Cards with at least one answer."""
    first_timers: int | None
    """None where nobody counted who came, or where it is a small count that is not shown."""
    is_example: bool
    hides_first_timers: bool = False
    """Whether it is a small count: to add it up would bring it back."""


@dataclass(frozen=True)
class ProjectRecord:
    """A project, with whether it has a plan and somebody who may be reached."""

    code: str
    title: str
    status: ProjectStatus
    series_year: int | None
    starts_on: date | None
    ends_on: date | None
    has_plan: bool
    has_contact: bool
    """A name, and a phone number or e-mail, with consent on the day that is judged (as DEE-05)."""
    is_example: bool


@dataclass(frozen=True)
class MemberRecord:
    """A term of one person in the process group."""

    person_code: str
    elected_on: date
    until: date | None
    is_example: bool


@dataclass(frozen=True)
class FundRecord:
    """Money for the energy budget: what was promised, and what was paid before the period began."""

    code: str
    name: str
    year: int
    ends_on: date | None
    promised: Decimal
    paid_before: Decimal
    is_example: bool


@dataclass(frozen=True)
class AdjustmentRecord:
    """A moment at which the agreement was adjusted, or at which it was decided to leave it as it is."""

    day: date
    rule_code: str | None
    """The rule that a decision is tied to; None for a new version of the agreement."""
    is_example: bool


@dataclass(frozen=True)
class CheckRecords:
    """Everything that the checks of one year rest on."""

    starts_on: date | None
    ends_on: date | None
    agreement_is_example: bool
    rule_codes: tuple[str, ...]
    """The organisation rules in their order, also those without a number."""
    rules: tuple[Rule, ...]
    meetings: tuple[MeetingRecord, ...]
    projects: tuple[ProjectRecord, ...]
    members: tuple[MemberRecord, ...]
    funds: tuple[FundRecord, ...]
    adjustments: tuple[AdjustmentRecord, ...]
