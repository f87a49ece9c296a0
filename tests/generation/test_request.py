"""Claims about requests: what each mode takes, and what is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation import InvalidRequest, find
from generation.prepared import prepare
from generation.request import UPSCALE_TILES, Keyframe, Start
from tests.generation.requests import ask, ready

INFO = find("starter").info
START = Start(b"picture")
TWO = (Keyframe("dog", 1),)


@pytest.mark.parametrize(
    ("changes", "mode", "units"),
    [
        ({"count": 3}, "text", 3),
        ({"start": START}, "image", 1),
        ({"start": Start(b"picture", mask=b"mask")}, "inpaint", 1),
        ({"start": Start(b"picture", zoom=1.5)}, "outpaint", 1),
        ({"start": START, "upscale": True}, "upscale", UPSCALE_TILES),
        ({"variation": 0.2, "count": 4}, "variation", 4),
        ({"morph": TWO, "frames": 12}, "morph", 12),
    ],
)
def test_every_mode_is_known_by_its_fields(changes: dict[str, Any], mode: str, units: int) -> None:
    request = ask(**changes)
    prepare(request, INFO)
    assert (request.mode, request.units) == (mode, units)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"prompt": "a" * 8001}, "prompt"),
        ({"negative_prompt": "a" * 8001}, "negative prompt"),
        ({"morph": (Keyframe("a" * 8001, 1),), "frames": 8}, "prompt"),
        ({"prompt": "{a|" + "b" * 8000 + "}"}, "prompt"),
        ({"variation": 1.5}, "variation"),
        ({"variation_seed": -1}, "variation_seed"),
        ({"start": Start(b"p", strength=0)}, "strength"),
        ({"start": Start(b"p", zoom=3)}, "zoom"),
        ({"upscale": True}, "upscale"),
        ({"start": START, "upscale": True, "count": 2}, "count"),
        ({"start": Start(b"p", zoom=1.5), "upscale": True}, "start"),
        ({"start": Start(b"p", mask=b"m"), "upscale": True}, "start"),
        ({"start": Start(b"p", mask=b"m", zoom=1.5)}, "start"),
        ({"morph": TWO, "frames": 1}, "frames"),
        ({"morph": TWO, "frames": 1000}, "frames"),
        ({"morph": (Keyframe(" ", 1),), "frames": 8}, "prompt"),
        ({"morph": TWO * 6, "frames": 8}, "prompts"),
        ({"morph": TWO, "frames": 8, "count": 2}, "morph"),
        ({"morph": TWO, "frames": 8, "start": START}, "morph"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_its_name(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        prepare(ask(**changes), INFO)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "calls"),
    [
        ({"steps": 10}, 10),
        ({"steps": 10, "sampler": "heun"}, 19),
        ({"steps": 10, "start": Start(b"p", strength=0.45)}, 4),
        ({"steps": 10, "start": Start(b"p", strength=0.06)}, 1),
        ({"steps": 10, "sampler": "heun", "start": Start(b"p", strength=0.5)}, 9),
    ],
)
def test_calls_of_the_model_are_counted_as_they_will_be_made(
    changes: dict[str, Any], calls: int
) -> None:
    assert ask(**changes).calls == calls


def test_pictures_have_seeds_of_their_own_and_variations_share_one() -> None:
    assert ask(seed=2**32 - 1, count=2).seeds() == (2**32 - 1, 0)
    varied = ask(seed=5, count=2, variation=0.1, variation_seed=8)
    assert varied.seeds() == (5, 5)
    assert [ready(varied).picture_request(unit).variation_seed for unit in range(2)] == [8, 9]


def test_a_start_picture_is_not_printed() -> None:
    assert "picture" not in repr(START)


def test_a_prompt_of_as_many_characters_as_discord_takes_fits_into_the_longest_preset() -> None:
    prepare(ask(prompt="a " * 3500, negative_prompt="a " * 3500), INFO)


def test_a_prompt_without_a_bound_is_refused_before_it_is_expanded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expanded: list[str] = []
    monkeypatch.setattr(
        "generation.prepared.expand", lambda text, seed: expanded.append(text) or text
    )
    with pytest.raises(InvalidRequest, match=r"at most 8000 characters\. You gave 600000\."):
        prepare(ask(prompt="{a|b}" * 120_000, count=4), INFO)
    assert not expanded


@given(st.integers(1, 150), st.integers(5, 100))
def test_steps_that_are_run_are_counted_as_decimals(steps: int, percent: int) -> None:
    request = ask(steps=steps, start=Start(b"p", strength=percent / 100))
    assert request.run_steps == max(1, steps * percent // 100)


def test_as_many_steps_are_run_as_are_asked_for() -> None:
    assert ask(steps=50, start=Start(b"p", strength=0.58)).run_steps == 29
    assert ask(steps=100, start=Start(b"p", strength=0.29)).run_steps == 29
