"""One benchmark, as a process of its own takes it."""

import importlib

from tests.benchmarks.timing import Measure


def measured(name: str) -> list[Measure]:
    """What the module of that name measures."""
    got = importlib.import_module(f"tests.benchmarks.{name}").measure()
    return [got] if isinstance(got, Measure) else list(got)
