"""Into which fund of the next year money goes."""

from desktop.aid.carrying import carrying, successor
from desktop.aid.fund import Fund, Source


def fund(number: int, name: str, year: int = 2023, **more: object) -> Fund:
    values = {"source": Source.CITY, "received": 100} | more
    return Fund(id=number, name=name, year=year, **values)  # type: ignore[arg-type]


OLD = fund(1, "2022年甲", 2022, document_no="一号", programme="送温暖")


def test_the_next_fund_has_the_source_and_the_programme() -> None:
    others = (
        fund(2, "乙", programme="送温暖", source=Source.CENTRAL),
        fund(3, "丙"),
        fund(4, "丁", 2024, programme="送温暖"),
    )
    assert successor(OLD, [OLD, *others]) is None
    assert successor(OLD, [OLD, *others, right := fund(5, "戊", programme="送温暖")]) is right


def test_of_several_the_name_counts_before_the_document_and_that_before_the_number() -> None:
    plain, document, named = (
        fund(2, "乙", programme="送温暖"),
        fund(3, "丙", programme="送温暖", document_no="一号"),
        fund(4, "2023年甲", programme="送温暖"),
    )
    assert successor(OLD, [plain, document, named]) is named
    assert successor(OLD, [plain, document]) is document
    assert successor(OLD, [fund(9, "庚", programme="送温暖"), plain]) is plain


def test_a_fund_that_is_made_gets_a_name_that_is_free() -> None:
    taken = fund(2, "2023年甲", programme="生活救助")
    assert carrying(OLD, [OLD, taken], 0).name == "2023年甲2"
    assert carrying(OLD, [OLD], 0).name == "2023年甲"
