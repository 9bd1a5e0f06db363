"""What the forms of new rules share: reading counts and lists out of a filled form."""

import re

from desktop.base.fields import Values
from desktop.base.findings import Finding
from desktop.policy.standards import Rule

Made = tuple[Rule | None, tuple[Finding, ...]]
"""The row that a form says, None where something refuses; and what was found."""

_BETWEEN = re.compile(r"[;；\n]")


def positive(values: Values, name: str, message: str) -> tuple[Finding, ...]:
    """The finding that a number is missing or not above 0."""
    return () if whole(values, name) > 0 else (Finding(code="not_positive", message=message, field=name),)


def above_zero(values: Values, name: str, message: str) -> tuple[Finding, ...]:
    """The finding that a number that may be missing is not above 0."""
    return () if values.get(name) is None else positive(values, name, message)


def whole(values: Values, name: str) -> int:
    """A number of the form; 0 where there is none."""
    value = values.get(name)
    return value if isinstance(value, int) else 0


def parts(text: str) -> list[str]:
    """The parts between semicolons; a label may hold any other mark.

    >>> parts("甲；乙;； 丙、丁")
    ['甲', '乙', '丙、丁']
    """
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def pair(text: str) -> tuple[str, str]:
    """The two sides of an equals sign, the right one empty where there is none.

    >>> pair("特困 = 深度困难")
    ('特困', '深度困难')
    """
    left, _, right = text.replace("=", "＝").partition("＝")
    return left.strip(), right.strip()
