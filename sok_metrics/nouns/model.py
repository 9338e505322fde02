"""The nouns of a samenwerkingsovereenkomst (SOK): the words that the whole house shares. No I/O."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Origin(StrEnum):
    """Whether a row tells of the real neighbourhood or is an invented example."""

    REAL = "real"
    EXAMPLE = "example"


class Role(StrEnum):
    """What somebody may do: read, keep the agreement up to date, or also manage people and settings."""

    VISITOR = "visitor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    def covers(self, needed: "Role") -> bool:
        """Whether who has this role may do what needs that one; each role includes the one before it."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True)
class Actor:
    """Who acts: the name that stands in the history, and what they may do."""

    name: str
    role: Role


class CommitmentKind(StrEnum):
    """The four kinds of commitment in an agreement: values, goals, and two kinds of rules."""

    VALUE = "value"
    GOAL = "goal"
    COOPERATION_RULE = "cooperation_rule"
    ORGANISATION_RULE = "organisation_rule"


class PartyKind(StrEnum):
    """What sort of organisation or group a party is."""

    RESIDENTS = "residents"
    INITIATIVE = "initiative"
    ENTREPRENEURS = "entrepreneurs"
    MUNICIPALITY = "municipality"
    HOUSING_CORPORATION = "housing_corporation"
    ENERGY_COMPANY = "energy_company"
    GRID_OPERATOR = "grid_operator"
    OTHER = "other"


class PersonalField(StrEnum):
    """The personal data that are shown only with the person's recorded consent."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    PERSONAL_NOTE = "personal_note"


FORGOTTEN_ROLE = "vergeten persoon"
"""The role of the empty shell that stays of somebody who was forgotten."""

REMOVED_IDEA = "[idee verwijderd]"
"""The text of the empty shell that stays of an idea that was removed for good."""


class ProjectStatus(StrEnum):
    """Where a project stands in the project book."""

    IDEA = "idea"
    PLAN = "plan"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"


class Direction(StrEnum):
    """Which change of an indicator is wanted; NONE needs a conversation and gets no status."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    MAINTAIN = "maintain"
    NONE = "none"


class IndicatorKind(StrEnum):
    """What an indicator's figures are; CARD is experienced, STORY is kept and never scored."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    EURO = "euro"
    CARD = "card"
    RUBRIC = "rubric"
    STORY = "story"


class TargetPath(StrEnum):
    """How the way from baseline to target is drawn: a straight line or a growth rate (CAGR)."""

    LINEAR = "linear"
    GROWTH = "growth"


class Frequency(StrEnum):
    """How often an indicator is measured."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    PER_REVIEW = "per_review"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    TWO_YEARLY = "two_yearly"
    ONCE = "once"

    @property
    def months(self) -> int | None:
        """Months between two measurements; None when there is no next one."""
        return _FREQUENCY_MONTHS[self]


_FREQUENCY_MONTHS: dict[Frequency, int | None] = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.PER_REVIEW: 4,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
    Frequency.TWO_YEARLY: 24,
    Frequency.ONCE: None,
}


class Visibility(StrEnum):
    """Who may see a row: visitors only what is public."""

    PUBLIC = "public"
    INTERNAL = "internal"
    DRAFT = "draft"


class SeriesRole(StrEnum):
    """MAIN gives the indicator its status, OTHER is ours too, COMPARISON is somebody else's."""

    MAIN = "main"
    OTHER = "other"
    COMPARISON = "comparison"


class DerivedMetric(StrEnum):
    """What the store computes itself from what it already knows (never typed in)."""

    RESIDENT_SHARE = "resident_share"
    RESIDENT_AGENDA_SHARE = "resident_agenda_share"
    NEW_PARTICIPANTS = "new_participants"
    REACHABLE_CONTACTS = "reachable_contacts"
    ACTIONS_IN_TIME = "actions_in_time"
    BUDGET_GRANTED = "budget_granted"
    GROUP_DIFFERENCE = "group_difference"


class MeetingKind(StrEnum):
    """What a meeting is for."""

    REVIEW = "review"
    MONTHLY = "monthly"
    ASSESSMENT = "assessment"
    OTHER = "other"


