"""The form page: title, forms in a scroll area, and the bar that saves."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from desktop.base.findings import Finding, refuses
from ui.forms.builder import Form
from ui.forms.repeated import RepeatedGroup
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, icon_button, key_hint, label, line, row

Part = Form | RepeatedGroup


class FormPage(QWidget):
    """Holds one or more parts and says what the clerk wants; the owner gathers, writes, and calls ``saved``.

    Ctrl+S saves, Ctrl+Enter saves and opens the next, Escape goes back. Saving is only asked for when reading refuses
    nothing; else the clerk is led to the first field that refuses.

    Signals:
        save_asked: whether the next is to be opened afterwards.
        left: the clerk went back; the owner keeps what isn't saved.
    """

    save_asked = Signal(bool)
    left = Signal()

    def __init__(self, title: str, parts: Iterable[Part], *, with_next: bool = True) -> None:
        super().__init__()
        dress(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.parts = list(parts)
        self._with_next = with_next
        self._title, self._state = label(title, "title"), label(role="muted")
        self._findings = label(role="bad", wrap=True)
        self.action_row = row()
        self._assemble()
        for part in self.parts:
            part.dirtied.connect(self._tell_state)
        self._bind()
        self._findings.hide()

    @property
    def dirty(self) -> bool:
        """Whether anything isn't saved."""
        return any(part.dirty for part in self.parts)

    def set_title(self, title: str) -> None:
        """Name what is edited."""
        self._title.setText(title)

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Show a check's findings under their fields, and above the form those that have none."""
        held = tuple(findings)
        homeless = held
        for part in self.parts:
            without = part.set_findings(held)
            homeless = tuple(one for one in homeless if one in without)
        dress(self._findings, "bad" if refuses(homeless) else "warn")
        self._findings.setText("\n".join(one.message for one in homeless))
        self._findings.setVisible(bool(homeless))

    def saved(self) -> None:
        """What stands there was written."""
        for part in self.parts:
            part.set_clean()
        self._state.setText("已保存")

    def save(self, then_next: bool = False) -> None:
        """Do as Ctrl+S, or as Ctrl+Enter."""
        found = [finding for part in self.parts for finding in part.show_all_findings()]
        if refuses(found):
            self._lead_to_refusal()
            count = sum(finding.refuses for finding in found)
            self._state.setText(f"有 {count} 处需要改正后才能保存")
        else:
            self.save_asked.emit(then_next)

    def _lead_to_refusal(self) -> None:
        for part in self.parts:
            if isinstance(part, Form) and refuses(part.values()[1]):
                part.focus_first()
                return

    def _tell_state(self) -> None:
        self._state.setText("有未保存的修改" if self.dirty else "")

    def _assemble(self) -> None:
        inside = column(scale.WIDE, 0, scale.WIDE, scale.WIDE, gap=scale.APART)
        inside.addWidget(self._findings)
        for part in self.parts:
            inside.addWidget(part)
        inside.addStretch(1)
        body = QWidget(maximumWidth=scale.FORM)
        body.setLayout(inside)
        dress(body, "clear")
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setWidget(body)
        whole = column(gap=0)
        whole.addLayout(self._head())
        whole.addWidget(self._scroll, 1)
        whole.addWidget(line())
        whole.addLayout(self._foot())
        self.setLayout(whole)

    def _head(self) -> QHBoxLayout:
        made = row(scale.NEAR, scale.APART, scale.WIDE, scale.APART)
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(self._title)
        made.addStretch(1)
        made.addLayout(self.action_row)
        return made

    def _foot(self) -> QHBoxLayout:
        made = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        made.addWidget(self._state, 1)
        made.addWidget(key_hint("Ctrl+S"))
        made.addWidget(button("保存", self.save, role="" if self._with_next else "primary"))
        if self._with_next:
            made.addWidget(key_hint("Ctrl+Enter"))
            made.addWidget(button("保存并下一个", lambda: self.save(True), role="primary"))
        return made

    def _bind(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+S"), self, context=within).activated.connect(self.save)
        if self._with_next:
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self, context=within).activated.connect(lambda: self.save(True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
