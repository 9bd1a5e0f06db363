"""Who is proposed for schooling aid and for help with a first job."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from desktop.aid.candidates import candidates, kept_over, proposed
from desktop.cases.household import Household
from desktop.policy.aid_standards import RequestForm
from tests import builders

POLICY = builders.policy()


def family(**values: Any) -> Household:
    """A worker and one child, of whom this is said."""
    child = replace(builders.person(7, relation="儿子", birth=dt.date(2004, 5, 1)), **{"id": 8, **values})
    return builders.household(persons=(replace(builders.person(1), id=1), child))


def why(form: RequestForm, home: Household, year: int = 2022) -> list[str]:
    return [one.why for one in candidates(form, [home], year, POLICY.codes)]


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"enrolled": 2021, "school_years": 4}, ["2021 年入学，学制 4 年"]),
        ({"enrolled": 2018, "school_years": 4}, []),
        ({"enrolled": 2023, "school_years": 4}, []),
        ({"identity": "大学生"}, ["本科"]),
        ({"identity": "在岗"}, []),
        ({"job_state": "在读"}, ["在读"]),
        ({"job_state": "在岗"}, []),
        ({}, ["18 岁"]),
        ({"birth": dt.date(1990, 5, 1)}, []),
        ({"birth": None}, []),
    ],
)
def test_a_pupil_is_known_by_school_years_identity_or_age(said: dict[str, Any], reasons: list[str]) -> None:
    assert why(RequestForm.SCHOOL, family(**said)) == reasons


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"birth": dt.date(2000, 5, 1), "enrolled": 2018, "school_years": 4}, ["2022 年毕业"]),
        ({"birth": dt.date(2000, 5, 1), "enrolled": 2017, "school_years": 4}, ["2021 年毕业"]),
        ({"birth": dt.date(2000, 5, 1), "enrolled": 2015, "school_years": 4}, []),
        ({"birth": dt.date(2009, 5, 1), "enrolled": 2016, "school_years": 6}, []),
        ({"birth": dt.date(2000, 5, 1), "identity": "大学生"}, ["22 岁，大学生"]),
        ({"birth": dt.date(2000, 5, 1), "identity": "在岗"}, []),
    ],
)
def test_a_graduate_left_school_this_year_or_last(said: dict[str, Any], reasons: list[str]) -> None:
    assert why(RequestForm.JOB, family(**said)) == reasons


def test_nobody_is_proposed_for_other_programmes_and_never_the_applicant() -> None:
    home = builders.household(persons=(builders.person(3, birth=dt.date(2004, 1, 1)),))
    assert why(RequestForm.SCHOOL, home) == []
    assert why(RequestForm.ILLNESS, family()) == []
    assert list(candidates("", [family()], 2022, POLICY.codes)) == []


def test_what_the_file_says_of_the_pupil_is_filled_in() -> None:
    home = family(workplace="江苏大学", identity="大学生", enrolled=2022, school_years=4)
    assert proposed(RequestForm.SCHOOL, home, home.persons[1], 2022, POLICY) == {
        "school": "江苏大学",
        "stage": "本科",
        "enrolled": 2022,
        "school_years": 4,
        "first_year": True,
    }


def test_what_the_file_says_of_a_graduate_and_of_who_seeks_the_law() -> None:
    home = replace(family(workplace="江苏大学", education="本科"), hukou_place="江苏镇江", postcode="212132")
    assert proposed(RequestForm.JOB, home, home.persons[1], 2022, POLICY) == {
        "school": "江苏大学",
        "degree": "本科",
        "origin": "江苏镇江",
    }
    legal = proposed(RequestForm.LEGAL, home, home.applicant, 2022, POLICY)
    assert (legal["ethnic"], legal["hukou_place"], legal["postcode"]) == ("汉族", "江苏镇江", "212132")
    assert proposed(RequestForm.ILLNESS, home, home.applicant, 2022, POLICY) == {}


def test_of_last_years_waiver_what_stays_the_same_is_kept() -> None:
    former = {
        "item": "水费",
        "account_no": "0511-88",
        "certificate_no": None,
        "saved": 100,
        "sent_on": dt.date(2021, 1, 1),
    }
    assert kept_over(former) == {"account_no": "0511-88"}
