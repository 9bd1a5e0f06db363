"""The tab 材料 of a pilot: what it must file, each version that came, checked or given back, with its files."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.base.calendar import today
from desktop.base.changes import Change, Noun
from desktop.base.codes import Codes
from desktop.base.fields import Value, field_of
from desktop.office.documents import Picture
from desktop.pilots.contents import lacking, points_in
from desktop.pilots.submission import Enclosure, Submission, SubmissionState
from desktop.policy.pilot_standards import SubmissionRule
from ui.cases.documents_adding import Source, sources_in
from ui.cases.past import ignore
from ui.forms.dialog import FormDialog
from ui.look import icons, scale
from ui.look.roles import dress
from ui.pilots import enclosures
from ui.pilots.checking import ask_check
from ui.pilots.course_lists import PAPER_TONES
from ui.pilots.reach import Reach
from ui.pilots.tab import UnitTab
from ui.widgets.pieces import button, card, column, icon_button, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_WIDE, _MARK = 900, 20
_PAPER = "paper"
"""What a card knows of itself, so that files dropped on it are taken for that paper."""
_FIELDS = tuple(field_of(Submission, name) for name in ("kind", "received_on", "document_no", "note"))
_HINT = "也可以把文件拖到这里。照片、PDF 能直接看；Word、Excel 文件按原样留存，另存后再打开。"
_NO_RULES = "政策里没有要报的材料。请先在“设置 · 政策标准”里登记。"


class Filed(NamedTuple):
    """The papers of a pilot: what policy asks for, all versions, files, and the lists that a form chooses from."""

    number: int
    name: str
    rules: Sequence[SubmissionRule]
    papers: Sequence[Submission]
    files: Sequence[Enclosure]
    codes: Codes

    @property
    def missing(self) -> list[str]:
        """Papers that are needed and of which none is in order."""
        done = {one.kind for one in self.papers if one.state is SubmissionState.ACCEPTED}
        return [rule.name for rule in self.rules if rule.needed and rule.name not in done]


class PapersTab(UnitTab):
    """Each paper with its versions, the newest first; files dropped on one are taken for it. Ctrl+N enters one."""

    title: ClassVar[str] = "材料"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.PILOTS, Noun.SUBMISSIONS})

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        self.filed: Filed | None = None
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.title)
        whole = column()
        whole.addWidget(self._scroll)
        self.setLayout(whole)
        self.setAcceptDrops(True)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=within).activated.connect(self.receive)
        self.setFocusProxy(self._scroll)

    def of(self, number: int) -> None:
        """Ask for the papers."""
        self.reach.desk.ask(partial(_read, number), self._show, ignore, key=(id(self), "of"))

    def receive(self, kind: str = "", pictures: Sequence[Picture] = ()) -> None:
        """Ask what came, on which day; with these files."""
        if self.filed is None:
            return
        if not self.filed.rules:
            self.reach.desk.known_error.emit(_NO_RULES)
            return
        names = "、".join(one.name for one in pictures)
        text = "\n".join(filter(None, (f"附件：{names}" if names else "", enclosures.doubts_of(pictures))))
        begun: dict[str, Value] = {"kind": kind or next(iter(self.filed.missing), None), "received_on": today()}
        deed = partial(_receive, self.filed.number, pictures)
        FormDialog(
            self, self.reach.desk, "登记收到的材料", _FIELDS, deed,
            codes=self.filed.codes, values=begun, text=text, verb="登记",
        ).open()  # fmt: skip

    def receive_files(self, kind: str = "") -> None:
        """Ask for files, then what they are."""
        if files := enclosures.choose(self, "选择收到的材料"):
            self.take(files, kind)

    def take(self, sources: Sequence[Source], kind: str = "") -> None:
        """Look at files, then ask what they are."""
        if any(isinstance(one, Path) for one in sources):
            enclosures.look_at(self.reach.desk, sources, partial(self.receive, kind))

    def add_files(self, paper: Submission) -> None:
        """Ask for more files of a paper that came."""
        if files := enclosures.choose(self, "添加附件"):
            enclosures.look_at(self.reach.desk, files, partial(self._attach, paper))

    def check(self, paper: Submission) -> None:
        """Ask what was found in it."""
        ask_check(self, self.reach.desk, paper.id)

    def change(self, paper: Submission) -> None:
        """Correct what is said of it."""
        fields = [one for one in _FIELDS if one.name != "kind"]
        values = {one.name: getattr(paper, one.name) for one in fields}
        deed = partial(_change, paper.id)
        FormDialog(self, self.reach.desk, f"修改《{paper.kind}》", fields, deed, values=values, verb="保存").open()

    def recheck(self, paper: Submission) -> None:
        """Take back what was found; undo brings it back."""
        self.reach.desk.do(partial(_recheck, paper.id))

    def remove(self, paper: Submission) -> None:
        """Strike it out, without a question: undo brings it back."""
        self.reach.desk.do(partial(_remove, paper.id))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self.filed is not None and sources_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at them."""
        event.acceptProposedAction()
        self.take(sources_in(event.mimeData()), self._paper_at(event.position().toPoint()))

    def _paper_at(self, place: QPoint) -> str:
        """The paper on whose card that is."""
        over = self.childAt(place)
        while over is not None and over is not self:
            if kind := over.property(_PAPER):
                return str(kind)
            over = over.parentWidget()
        return ""

    def _attach(self, paper: Submission, pictures: tuple[Picture, ...]) -> None:
        if pictures:
            self.reach.desk.do(partial(_attach, paper, pictures))

    def _show(self, filed: Filed) -> None:
        focused = self.focusWidget()
        name = focused.accessibleName() or getattr(focused, "text", str)() if focused is not None else ""
        self.filed = filed
        made = _Papers(self, filed)
        made.setMaximumWidth(_WIDE)
        held, whole = dress(QWidget(), "clear"), column(scale.WIDE, scale.NEAR, scale.WIDE, scale.WIDE)
        whole.addWidget(made)
        whole.addStretch(1)
        held.setLayout(whole)
        place = self._scroll.verticalScrollBar().value()
        self._scroll.setWidget(held)
        self._scroll.verticalScrollBar().setValue(place)
        buttons: list[QPushButton] = list(held.findChildren(QPushButton))
        again = [one for one in buttons if name and name in {one.accessibleName(), one.text()}]
        if again:
            again[0].setFocus(Qt.FocusReason.OtherFocusReason)