class ParticipantGroup(StrEnum):
    """In whose name people sit at the table, brought an agenda item or answered a card."""

    RESIDENT = "resident"
    INITIATIVE = "initiative"
    ENTREPRENEUR = "entrepreneur"
    MUNICIPALITY = "municipality"
    HOUSING_CORPORATION = "housing_corporation"
    ENERGY_COMPANY = "energy_company"
    OTHER = "other"


RESIDENT_GROUPS = (ParticipantGroup.RESIDENT, ParticipantGroup.INITIATIVE)
"""The groups that count as the neighbourhood itself (indicators DEE-01 and DEE-02)."""


class Status(StrEnum):
    """How a series of measurements does, in the one vocabulary that every page and file uses."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    SLIGHTLY_BEHIND = "slightly_behind"
    FAR_BEHIND = "far_behind"
    MISSED = "missed"
    """The target date has passed, and the target is not reached."""
    WRONG_WAY = "wrong_way"
    RIGHT_WAY = "right_way"
    UNCHANGED = "unchanged"
    TOO_FEW = "too_few"
    NOT_MEASURED = "not_measured"
    NO_JUDGEMENT = "no_judgement"


class Reason(StrEnum):
    """Why a series gets no judgement, or what must be talked about beside it."""

    NO_DIRECTION = "no_direction"
    STORY = "story"
    CARD = "card"
    TARGET_EQUALS_BASELINE = "target_equals_baseline"
    TARGET_AGAINST_DIRECTION = "target_against_direction"
    TARGET_DATE_BEFORE_BASELINE = "target_date_before_baseline"
    TARGET_DATE_PASSED = "target_date_passed"
    TARGET_IS_ITSELF = "target_is_itself"
    INTERIM_CONTRADICTS = "interim_contradicts"
    NO_TARGET_DATE = "no_target_date"
    RANGE_INCOMPLETE = "range_incomplete"
    TARGET_SERIES_EMPTY = "target_series_empty"
    TARGET_OUT_OF_BOUNDS = "target_out_of_bounds"
    GROWTH_NEEDS_POSITIVE = "growth_needs_positive"
    COMPARISON = "comparison"
    BASELINE_WITHOUT_DATE = "baseline_without_date"
    SMALL_COUNTS = "small_counts"


class Withholding(StrEnum):
    """Why a figure is known but not shown: it could tell about single people."""

    SMALL = "small"
    """It is a count from 1 to just under the indicator's threshold."""
    SMALL_BASE = "small_base"
    """It is a percentage or average of fewer people (or things) than the threshold."""
    BESIDE = "beside"
    """A total minus this one would give a small count away."""


@dataclass(frozen=True)
class Withheld:
    """What stands in the place of a figure that is not shown."""

    why: Withholding
    threshold: int

    @property
    def code(self) -> str:
        """The same in the cell of a frame: "small 10"."""
        return f"{self.why.value} {self.threshold}"

    @classmethod
    def of(cls, code: str) -> "Withheld":
        """What such a cell tells."""
        why, threshold = code.split()
        return cls(Withholding(why), int(threshold))


@dataclass(frozen=True)
class View:
    """What a reader wants to see: the moment (naive UTC; None is now) and whether examples show.

    Who may see a thing is decided by how it stands now, whatever the moment.
    """

    as_of: datetime | None = None
    with_examples: bool = True
    in_tuning: bool = False
    """Whether what is still being tuned with the parties shows too: only for editors."""
    opened: int | None = None
    """The number of the publication that shows though it waits: for the parties, who have its link."""
    with_taken_away: bool = False
    """Whether the past also shows what was archived or made internal since, marked: only for editors."""
    taking_place: tuple[str, int] | None = None
    """The one thing (its table and number) that takes place now: what comes of it shows where it does."""


@dataclass(frozen=True)
class Agreement:
    """The agreement that a store holds."""

    name: str
    neighbourhood: str
    municipality: str | None
    summary: str | None
    starts_on: date | None
    ends_on: date | None
    signed_on: date | None
    privacy_threshold: int
    origin: Origin
    monthly_meeting_name: str = ""
    """What this neighbourhood calls the meeting that prepares the others."""
