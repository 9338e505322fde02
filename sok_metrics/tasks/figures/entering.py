"""An evening of entering figures: what is asked of each series, and what is right about what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sok_metrics.nouns.calendar import Period
from sok_metrics.nouns.measurement import STILL_TO_COME
from sok_metrics.nouns.model import Frequency, IndicatorKind
from sok_metrics.nouns.plausible import bounds, unlikely
from sok_metrics.store.changes.measurements import Entry
from sok_metrics.store.queries.standing import Standing, last_of
from sok_metrics.texts import _
from sok_metrics.texts.formats import quantity
from sok_metrics.texts.parsing import parse_number
from sok_metrics.texts.periods import parse_period
from sok_metrics.texts.plausible import unlikely_sentence
from sok_metrics.views.due import due_period, next_due


class Choice(StrEnum):
    """What must stand when somebody else entered the same meanwhile."""

    THEIRS = "theirs"
    MINE = "mine"


@dataclass(frozen=True)
class Asked:
    """One series in the grid: what it is, what was measured last, and what stands."""

    series_code: str
    indicator_code: str
    name: str
    unit: str
    kind: IndicatorKind
    frequency: Frequency
    lower: float | None
    upper: float | None
    asks_base_count: bool
    source: str | None
    standing: Mapping[Period, Standing]
    levels: Mapping[int, str] = field(default_factory=dict)
    """The levels of a rubric with their titles."""

    def last(self, today: date) -> Standing | None:
        """The newest measurement by today."""
        return last_of(dict(self.standing), today)

    def value_before(self, period: Period) -> float | None:
        """The figure of the newest period before this one."""
        earlier = [
            one
            for known, one in self.standing.items()
            if (known.end, known.start) < (period.end, period.start) and not one.is_archived
        ]
        figures = [one.value for one in earlier if one.value is not None]
        return figures[-1] if figures else None

    def due(self, today: date, seen: int) -> Period:
        """The period of which a figure is asked; what others entered after change `seen` does not move it."""
        known = {period: one for period, one in self.standing.items() if one.change_set <= seen}
        last = last_of(known, today)
        return due_period(self.frequency, None if last is None else last.period, today)

    def is_asked(self, today: date) -> bool:
        """Whether a figure is asked now."""
        last = self.last(today)
        day = None if last is None else next_due(self.frequency, last.period)
        return last is None or (day is not None and day <= today)

    def words(self, one: Standing) -> str:
        """What was measured, in words."""
        if one.value is None:
            return _("een verhaal")
        if (level := self.levels.get(int(one.value))) is not None:
            return f"{one.value:.0f} · {level}"
        return quantity(one.value, self.unit, self.kind)


@dataclass(frozen=True)
class Typed:
    """What somebody typed for one series, as it was typed."""

    value: str = ""
    period: str = ""
    source: str = ""
    note: str = ""
    base_count: str = ""
    reason: str = ""
    sure_of: str = ""
    """What was asked about the figure, when somebody said that it is right."""
    choice: str = ""
    """A code of Choice; "" as long as nothing was chosen."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to save."""
        return not (self.value.strip() or self.note.strip() or self.base_count.strip())


@dataclass(frozen=True)
class Checked:
    """What came of one row: an entry to save, or what is still wrong, each at its field."""

    entry: Entry | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    """Field of Typed -> sentence."""
    warning: str = ""
    """What is asked about the figure; it must be confirmed."""
    conflict: Standing | None = None
    """What somebody else entered after this page was opened."""
    corrects: Standing | None = None
    """What stands and would be corrected."""
    is_same: bool = False
    """The very figure stands already: there is nothing to save."""

    @property
    def is_ready(self) -> bool:
        """Whether nothing keeps this row from being saved."""
        return not self.problems


