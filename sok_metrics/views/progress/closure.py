"""Hiding that is closed: nothing that is shown tells more of a hidden small count than its own words do.

All is said in sums (a total is the sum of its parts). A hidden figure may be anything that its words allow;
who knows the shown ones learns more where the sums leave less. Then one more figure is hidden.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from sok_metrics.views.progress.columns import Floats, Integers

_ENOUGH = 1e-6
_UNBOUNDED = 1e12


@dataclass
class Cell:
    """One number: published somewhere, or only to be computed from what is (`is_computed`)."""

    value: float
    threshold: int
    order: int
    """When it was published: of two numbers the later one is hidden."""
    most: float = _UNBOUNDED
    """What it can be at most, as everybody can see."""
    breadth: int = 0
    """In how many ways it is a total: parts are hidden before totals."""
    is_computed: bool = False
    is_count: bool = True
    """Whether it counts people or things; else it is an amount, an average or a share."""
    is_known: bool = False
    """Whether everybody knows it without being told (100%): it cannot be hidden."""
    is_small: bool = False
    """More than 0 and under the threshold."""
    has_small_base: bool = False
    is_beside: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees it: a computed one never stands anywhere."""
        return self.is_computed or self.is_small or self.has_small_base or self.is_beside

    @property
    def is_guarded(self) -> bool:
        """Whether it could tell about single people."""
        return self.is_small or self.has_small_base

    def bounds(self) -> tuple[float, float]:
        """What it can be, by the words that stand in its place."""
        if self.is_computed or self.has_small_base:
            return min(0.0, self.value), max(self.most, self.value)
        if self.is_small:
            return min(1.0, self.value), max(min(self.threshold - 1, self.most), self.value)
        return min(self.threshold if self.is_count else 0.0, self.value), max(self.most, self.value)

    def room(self) -> float:
        """How much more it should be able to be, when it rests on few people: nothing is said of it."""
        width = max(0.0, self.threshold - 2)
        return width if self.is_count else max(width, self.value)


