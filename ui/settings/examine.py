"""Examining the office file whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.base.changes import Progress
from desktop.base.errors import KnownError
from ui.desk import Desk
from ui.look.roles import dress
from ui.settings.section import Section, beside, boxed
from ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from desktop.office.office import Office


class ExamineSection(Section):
    """Reads every page of the file and the journal's chain, and says what was found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            "检查文件",
            "逐页检查办公文件有没有损坏、各表之间对不对得上、操作记录有没有被改动过。只看不改，大文件要几十秒。",
        )
        self._desk = desk
        self.begin_button = button("开始检查", self.begin, icon="check", role="primary")
        self.result = label(wrap=True)
        self.body.addLayout(beside(self.begin_button))
        self._box = boxed(self.result)
        self._box.hide()
        self.body.addWidget(self._box)
        self.read()

    def begin(self) -> None:
        """Examine the file."""
        self.begin_button.setEnabled(False)
        self._box.hide()
        self._desk.long(_check, "正在检查办公文件", self._on_whole, self._on_failed)

    def _on_whole(self, sentences: Sequence[str]) -> None:
        self._show("没有发现问题。\n" + "\n".join(f"· {one}" for one in sentences), "")

    def _on_failed(self, error: KnownError) -> None:
        self._show(error.sentence, "said-bad")

    def _show(self, text: str, role: str) -> None:
        self.begin_button.setEnabled(True)
        dress(self.result, role)
        self.result.setText(text)
        self._box.show()


def _check(office: "Office", _progress: Progress) -> list[str]:
    return office.check()
