"""Fields that are rarely filled in: out of the way until they hold something or are asked for."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import TYPE_CHECKING

from desktop.base.fields import Field
from ui.forms.builder import Form, is_wide
from ui.widgets.pieces import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from ui.forms.cell import FieldCell

_NAMED = 3


def ordered(fields: Iterable[Field], rare: Collection[str]) -> list[Field]:
    """The fields with those that take a whole row, and then the rare ones, last in their groups."""
    return sorted(fields, key=lambda one: (one.name in rare, is_wide(one)))


class Folding:
    """Folds the rare fields of a form away, group by group, behind a link that names them."""

    def __init__(self, form: Form, rare: Collection[str]) -> None:
        self._links: dict[str, QPushButton] = {}
        self._rare: dict[str, list[FieldCell]] = {}
        for name, cell in form.cells.items():
            if name in rare:
                self._rare.setdefault(cell.field.group, []).append(cell)
        for group in self._rare:
            self._links[group] = button("", partial(self.unfold, group), role="inline")
            form.attach(group, self._links[group])
        form.judged.connect(self._show_what_is_found)
        form.dirtied.connect(self._show_what_is_held)
        self.fold()

    def fold(self) -> None:
        """Show only those that hold something."""
        for group, cells in self._rare.items():
            for cell in cells:
                cell.setVisible(not cell.empty)
            self._tell(group)

    def unfold(self, group: str) -> None:
        """Show those of a group, and go to the first."""
        hidden = [cell for cell in self._rare[group] if cell.isHidden()]
        for cell in hidden:
            cell.show()
        self._tell(group)
        if hidden:
            hidden[0].editor.setFocus()

    def show(self, name: str) -> None:
        """Show that one, because it is needed now."""
        for group, cells in self._rare.items():
            for cell in cells:
                if cell.field.name == name:
                    cell.show()
                    self._tell(group)

    def _tell(self, group: str) -> None:
        hidden = [cell.field.label for cell in self._rare[group] if cell.isHidden()]
        more = f"等 {len(hidden)} 项" if len(hidden) > _NAMED else ""
        self._links[group].setText(f"填写{'、'.join(hidden[:_NAMED])}{more}")
        self._links[group].setVisible(bool(hidden))

    def _show_what_is_found(self) -> None:
        """A field that something was found about must be seen."""
        for cell in self._hidden():
            if cell.findings():
                self.show(cell.field.name)

    def _show_what_is_held(self, _: bool = False) -> None:
        """So must one into which something was put back."""
        for cell in self._hidden():
            if not cell.empty:
                self.show(cell.field.name)

    def _hidden(self) -> list["FieldCell"]:
        return [cell for cells in self._rare.values() for cell in cells if cell.isHidden()]
