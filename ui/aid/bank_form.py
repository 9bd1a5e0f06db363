"""The form of a bank's file: which columns in which order, and what kind of file."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from desktop.base.changes import Change
from desktop.base.codes import CodeList
from desktop.base.fields import Field, Value, field_of, fields_of
from desktop.base.findings import refuses
from desktop.exchange.bank_templates import (
    BankColumn,
    BankTemplate,
    Encoding,
    Format,
    Separator,
    Word,
    presets,
    values_of,
)
from ui.desk import Desk
from ui.forms.dialog import FormDialog
from ui.forms.repeated import RepeatedGroup
from ui.look import scale
from ui.look.roles import dress
from ui.widgets.pieces import button, column

if TYPE_CHECKING:
    from desktop.office.office import Office

_CODES = {
    name: CodeList(name, tuple(str(one) for one in words))
    for name, words in (
        ("bank_format", Format),
        ("bank_encoding", Encoding),
        ("bank_separator", Separator),
        ("bank_word", Word),
    )
}
_OF_TEXT = ("encoding", "separator")
_HIGH = 170  # pixels for the columns; more are scrolled to
_HELP = "按银行要求的顺序排列；行末的箭头把一列往前移。每个文件都要有收款户名、收款账号、金额。"


class TemplateDialog(FormDialog):
    """Changes a form of bank files and keeps it as the office's own; the bank's preset stays under its own name.

    An own form can be given up; a preset of that name holds again then.
    """

    def __init__(self, parent: QWidget, desk: Desk, template: BankTemplate) -> None:
        self._template = template
        self._own = template not in presets()
        self.kept = template.name
        self.columns = RepeatedGroup("列", _columns(), _CODES, add="加一列", ordered=True)
        self.columns.set_values(values_of(template)["columns"])
        name = template.name if self._own else f"{template.name}（本单位）"
        fields = [field_of(BankTemplate, one) for one in ("name", "bank", "format", "heading", *_OF_TEXT)]
        super().__init__(
            parent,
            desk,
            "银行模板",
            fields,
            self._keep,
            codes=_CODES,
            values={**{one.name: getattr(template, one.name) for one in fields}, "name": name},
            text=f"{_HELP}\n{template.note}".strip(),
            verb="保存模板",
        )
        self.setMinimumWidth(680)
        self.form.changed.connect(self._on_edit)
        self._fold()

    def submit(self) -> None:
        """Keep it, unless reading a column refuses something."""
        if refuses(self.columns.show_all_findings()):
            self.columns.focus_first()
        else:
            super().submit()

    def drop(self) -> None:
        """Give the office's own form up."""
        self._desk.do(lambda office: office.paying.drop_template(self._template.name), self._on_done, self._on_failed)

    def _body(self) -> QWidget:
        made, inside = dress(QWidget(), "clear"), column(gap=scale.NEAR)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(self.columns)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setMinimumHeight(_HIGH)
        inside.addWidget(self.form)
        inside.addWidget(scroll, 1)
        made.setLayout(inside)
        return made

    def _buttons(self) -> QHBoxLayout:
        made = super()._buttons()
        if self._own:
            made.insertWidget(0, button("删除这个模板", self.drop, role="link"))
        return made

    def _on_edit(self, name: str) -> None:
        if name == "format":
            self._fold()

    def _fold(self) -> None:
        text = self.form.cells["format"].text not in {"", str(Format.XLSX)}
        for name in _OF_TEXT:
            self.form.cells[name].setVisible(text)

    def _begin(self, values: dict[str, Value]) -> None:
        self.kept = str(values["name"])
        super()._begin(values)

    def _keep(self, office: "Office", values: dict[str, Value]) -> Change:
        lines, _ = self.columns.values()
        said: dict[str, Any] = {**values_of(self._template), **values, "columns": list(lines)}
        return office.paying.keep_template(said)


def _columns() -> tuple[Field, ...]:
    """What is asked of a column: what it holds comes first, for by that the clerk knows it."""
    found = {one.name: one for one in fields_of(BankColumn)}
    return (found["word"], replace(found["heading"], limit=30), found["text"])
