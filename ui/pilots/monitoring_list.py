"""The list of what pilots filled in, of all of them or of one."""

from collections.abc import Mapping

from desktop.base.changes import Noun
from desktop.pilots.filling_dues import Mark
from desktop.pilots.monitoring import Filling
from ui.pilots.monitoring_asking import ask_figures, ask_period
from ui.pilots.reach import Reach
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import Register

FILLINGS = Register(
    Filling,
    Noun.FILLINGS,
    "监测填报",
    "条",
    "单位、期间、备注",
    "还没有监测填报。在“填报情况”里选中一格按回车，就可以填写。",
)
TONES: Mapping[str, Mapping[str, str]] = {
    "standing": {Mark.ON_TIME: "good", Mark.LATE: "warn", "未填报": "bad"},
    "risk": {"高": "bad", "中": "warn"},
}


class FillingList(RegisterList):
    """Enter shows the figures of the current line; a new one asks for its period first."""

    def __init__(self, reach: Reach, enterprise: int | None = None) -> None:
        super().__init__(reach, FILLINGS, enterprise=enterprise, tones=TONES)

    def new(self) -> None:
        """Ask for a period of this enterprise; of all, the generic form asks for the unit too."""
        if self._enterprise is not None:
            ask_period(self, self.reach.desk, self._enterprise)
        else:
            super().new()

    def ask_change(self, number: int) -> None:
        """Show the figures of one."""
        row = self.model.row_of(number)
        enterprise, period = self.model.value(row, "enterprise"), self.model.value(row, "period")
        if isinstance(enterprise, int) and period:
            ask_figures(self, self.reach.desk, enterprise, str(period))
