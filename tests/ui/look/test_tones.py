"""States are told in the same tone everywhere."""

import pytest

from desktop.aid.batch import BatchState
from desktop.aid.request import RequestState
from desktop.cases.household import State
from ui.look.palette import DARK, LIGHT
from ui.look.tones import STATES, pill_role


def test_every_state_of_a_file_an_application_and_a_batch_has_its_tone() -> None:
    assert {str(state) for state in (*State, *RequestState, *BatchState)} <= set(STATES)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_each_tone_has_its_colours_in_both_themes(palette: object) -> None:
    for tone in STATES.values():
        assert getattr(palette, tone) != getattr(palette, f"{tone}_soft")


def test_a_word_without_a_tone_is_a_quiet_pill() -> None:
    assert pill_role("在档") == "pill-good"
    assert pill_role("相对困难") == "pill-quiet"
