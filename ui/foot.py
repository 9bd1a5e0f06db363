"""The foot of the window: what undo would undo, the last backup, the lock, the theme."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from ui.look import icons, scale, shown, theme
from ui.look.roles import dress
from ui.look.theme import Theme
from ui.widgets.pieces import button, icon_button, label, line, row

_LONGEST = 260


class Foot(QWidget):
    """Buttons and one label; the window says what they do."""

    def __init__(self, undo: Callable[[], object], redo: Callable[[], object], lock: Callable[[], object]) -> None:
        super().__init__()
        dress(self, "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.undo = button("", undo, icon="undo", role="quiet")
        self.redo = button("", redo, icon="redo", role="quiet")
        self.backup = label()
        self.lock = button("锁定", lock, icon="lock", role="quiet")
        self.lock.setToolTip("锁定，关闭办公文件（Ctrl+L）")
        self.moon = icon_button("moon", "切换深色和浅色", _toggle_theme)
        inside = row(scale.NEAR, 3, scale.NEAR, 3, gap=scale.TIGHT)
        inside.addWidget(self.undo)
        inside.addWidget(self.redo)
        inside.addStretch(1)
        inside.addWidget(self.backup)
        inside.addSpacing(scale.NEAR)
        inside.addWidget(line(upright=True))
        inside.addWidget(self.lock)
        inside.addWidget(self.moon)
        self.setLayout(inside)

    def show_labels(self, labels: tuple[str | None, str | None]) -> None:
        """Name what would be undone, and done again."""
        for made, verb, keys, text in (
            (self.undo, "撤销", "Ctrl+Z", labels[0]),
            (self.redo, "重做", "Ctrl+Y", labels[1]),
        ):
            shortened = self.fontMetrics().elidedText(text or "", Qt.TextElideMode.ElideMiddle, _LONGEST)
            made.setText(f"{verb}：{shortened}" if text else verb)
            made.setToolTip(f"{verb}：{text}（{keys}）" if text else f"没有可{verb}的操作")
            made.setEnabled(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Show what the button of the theme would bring."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "moon"):
            icons.put(self.moon, "sun" if shown.is_dark() else "moon")


def _toggle_theme() -> None:
    theme.choose(Theme.LIGHT if shown.is_dark() else Theme.DARK)
