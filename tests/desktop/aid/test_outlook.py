"""What a batch would pay, before it is drawn up."""

from desktop.aid.entitlement import Entitlement
from desktop.aid.outlook import outlook


def granted(amount: int) -> Entitlement:
    return Entitlement(amount=amount, reason="标准")


def refused(why: str) -> Entitlement:
    return Entitlement(amount=0, reason=why, refused=why)


def test_payees_of_a_category_and_amount_stand_together_the_largest_share_first() -> None:
    seen = outlook(
        [
            ("甲", "困难", granted(4000)),
            ("乙", "深度困难", granted(5000)),
            ("丙", "深度困难", granted(3880)),
            ("丁", "深度困难", granted(5000)),
        ],
        balance=20000,
    )
    assert [(one.category, one.amount, one.count) for one in seen.shares] == [
        ("深度困难", 5000, 2),
        ("困难", 4000, 1),
        ("深度困难", 3880, 1),
    ]
    assert (seen.payees, seen.total, seen.left) == (4, 17880, 2120)


def test_who_gets_nothing_stands_under_the_reason_the_commonest_first() -> None:
    seen = outlook(
        [("甲", "困难", refused("未建档")), ("乙", "困难", refused("已发")), ("丙", "困难", refused("已发"))], 0
    )
    assert [(one.reason, one.names) for one in seen.refusals] == [("已发", ("乙", "丙")), ("未建档", ("甲",))]
    assert (seen.payees, seen.refused, seen.total) == (0, 3, 0)


def test_a_fund_that_is_short_is_left_below_zero() -> None:
    assert outlook([("甲", "困难", granted(4000))], balance=1000).left == -3000
