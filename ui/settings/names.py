"""What the office is called, on papers and in the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.base.changes import Change
from desktop.base.errors import KnownError
from desktop.base.fields import Field
from ui.desk import Desk
from ui.forms.builder import Form
from ui.settings.section import Section, boxed
from ui.widgets.pieces import button, key_hint, label, row

if TYPE_CHECKING:
    from desktop.office.office import Office

_FIELDS = (
    Field(label="本级工会名称", name="name", needed=True, limit=60),
    Field(label="市总工会名称", name="city", limit=60),
    Field(label="联系电话", name="phone", limit=40),
)

_WORDS = "名称印在文书、公示和表格上，电话印在公示上供职工反映情况。改了以后，新生成的文书用新的名称和电话。"


class NamesSection(Section):
    """Names and telephone; they stand on every paper that is made afterwards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "单位", "这些名称印在文书、公示和表格上；改了以后，新生成的文书用新的名称。电话印在公示上，供职工反映情况。"
        )
        self._desk = desk
        self.form = Form(_FIELDS, {}, framed=False)
        self._state = label(role="muted")
        self.save_button = button("保存", self.save, role="primary")
        foot = row()
        foot.addWidget(self._state, 1)
        foot.addWidget(key_hint("Ctrl+S"))
        foot.addWidget(self.save_button)
        self.body.addWidget(boxed(self.form, foot))
        self.read()
        self.form.dirtied.connect(self._tell)
        self.form.finished.connect(self.save)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)
        self._tell()

    @property
    def dirty(self) -> bool:
        """Whether something isn't saved."""
        return self.form.dirty

    def refresh(self) -> None:
        """Show what is kept, unless something is being typed."""
        if not self.form.dirty:
            self._desk.ask(_names, self._show, key=(id(self), "names"))

    def save(self) -> None:
        """Keep the names."""
        self.form.show_all_findings()
        values, findings = self.form.values()
        if findings or not self.form.dirty:
            self.form.focus_first()
            return
        texts = {name: str(values.get(name) or "") for name in ("name", "city", "phone")}
        self._desk.do(lambda office: office.rename(**texts), self._on_saved, self._on_failed, initiator=self)

    def _show(self, values: dict[str, str]) -> None:
        if not self.form.dirty:
            self.form.set_values(values)

    def _on_saved(self, _: Change) -> None:
        self.form.set_clean()
        self._state.setText("已保存")

    def _on_failed(self, error: KnownError) -> None:
        self._state.setText(error.sentence)

    def _tell(self) -> None:
        self._state.setText("有未保存的修改" if self.form.dirty else "")
        self.save_button.setEnabled(self.form.dirty)


def _names(office: "Office") -> dict[str, str]:
    return {"name": office.name, "city": office.city, "phone": str(office.setting("office.phone", ""))}
