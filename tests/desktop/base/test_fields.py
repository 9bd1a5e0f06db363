"""Fields are described once, beside the attribute."""

from typing import Annotated

import pytest

from desktop.aid.batch import Batch, Payment
from desktop.base.codes import CodeList
from desktop.base.errors import RefusedError
from desktop.base.fields import Kind, field, field_of, fields_of
from desktop.base.findings import Finding
from desktop.cases.household import Household, Person

RECORDS = [Person, Household, Batch, Payment]


class Town:
    """A record for these tests."""

    id: int
    name: Annotated[str, field("名称", needed=True)]
    kind: Annotated[str | None, field("类别", Kind.CODE)] = None
    cause: Annotated[str | None, field("原因", Kind.CODE, codes="reason")] = None


def test_described_attributes_are_fields_in_their_order() -> None:
    assert [one.name for one in fields_of(Town)] == ["name", "kind", "cause"]


def test_a_code_list_has_the_fields_name_unless_one_is_given() -> None:
    assert [one.codes for one in fields_of(Town)][1:] == ["kind", "reason"]


def test_a_field_is_found_by_name() -> None:
    assert field_of(Town, "name").needed
    with pytest.raises(KeyError):
        field_of(Town, "id")


@pytest.mark.parametrize("record", RECORDS)
def test_no_two_fields_of_a_record_share_a_name_or_a_label(record: type) -> None:
    described = fields_of(record)
    assert len({one.name for one in described}) == len({one.label for one in described}) == len(described)


@pytest.mark.parametrize("record", RECORDS)
def test_numbers_that_identify_a_person_are_masked(record: type) -> None:
    kinds = {Kind.RESIDENT_ID, Kind.CARD, Kind.PHONE}
    assert all(one.sensitive for one in fields_of(record) if one.kind in kinds)


def test_a_code_list_knows_its_labels_and_their_other_words() -> None:
    known = CodeList("x", ("下(待)岗", "在岗"), {"下 岗": "下(待)岗", "在岗": "下(待)岗"})
    assert known.canonical("下（待）岗") == "下(待)岗"
    assert known.canonical("下岗") == "下(待)岗"
    assert known.canonical("在岗") == "在岗"
    assert known.canonical("上岗") is None


def test_a_refusal_speaks_of_what_refuses_only() -> None:
    error = RefusedError([Finding(code="a", message="甲。"), Finding(code="b", message="乙。", refuses=False)])
    assert error.sentence == "甲。"
    assert len(error.findings) == 2