@dataclass(frozen=True)
class Sum:
    """A total and its parts, as places in the list of cells."""

    total: int
    parts: tuple[int, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


@dataclass
class Graph:
    """Cells and the sums between them."""

    cells: list[Cell]
    sums: Sequence[Sum]
    _sums_of: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._sums_of = {}
        for place, one in enumerate(self.sums):
            for member in one.members:
                self._sums_of.setdefault(member, []).append(place)

    def close(self) -> None:
        """Hide beside what is hidden until no guarded figure can be told more closely than its words do.

        What is safe stays so: a way to move leads on when more may move.
        """
        todo = [place for place, cell in enumerate(self.cells) if cell.is_guarded or cell.is_beside]
        for place in todo:
            if place in self._sums_of:
                todo += self._hide_beside(place)

    def _hide_beside(self, place: int) -> list[int]:
        """Hide what is needed for one cell, and tell which; what turns out not to be needed is shown."""
        added: list[int] = []
        while self._tells(place):
            beside = self._candidate(self._hidden_around(place), place)
            if beside is None:  # all around it is hidden: the words themselves tell it
                break
            self.cells[beside].is_beside = True
            added.append(beside)
        for one in added[:-1]:
            self.cells[one].is_beside = False
            is_newer = self.cells[one].order > self.cells[added[-1]].order
            self.cells[one].is_beside = is_newer or self._tells(place)
        return [one for one in added if self.cells[one].is_beside]

    def _tells(self, place: int) -> bool:
        return self._hidden_around(place).tells(place)

    def _hidden_around(self, start: int) -> "_Around":
        """The hidden cells that hang together with one through sums, and those sums."""
        places, sums, todo = {start}, set(), [start]
        while todo:
            for number in self._sums_of[todo.pop()]:
                if number not in sums:
                    sums.add(number)
                    members = self.sums[number].members
                    fresh = [m for m in members if m not in places and self.cells[m].is_hidden]
                    places.update(fresh)
                    todo += fresh
        return _Around(self.cells, sorted(places), [self.sums[number] for number in sorted(sums)])

    def _candidate(self, around: "_Around", told: int) -> int | None:
        """What to hide: of the sums that tell most the last published, then the smallest; never a zero."""
        for sums in around.from_tight_to_loose(told):
            times: dict[int, int] = {}
            for one in sums:
                for member in one.members:
                    cell = self.cells[member]
                    if not cell.is_hidden and not cell.is_known and cell.value > 0:
                        times[member] = times.get(member, 0) + 1
            if times:
                return min(times, key=lambda place: (*self._rank(place, times[place]), place))
        return None

    def _rank(self, place: int, times: int) -> tuple[float, ...]:
        cell = self.cells[place]
        return (-cell.order, -times, cell.breadth, cell.value)


class _Around:
    """Hidden cells that hang together, and how far each can move when all that is shown stays as it is."""

    def __init__(self, cells: Sequence[Cell], places: Sequence[int], sums: Sequence[Sum]) -> None:
        self._cells, self._sums = cells, sums
        self._at = {place: number for number, place in enumerate(places)}
        bounds = [(cells[place].value, *cells[place].bounds()) for place in places]
        self._down = [value - low for value, low, _high in bounds]
        self._up = [high - value for value, _low, high in bounds]
        self._hidden = [[self._at[m] for m in one.members if m in self._at] for one in sums]

    def tells(self, place: int) -> bool:
        """Whether the shown figures tell more of a hidden cell than the words in its place."""
        cell, number = self._cells[place], self._at[place]
        down, up = self._wanted(cell, number)
        if any(self._shows_nothing(one) for one in self._sums):
            by_words = [row for row, one in enumerate(self._sums) if self._shows_nothing(one)]
            down, up = self._reach(by_words, number, down, up)
        down_now, up_now = self._reach(range(len(self._sums)), number, down, up)
        if not cell.is_guarded:
            return max(down_now, up_now) < min(1.0, max(down, up)) - _ENOUGH
        return down_now < down - _ENOUGH or up_now < up - _ENOUGH

    def from_tight_to_loose(self, told: int) -> Iterable[list[Sum]]:
        """The sums in which to hide one more: with one hidden cell, else with the told one, else any."""
        sums = list(zip(self._sums, self._hidden, strict=True))
        yield [one for one, hidden in sums if len(hidden) == 1]
        yield [one for one, hidden in sums if self._at[told] in hidden]
        yield [one for one, _hidden in sums]

    def _shows_nothing(self, one: Sum) -> bool:
        return all(m in self._at or self._cells[m].value == 0 for m in one.members)

    def _wanted(self, cell: Cell, number: int) -> tuple[float, float]:
        """How far a cell should be able to go down and up."""
        down, up = self._down[number], self._up[number]
        if cell.is_small:
            return max(0.0, cell.value - 1), min(up, max(0.0, cell.threshold - 1 - cell.value))
        if not cell.is_guarded:  # no small count, but a sum with it must not be one without a hidden number
            return min(down, 1.0), min(up, 1.0)
        return down, min(up, cell.room())

    def _reach(self, rows: Sequence[int], number: int, down: float, up: float) -> tuple[float, float]:
        """How far a cell can go down and up, as far as it should, with the sums of these rows."""
        if len(rows) == 1:
            return self._in_one_sum(rows[0], number, down, up)
        ways = self._ways(rows)
        return self._furthest(ways, number, -1.0, down), self._furthest(ways, number, 1.0, up)

    def _in_one_sum(self, row: int, number: int, down: float, up: float) -> tuple[float, float]:
        if number not in self._hidden[row]:
            return down, up
        signs = dict(zip(self._hidden[row], self._signs(row), strict=True))
        own = signs.pop(number)
        less = sum(self._up[o] if sign == own else self._down[o] for o, sign in signs.items())
        more = sum(self._down[o] if sign == own else self._up[o] for o, sign in signs.items())
        return min(down, less), min(up, more)

    def _signs(self, row: int) -> list[float]:
        one = self._sums[row]
        return [-1.0 if m == one.total else 1.0 for m in one.members if m in self._at]

    def _ways(self, rows: Sequence[int]) -> Floats:
        """Ways in which all cells can move together without any sum noticing, a column each."""
        matrix = np.zeros((len(rows), len(self._at)))
        for place, row in enumerate(rows):
            matrix[place, self._hidden[row]] = self._signs(row)
        # What has most room follows the others.
        room = np.minimum(self._up, 1e9) + np.array(self._down)
        order = np.argsort(-room, kind="stable")
        return _null_space(matrix[:, order], order)

    def _furthest(self, ways: Floats, number: int, sign: float, wanted: float) -> float:
        if not wanted or not ways.size:
            return 0.0
        limits = np.vstack([ways, -ways])
        room = np.concatenate([self._up, self._down])
        felt = (np.abs(limits) > _ENOUGH).any(axis=1) & (room < _UNBOUNDED / 2)
        return _maximum(sign * ways[number], limits[felt], room[felt], wanted)


def _maximum(gains: Floats, limits: Floats, room: Floats, wanted: float) -> float:
    """The most that steps (of either sign) along the ways bring within the limits; up to what is wanted.

    The simplex method. To stay where one is, is a first solution, as every figure is within its bounds.
    """
    rows, ways = limits.shape
    table = np.hstack([limits, -limits, np.eye(rows), np.maximum(room, 0.0)[:, None]])
    goal = np.concatenate([-gains, gains, np.zeros(rows + 1)])
    for step in range(20 * (rows + ways)):
        better = np.flatnonzero(goal[:-1] < -_ENOUGH)
        if not len(better) or goal[-1] >= wanted:
            break
        # Bland's rule after a while: it cannot go round in circles.
        column = int(better[0] if step > 2 * rows else better[np.argmin(goal[better])])
        able = np.flatnonzero(table[:, column] > _ENOUGH)
        if not len(able):
            return wanted
        row = able[np.argmin(table[able, -1] / table[able, column])]
        table[row] /= table[row, column]
        factors = table[:, column].copy()
        factors[row] = 0.0
        table -= np.outer(factors, table[row])
        goal -= goal[column] * table[row]
    return min(float(goal[-1]), wanted)


def _null_space(matrix: Floats, order: Integers) -> Floats:
    """A basis of what the matrix takes to nothing; its columns stand for the cells in this order."""
    rows, count = matrix.shape
    pivots: list[int] = []
    for column in range(count):
        done = len(pivots)
        if done == rows:
            break
        best = done + int(np.argmax(np.abs(matrix[done:, column])))
        if abs(matrix[best, column]) < _ENOUGH:
            continue
        matrix[[done, best]] = matrix[[best, done]]
        matrix[done] /= matrix[done, column]
        others = matrix[:, column].copy()
        others[done] = 0.0
        matrix -= np.outer(others, matrix[done])
        pivots.append(column)
    free = [column for column in range(count) if column not in set(pivots)]
    basis = np.zeros((count, len(free)))
    for way, column in enumerate(free):
        basis[order[column], way] = 1.0
        basis[order[pivots], way] = -matrix[: len(pivots), column]
    return basis
