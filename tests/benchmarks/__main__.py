"""Every benchmark as one Markdown table: ``python -m tests.benchmarks [--into README.md] [--only WORD]``.

Each ``bench_*.py`` beside this file has ``measure() -> Measure | list[Measure]``, and is taken in a process of its own.
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.benchmarks.measuring import measured
from tests.benchmarks.table import filled, report
from tests.benchmarks.timing import Measure


def main(arguments: list[str] | None = None) -> int:
    """Prints the table, writes it between the marks of ``--into``; 1 when an aim is missed, 0 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--into", type=Path, help="a text file with the marks between which the table goes")
    parser.add_argument("--only", default="", help="a part of a benchmark's file name")
    options = parser.parse_args(arguments)
    measures = list(_taken(options.only))
    text = report(measures)
    sys.stdout.write(text)
    if options.into:
        options.into.write_text(filled(options.into.read_text("utf-8"), text), "utf-8")
    return 0 if all(one.reached for one in measures) else 1


def _taken(only: str) -> Iterator[Measure]:
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if only not in path.stem:
            continue
        sys.stderr.write(f"{path.stem} …\n")
        # What one leaves in memory would weigh on the collector of the next.
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as alone:
            yield from alone.submit(measured, path.stem).result()


if __name__ == "__main__":
    sys.exit(main())
