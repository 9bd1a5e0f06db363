"""What the verbs of the command line do about aid; each gives the exit code."""

import argparse
from contextlib import closing

from desktop.base.changes import Change
from desktop.commands import DONE, password
from desktop.office.office import Office


def pay(options: argparse.Namespace) -> int:
    """Enter that an approved batch was paid."""
    with closing(_open(options)) as office:
        return _tell(office.paying.pay(options.batch, options.day))


def _open(options: argparse.Namespace) -> Office:
    return Office.open(options.office, password())


def _tell(change: Change) -> int:
    print(f"{change.label}（{change.count} 条）")
    return DONE
