"""How ledgers write waves and ticks, and that what we write is read back."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pilots.ticks import Tick, read_tick
from desktop.pilots.wave_names import is_plain, numeral, read_numeral, wave_name, wave_number

NUMBERS = st.integers(1, 99)


@given(NUMBERS)
def test_every_numeral_that_is_written_is_read_back(number: int) -> None:
    assert read_numeral(numeral(number)) == read_numeral(str(number)) == number


@given(NUMBERS)
def test_a_wave_is_the_same_in_digits_and_in_numerals(number: int) -> None:
    name = f"第{numeral(number)}批"
    assert {wave_name(text) for text in (name, f"第{number}批", str(number), f"{number}.0", numeral(number))} == {name}
    assert (wave_number(name), is_plain(name), wave_name(wave_name(name))) == (number, True, name)


@given(st.text(max_size=12))
def test_any_text_is_a_name_of_some_wave_and_stays_so(text: str) -> None:
    assert wave_name(wave_name(text)) == wave_name(text)


@pytest.mark.parametrize("text", ["√", " √ ", "是", "已报", "有", "1", "1.0", "Y", "V", "已印发", "齐全"])
def test_a_tick_says_yes(text: str) -> None:
    assert read_tick(text) == Tick(given=True)


@pytest.mark.parametrize("text", [None, "", "×", "未报", "无", "/", "—", "0", "否", "缺", "待报"])
def test_nothing_or_a_cross_says_no(text: str | None) -> None:
    assert read_tick(text) == Tick(given=False)


@pytest.mark.parametrize(
    ("text", "tick"),
    [
        ("2022-03-05", Tick(given=True, day=dt.date(2022, 3, 5))),
        ("已报（2022年3月5日）", Tick(given=True, day=dt.date(2022, 3, 5))),
        ("甲司党〔2022〕5号", Tick(given=True, document_no="甲司党〔2022〕5号")),
        ("√ 甲司（2022）5号", Tick(given=True, document_no="甲司（2022）5号")),
        ("12号文件", Tick(given=True, document_no="12号文件")),
        ("已报 内容待补", Tick(given=True, rest="内容待补")),
        ("下周送来", Tick(given=False, rest="下周送来")),
        ("还没有", Tick(given=False, rest="还没有", denied=True)),
        ("暂不申报", Tick(given=False, rest="暂不申报", denied=True)),
        ("尚未完成", Tick(given=False, rest="尚未完成", denied=True)),
        ("预计下月完成", Tick(given=False, rest="预计下月完成")),
        ("未来工厂建设", Tick(given=False, rest="未来工厂建设")),
        ("不锈钢焊接攻关", Tick(given=False, rest="不锈钢焊接攻关")),
    ],
)
def test_a_cell_may_tell_a_day_a_number_or_other_words(text: str, tick: Tick) -> None:
    assert read_tick(text) == tick


@given(st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)), st.sampled_from(["", "√ ", "已报，"]))
def test_every_day_that_is_written_is_read_back(day: dt.date, tick: str) -> None:
    for text in (day.isoformat(), f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日"):
        assert read_tick(tick + text) == Tick(given=True, day=day)


@given(st.text(max_size=20))
def test_any_cell_says_something(text: str) -> None:
    tick = read_tick(text)
    assert tick.given or (tick.day is None and tick.document_no is None)
