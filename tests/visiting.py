"""An activity with its recipients, for tests, and every verb of its doors."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.base.attachments import Media
from desktop.base.changes import Change
from desktop.office.documents import Picture
from tests.builders import DAY, name, resident_id
from tests.desktop.exchange.workbooks import xlsx
from tests.offices import Doors

Verb = Callable[[Doors], Change]

ROUND = {
    "name": "2023年春节送温暖",
    "kind": "两节送温暖",
    "programme": "送温暖",
    "year": 2022,
    "begins": dt.date(2022, 12, 1),
    "ends": dt.date(2023, 1, 20),
}
"""The values of an activity that goes on on the day of the tests."""


def begin(doors: Doors, **values: Any) -> int:
    """An activity in which rice and oil are given; its number."""
    number = doors.activities.open({**ROUND, **values}).record
    assert number is not None
    doors.activities.set_item(number, {"name": "大米", "measure": "袋", "price": 8_000})
    doors.activities.set_item(number, {"name": "食用油", "measure": "桶", "price": 6_000})
    return number


def someone(seed: int = 0, **values: Any) -> dict[str, Any]:
    """A recipient without a file, with 1,000 yuan."""
    usual = {
        "kind": "环卫工人",
        "name": name(100 + seed),
        "resident_id": resident_id(dt.date(1980, 1, 1), "男", 300 + seed),
        "unit": "大港环卫所",
        "cash": 100_000,
    }
    return usual | values


def picture(name: str = "走访.png") -> Picture:
    """A photo as it is kept."""
    return Picture(name, Media.PNG, b"\x89PNG invented " + name.encode(), None, ())


def full(doors: Doors) -> int:
    """An activity with five recipients: two of files, one visited and photographed, three others; its number."""
    number = begin(doors)
    doors.activities.add_households(number, [1, 2], 50_000, "大米×1")
    doors.activities.add(number, [someone(0), someone(1, goods="食用油×2"), someone(2)])
    doors.activities.record([1], {"visited_on": DAY, "visitors": "李主席"})
    doors.activities.add_photos(1, [picture()], {"title": "入户"})
    doors.activities.set_item(number, {"name": "棉被", "price": 12_000})
    begin(doors, name="2022年送清凉", kind="送清凉", programme="送清凉")
    doors.activities.close(2, DAY)
    return number


VERBS: dict[str, Verb] = {
    "activities.open": lambda doors: doors.activities.open({**ROUND, "name": "又一次"}),
    "activities.change": lambda doors: doors.activities.change(1, {"plan_no": "一号", "budget": 9_000_000}),
    "activities.close": lambda doors: doors.activities.close(1, DAY),
    "activities.reopen": lambda doors: doors.activities.reopen(2),
    "activities.set_item": lambda doors: doors.activities.set_item(1, {"name": "毛毯", "price": 12_000}),
    "activities.set_item at another price": lambda doors: doors.activities.set_item(1, {"price": 8_800}, 1),
    "activities.drop_item": lambda doors: doors.activities.drop_item(_spare(doors)),
    "activities.enter_roster": lambda doors: doors.activities.enter_roster(
        doors.activities.review_roster(_roster(doors.path.with_name("花名册.xlsx")), 1)
    ),
    "activities.add_photos": lambda doors: doors.activities.add_photos(2, [picture("又一张.png")], {}),
    "activities.void_photo": lambda doors: doors.activities.void_photo(1, "看不清"),
    "recipients.add": lambda doors: doors.activities.add(1, [someone(7), someone(8, resident_id=None)]),
    "recipients.add_households": lambda doors: doors.activities.add_households(1, [3, 4], 100_000),
    "recipients.change_visit": lambda doors: doors.activities.change_visit(
        3, {"resident_id": someone(9)["resident_id"], "cash": 80_000, "goods": "大米"}
    ),
    "recipients.void_visits": lambda doors: doors.activities.void_visits([2, 3], "重复"),
    "recipients.record": lambda doors: doors.activities.record([1, 2, 3], {"visited_on": DAY, "visitors": "王芳"}),
}


def _roster(path: Path) -> Path:
    """A roster with one recipient whom the activity has and one whom it hasn't."""
    lines = [(one["name"], one["resident_id"], "13900000000", 800) for one in (someone(0), someone(6))]
    return xlsx(path, [("姓名", "身份证号", "联系电话", "慰问金"), *lines])


def _spare(doors: Doors) -> int:
    """The number of a thing that nobody gets."""
    return next(one.id for one in doors.activities.items(1) if one.name == "棉被")
