"""What is seldom asked of a person, such as school and work: one form for all of them, a person at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from desktop.base.codes import Codes
from desktop.base.fields import Field, Value, Values
from desktop.base.findings import Finding, refuses
from desktop.base.values import read_value, show_value
from ui.forms.builder import Form
from ui.forms.part import Part
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import card, column, label, section_heading

People = Sequence[tuple[int, str]]
"""A number that stays each person's own, and the name."""

Texts = dict[str, str]
_MARK = " ·"
"""Behind the name of somebody of whom something is written down."""


class Particulars(Part):
    """The particulars of the persons who stand above it, whom ``people`` names, the applicant first."""

    def __init__(self, title: str, fields: Sequence[Field], codes: Codes, people: Callable[[], People]) -> None:
        super().__init__()
        self._fields, self._codes, self._people = fields, codes, people
        self._texts: dict[int, Texts] = {}
        self._given: dict[int, tuple[Finding, ...]] = {}
        self._tokens: list[int] = []
        self._clean: list[Texts] = []
        self._at = 0
        self.names = QTabBar(expanding=False, drawBase=False)
        self.names.setAccessibleName(f"{title}：选择成员")
        self.form = Form(fields, codes, framed=False)
        self._found = label(role="bad", wrap=True)
        self._assemble(title)
        self.sections = {title: self}
        self.names.currentChanged.connect(self._turn)
        self.form.changed.connect(self._on_edit)
        self.form.finished.connect(self._go_on)

    def follow(self) -> None:
        """Offer the persons as they now stand; whoever was shown stays shown."""
        people = list(self._people())
        self._tokens = [token for token, _ in people]
        now = self._at if self._at in self._tokens else 0
        self.names.blockSignals(True)
        for at, (token, name) in enumerate(people):
            text = f"{name or '未填姓名'}{_MARK if any(self._texts.get(token, {}).values()) else ''}"
            if at < self.names.count():
                self.names.setTabText(at, text)
            else:
                self.names.addTab(text)
        while self.names.count() > len(people):
            self.names.removeTab(self.names.count() - 1)
        self.names.setCurrentIndex(self._tokens.index(now) if now in self._tokens else 0)
        self.names.blockSignals(False)
        if now != self._at:
            self._show(now)

    def set_values(self, rows: Sequence[Values]) -> None:
        """Show the particulars of these persons; clean afterwards."""
        self._put([{one.name: show_value(one, row.get(one.name)) for one in self._fields} for row in rows])
        self.set_clean()

    def values(self) -> tuple[list[dict[str, Value]], tuple[Finding, ...]]:
        """The particulars of the persons in their order, and what reading finds; one that is refused is absent."""
        self.follow()
        records: list[dict[str, Value]] = []
        findings: list[Finding] = []
        for person, token in enumerate(self._tokens):
            texts = self._texts.get(token, {})
            readings = {one.name: read_value(one, texts.get(one.name, ""), self._codes) for one in self._fields}
            records.append({name: reading.value for name, reading in readings.items() if not reading.refused})
            findings += [found.about(name, person) for name, one in readings.items() for found in one.findings]
        return records, tuple(findings)

    def set_clean(self) -> None:
        """What stands there is saved."""
        self._clean = self._all()
        self._set_dirty(False)

    def unsaved(self) -> list[Texts] | None:
        """The texts of all persons, readable or not; None where they are as they were saved."""
        texts = self._all()
        return None if texts == self._clean else texts

    def restore(self, kept: Sequence[Mapping[str, str]]) -> None:
        """Put back what ``unsaved`` gave, in the place of what is saved."""
        self._put([dict(one) for one in kept])
        self._set_dirty(self.unsaved() is not None)

    def show_all_findings(self) -> tuple[Finding, ...]:
        """What reading finds, which is shown."""
        self._tell()
        return self.values()[1]

    def set_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show a check's findings, instead of the last check's; returns those that have no place here."""
        held, own = list(findings), {one.name for one in self._fields}
        mine = [one for one in held if one.field in own and one.person is not None and one.person < len(self._tokens)]
        self._given = {
            token: tuple(one for one in mine if one.person == person) for person, token in enumerate(self._tokens)
        }
        self._tell()
        return tuple(one for one in held if one not in mine)

    def level(self, _group: str) -> str:
        """The worst of what is shown: ``bad``, ``warn`` or nothing."""
        found = self._every_finding()
        return "bad" if refuses(one for _, one in found) else "warn" if found else ""

    def focus_first(self) -> None:
        """Go to the first person of whom something refuses, or else to the first."""
        refused = next((one.person for one in self.values()[1] if one.refuses), None)
        self.names.setCurrentIndex(refused or 0)
        self.form.show_all_findings()
        self.form.focus_first()

    def enter(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Go to the names."""
        self.names.setFocus(reason)

    def _assemble(self, title: str) -> None:
        frame, inside = card(self), column(scale.WIDE, scale.APART, scale.WIDE, scale.TIGHT)
        inside.addWidget(section_heading(title))
        inside.addWidget(self.names)
        inside.addWidget(self.form)
        inside.addWidget(self._found)
        frame.setLayout(inside)
        whole = column()
        whole.addWidget(frame)
        self.setLayout(whole)
        self._found.hide()

    def _put(self, rows: Sequence[Texts]) -> None:
        """Have these texts be those of the persons in their order."""
        self._texts = {token: row for (token, _), row in zip(self._people(), rows, strict=False)}
        self._given = {}
        self.follow()
        self._show(self._at if self._at in self._texts else 0)
        self._tell()

    def _show(self, token: int) -> None:
        self._at = token
        texts = self._texts.get(token, {})
        for name, cell in self.form.cells.items():
            cell.show_text(texts.get(name, ""))

    def _all(self) -> list[Texts]:
        """The texts of the persons in their order, every field of each."""
        return [
            {one.name: self._texts.get(token, {}).get(one.name, "") for one in self._fields}
            for token, _ in self._people()
        ]

    def _turn(self, at: int) -> None:
        if 0 <= at < len(self._tokens):
            self._show(self._tokens[at])

    def _on_edit(self, name: str) -> None:
        self._texts.setdefault(self._at, {})[name] = self.form.cells[name].text
        self._given.pop(self._at, None)
        self.follow()
        self._tell()
        self._set_dirty(self.unsaved() is not None)
        self.changed.emit()

    def _go_on(self) -> None:
        """Enter in the last field: the next person, or the next part."""
        if self.names.currentIndex() + 1 < self.names.count():
            self.names.setCurrentIndex(self.names.currentIndex() + 1)
            self.form.enter()
        else:
            self.finished.emit()

    def _every_finding(self) -> list[tuple[int, Finding]]:
        given = [(token, one) for token, found in self._given.items() for one in found]
        return [*((self._tokens[one.person or 0], one) for one in self.values()[1]), *given]

    def _tell(self) -> None:
        found = list(dict.fromkeys(self._every_finding()))
        names = dict(self._people())
        dress(self._found, "bad" if refuses(one for _, one in found) else "warn")
        labels = {one.name: one.label for one in self._fields}
        self._found.setText("\n".join(f"{names.get(who)}　{labels[one.field]}：{one.message}" for who, one in found))
        self._found.setVisible(bool(found))
        self.judged.emit()
