"""Tab's ring: whatever a window shows is in it, else the keys never come there or never leave it."""

from PySide6.QtWidgets import QWidget


def beyond_tab(within: QWidget) -> list[str]:
    """What of a window Tab can never come to from the window itself, however often it is pressed."""
    ring: set[int] = set()
    at: QWidget | None = within.window()
    while at is not None and id(at) not in ring:
        ring.add(id(at))
        at = at.nextInFocusChain()
    parts: list[QWidget] = list(within.findChildren(QWidget))
    return [
        f"{type(one).__name__} {one.accessibleName()}"
        for one in parts
        if one.window() is within.window() and id(one) not in ring
    ]
