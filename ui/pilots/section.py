"""What a section of the page of pilots is: a list page, or a page whose head takes the same things."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.base.changes import Noun
from desktop.base.listing import Query
from ui.look import scale
from ui.pilots.reach import TITLE, Reach
from ui.tables.page import ListPage
from ui.widgets.page import Page
from ui.widgets.pieces import button, column, label, row


class SectionPage(Page):
    """A section that isn't just a list: its head stands where that of a list stands, what it shows goes into ``whole``.

    The page of pilots puts the choice between sections beside the title.
    """

    def __init__(self) -> None:
        super().__init__()
        self._beside, self._actions = row(), row()
        head = row(scale.WIDE, scale.APART, scale.WIDE, 0)
        head.addWidget(label(TITLE, "title"))
        head.addLayout(self._beside)
        head.addStretch(1)
        head.addLayout(self._actions)
        self.whole: QVBoxLayout = column(gap=scale.NEAR)
        self.whole.addLayout(head)
        self.setLayout(self.whole)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put something beside the title."""
        self._beside.addSpacing(scale.NEAR)
        self._beside.addWidget(widget)

    def add_action(
        self, text: str, deed: Callable[[], object], *, icon: str = "", primary: bool = False
    ) -> QPushButton:
        """Add a button at the right end of the head."""
        made = button(text, deed, icon=icon, role="primary" if primary else "")
        self._actions.addWidget(made)
        return made

    def show_query(self, query: Query) -> None:
        """Show what that query counts; a section without lists has nothing to narrow."""


class View(NamedTuple):
    """One list among several: what stands on its tab, and how it is made when it is first seen."""

    text: str
    make: Callable[[], ListPage]


class Views(QWidget):
    """Lists of which one is seen, by tabs: Ctrl+PgUp and Ctrl+PgDn go from one to the next. They have no titles.

    So do Alt+Left and Alt+Right, unless a page around them has tabs of its own (``within_tabs``).
    """

    def __init__(self, name: str, views: Mapping[Noun, View], *, within_tabs: bool = False) -> None:
        super().__init__()
        self._views = dict(views)
        self._made: dict[Noun, ListPage] = {}
        self.tabs, self._stack = QTabBar(expanding=False, drawBase=False), QStackedWidget()
        self.tabs.setAccessibleName(name)
        for view in views.values():
            self.tabs.addTab(view.text)
        self._head = row(scale.WIDE, 0, scale.WIDE, 0)
        self._head.addWidget(self.tabs, 1)
        whole = column(gap=0)
        whole.addLayout(self._head)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self.tabs.currentChanged.connect(self._turn)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        alone = () if within_tabs else (("Alt+Left", -1), ("Alt+Right", 1))
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1), *alone):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(lambda by=by: self._step(by))
        self.setFocusProxy(self.list(next(iter(views))))

    @property
    def nouns(self) -> list[Noun]:
        """Of what it has lists, in their order."""
        return list(self._views)

    @property
    def shown(self) -> ListPage:
        """The list that is seen."""
        return self.list(list(self._views)[self.tabs.currentIndex()])

    def list(self, noun: Noun) -> ListPage:
        """The list of that noun, made now if it wasn't yet."""
        if noun not in self._made:
            made = self._made[noun] = self._views[noun].make()
            self._stack.addWidget(made)
            self._head.addWidget(made.action_bar)  # the filters need the room
            made.action_bar.setVisible(made is self._stack.currentWidget())
        return self._made[noun]

    def go(self, noun: Noun) -> ListPage:
        """Show the list of that noun."""
        self.tabs.setCurrentIndex(list(self._views).index(noun))
        shown = self.list(noun)
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        for one in self._made.values():
            one.action_bar.setVisible(one is shown)
        return shown

    def _turn(self, at: int) -> None:
        shown = self.go(list(self._views)[at])
        if not self.tabs.hasFocus() and self.isVisible():
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())


class ViewsSection(SectionPage):
    """A section of several lists."""

    def __init__(self, name: str, views: Mapping[Noun, View]) -> None:
        super().__init__()
        self.views = Views(name, views)
        self.whole.addWidget(self.views, 1)
        self.setFocusProxy(self.views)

    def show_query(self, query: Query) -> None:
        """Show the list that the query is of, narrowed by it."""
        self.views.go(query.noun).show_query(query)


class Section(NamedTuple):
    """One section of the page.

    Attributes:
        key: its name for those who lead to it.
        text: what stands on its segment.
        nouns: the lists that it shows: a query of one of them opens it.
        make: makes it when it is first seen.
    """

    key: str
    text: str
    nouns: frozenset[Noun]
    make: Callable[[Reach], ListPage | SectionPage]
