"""The benchmarks' table in Markdown, with the machine named above it."""

import os
import platform
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.timing import Measure

BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"


def report(measures: Iterable[Measure]) -> str:
    """The table under a line that names the machine."""
    head = ["| what | floor | ours | ratio | aim | |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    return "\n".join([f"Measured on {machine()}.", "", *head, *map(row, measures)]) + "\n"


def row(one: Measure) -> str:
    """A line of the table.

    >>> row(Measure("start", 4, 0.25, 0.5))
    '| start | 250 ms | 500 ms | 2.00× | ≤ 4× | ✓ |'
    """
    aim = "" if one.aim is None else f"≤ {one.aim:g}×"
    mark = "" if one.aim is None else "✓" if one.reached else "✗"
    return f"| {one.name} | {_time(one.floor)} | {_time(one.ours)} | {one.ratio:.2f}× | {aim} | {mark} |"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def machine() -> str:
    """Processor, cores that may be used, memory, system and Python."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count()
    return f"{_processor()}, {cores} cores, {_memory()}, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    return _line_of("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()


def _memory() -> str:
    kibibytes = _line_of("/proc/meminfo", "MemTotal").removesuffix(" kB")
    return f"{int(kibibytes) / 2**20:.0f} GB" if kibibytes else "memory unknown"


def _line_of(path: str, key: str) -> str:
    """The value of ``key: value`` in a file of Linux's ``/proc``, empty where there is none."""
    lines = Path(path).read_text("utf-8").splitlines() if Path(path).exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")


def filled(text: str, table: str) -> str:
    r"""The text with the table between its marks.

    >>> filled("<!-- benchmarks -->old<!-- /benchmarks -->.", "new")
    '<!-- benchmarks -->\nnew<!-- /benchmarks -->.'

    Raises:
        ValueError: the text has no such marks.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"no {BEGIN} … {END} to write the table into")
    return f"{before}{begin}\n{table}{end}{after}"
