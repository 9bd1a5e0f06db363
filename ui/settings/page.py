"""The settings: sections at the left, one of them beside."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget

from desktop.base.changes import Change
from ui.desk import Desk
from ui.look import icons, scale
from ui.look.roles import dress
from ui.papers.preview import Show
from ui.settings.about import AboutSection
from ui.settings.backups import BackupSection
from ui.settings.days import DaysSection
from ui.settings.examine import ExamineSection
from ui.settings.looks import LooksSection
from ui.settings.manual import ManualSection
from ui.settings.names import NamesSection
from ui.settings.password import PasswordSection
from ui.settings.policy import PolicySection
from ui.settings.section import Section
from ui.widgets.page import Page
from ui.widgets.pieces import row


class _Entry(NamedTuple):
    """A section: its key, name and icon, and what makes it."""

    key: str
    text: str
    icon: str
    make: Callable[[], Section]


_WIDTH = 150


class SettingsPage(Page):
    """Sections, each made when it is first shown.

    Signals:
        told: a sentence for the message bar.
        restore_asked: path of a backup and the password that the office had then.
        minutes_chosen: after how many minutes without a touch the office is locked.
    """

    told = Signal(str)
    restore_asked = Signal(object, str)
    minutes_chosen = Signal(int)

    def __init__(self, desk: Desk, show_paper: Show) -> None:
        super().__init__()
        self._desk, self._show_paper = desk, show_paper
        self._entries = self._all()
        self._made: dict[str, Section] = {}
        self._list, self._stack = dress(QListWidget(), "sections"), QStackedWidget()
        self._list.setAccessibleName("设置的各部分")
        self._list.setFixedWidth(_WIDTH)
        self._list.setIconSize(QSize(scale.ICON, scale.ICON))
        for entry in self._entries.values():
            item = QListWidgetItem(entry.text)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            self._list.addItem(item)
        self._draw_icons()
        whole = row(scale.NEAR, scale.NEAR, 0, 0, gap=0)
        whole.addWidget(self._list)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._list.currentItemChanged.connect(self._on_choice)
        desk.changed.connect(self._on_change)
        self._list.setCurrentRow(0)

    def go(self, key: str) -> Section:
        """Show that section; ``KeyError`` where there is none."""
        self._list.setCurrentRow(list(self._entries).index(key))
        return self._made[key]

    def unsaved(self) -> bool:
        """Whether anything typed isn't saved; its section is then shown."""
        for key, section in self._made.items():
            if section.dirty:
                self.go(key)
                return True
        return False

    def _all(self) -> Mapping[str, _Entry]:
        desk = self._desk
        every = (
            _Entry("names", "单位", "people", lambda: NamesSection(desk)),
            _Entry("policy", "政策标准", "coins", lambda: PolicySection(desk)),
            _Entry("days", "工作日表", "calendar", lambda: DaysSection(desk)),
            _Entry("backups", "备份与恢复", "save", self._make_backups),
            _Entry("password", "密码与锁定", "key", self._make_password),
            _Entry("looks", "外观", "sun", LooksSection),
            _Entry("examine", "检查文件", "check", lambda: ExamineSection(desk)),
            _Entry("manual", "使用说明", "bookmark", ManualSection),
            _Entry("about", "关于", "info", self._make_about),
        )
        return {one.key: one for one in every}

    def _make_backups(self) -> Section:
        made = BackupSection(self._desk)
        made.restore_asked.connect(self.restore_asked)
        return made

    def _make_password(self) -> Section:
        made = PasswordSection(self._desk, self._show_paper)
        made.minutes_chosen.connect(self.minutes_chosen)
        return made

    def _make_about(self) -> Section:
        made = AboutSection(self._desk)
        made.manual_asked.connect(lambda: self.go("manual"))
        return made

    def _on_choice(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = str(item.data(Qt.ItemDataRole.UserRole))
        if key not in self._made:
            self._made[key] = self._entries[key].make()
            self._made[key].told.connect(self.told)
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])
        self._made[key].refresh()

    def _draw_icons(self) -> None:
        for at, entry in enumerate(self._entries.values()):
            self._list.item(at).setIcon(icons.icon(entry.icon))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_list"):
            self._draw_icons()

    def _on_change(self, _change: Change, _initiator: object) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, Section):
            shown.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again for what may have changed meanwhile."""
        super().showEvent(event)
        self._refresh()
