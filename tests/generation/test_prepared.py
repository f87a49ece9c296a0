"""Claims about prepared requests: what is checked anew, and what their units are drawn from."""

import pickle
from dataclasses import replace

import pytest

from generation import InvalidRequest, Keyframe, PreparedRequest, find, prepare
from tests.generation.requests import ask

INFO = find("starter").info
GROUPS = "{a|b|c|d|e|f|g|h}"


def test_a_request_that_was_prepared_for_the_same_limits_is_not_checked_again() -> None:
    prepared = prepare(ask(GROUPS, count=4), INFO)
    assert prepare(prepared, replace(INFO)) is prepared


def test_a_request_that_was_prepared_for_other_limits_is_checked_again() -> None:
    prepared = prepare(ask(steps=40), INFO)
    smaller = replace(INFO, max_steps=30)
    with pytest.raises(InvalidRequest, match="steps must be between 1 and 30"):
        prepare(prepared, smaller)
    larger = prepare(prepared, replace(INFO, max_steps=60))
    assert (larger.request, larger.prompts) == (prepared.request, prepared.prompts)
    assert larger.limits != prepared.limits


def test_a_restored_request_is_checked_before_it_is_drawn() -> None:
    with pytest.raises(InvalidRequest, match="steps"):
        prepare(PreparedRequest.restore(ask(steps=1000)), INFO)


def test_units_have_the_prompts_and_seeds_of_their_pictures() -> None:
    prepared = prepare(ask(GROUPS, negative_prompt=GROUPS, seed=2**32 - 2, count=4), INFO)
    assert [unit.seed for unit in prepared.units] == [2**32 - 2, 2**32 - 1, 0, 1]
    assert [unit.prompts for unit in prepared.units] == list(prepared.prompts)
    assert all(one.prompt == one.negative_prompt for one in prepared.prompts)
    assert len({one.prompt for one in prepared.prompts}) > 1


def test_frames_and_variations_share_what_they_are_drawn_from() -> None:
    morph = prepare(ask(GROUPS, morph=(Keyframe(GROUPS, 9),), frames=12), INFO)
    assert len(morph.units) == 12
    assert len(morph.prompts) == len({unit.prompts for unit in morph.units}) == 1
    varied = prepare(ask(GROUPS, variation=0.2, variation_seed=2**32 - 1, count=2), INFO)
    assert {unit.seed for unit in varied.units} == {7}
    assert [unit.variation_seed for unit in varied.units] == [2**32 - 1, 0]


def test_a_unit_reaches_another_process_with_its_prompts() -> None:
    unit = prepare(ask(GROUPS, count=2), INFO).units[1]
    there = pickle.loads(pickle.dumps(unit))
    assert (there, there.prompts, there.id) == (unit, unit.prompts, unit.id)
