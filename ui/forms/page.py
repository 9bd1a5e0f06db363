"""The form page: title, forms in a scroll area, and the bar that saves."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QWidget

from desktop.base.findings import Finding, refuses
from ui.forms.outline import Outline
from ui.forms.part import Part
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.elided import Elided
from ui.widgets.message import MessageBar
from ui.widgets.page import PageToLeave
from ui.widgets.pieces import button, column, icon_button, key_hint, label, line, row

_MANY = 4  # sections from which on the page shows where they are
_ROOM = 72  # pixels kept free around the editor that has the focus


class FormPage(PageToLeave):
    """Holds one or more parts and says what the clerk wants; the owner gathers, writes, and calls ``saved``.

    Ctrl+S saves, Ctrl+Enter saves and opens the next, Escape goes back, Ctrl+PgDown and Ctrl+PgUp go from section
    to section. Saving is only asked for when reading refuses nothing; else the clerk is led to the first field that
    refuses. The editor with the focus is always in sight.

    Signals:
        save_asked: whether the next is to be opened afterwards.
        left: the clerk went back; the owner keeps what isn't saved.
        edited: the clerk changed something.
    """

    save_asked = Signal(bool)
    edited = Signal()

    def __init__(self, title: str, parts: Iterable[Part], *, with_next: bool = True) -> None:
        super().__init__()
        self.parts = list(parts)
        self._with_next = with_next
        self._title, self._state = Elided(title, "title"), label(role="muted")
        self._findings = label(role="bad", wrap=True)
        self.messages = MessageBar()
        self.title_row, self.action_row, self.beside, self.across = row(), row(), row(gap=0), column(gap=0)
        self._scroll = QScrollArea(widgetResizable=True)
        self.outline = Outline(self._scroll)
        self._assemble()
        self._wire()
        self._bind()
        self._findings.hide()

    @property
    def dirty(self) -> bool:
        """Whether anything isn't saved."""
        return any(part.dirty for part in self.parts)

    @property
    def title(self) -> str:
        """What is edited."""
        return self._title.whole

    def set_title(self, title: str) -> None:
        """Name what is edited."""
        self._title.set_whole(title)

    def unsaved(self) -> list[object]:
        """What isn't saved, as typed, for keeping; one thing a part, in their order."""
        return [part.unsaved() for part in self.parts]

    def restore(self, kept: Iterable[object]) -> None:
        """Put back what ``unsaved`` gave over what is saved."""
        for part, one in zip(self.parts, kept, strict=False):
            if one:
                part.restore(one)

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
        self.say("已保存")

    def say(self, text: str, role: str = "muted") -> None:
        """Say something short at the foot, such as that a draft was kept."""
        dress(self._state, role)
        self._state.setText(text)

    def offer_saving(self, offered: bool) -> None:
        """Show the buttons that save, or hide them where nothing can be changed."""
        for one in self._savers:
            one.setVisible(offered)

    def save(self, then_next: bool = False) -> None:
        """Do as Ctrl+S, or as Ctrl+Enter."""
        found = [finding for part in self.parts for finding in part.show_all_findings()]
        if refuses(found):
            self.lead_to_refusal(found)
        else:
            self.save_asked.emit(then_next)

    def lead_to_refusal(self, found: Iterable[Finding]) -> None:
        """Say how many things refuse, and go to the first."""
        self.say(f"有 {sum(one.refuses for one in found)} 处需要改正后才能保存", "bad")
        for part in self.parts:
            if any(part.level(title) == "bad" for title in part.sections):
                part.focus_first()
                self._follow(None, self.window().focusWidget())
                return

    def show_top(self) -> None:
        """Scroll to the first section and enter it, without choosing what stands there: a key would replace it."""
        self._scroll.verticalScrollBar().setValue(0)
        self.parts[0].enter(Qt.FocusReason.OtherFocusReason)

    def _tell_state(self) -> None:
        self.say("有未保存的修改" if self.dirty else "")

    def _wire(self) -> None:
        for at, part in enumerate(self.parts):
            part.dirtied.connect(self._tell_state)
            part.changed.connect(self._on_edit)
            part.judged.connect(self.outline.mark)
            if at + 1 < len(self.parts):
                part.finished.connect(self.parts[at + 1].enter)
            self.outline.add(part.sections, part.level)
        self.outline.setVisible(sum(len(part.sections) for part in self.parts) >= _MANY)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _on_edit(self, *_: object) -> None:
        self.edited.emit()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Keep the editor in sight, in every scroll area around it."""
        around = now.parentWidget() if now is not None and self.isAncestorOf(now) else None
        while around is not None and around is not self:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(now, _ROOM, _ROOM)  # type: ignore[arg-type]  # it isn't None here
            around = around.parentWidget()

    def step_section(self, by: int) -> None:
        """Go so many sections on."""
        self.outline.step(by)

    def _assemble(self) -> None:
        whole = column(gap=0)
        self.setLayout(whole)
        self.beside.addWidget(self._scroll, 1)
        whole.addLayout(self._head())
        whole.addLayout(self.across)
        whole.addWidget(self.messages)
        whole.addLayout(self._sections())
        whole.addLayout(self.beside, 1)
        self._fill_body()
        whole.addWidget(line())
        whole.addLayout(self._foot())

    def _fill_body(self) -> None:
        body, inside = QWidget(maximumWidth=scale.FORM), column(scale.WIDE, 0, scale.WIDE, scale.WIDE, gap=scale.APART)
        body.setLayout(inside)
        self._scroll.setWidget(dress(body, "clear"))  # before the parts are in it: what is put somewhere is styled anew
        inside.addWidget(self._findings)
        for part in self.parts:
            inside.addWidget(part)
        inside.addStretch(1)

    def _head(self) -> QHBoxLayout:
        made = row(scale.NEAR, scale.APART, scale.WIDE, scale.NEAR)
        made.addWidget(icon_button("back", "返回（Esc）", self.left.emit))
        made.addWidget(self._title)
        made.addLayout(self.title_row)
        made.addStretch(1)
        made.addLayout(self.action_row)
        return made

    def _sections(self) -> QHBoxLayout:
        made = row(scale.APART, 0, scale.WIDE, scale.NEAR)
        made.addWidget(self.outline)
        return made

    def _foot(self) -> QHBoxLayout:
        made = row(scale.WIDE, scale.NEAR, scale.WIDE, scale.NEAR)
        made.addWidget(self._state, 1)
        self._savers = [key_hint("Ctrl+S"), button("保存", self.save, role="" if self._with_next else "primary")]
        if self._with_next:
            self._savers += [key_hint("Ctrl+Enter"), button("保存并下一个", lambda: self.save(True), role="primary")]
        for one in self._savers:
            made.addWidget(one)
        return made

    def _bind(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        next_too = ("Ctrl+Return", "Ctrl+Enter") if self._with_next else ()
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+S", self.save),
            ("Ctrl+PgDown", partial(self.step_section, 1)),
            ("Ctrl+PgUp", partial(self.step_section, -1)),
            *((name, partial(self.save, True)) for name in next_too),
        ]
        for name, deed in keys:
            QShortcut(QKeySequence(name), self, context=within).activated.connect(deed)
