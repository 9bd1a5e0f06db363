"""What every row of policy has, whatever it is about."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What every row of policy has: in force from ``valid_from`` until a later row of the same ``key``."""

    valid_from: dt.date
    document_no: str = ""
