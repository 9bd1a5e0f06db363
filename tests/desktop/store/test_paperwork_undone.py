"""Whatever is done with documents, consents and the register can be undone and redone, to the last column."""

from collections.abc import Callable

import pytest

from desktop.base.changes import Change
from desktop.office.consents import Consents
from desktop.office.consultations import Consultations
from desktop.office.documents import Documents, Scan
from tests.desktop.store.test_inversion import DAY, there_and_back, writers
from tests.offices import Doors

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CARD = {"kind": "银行卡复印件", "received_on": DAY}
READ = {"day": DAY, "reader": "张三", "purpose": "核对本人信息"}

Verb = Callable[[Documents, Consents, Consultations], Change]


def attach(documents: Documents) -> Change:
    return documents.attach(2, CARD, documents.look([Scan("卡.pdf", PDF), Scan("卡.pdf", PDF)]))


VERBS: dict[str, Verb] = {
    "documents.receive": lambda documents, *_: documents.receive(2, CARD | {"pages": 2}),
    "documents.attach": lambda documents, *_: attach(documents),
    "documents.amend": lambda documents, *_: documents.amend(1, CARD | {"pages": 7}),
    "documents.void": lambda documents, *_: documents.void(1, "看不清"),
    "consents.record": lambda _, consents, __: consents.record(2, consents.begin(2)[0]),
    "consents.record_all": lambda _, consents, __: consents.record_all(2, {"scopes": "公示"}),
    "consents.record_many": lambda _, consents, __: consents.record_many([1, 2], {"scopes": "公示"}),
    "consents.withdraw": lambda _, consents, __: consents.withdraw(1, {"withdrawn_on": DAY}),
    "consultations.enter": lambda _, __, register: register.enter(2, READ),
    "consultations.give_back": lambda _, __, register: register.give_back(1, {"returned_on": DAY}),
}
NOTED = {"documents.save_copy"}
"""What writes nothing into the office but that it was done."""


def test_there_is_a_case_for_every_verb() -> None:
    found = {
        f"{door.__name__.lower()}.{name}" for door in (Documents, Consents, Consultations) for name in writers(door)
    }
    assert {*VERBS} == found - NOTED


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_can_be_undone_and_redone(doors: Doors, verb: str) -> None:
    rooms = Documents(doors.db, doors.standing), Consents(doors.db, doors.standing), Consultations(doors.db)
    for seed in range(2):
        doors.enter(seed, members=1)
    rooms[0].receive(1, CARD)
    rooms[1].record_all(1, {})
    rooms[2].enter(1, READ)
    there_and_back(doors, lambda _: VERBS[verb](*rooms))