def check(asked: Asked, typed: Typed, *, evening: str, seen: int, today: date) -> Checked:
    """Judge one row. `evening` is the period for all rows as typed ("" for what is due), `seen` the number of
    the newest change that the page knew when it was opened.
    """
    if typed.is_empty:
        return Checked()
    problems: dict[str, str] = {}
    value, story = _content(asked, typed, problems)
    try:
        period = period_for(asked, typed.period.strip() or evening.strip(), seen=seen, today=today)
    except ValueError as error:
        period, problems["period"] = None, str(error)
    base_count = _base_count(typed, problems)
    questions = [] if period is None else _questions(asked, value, period, today)
    warning = " ".join(questions)
    if warning and typed.sure_of != warning:
        problems["sure_of"] = warning
    known = None if period is None else asked.standing.get(period)
    stands = known if known is not None and not known.is_archived else None
    is_same = stands is not None and "value" not in problems and _is_same(stands, value, story)
    if is_same and not (typed.source.strip() or typed.note.strip() or typed.base_count.strip()):
        return Checked(problems=problems, is_same=True, corrects=stands)
    is_conflict = stands is not None and stands.change_set > seen
    if is_conflict and typed.choice == Choice.THEIRS:
        return Checked(conflict=stands, is_same=True)
    if stands is not None and not is_same:
        problems |= _about_standing(stands, typed, is_conflict=is_conflict)
    found = Checked(
        problems=problems,
        warning=warning,
        conflict=stands if is_conflict else None,
        corrects=None if is_conflict or is_same else stands,
    )
    if problems or period is None:
        return found
    # What is not typed anew stays as it was, so that a correction does not lose its source.
    kept = stands if stands is not None and not stands.is_example else None
    entry = Entry(
        asked.series_code,
        period,
        value=value,
        story=story,
        source=typed.source.strip() or (kept.source if kept else None) or asked.source,
        note=typed.note.strip() or (kept.note if kept else None),
        base_count=kept.base_count if kept and base_count is None else base_count,
        correction_reason=typed.reason.strip() or (kept.correction_reason if kept and is_same else None),
        corrects=None if stands is None else stands.version,
        sure_of=tuple(questions),
    )
    return replace(found, entry=entry)


def _content(asked: Asked, typed: Typed, problems: dict[str, str]) -> tuple[float | None, str | None]:
    """The value or the story; a sentence in `problems` when there is none."""
    text = typed.value.strip()
    if not text:
        problems["value"] = _("Vul ook het cijfer in, of haal de rest van deze rij weg.")
    elif asked.kind is IndicatorKind.STORY:
        return None, text
    else:
        try:
            return parse_number(text), None
        except ValueError as error:
            problems["value"] = str(error)
    return None, None


def period_for(asked: Asked, text: str, *, seen: int, today: date) -> Period:
    """The period that was typed, or else the one that is due; ValueError with a sentence when it is none."""
    return parse_period(text) if text else asked.due(today, seen)


def _base_count(typed: Typed, problems: dict[str, str]) -> int | None:
    text = typed.base_count.strip()
    if not text:
        return None
    try:
        number = parse_number(text)
    except ValueError as error:
        problems["base_count"] = str(error)
        return None
    if number < 0 or not number.is_integer():
        problems["base_count"] = _("Vul hier een heel getal in, zoals 38.")
        return None
    return int(number)


def _questions(asked: Asked, value: float | None, period: Period, today: date) -> list[str]:
    """What the rules of a measurement ask about this one, in the very words of these."""
    questions = [_(STILL_TO_COME.sentence)] if period.end > today else []
    lower, upper = bounds(asked.kind, asked.lower, asked.upper)
    last = asked.value_before(period)
    why = unlikely(value, last, lower, upper)
    if why is not None:
        questions.append(unlikely_sentence(why, last=last, lower=lower, upper=upper))
    return questions


def _is_same(stands: Standing, value: float | None, story: str | None) -> bool:
    """Whether this is what stands already; an invented figure is never the same as a real one."""
    return not stands.is_example and stands.value == value and stands.story == story


def _about_standing(stands: Standing, typed: Typed, *, is_conflict: bool) -> dict[str, str]:
    """What is asked before a measurement that stands is changed."""
    if is_conflict and typed.choice != Choice.MINE:
        return {"choice": _("Kies wat er moet staan.")}
    if not stands.is_example and not typed.reason.strip():
        return {"reason": _("Zeg in een paar woorden waarom u het cijfer verandert.")}
    return {}
