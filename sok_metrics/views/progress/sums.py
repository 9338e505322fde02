"""Which published numbers add up to which others: over areas, over groups, and over time.

A period is a number of days from `start` up to and without `end`. Figures of one series whose periods hang
together give every difference: with January to June and January to March one knows April to June, also when
nobody ever published that. Such a number is a cell too, a computed one.

Counts add up by themselves. Of amounts, averages and shares nobody can say beforehand: what adds up (within
rounding) is a sum, for an attacker will see that too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sok_metrics.views.progress.closure import Cell, Sum

Span = tuple[int, int]
_ROUNDING = 0.02
"""The share of a total by which its parts may miss it: figures are rounded, shares often to whole ones."""


@dataclass(frozen=True)
class Line:
    """A series in a family of figures that can be added up."""

    code: str
    area: str
    is_total_area: bool
    group: str


@dataclass(frozen=True)
class Version:
    """What was said of one series and period for some time; `cell` is the place of its number."""

    line: Line
    span: Span
    cell: int
    since: int
    until: int
    is_real: bool
    order: int


Picture = Mapping[tuple[Line, Span], int]
"""What one look shows: the cell of each series and period."""


@dataclass
class Family:
    """All versions of the figures that can be added up, and their cells."""

    cells: list[Cell]
    versions: Sequence[Version]
    are_counts: bool = True
    """Whether all adds up by itself; else only what the numbers show."""
    whole: int | None = None
    """The place of the number to which parts add up when no total was published: 100%."""
    _computed: dict[tuple[Line, Span, float], int] = field(default_factory=dict)

    def orders(self) -> list[int]:
        """The moments of publication, in order."""
        return sorted({one.order for one in self.versions})

    def sums_until(self, order: int) -> list[Sum]:
        """All sums in what was published by then, in every look at it."""
        known = [one for one in self.versions if one.order <= order]
        pictures = _pictures(known)
        found = dict.fromkeys(one for picture in pictures for one in self._sums_in(picture))
        return [one for one in found if self.are_counts or self._adds_up(one)]

    def _adds_up(self, one: Sum) -> bool:
        total = self.cells[one.total].value
        parts = sum(self.cells[part].value for part in one.parts)
        return abs(total - parts) <= _ROUNDING * abs(total)

    def _sums_in(self, picture: Picture) -> Iterator[Sum]:
        whole = dict(picture)
        spans = sorted({span for _line, span in picture})
        if _overlap(spans):
            of_line: dict[Line, dict[Span, int]] = {}
            for (line, span), cell in picture.items():
                of_line.setdefault(line, {})[span] = cell
            asked = spans if len(of_line) > 1 and self.are_counts else []
            for line, own in of_line.items():
                yield from self._sums_over_time(line, own, asked, whole)
        yield from _sums_across(whole, self.whole)

    def _sums_over_time(
        self, line: Line, own: Mapping[Span, int], asked: Sequence[Span], whole: dict[tuple[Line, Span], int]
    ) -> Iterator[Sum]:
        """The sums over time of one series; what others have and it could have is added to `whole`."""
        level, chain = _levels(own, self.cells)
        for days in chain:
            at = {day: number for number, day in enumerate(days)}
            steps = list(pairwise(days))
            has_longer = any(a in at and at[b] - at[a] > 1 for a, b in own if b in at)
            wanted = [s for s in asked if s not in own and s[0] in at and s[1] in at]
            if not has_longer and not wanted:
                continue
            for span in [*(s for s in own if s[0] in at and at[s[1]] - at[s[0]] > 1), *wanted]:
                inside = steps[at[span[0]] : at[span[1]]]
                if not self.are_counts and any(step not in own for step in inside):
                    continue  # nobody knows what a difference rests on
                parts = [self._place(line, step, level, own) for step in inside]
                whole[line, span] = self._place(line, span, level, own)
                if len(parts) > 1:
                    yield Sum(whole[line, span], tuple(parts))

    def _place(self, line: Line, span: Span, level: Mapping[int, float], own: Mapping[Span, int]) -> int:
        return own[span] if span in own else self._compute(line, span, level, own)

    def _compute(self, line: Line, span: Span, level: Mapping[int, float], own: Mapping[Span, int]) -> int:
        value = round(level[span[1]] - level[span[0]], 6)
        key = (line, span, value)
        if key not in self._computed:
            threshold = self.cells[next(iter(own.values()))].threshold
            self._computed[key] = len(self.cells)
            cell = Cell(value, threshold, -1, is_computed=True)
            cell.is_small = 0 < value < threshold
            self.cells.append(cell)
        return self._computed[key]


def _pictures(versions: Sequence[Version]) -> list[Picture]:
    """Every look that there is: at each moment of a change, with and without the examples.

    What has one number only is in all of them: to leave it out would make sums that lack a part.
    """
    by_key: dict[tuple[Line, Span], list[Version]] = {}
    for one in versions:
        by_key.setdefault((one.line, one.span), []).append(one)
    changing = {key: many for key, many in by_key.items() if len({one.cell for one in many}) > 1}
    steady = {key: many[0].cell for key, many in by_key.items() if key not in changing}
    moments = sorted({one.since for many in changing.values() for one in many})
    pictures: list[Picture] = [
        steady | {key: cell for key, many in changing.items() if (cell := _at(many, moment)) is not None}
        for moment in moments or [0]
    ]
    real = {one.cell for one in versions if one.is_real}
    if 0 < len(real) < len({one.cell for one in versions}):
        pictures += [{key: cell for key, cell in one.items() if cell in real} for one in pictures]
    return pictures


def _at(versions: Sequence[Version], moment: int) -> int | None:
    """The cell that counted at a moment; before the first version that one, for the sums with the others."""
    for one in versions:
        if one.since <= moment < one.until:
            return one.cell
    return versions[0].cell if moment < versions[0].since else None


def _overlap(spans: Sequence[Span]) -> bool:
    """Whether any of these periods (in order) has days in common with another."""
    return any(after[0] < before[1] for before, after in pairwise(spans))


def _levels(own: Mapping[Span, int], cells: Sequence[Cell]) -> tuple[dict[int, float], list[list[int]]]:
    """The total up to each day at which periods meet, and the days that hang together, in order."""
    beside: dict[int, list[tuple[int, float]]] = {}
    for (start, end), place in own.items():
        beside.setdefault(start, []).append((end, cells[place].value))
        beside.setdefault(end, []).append((start, -cells[place].value))
    level: dict[int, float] = {}
    chains = []
    for first in sorted(beside):
        if first not in level:
            level[first] = 0.0
            chain = [first]
            for day in chain:
                for other, difference in beside[day]:
                    if other not in level:
                        level[other] = level[day] + difference
                        chain.append(other)
            chains.append(sorted(chain))
    return level, chains


def _sums_across(picture: Picture, whole: int | None) -> Iterator[Sum]:
    """The sums over areas and over groups; one part alone is no sum: nobody knows what else a total holds."""
    areas: dict[tuple[str, Span], tuple[list[int], list[int]]] = {}
    groups: dict[tuple[str, Span], tuple[list[int], list[int]]] = {}
    for (line, span), cell in picture.items():
        areas.setdefault((line.group, span), ([], []))[line.is_total_area].append(cell)
        groups.setdefault((line.area, span), ([], []))[line.group == ""].append(cell)
    for parts, totals in [*areas.values(), *groups.values()]:
        if len(parts) < 2:
            continue
        for total in totals if whole is None else [*totals, whole]:
            yield Sum(total, tuple(parts))
