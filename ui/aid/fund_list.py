"""The list of funds, and what is done with several of them or with the books of all."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.aid.carrying import Carrying
from desktop.aid.fund import Fund
from desktop.base.calendar import today
from desktop.base.changes import Change
from desktop.base.listing import Listing
from ui.aid import fund_asking
from ui.desk import Desk
from ui.papers.saving import Saver
from ui.tables.delegate import Tones
from ui.tables.page import ListPage
from ui.widgets.pieces import label

if TYPE_CHECKING:
    from desktop.office.office import Office

_EMPTY = "还没有资金。点“设立资金”登记本年的帮扶资金。"


class FundList(ListPage):
    """Funds with what came, went and is left; beside the title stands through which day the books are closed."""

    def __init__(
        self, desk: Desk, listing: Listing, *, title: str, tones: Tones | None = None, saver: Saver | None = None
    ) -> None:
        super().__init__(
            desk,
            listing,
            title=title,
            measure="项",
            placeholder="搜索资金、文号、项目",
            tones=tones,
            shares={"balance": "received"},
            empty=_EMPTY,
        )
        self._saver = saver
        self.closed = label(role="pill-warn")
        self.closed.hide()
        self.add_action("登记到账…", self.ask_receipt, icon="coins")
        self.add_action("结转下年…", self.ask_carrying, folded=True)
        self.add_action("关账…", self.ask_closing, icon="lock", folded=True)
        self._reopen = self.add_action("重新开账…", self.ask_reopening, folded=True)
        if saver is not None:
            self.add_action("导出资金台账…", self.export, icon="sheet", folded=True)
        made = self.add_action("设立资金", self.ask_fund, icon="plus", primary=True)
        made.setToolTip("设立资金（Ctrl+N）")

    def refresh(self) -> None:
        """Ask again, also for the day through which the books are closed."""
        super().refresh()
        if self.isVisible():
            self._desk.ask(lambda office: office.funds.closed_through(), self._show_closed, key=(id(self), "closed"))

    def ask_fund(self) -> None:
        """Ask for a new fund."""
        fund_asking.ask_fund(self.window(), self._desk).achieved.connect(self._go_to)

    def ask_receipt(self) -> None:
        """Ask for money that came in, for the chosen fund if there is one."""
        self._desk.ask(lambda office: office.funds.every(), self._ask_receipt, key=(id(self), "receipt"))

    def ask_carrying(self) -> None:
        """Ask on which day what is left goes into the next year: of the chosen funds, or of all of earlier years."""
        chosen = self.chosen() if self.isVisible() else []
        self._desk.ask(lambda office: _carrying(office, chosen), self._ask_carrying, key=(id(self), "carrying"))

    def ask_closing(self) -> None:
        """Ask through which day the books are closed."""
        self._desk.ask(
            lambda office: (office.funds.unfinished(today()), office.funds.closed_through()),
            lambda found: fund_asking.ask_closing(self.window(), self._desk, *found),
            key=(id(self), "closing"),
        )

    def ask_reopening(self) -> None:
        """Ask why the books are reopened."""
        self._desk.ask(lambda office: office.funds.closed_through(), self._ask_reopening, key=(id(self), "reopening"))

    def export(self) -> None:
        """Save the ledger of the year that the list is narrowed to, or of all years, as a sheet."""
        year = self.query.chips.get("year", "")
        if self._saver is not None:
            self._saver.save(
                lambda office, path, progress: office.fund_sheets.ledger(path, int(year) if year else None, progress),
                f"{year and f'{year}年'}帮扶资金台账.xlsx",
            )

    def _ask_receipt(self, funds: Sequence[Fund]) -> None:
        if not funds:
            self.ask_fund()
            return
        chosen = self.chosen() if self.isVisible() else []
        fund_asking.ask_receipt(self.window(), self._desk, funds, chosen[0] if chosen else funds[0].id)

    def _ask_carrying(self, found: tuple[Sequence[Carrying], Sequence[Fund]]) -> None:
        seen, every = found
        if seen:
            fund_asking.ask_carrying(self.window(), self._desk, seen, every)
        else:
            self._desk.known_error.emit("没有可以结转的资金：以前年度的资金都没有余额。要结转本年的，请先选中。")

    def _ask_reopening(self, closed: dt.date | None) -> None:
        if closed:
            fund_asking.ask_reopening(self.window(), self._desk, closed)

    def _show_closed(self, closed: dt.date | None) -> None:
        self.closed.setText(f"已关账至 {closed}" if closed else "")
        self.closed.setVisible(closed is not None)
        self._reopen.setEnabled(closed is not None)

    def _go_to(self, change: Change) -> None:
        if change.record is not None and self.isVisible():
            self.view.go_to(change.record)


def _carrying(office: "Office", chosen: Sequence[int]) -> tuple[Sequence[Carrying], Sequence[Fund]]:
    every = office.funds.every()
    earlier = [one.id for one in every if one.year < today().year and one.balance]
    return office.funds.carrying(chosen or earlier), every
