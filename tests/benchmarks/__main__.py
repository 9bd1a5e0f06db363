"""Every benchmark as one Markdown table: ``python -m tests.benchmarks [--into README.md] [--only WORD]``.

Each ``bench_*.py`` beside this file has ``measure() -> Measure | list[Measure]``.
"""

import argparse
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

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
        got = importlib.import_module(f"tests.benchmarks.{path.stem}").measure()
        yield from [got] if isinstance(got, Measure) else got


if __name__ == "__main__":
    sys.exit(main())
