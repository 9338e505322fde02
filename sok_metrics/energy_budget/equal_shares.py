"""Equal shares with its completion: raise everybody's share as long as what is bought fits the budget."""

from dataclasses import dataclass
from fractions import Fraction

from sok_metrics.energy_budget.course import Course, run, run_the_same
from sok_metrics.energy_budget.election import Completion, Terms
from sok_metrics.energy_budget.grouped import Grouped


@dataclass(frozen=True)
class Completed:
    """The last course that fits the budget, and after how many steps that was."""

    course: Course
    steps: int


def count_equal_shares(grouped: Grouped, terms: Terms) -> Completed:
    """The course of equal shares, completed as the terms say.

    The count goes on after an outcome to which nothing can be added: a higher share may still change it. It
    stops at the first that costs too much, or when there is nothing left to buy.
    """
    if not grouped.voters:
        return Completed(run(grouped, Fraction(0)), 0)
    first = Fraction(grouped.budget, grouped.voters)
    course, steps, stride = run(grouped, first), 0, 1
    while terms.completion is Completion.ADD1 and not course.is_complete:
        # Shares between which nothing can change are passed in one stride.
        following = None
        if stride > 1:
            following = run_the_same(grouped, course, first + (steps + stride) * terms.step)
            if following is None:
                stride //= 2
                continue
            course, steps, stride = following, steps + stride, stride * 2
            continue
        following = run(grouped, first + (steps + 1) * terms.step)
        if following.cost > grouped.budget:
            break
        stride = 2 if following.bought == course.bought else 1
        course, steps = following, steps + 1
    return Completed(course, steps)
