"""How every amount of a batch came about."""

import pytest

from desktop import papers
from desktop.base.errors import ForbiddenError
from tests.builders import batch, payment
from tests.desktop.papers.dossiers import ISSUER
from tests.desktop.papers.reading import described, golden, pages, strings


def test_the_paper_is_as_it_was() -> None:
    paid = [payment(0), payment(1, excluded="本年已领"), payment(2, amount=123456)]
    text = described(papers.amount_basis(papers.Roll(batch=batch(), payments=paid), ISSUER))
    assert text.splitlines() == golden("amount_basis", text)


def test_every_line_says_why_and_who_is_excluded_gets_nothing() -> None:
    paid = [payment(0, reason="固定金额5,000元"), payment(1, excluded="本年已领")]
    words = strings(pages(papers.amount_basis(papers.Roll(batch=batch(), payments=paid), ISSUER))[0])
    assert "固定金额5,000元" in words
    assert "不发：本年已领" in words
    assert words[words.index(paid[1].name) + 2] == "0.00"
    assert "5,000.00" in words[words.index("合　计") :]


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(ForbiddenError, match="没有人员"):
        papers.amount_basis(papers.Roll(batch=batch(), payments=[]), ISSUER)


def test_who_was_stopped_after_locking_and_who_goes_above_the_ceiling_are_told() -> None:
    stopped = payment(0, withheld="本人去世", reason="标准 5,000")
    above = payment(1, override="家庭特别困难", override_by="李主席")
    words = strings(pages(papers.amount_basis(papers.Roll(batch=batch(), payments=[stopped, above]), ISSUER))[0])
    said = "".join(words)
    assert "停发：本人去世（原定5,000.00元：标准5,000）" in said.replace(" ", "")
    assert "※ 超上限：家庭特别困难，批准人李主席" in said
    assert words[words.index(stopped.name) + 2] == "0.00"
    assert "（发放1人，不发1人）" in said
