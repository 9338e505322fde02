"""What judging can come to: `views` finds it, `texts` says it, and neither knows the other."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RuleName(StrEnum):
    """The numbers that an agreement can promise (column `regel` of the table `regels`)."""

    REVIEWS = "reviews_per_year"
    MONTHLY_MEETINGS = "monthly_meetings_per_year"
    ASSESSMENTS = "assessments_per_year"
    PROJECT_SERIES = "project_series_per_year"
    ADJUSTMENTS = "adjustments_per_year"
    LINKED_ITEMS = "linked_items_per_review"
    CARDS = "cards_per_review"
    BUDGET_FUNDS = "budget_funds_per_year"
    FIRST_TIMERS = "first_timers_per_year"
    PROCESS_GROUP = "process_group_members"
    PLANS = "plans_per_project"
    CONTACTS = "contacts_per_project"
    RUNS_UNTIL = "runs_until_year"
    WARNING_DAYS = "warning_days"


EVERY_MONTH = 12
"""So many monthly meetings a year means: one in each month."""


class CheckStatus(StrEnum):
    """Whether a rule is kept."""

    KEPT = "kept"
    ON_WAY = "on_way"
    """Not met yet; the year still has room for it."""
    DUE_SOON = "due_soon"
    BROKEN = "broken"
    CANNOT_CHECK = "cannot_check"


WORST_FIRST = (
    CheckStatus.BROKEN,
    CheckStatus.DUE_SOON,
    CheckStatus.ON_WAY,
    CheckStatus.CANNOT_CHECK,
    CheckStatus.KEPT,
)


class CheckReason(StrEnum):
    """What the words of a part are about, where its counts alone do not tell."""

    COUNTED = "counted"
    NOT_STARTED = "not_started"
    """The agreement has not begun yet."""
    NO_RULE = "no_rule"
    """The agreement gives no number that software could check."""
    NOT_COUNTED = "not_counted"
    """The number is more than the records can tell apart."""
    NO_RECORDS = "no_records"
    """Nothing was written down to look at."""
    EXPIRED = "expired"
    """There was something, and it has ended."""
    ENDS_SOON = "ends_soon"
    NOT_PREPARED = "not_prepared"
    """The next one is near and has nothing yet."""
    SMALL_COUNTS = "small_counts"
    """Some of what would count are small counts, which are not shown and not added up."""


@dataclass(frozen=True)
class Record:
    """A row of the store that a part rests on: which table, its key, and what people call it."""

    table: str
    key: str
    title: str
    day: date | None = None
    is_last_day: bool = False
    """Whether the day is the last on which it is there, rather than when it takes place."""


@dataclass(frozen=True)
class Part:
    """What came of one promised number of a rule."""

    name: RuleName | None
    status: CheckStatus
    reason: CheckReason = CheckReason.COUNTED
    required: int = 0
    found: int = 0
    planned: int = 0
    day: date | None = None
    """The next planned day, or the day that something ends."""
    missed_months: tuple[int, ...] = ()
    records: tuple[Record, ...] = ()
    """What it rests on; where something is wrong, only what is wrong."""
    unmarked: tuple[Record, ...] = ()
    """Planned meetings whose day has passed: nobody said whether they were held."""
    has_examples: bool = False


@dataclass(frozen=True)
class RuleCheck:
    """Whether one organisation rule is kept, with its parts; the worst part decides."""

    code: str
    status: CheckStatus
    parts: tuple[Part, ...]

    @property
    def has_examples(self) -> bool:
        """Whether it rests on invented records."""
        return any(part.has_examples for part in self.parts)


class Turn(StrEnum):
    """Which way a change goes; the order is that of the page."""

    BETTER = "better"
    WORSE = "worse"
    NEW = "new"
    DONE = "done"
    OTHER = "other"


class ChangeKind(StrEnum):
    """What it is that changed."""

    STATUS = "status"
    CARD = "card"
    INDICATOR = "indicator"
    TARGET = "target"
    MEASUREMENT = "measurement"
    CORRECTION = "correction"
    PROJECT = "project"
    MILESTONE = "milestone"
    DECISION = "decision"
    ACTION = "action"
    GRANT = "grant"
    PAYMENT = "payment"
    TEXT = "text"


@dataclass(frozen=True)
class Tally:
    """How many indicators and cards do better or worse, and how many measurements and changes there are."""

    better: int
    worse: int
    measurements: int
    changes: int
    cards: int = 0
    """How many of those that do better or worse are cards."""


class Hole(StrEnum):
    """What can be missing at a commitment, in the order in which it is mended."""

    NO_INDICATOR = "no_indicator"
    NOT_MEASURED = "not_measured"
    """It has indicators, and none of them was measured this year."""
    FEW_MEASURED = "few_measured"
    """Less than half of its indicators were measured this year."""
    NO_PROJECT = "no_project"
    NO_CARD = "no_card"
    NOT_ASKED = "not_asked"
    """It has a card that was not answered this year."""


class Because(StrEnum):
    """Why a point belongs on an agenda."""

    WELCOME = "welcome"
    NEW_PARTIES = "new_parties"
    SINCE = "since"
    LEFT_OPEN = "left_open"
    """It was on the agenda of a meeting before, and stayed open."""
    NEVER_TALKED = "never_talked"
    TURN = "turn"
    """A value or goal that was talked about longest ago."""
    MOVED = "moved"
    """Indicators of it got worse since the last review."""
    OUTDATED = "outdated"
    """Indicators of it were not measured in time."""
    SPOTLIGHT = "spotlight"
    APPROVE_MINUTES = "approve_minutes"
    """The parties have read the minutes of an earlier meeting."""
    LATE_ACTIONS = "late_actions"
    REVIEW_DECISION = "review_decision"
    NOT_SHARED_YET = "not_shared_yet"
    RULES = "rules"
    PROPOSALS = "proposals"
    INCOMPLETE_PROJECTS = "incomplete_projects"
    MEASUREMENTS = "measurements"
    IDEAS = "ideas"
    PREPARE = "prepare"
    PROCESS = "process"
    GOAL_OF_YEAR = "goal_of_year"
    RESULTS = "results"
    ADJUST = "adjust"
    NEW_SERIES = "new_series"
    CLOSING = "closing"


@dataclass(frozen=True)
class Reason:
    """One reason for a point: what it is, how much of it there is, since or until when, and of what."""

    because: Because
    count: int = 0
    day: date | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposedPoint:
    """A point that could stand on the agenda of a meeting, with why."""

    kind: str
    """As the column `kind` of an agenda item."""
    reasons: tuple[Reason, ...]
    subject: str = ""
    """What it is about, in the words of the store; the sentence round it is made of the first reason."""
    minutes: int = 0
    fits: bool = True
    """Whether the time of the meeting has room for it."""
    brought_by: str | None = None
    commitment_code: str | None = None
    project_code: str | None = None
    carried_from: int | None = None
    has_examples: bool = False

    @property
    def key(self) -> str:
        """What tells this point from all others that are proposed, the same at every look."""
        first = self.reasons[0].because.value
        parts = (first, self.commitment_code, self.project_code, self.carried_from, self.subject)
        return "|".join(str(part) for part in parts if part)
