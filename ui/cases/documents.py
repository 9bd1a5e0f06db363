"""The tab 材料: what the file must hold, what it does, and adding to it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.cases.documents import OTHER, Document, Item
from desktop.office.documents import Folder
from ui.cases.documents_adding import Adding, sources_in
from ui.cases.documents_viewer import Viewer, held, picture, save_copy
from ui.cases.past import ignore
from ui.cases.reach import Reach
from ui.cases.reminder import ReminderDialog
from ui.cases.tab import FileTab
from ui.look import icons, scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column, icon_button, label, line, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_THUMB = QSize(44, 34)
_MARK = 20


class Shown(NamedTuple):
    """A file's documents with their small pictures ready to be painted."""

    folder: Folder
    pictures: Mapping[int, QImage]


class DocumentsTab(FileTab):
    """The checklist with its documents. Files can be dropped onto it; Ctrl+V takes a copied picture."""

    title: ClassVar[str] = "材料"

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self.adding = Adding(self, reach)
        self._shown: Shown | None = None
        self.setAcceptDrops(True)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._with(self.adding.paste))

    def of(self, number: int | None) -> None:
        """Ask for the documents."""
        if self._shown is not None and self._shown.folder.household != number:
            self._shown = None
        if number is not None:
            self.reach.desk.ask(partial(read, number), self._show, ignore, key=(id(self), "of"))

    def view(self, document: Document) -> None:
        """Show a scan."""
        if self._shown is not None:
            name = self._shown.folder.name
            scanned = [one for one in self._shown.folder.documents if one.content is not None]
            scans = [held(self.reach, one, name) for one in scanned]
            Viewer(self, self.reach.desk, scans, scanned.index(document), name=name).open()

    def remind(self) -> None:
        """What is missing, as a sentence to send."""
        if self._shown is not None:
            ReminderDialog(self, self.reach.desk, [self._shown.folder.household]).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if self._shown is not None and sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add them."""
        if self._shown is not None:
            event.acceptProposedAction()
            self.adding.take(self._shown.folder, sources_in(event.mimeData()))

    def _with(self, deed: Callable[[Folder], object]) -> Callable[[], None]:
        def done() -> None:
            if self._shown is not None:
                deed(self._shown.folder)

        return done

    def _show(self, shown: Shown) -> None:
        focused = self.focusWidget()
        name = focused.accessibleName() if focused is not None else ""
        self._shown = shown
        self.fill(_Papers(self, shown))
        again = [one for one in _buttons(self) if name and one.accessibleName() == name]
        if again:
            again[0].setFocus(Qt.FocusReason.OtherFocusReason)


class _Papers(QWidget):
    """What stands in the tab."""

    def __init__(self, tab: DocumentsTab, shown: Shown) -> None:
        super().__init__()
        self._tab, self._shown = tab, shown
        whole = column(gap=scale.TIGHT)
        whole.addLayout(self._head())
        whole.addLayout(self._buttons())
        whole.addWidget(label("也可以把文件拖到这里，或按 Ctrl+V 粘贴图片。", "hint", wrap=True))
        live = [one for one in shown.folder.documents if one.void_reason is None]
        listed = {item.name for item in shown.folder.checklist.items}
        for item in shown.folder.checklist.items:
            whole.addWidget(line())
            whole.addLayout(self._item(item, [one for one in live if one.kind == item.name]))
        self._group(whole, OTHER, [one for one in live if one.kind not in listed])
        self._group(whole, "已作废", [one for one in shown.folder.documents if one.void_reason is not None])
        self.setLayout(whole)

    def _head(self) -> QHBoxLayout:
        checklist, made = self._shown.folder.checklist, row()
        made.addWidget(label(f"材料 {checklist.held}/{len(checklist.due)}", "heading"))
        said = f"还缺 {len(checklist.missing)} 种" if checklist.missing else "已齐"
        made.addWidget(label(said, "warn" if checklist.missing else "hint"), 1)
        remind = button("催补材料…", self._tab.remind, role="link")
        remind.setToolTip("把缺什么写成一句话，复制后可以发给基层工会")
        remind.setVisible(bool(checklist.missing))
        made.addWidget(remind)
        return made

    def _buttons(self) -> QHBoxLayout:
        made, adding, folder = row(), self._tab.adding, self._shown.folder
        made.addWidget(button("添加扫描件…", partial(adding.choose, folder), icon="upload"))
        made.addWidget(button("收到纸质件…", partial(adding.receive, folder)))
        made.addStretch(1)
        return made

    def _item(self, item: Item, documents: Sequence[Document]) -> QVBoxLayout:
        made, head = column(gap=scale.TIGHT), row(gap=scale.TIGHT)
        head.addWidget(_mark(item))
        head.addWidget(label(item.name, "" if item.held else "muted", wrap=True), 1)
        head.addWidget(self._adder(item.name))
        made.addLayout(head)
        told = (
            item.because,
            f"{item.held} 份" if item.held > 1 else "",
            f"共 {item.pages} 页" if item.held > 1 and item.pages else "",
            "" if item.due else "审批前要有",
        )
        if any(told):
            made.addLayout(_indented(label(" · ".join(part for part in told if part), "hint", wrap=True)))
        for one in documents:
            made.addLayout(_indented(self._document(one)))
        return made

    def _group(self, whole: QVBoxLayout, title: str, documents: Sequence[Document]) -> None:
        if documents:
            whole.addWidget(line())
            whole.addWidget(label(title, "strong"))
        for one in documents:
            whole.addLayout(_indented(self._document(one)))

    def _adder(self, kind: str) -> QPushButton:
        adding, folder = self._tab.adding, self._shown.folder
        made, menu = icon_button("plus", f"添加：{kind}"), QMenu(self)
        menu.addAction("添加扫描件…", partial(adding.choose, folder, kind))
        menu.addAction("粘贴图片…", partial(adding.paste, folder, kind))
        menu.addAction("收到纸质件…", partial(adding.receive, folder, kind))
        made.setMenu(menu)
        return made

    def _document(self, one: Document) -> QWidget:
        made, whole, texts = QWidget(), row(gap=scale.NEAR), column(gap=0)
        whole.addWidget(self._opener(one))
        texts.addStretch(1)
        texts.addWidget(label(one.title or one.whose or ("扫描件" if one.content else "纸质件"), wrap=True))
        texts.addWidget(label(_told(one), "hint", wrap=True))
        if one.void_reason:
            texts.addWidget(label(f"作废：{one.void_reason}", "hint", wrap=True))
        texts.addStretch(1)
        whole.addLayout(texts, 1)
        whole.addWidget(self._more(one))
        made.setLayout(whole)
        return made

    def _opener(self, one: Document) -> QPushButton:
        """The small picture; it opens the scan, or what is said of a document on paper."""
        if one.content is None:
            made = icon_button("sheet", f"修改：{one.called}", partial(self._tab.adding.amend, self._shown.folder, one))
        else:
            made = icon_button("pdf", f"打开：{one.called}", partial(self._tab.view, one))
        small = self._shown.pictures.get(one.id)
        if small is not None:
            made.setIcon(QIcon(QPixmap.fromImage(small)))
            made.setProperty("icon-name", None)  # so that it isn't drawn anew in another theme
            made.setIconSize(_THUMB)
        return dress(made, "thumb")

    def _more(self, one: Document) -> QPushButton:
        made, menu, adding = icon_button("more", f"更多：{one.called}"), QMenu(self), self._tab.adding
        if one.content is not None:
            menu.addAction("打开", partial(self._tab.view, one))
            menu.addAction("保存副本…", partial(save_copy, self._tab.reach, one, self._shown.folder.name))
        if one.void_reason is None:
            menu.addAction("修改…", partial(adding.amend, self._shown.folder, one))
            menu.addAction("作废…", partial(adding.void, one))
        made.setMenu(menu)
        made.setVisible(not menu.isEmpty())
        return made


def _mark(item: Item) -> QWidget:
    """✓ where it is there, 缺 where it is asked for."""
    made = label("缺" if item.due and not item.held else "", "warn")
    made.setFixedWidth(_MARK)
    made.setAccessibleName(f"{item.name}：{'已有' if item.held else '缺' if item.due else '审批前要有'}")
    if item.held:
        made.setPixmap(icons.icon("check", "good").pixmap(QSize(scale.ICON, scale.ICON), made.devicePixelRatioF()))
    return made


def _buttons(within: QWidget) -> list[QPushButton]:
    found: list[QPushButton] = list(within.findChildren(QPushButton))
    return found


def _told(one: Document) -> str:
    whose = one.whose if one.title else None
    pages = f"{one.pages} 页" if one.pages else ""
    on_paper = "纸质" if one.content is None and (one.title or one.whose) else ""
    return " · ".join(part for part in (whose, on_paper, pages, one.received_on.isoformat(), one.note) if part)


def _indented(widget: QWidget) -> QHBoxLayout:
    made = row(_MARK + scale.TIGHT, 0, 0, scale.TIGHT)
    made.addWidget(widget, 1)
    return made


def read(number: int, office: "Office") -> Shown:
    """The documents of a file; their pictures are decoded here, in the worker."""
    folder = office.documents.folder(number)
    return Shown(folder, {one: picture(data) for one, data in folder.thumbnails.items()})