class _Papers(QWidget):
    """What stands in the tab."""

    def __init__(self, tab: PapersTab, filed: Filed) -> None:
        super().__init__()
        self._tab, self._filed = tab, filed
        whole = column(gap=scale.NEAR)
        whole.addLayout(self._head())
        listed = [rule.name for rule in filed.rules]
        others = dict.fromkeys(one.kind for one in filed.papers if one.kind not in listed)
        for kind in (*listed, *others):
            whole.addWidget(self._paper(kind))
        self.setLayout(whole)

    def _head(self) -> QVBoxLayout:
        made, head = column(gap=0), row()
        missing = self._filed.missing
        said = f"还缺{'、'.join(f'《{one}》' for one in missing)}" if missing else "必报的材料齐全"
        head.addWidget(label(said, "said-warn" if missing else "strong", wrap=True), 1)
        received = button("登记收到…", self._tab.receive, icon="check")
        received.setToolTip("登记收到的材料，没有电子文件也可以（Ctrl+N）")
        head.addWidget(received)
        head.addWidget(button("添加文件…", self._tab.receive_files, icon="upload", role="primary"))
        made.addLayout(head)
        made.addWidget(label(_HINT, "hint", wrap=True))
        return made

    def _paper(self, kind: str) -> QWidget:
        rule = next((one for one in self._filed.rules if one.name == kind), None)
        versions = sorted((one for one in self._filed.papers if one.kind == kind), key=lambda one: -one.version)
        frame, whole = card(), column(scale.APART, scale.NEAR, scale.APART, scale.NEAR, gap=scale.TIGHT)
        frame.setProperty(_PAPER, kind)
        head = row(gap=scale.TIGHT)
        head.addWidget(self._mark(kind, rule, versions))
        head.addWidget(label(kind, "strong" if versions else "muted"), 1)
        if versions:
            head.addWidget(label(versions[0].state, f"pill-{PAPER_TONES[versions[0].state]}"))
        if versions and versions[0].state is SubmissionState.RECEIVED:
            head.addWidget(self._named(button("核对…", partial(self._tab.check, versions[0])), f"核对：{kind}"))
        else:
            again = "又报来…" if versions else "登记收到…"
            head.addWidget(self._named(button(again, partial(self._tab.receive, kind)), f"{again[:-1]}：{kind}"))
        whole.addLayout(head)
        for one in versions:
            whole.addWidget(self._version(one, rule, newest=one is versions[0]))
        if rule and not versions:
            whole.addWidget(_indented(label("应有：" + "、".join(rule.contents), "hint", wrap=True)))
        frame.setLayout(whole)
        return frame

    def _mark(self, kind: str, rule: SubmissionRule | None, versions: Sequence[Submission]) -> QWidget:
        accepted = any(one.state is SubmissionState.ACCEPTED for one in versions)
        needed = bool(rule and rule.needed)
        made = label("缺" if needed and not accepted else "", "warn")
        made.setFixedWidth(_MARK)
        made.setAccessibleName(f"{kind}：{'合格' if accepted else '缺' if needed else '选报'}")
        if accepted:
            made.setPixmap(icons.icon("check", "good").pixmap(QSize(scale.ICON, scale.ICON), made.devicePixelRatioF()))
        return made

    def _version(self, one: Submission, rule: SubmissionRule | None, *, newest: bool) -> QWidget:
        made, whole, head = QWidget(), column(gap=0), row(gap=scale.NEAR)
        told = (
            f"第 {one.version} 版",
            f"{one.received_on} 收到",
            one.document_no,
            one.note,
            "" if newest else one.state,
        )
        head.addWidget(label("　".join(part for part in told if part), "" if newest else "muted", wrap=True), 1)
        head.addWidget(self._more(one, newest=newest))
        whole.addLayout(head)
        for text, role in _found(one, rule, newest=newest):
            whole.addWidget(label(text, role, wrap=True))
        files = [kept for kept in self._filed.files if kept.submission == one.id]
        for kept in files:
            whole.addWidget(enclosures.file_row(self._tab, self._tab.reach, kept, files, self._filed.name))
        made.setLayout(whole)
        return _indented(made)

    def _more(self, one: Submission, *, newest: bool) -> QPushButton:
        tab = self._tab
        made, menu = icon_button("more", f"更多：{one.kind} 第 {one.version} 版"), QMenu(self)
        menu.addAction("添加附件…", partial(tab.add_files, one))
        menu.addAction("修改…", partial(tab.change, one))
        if newest and one.state is not SubmissionState.RECEIVED:
            menu.addAction("重新核对", partial(tab.recheck, one))
        if newest and one.state is not SubmissionState.ACCEPTED:
            menu.addAction("删去误登的这一版", partial(tab.remove, one))
        made.setMenu(menu)
        return made

    def _named(self, made: QPushButton, name: str) -> QPushButton:
        made.setAccessibleName(name)
        return made


