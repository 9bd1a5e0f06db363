"""Why something is given back, made void or changed: every door that wants to know asks in this one way."""

from desktop.base.errors import ForbiddenError

LONGEST = 300
"""Of a reason, in characters; no dialog lets more be typed."""


def reason_given(text: str, missing: str) -> str:
    """The reason without blanks around it; ``ForbiddenError`` with ``missing`` where there is none, or if too long."""
    if not text.strip():
        raise ForbiddenError(missing)
    return reason_if_any(text)


def reason_if_any(text: str) -> str:
    """The same where nothing need be said."""
    said = text.strip()
    if len(said) > LONGEST:
        raise ForbiddenError(f"原因有 {len(said)} 个字，超过 {LONGEST} 个，请缩短。")
    return said
