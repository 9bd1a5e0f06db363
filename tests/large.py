"""Offices as large as a city's: many made-up files in one operation, for benchmarks and for trying the screen."""

import argparse
import sys
from pathlib import Path

from desktop.base.changes import Noun
from desktop.base.fields import Value, Values
from desktop.cases.household import State
from desktop.office.demo import drafts
from desktop.office.office import Office
from desktop.store import households, journal

PASSWORD = "large-made-up"
_MODELS = 2000
_STATES = (State.ON_FILE, State.ON_FILE, State.ON_FILE, State.LIFTED, State.CLOSED)


def make(path: Path, count: int, password: str = PASSWORD) -> Path:
    """A new office at a path with that many files of two or three persons, closed; the same count gives the same."""
    office = Office.create(path, password, name="大区总工会", city="某市总工会")
    with journal.operation(office._db, f"导入台账：大台账（{count:,} 户）", Noun.CASES) as current:
        current.count = count
        for at, state in enumerate(_STATES):
            numbers = range(count * at // len(_STATES), count * (at + 1) // len(_STATES))
            households.insert(office._db, map(_file, numbers), state)
    office.close()
    return path


_HOMES: list[tuple[Values, tuple[Values, ...]]] = []


def _file(number: int) -> tuple[Values, list[Values]]:
    """One of some thousand invented households, under numbers of its own."""
    if not _HOMES:
        _HOMES.extend((one.values, one.persons) for one in drafts(_MODELS))
    values, persons = _HOMES[number * 7919 % _MODELS]
    own: dict[str, Value] = {
        "file_no": f"D{number:07}",
        "staff_no": f"S{number:07}",
        "card": f"6217{number:015}",
    }
    return {**values, **own}, [_person(one, number, place) for place, one in enumerate(persons)]


def _person(person: Values, number: int, place: int) -> Values:
    """The person under an ID that nobody else has; its check digit isn't reckoned."""
    born = str(person["resident_id"])[6:14]
    return {**person, "resident_id": f"{320000 + number // 1000 % 1000}{born}{number % 1000:03}{place % 10}"}


def main() -> int:
    """``python -m tests.large FILE COUNT`` makes one, for trying the screen by hand."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("count", type=int)
    options = parser.parse_args()
    make(options.file, options.count)
    sys.stdout.write(f"{options.file} ({PASSWORD})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