def _found(one: Submission, rule: SubmissionRule | None, *, newest: bool) -> list[tuple[str, str]]:
    """What was found on checking, line by line with their roles."""
    if one.state is SubmissionState.RECEIVED:
        return []
    if one.checked_on is None and not one.contents:
        return [("没有逐项核对", "hint")]
    who = f"{one.checked_on or ''} {one.checked_by or ''} 核对".strip()
    lacks = lacking(rule, points_in(rule, one.contents)) if rule else ()
    told = [(f"{who}，缺：{'、'.join(lacks)}" if lacks and newest else who, "hint")]
    if one.return_reason:
        told.append((f"退回原因：{one.return_reason}", "warn" if newest else "hint"))
    return told


def _indented(widget: QWidget) -> QWidget:
    made, whole = QWidget(), row(_MARK + scale.TIGHT, 0, 0, 0)
    whole.addWidget(widget, 1)
    made.setLayout(whole)
    return made


def _read(number: int, office: "Office") -> Filed:
    policy = office.standing.on()
    return Filed(
        number,
        office.enterprises.one(number).name,
        policy.submissions,
        office.submissions.of(number),
        [one for one in office.enclosures.of(number) if one.submission is not None],
        policy.codes,
    )


def _receive(number: int, pictures: Sequence[Picture], office: "Office", values: dict[str, Value]) -> Change:
    return office.submissions.receive({**values, "enterprise": number}, pictures)


def _attach(paper: Submission, pictures: Sequence[Picture], office: "Office") -> Change:
    return office.enclosures.add(paper.enterprise, pictures, submission=paper.id)


def _change(number: int, office: "Office", values: dict[str, Value]) -> Change:
    return office.submissions.change(number, values)


def _recheck(number: int, office: "Office") -> Change:
    return office.submissions.recheck(number)


def _remove(number: int, office: "Office") -> Change:
    return office.submissions.remove(number)
