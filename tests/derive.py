"""An attacker who tries to derive hidden numbers from all that is shown, with exact arithmetic.

He knows what a visitor can get in every look (moment, with and without examples), what the words in the place
of a hidden number say, that people are not fewer than none, and what adds up to what. He asks of each hidden
number how small and how large it can be: two linear programs, solved over the rationals.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True)
class Number:
    """One number of one series and period, with what a visitor sees in its place."""

    family: str
    series: str
    area: str
    """"" or "*..." is a total of areas."""
    group: str
    """"" is the total of the groups."""
    start: int
    end: int
    """The first day that no longer belongs to it."""
    value: Fraction
    threshold: int
    label: str | None = None
    """None where it is shown; else small, small_base or beside."""
    most: int | None = None
    is_count: bool = True

    @property
    def is_total_area(self) -> bool:
        return self.area == "" or self.area.startswith("*")

    def bounds(self) -> tuple[Fraction, Fraction | None]:
        if self.label is None:
            return self.value, self.value
        if self.label == "small":
            high = self.threshold - 1 if self.most is None else min(self.threshold - 1, self.most)
            return min(Fraction(1), self.value), max(Fraction(high), self.value)
        if self.label == "small_base":
            return Fraction(0), None if self.most is None else Fraction(self.most)
        least = Fraction(self.threshold if self.is_count else 0)
        return min(least, self.value), None if self.most is None else Fraction(self.most)


Piece = tuple[str, str, int, int, Fraction]
"""What nobody published: "piece" (between two days) or "whole" (more of these), series, start, end, value."""
What = Number | Piece
Reach = tuple[Fraction, Fraction | None]
"""The smallest and the largest that a number can be; None is without end."""
Span = tuple[int, int]
Line = tuple[str, str, str]
"""A series, its area and its group."""
Way = dict[int, Fraction]
"""Place of an unknown -> how much it moves."""
Picture = Collection[Number]
Limit = tuple[list[Fraction], Fraction]
"""How much of each way counts, and how much all may be together."""
_Sums = defaultdict[tuple[str, Span], tuple[list[What], list[What]]]
"""What adds up -> its parts and its totals."""


def narrowed(pictures: Sequence[Picture]) -> list[str]:
    """The hidden numbers of which the shown ones tell more than the words in their place.

    In: a picture is the set of numbers that one look shows or hides. Out: text per number, what it could be
    by the words alone and what it can be now.
    """
    known = System(pictures, with_shown=True)
    by_words = System(pictures, with_shown=False)
    found = []
    for number in sorted(known.hidden, key=str):
        before, after = by_words.reach(number), known.reach(number)
        if number.label == "beside":
            is_told = after[0] == after[1] and before[0] != before[1]
        else:
            is_told = not _as_wide(number, before, after)
        if is_told:
            found.append(f"{number}: {_words(before)} became {_words(after)}")
    return found + [
        f"between {piece[2:4]} of {piece[1]} there were {float(piece[4])}"
        for piece in sorted(known.small_pieces, key=str)
        if known.tells(piece) and not by_words.tells(piece)
    ]


def _as_wide(number: Number, before: Reach, after: Reach) -> bool:
    if number.label == "small":
        return after == before
    width = number.threshold - 2
    high = before[1] if before[1] is not None else number.value + width
    return after[0] <= before[0] and (after[1] is None or after[1] >= min(high, number.value + width))


def _words(reach: Reach) -> str:
    return " to ".join("?" if end is None else str(float(end)) for end in reach)


class System:
    """Unknowns with bounds, the equations between them, and the ways in which they can move together."""

    def __init__(self, pictures: Sequence[Picture], *, with_shown: bool) -> None:
        self.unknown: dict[What, tuple[Fraction, Fraction, Fraction | None]] = {}  # true value, low, high
        self.equations: set[frozenset[tuple[What, int]]] = set()
        self.hidden = {n for picture in pictures for n in picture if n.label is not None}
        self.small_pieces: dict[Piece, int] = {}
        self._with_shown = with_shown
        for picture in pictures:
            self._look(picture)
        self._solve()

    # --- what adds up -----------------------------------------------------------------------------------

    def _look(self, picture: Picture) -> None:
        families: defaultdict[str, list[Number]] = defaultdict(list)
        for number in picture:
            families[number.family].append(number)
        for numbers in families.values():
            table = self._over_time(numbers)
            for across, is_total in (("area", _is_total_area), ("group", _is_total_group)):
                sums: _Sums = defaultdict(lambda: ([], []))
                for (series, area, group, span), what in table.items():
                    key = (group if across == "area" else area, span)
                    sums[key][is_total(area, group)].append(what)
                    del series
                for parts, totals in sums.values():
                    if len(parts) > 1:
                        for total in totals:
                            self._say({total: -1} | dict.fromkeys(parts, 1))

    def _over_time(self, numbers: Sequence[Number]) -> dict[tuple[str, str, str, Span], What]:
        """Every period of every series that can be made of the pieces between the days where periods meet."""
        by_series: defaultdict[Line, list[Number]] = defaultdict(list)
        for number in numbers:
            by_series[number.series, number.area, number.group].append(number)
        spans = {(number.start, number.end) for number in numbers}
        table: dict[tuple[str, str, str, Span], What] = {}
        for (series, area, group), own in by_series.items():
            for days in _chains(own):
                at = {day: place for place, day in enumerate(days)}
                published = {(n.start, n.end): n for n in own if n.start in at}
                pieces = self._make_pieces((series, area, group), days, published)
                for start, end in spans | set(published):
                    if start in at and end in at:
                        inside = pieces[at[start] : at[end]]
                        what: What | None = published.get((start, end))
                        if what is None and len(inside) == 1:
                            [what] = inside
                        if what is None:
                            value = sum((self.unknown[piece][0] for piece in inside), Fraction(0))
                            what = ("whole", series, start, end, value)
                            self.unknown[what] = (value, min(Fraction(0), value), None)
                        table[series, area, group, (start, end)] = what
                        if [what] != inside:
                            self._say({what: -1} | dict.fromkeys(inside, 1))
        return table

    def _make_pieces(self, line: Line, days: Sequence[int], published: Mapping[Span, Number]) -> list[What]:
        level = _levels(published.values())
        threshold = next(iter(published.values())).threshold
        pieces: list[What] = []
        for start, end in pairwise(days):
            if (start, end) in published:
                pieces.append(published[start, end])
                continue
            value = level[end] - level[start]
            piece: Piece = ("piece", line[0], start, end, value)
            self.unknown[piece] = (value, min(Fraction(0), value), None)
            if 0 < value < threshold:
                self.small_pieces[piece] = threshold
            pieces.append(piece)
        for number in published.values():
            low, high = number.bounds()
            if number.label is None and not self._with_shown and number.value != 0:
                low, high = Fraction(0), None
            self.unknown[number] = (number.value, low, high)
        return pieces

    def _say(self, terms: Mapping[What, int]) -> None:
        self.equations.add(frozenset(terms.items()))

    # --- what can still be ------------------------------------------------------------------------------

    def _solve(self) -> None:
        loose = [what for what, (_v, low, high) in self.unknown.items() if low != high]
        self._names = sorted(loose, key=lambda what: (str(type(what)), str(what)))
        at = {what: place for place, what in enumerate(self._names)}
        rows = [
            {at[what]: Fraction(sign) for what, sign in one if what in at}
            for one in sorted(self.equations, key=str)
        ]
        self._ways = _null_space([row for row in rows if row], len(self._names))
        self._at = at

    def reach(self, what: What) -> Reach:
        """The smallest and the largest value that nothing contradicts (None: without end)."""
        value, low, high = self.unknown[what]
        if low == high:
            return value, value
        place = self._at[what]
        down, up = (self._furthest(place, sign) for sign in (-1, 1))
        assert down is not None, "each has a least value"
        return value - down, None if up is None else value + up

    def _furthest(self, place: int, sign: int) -> Fraction | None:
        ways = [way for way in self._ways if way.get(place)]
        touched = {place for way in ways for place in way}
        while True:  # only what hangs together with it through shared ways matters
            more = [way for way in self._ways if touched & way.keys()]
            reach = {place for way in more for place in way}
            if reach == touched:
                break
            touched = reach
        if not ways:
            return Fraction(0)
        limits: list[Limit] = []
        for one in sorted(touched):
            value, low, high = self.unknown[self._names[one]]
            row = [way.get(one, Fraction(0)) for way in more]
            if high is not None:
                limits.append((row, high - value))
            if low is not None:
                limits.append(([-cell for cell in row], value - low))
        return _maximum([sign * way.get(place, Fraction(0)) for way in more], limits)

    def tells(self, piece: Piece) -> bool:
        """Whether it can be derived that what nobody published is a small count."""
        low, high = self.reach(piece)
        return low > 1 or (high is not None and high < self.small_pieces[piece] - 1)


def _is_total_area(area: str, _group: str) -> bool:
    return area == "" or area.startswith("*")


def _is_total_group(_area: str, group: str) -> bool:
    return group == ""


def _chains(numbers: Iterable[Number]) -> list[list[int]]:
    """The days at which periods begin and end, those that hang together in one list."""
    together: dict[int, set[int]] = {}
    for number in numbers:
        merged = together.get(number.start, {number.start}) | together.get(number.end, {number.end})
        for day in merged:
            together[day] = merged
    return [sorted(days) for days in {id(days): days for days in together.values()}.values()]


def _levels(numbers: Iterable[Number]) -> dict[int, Fraction]:
    level: dict[int, Fraction] = {}
    left = list(numbers)
    while left:
        known = [n for n in left if n.start in level or n.end in level]
        if not known:
            level[left[0].start] = Fraction(0)
            known = left[:1]
        for one in known:
            if one.start in level:
                level.setdefault(one.end, level[one.start] + one.value)
            else:
                level[one.start] = level[one.end] - one.value
        left = [n for n in left if n not in known]
    return level


def _null_space(rows: Iterable[Way], count: int) -> list[Way]:
    """All ways to move without breaking an equation: place -> how much, a dict each."""
    pivots: dict[int, Way] = {}
    for row in rows:
        row = dict(row)
        for column, pivot in pivots.items():
            if factor := row.get(column):
                _subtract(row, pivot, factor)
        if not row:
            continue
        column = min(row)
        lead = row[column]
        row = {place: cell / lead for place, cell in row.items()}
        for other in pivots.values():
            if factor := other.get(column):
                _subtract(other, row, factor)
        pivots[column] = row
    free = [place for place in range(count) if place not in pivots]
    ways = []
    for place in free:
        way = {column: -row[place] for column, row in pivots.items() if row.get(place)}
        ways.append(way | {place: Fraction(1)})
    return ways


def _subtract(row: Way, other: Way, factor: Fraction) -> None:
    for place, cell in other.items():
        left = row.get(place, Fraction(0)) - factor * cell
        if left:
            row[place] = left
        else:
            row.pop(place, None)


def _maximum(gains: Sequence[Fraction], limits: Sequence[Limit]) -> Fraction | None:
    """The most that steps (of either sign) along the ways can bring within the limits; None: without end.

    The simplex method with Bland's rule; to stay where one is, is a first solution as no limit is negative.
    """
    count, rows = 2 * len(gains), []
    for place, (row, limit) in enumerate(limits):
        slack = [Fraction(place == other) for other in range(len(limits))]
        rows.append([*row, *(-cell for cell in row), *slack, limit])
    goal = [*(-gain for gain in gains), *gains, *[Fraction(0)] * (len(limits) + 1)]
    basis = [count + place for place in range(len(limits))]
    while True:
        column = next((c for c in range(len(goal) - 1) if goal[c] < 0), None)
        if column is None:
            return goal[-1]
        able = [(row[-1] / row[column], basis[at], at) for at, row in enumerate(rows) if row[column] > 0]
        if not able:
            return None
        at = min(able)[2]
        lead = rows[at][column]
        rows[at] = [cell / lead if cell else cell for cell in rows[at]]
        for other in (*(row for place, row in enumerate(rows) if place != at), goal):
            if factor := other[column]:
                other[:] = [
                    cell - factor * taken if taken else cell
                    for cell, taken in zip(other, rows[at], strict=True)
                ]
        basis[at] = column
