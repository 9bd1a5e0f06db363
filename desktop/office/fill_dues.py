"""By when the monitoring of each period is filled in: by the rule of its time, or the day that was set for it."""

import datetime as dt
from collections.abc import Iterable

from sqlite_utils import Database

from desktop.base.calendar import today
from desktop.office.standing import Standing
from desktop.pilots.filling_dues import due_of
from desktop.pilots.periods import begins
from desktop.store import rows, settings

DUES = "monitoring_dues"
"""The setting with the due days that were set for single periods."""


def dues(db: Database, standing: Standing, periods: Iterable[str]) -> dict[str, dt.date]:
    """By when each of these periods is filled in."""
    own = {key: rows.day(day) for key, day in settings.get(db, DUES, {}).items()}
    return {one: due_of(one, fill_days(standing, one), own) for one in periods}


def fill_days(standing: Standing, period: str) -> int:
    """So many days after its end a period is filled in by the rule."""
    rule = standing.on(min(today(), begins(period))).pilot
    return rule.fill_days if rule else 0
