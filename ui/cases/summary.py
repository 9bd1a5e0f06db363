"""What the side panel says of the chosen file."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from desktop.base.calendar import age_on, today
from desktop.base.identity import mask_id, mask_phone
from desktop.base.money import short_yuan
from desktop.cases.household import Household, Person
from desktop.cases.income_test import IncomeTest, test_income
from desktop.cases.steps import Verb
from desktop.cases.waiting import Waiting
from desktop.office.aid import Received
from desktop.office.procedure import Standpoint
from ui.cases.lines import facts, payments, pills
from ui.look import scale
from ui.widgets.pieces import button, column, icon_button, label, row, section_heading

if TYPE_CHECKING:
    from desktop.office.office import Office


class CaseFacts(NamedTuple):
    """A file with what belongs to it."""

    at: Standpoint
    waiting: Waiting
    test: IncomeTest
    received: list[Received]


def read_facts(number: int, office: "Office") -> CaseFacts:
    """Everything that the panel shows, in one read."""
    at = office.procedure.of(number)
    test = test_income(at.home, office.standing.on())
    return CaseFacts(at, office.procedure.waiting(at), test, office.aid.received(number))


class CaseSummary(QWidget):
    """One file at a glance; numbers of persons are masked unless the list reveals them."""

    def __init__(
        self,
        found: CaseFacts,
        *,
        revealed: bool,
        opened: Callable[[], object],
        printed: Callable[[], object],
        asked: Callable[[Verb], object],
    ) -> None:
        super().__init__()
        home, waiting = found.at.home, found.waiting
        whole = column(scale.WIDE, 0, scale.WIDE, scale.WIDE, gap=scale.NEAR)
        whole.addWidget(pills(home.state, home.category))
        if waiting.text:
            whole.addWidget(label(waiting.text, f"said-{waiting.level}" if waiting.level else "", wrap=True))
        buttons = row()
        buttons.addWidget(button("打开", opened, icon="edit", role="primary"))
        if waiting.verb is not None and waiting.due:
            buttons.addWidget(button(f"{waiting.verb}…", partial(asked, waiting.verb), icon="check"))
        buttons.addWidget(icon_button("print", "打印文书（Ctrl+P）", printed))
        buttons.addStretch(1)
        whole.addLayout(buttons)
        whole.addWidget(facts(_about(home, revealed=revealed)))
        whole.addWidget(section_heading("家庭收入测算"))
        for sentence in found.test.reasons:
            whole.addWidget(label(sentence, wrap=True))
        if found.test.category and found.test.category != home.category:
            whole.addWidget(label(f"与所填类别“{home.category}”不同，请核对。", "warn", wrap=True))
        whole.addWidget(section_heading(f"家庭成员　{len(home.persons)} 人"))
        whole.addWidget(facts((one.relation, _member(one)) for one in home.persons))
        whole.addWidget(section_heading("领取的帮扶"))
        whole.addWidget(payments(found.received))
        whole.addStretch(1)
        self.setLayout(whole)


def _about(home: Household, *, revealed: bool) -> list[tuple[str, str]]:
    who = home.applicant
    number, phone = who.resident_id or "", who.phone or ""
    return [
        ("身份证号", number if revealed else mask_id(number)),
        ("手机号码", phone if revealed else mask_phone(phone)),
        ("工作单位", home.employer or ""),
        ("所属镇街", home.town or ""),
        ("致困原因", home.main_cause or ""),
        ("月人均收入", "" if home.per_head is None else f"{short_yuan(home.per_head)} 元"),
        ("建档日期", home.filed_on.isoformat() if home.filed_on else ""),
        ("档案编号", home.file_no or ""),
    ]


def _member(person: Person) -> str:
    age = f"{age_on(person.birth, today())} 岁" if person.birth else ""
    health = person.health if person.health not in {None, "良好"} else ""
    return "　".join(part for part in (person.name, age, health, person.workplace) if part)
