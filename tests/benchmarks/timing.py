"""Times a piece of work against a floor: the least that anybody could do for the same result, on this machine, now."""

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple


class Measure(NamedTuple):
    """One row of the table.

    Attributes:
        name: what was done, with its size.
        aim: the ratio to the floor that must not be passed; None where there is only the number to know.
        floor: seconds of the least possible.
        ours: seconds of ours.
    """

    name: str
    aim: float | None
    floor: float
    ours: float

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor

    @property
    def reached(self) -> bool:
        """Whether the aim is kept; true where there is none."""
        return self.aim is None or self.ratio <= self.aim


class Medians(NamedTuple):
    """Seconds, each the median of its rounds."""

    floor: float
    ours: float


def paired(floor: Callable[[], object], ours: Callable[[], object], rounds: int = 5) -> Medians:
    """Both run by turns, so that a busy moment of the machine hits both alike."""
    taken = [(seconds(floor), seconds(ours)) for _ in range(rounds)]
    return Medians(median(pair[0] for pair in taken), median(pair[1] for pair in taken))


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one run, earlier runs' waste swept up beforehand."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
