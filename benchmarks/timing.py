"""Times that can be compared on a busy machine: taken in turns, and told as medians."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Times:
    """How long one piece of work took, several times over, in milliseconds."""

    wall: list[float]
    cpu: list[float]
    """Of all threads of this process together: what a busy machine disturbs least."""

    @property
    def ms(self) -> float:
        """The median on the clock."""
        return median(self.wall)

    @property
    def cpu_ms(self) -> float:
        """The median of the processor's time."""
        return median(self.cpu)

    def as_row(self) -> dict[str, float]:
        """The figures for the file with results."""
        return {
            "ms": round(self.ms, 2),
            "best_ms": round(min(self.wall), 2),
            "cpu_ms": round(self.cpu_ms, 2),
        }


def in_turns(works: dict[str, Callable[[], object]], repeats: int) -> dict[str, Times]:
    """Do all the works one after the other, `repeats` times, so that a slow moment strikes all of them."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(repeats):
        for name, work in works.items():
            gc.collect()
            taken[name].append(_take(work))
    return {
        name: Times([wall for wall, _ in rounds], [cpu for _, cpu in rounds])
        for name, rounds in taken.items()
    }


def _take(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
