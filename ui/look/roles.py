"""Roles: the names by which the style sheet knows a widget's part."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def dress(widget: W, role: str) -> W:
    """The widget in that role, such as ``primary`` or ``finding``; it is redrawn when the role is new."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        restyle(widget)
    return widget


def restyle(widget: QWidget) -> None:
    """Have the style sheet look at the widget's properties again; at a widget that is new it looks anyhow."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QWidget.update(widget)  # item views have an update of their own
