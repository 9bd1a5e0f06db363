"""What Tab comes to. Its ring is never walked: the binding takes what it gives out there for the one before's child."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget


def passed_by_tab(within: QWidget) -> list[QWidget]:
    """What Tab comes to in a window until it has come round."""
    passed: list[QWidget] = []
    while True:
        QTest.keyClick(within.window().focusWidget() or within.window(), Qt.Key.Key_Tab)
        now = within.window().focusWidget()
        if now is None or now in passed:
            return passed
        passed.append(now)


def beyond_tab(within: QWidget) -> list[str]:
    """What of a widget Tab never comes to, however often it is pressed in its window."""
    passed = passed_by_tab(within)
    parts: list[QWidget] = list(within.findChildren(QWidget))
    return [f"{type(one).__name__} {one.accessibleName()}" for one in parts if _stop(one) and one not in passed]


def _stop(one: QWidget) -> bool:
    """Whether Tab is to stop there; of buttons of which one is pressed it stops at that one."""
    if not (one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus):
        return False
    group = one.group() if isinstance(one, QAbstractButton) else None
    together = group is not None and group.exclusive() and not one.isChecked()
    return one.focusProxy() is None and not together
