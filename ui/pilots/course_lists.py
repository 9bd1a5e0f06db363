"""The lists of all papers and of all tasks of pilots; each line leads to its pilot."""

from desktop.base.calendar import today
from desktop.base.changes import Noun
from desktop.base.fields import Value
from desktop.pilots.fronts import Task
from ui.papers.saving import offer_sheet
from ui.pilots.reach import Reach
from ui.pilots.register_list import RegisterList
from ui.pilots.registering import Register
from ui.tables.page import ListPage

PAPER_TONES = {"待核对": "accent", "合格": "good", "退回修改": "warn"}
TASK_TONES = {"已完成": "good", "已逾期": "warn", "进行中": "quiet"}
TASK = Register(
    Task,
    Noun.TASKS,
    "任务",
    "项",
    "单位、任务、举措、责任人",
    "还没有任务。点“新建任务”（Ctrl+N），写明哪个方面、做什么、谁负责、何时完成。",
    ("front", "standing"),
)


class SubmissionList(ListPage):
    """Enter opens the pilot of a paper, where it is checked."""

    def __init__(self, reach: Reach) -> None:
        super().__init__(
            reach.desk,
            reach.listings[Noun.SUBMISSIONS],
            measure="份",
            placeholder="单位、材料、文号、核对人",
            tones={"state": PAPER_TONES},
            empty="还没有收到材料。打开一家单位，在“材料”里登记收到的机构文件、实施方案。",
        )
        self.reach = reach
        self.add_action("打开单位", self.open_unit, icon="factory", needs_selection=True)
        offer_sheet(self, reach.saver, "试点材料")
        self.opened.connect(self._open)

    def open_unit(self) -> None:
        """Show the pilot of the chosen paper."""
        if chosen := self.chosen():
            self._open(chosen[0])

    def _open(self, number: int) -> None:
        unit = self.model.value(self.model.row_of(number), "enterprise")
        if isinstance(unit, int):
            self.reach.open_unit(unit, "材料")


class TaskList(RegisterList):
    """The tasks of all pilots, or of one: entered, changed, struck out."""

    def __init__(self, reach: Reach, enterprise: int | None = None) -> None:
        super().__init__(reach, TASK, enterprise=enterprise, tones={"standing": TASK_TONES})

    def begin_with(self) -> dict[str, Value]:
        """A new one begins today."""
        return {**super().begin_with(), "begins": today()}

    def add_own_actions(self) -> None:
        """From the list of all to the pilot."""
        if self._enterprise is None:
            self.add_action("打开单位", self.open_unit, icon="factory", needs_selection=True)

    def open_unit(self) -> None:
        """Show the pilot of the chosen task."""
        chosen = self.chosen()
        unit = self.model.value(self.model.row_of(chosen[0]), "enterprise") if chosen else None
        if isinstance(unit, int):
            self.reach.open_unit(unit, "五个方面")
