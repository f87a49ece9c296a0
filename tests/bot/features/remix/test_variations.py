"""What a press asks for."""

from dataclasses import replace

import pytest

from bot.features.remix import variations
from bot.requests.options import size_text
from generation import GenerationRequest, InvalidRequest, Keyframe, Start, prepare
from tests.bot.fakes import TINY

APPLE = GenerationRequest("red apple", "1", 128, 128, 20, 4.0, seed=7, negative_prompt="leaf")
WRITTEN = {"prompt": "pear", "negative": "", "steps": "12", "guidance": "2,5", "seed": "0"}


def test_a_reroll_asks_for_the_same_with_another_seed() -> None:
    again = variations.reroll(APPLE, 3)
    assert (again.prompt, again.negative_prompt, again.count) == ("red apple", "leaf", 3)
    assert again.seed != APPLE.seed
    assert again.id != APPLE.id


def test_a_reroll_of_a_morph_goes_from_one_noise_to_the_same() -> None:
    again = variations.reroll(replace(APPLE, morph=(Keyframe("pear", 7),), frames=8), 1)
    assert again.morph == (Keyframe("pear", again.seed),)
    assert (again.frames, again.seed != 7) == (8, True)


def test_variations_share_the_seed_and_differ_by_their_noise() -> None:
    one, other = variations.vary(APPLE, 4), variations.vary(APPLE, 4)
    assert one.seed == other.seed == 7
    assert one.variation_seed != other.variation_seed
    assert one.mode == "variation"
    prepare(one, TINY)


def test_what_began_with_a_picture_varies_by_its_noise() -> None:
    small = replace(APPLE, start=Start(b"x", 0.2))
    varied = variations.vary(small, 1)
    assert varied.mode == "image"
    assert varied.start
    assert varied.start.strength >= 0.6
    assert varied.seed != 7


def test_an_enlargement_keeps_the_seed_and_starts_from_the_picture() -> None:
    varied = variations.vary(APPLE, 1)
    large = variations.upscale(varied, b"png")
    assert (large.mode, large.seed, large.count, large.variation) == ("upscale", 7, 1, 0.0)
    assert large.start
    assert large.start.picture == b"png"
    prepare(large, TINY)


def test_what_an_enlargement_tells_of_what_was_enlarged_is_all_but_its_guidance() -> None:
    before = variations.before_upscale(
        variations.upscale(replace(APPLE, guidance=9.0), b"png"), TINY
    )
    assert (before.mode, before.seed, before.guidance) == ("text", 7, TINY.guidance)
    prepare(before, TINY)


def test_an_enlargement_is_named_by_the_size_that_it_has_in_the_end() -> None:
    assert size_text(APPLE) == "128×128"
    assert size_text(variations.upscale(APPLE, b"png")) == "256×256"


def test_an_edit_changes_what_was_written() -> None:
    changed = variations.edit(APPLE, WRITTEN, 2, TINY)
    assert (changed.prompt, changed.steps, changed.guidance) == ("pear", 12, 2.5)
    assert (changed.seed, changed.count) == (0, 2)


def test_what_is_left_empty_is_the_models_default_and_a_random_seed() -> None:
    empty = WRITTEN | {"steps": " ", "guidance": "", "seed": ""}
    changed = variations.edit(APPLE, empty, 1, TINY)
    assert (changed.steps, changed.guidance) == (TINY.steps, TINY.guidance)
    assert changed.seed != variations.edit(APPLE, empty, 1, TINY).seed


@pytest.mark.parametrize(
    ("field", "value"), [("steps", "many"), ("steps", "1.5"), ("guidance", "x"), ("seed", "abc")]
)
def test_what_is_no_number_is_refused_with_its_value(field: str, value: str) -> None:
    with pytest.raises(InvalidRequest, match=value):
        variations.edit(APPLE, WRITTEN | {field: value}, 1, TINY)


MORPH = replace(APPLE, morph=(Keyframe("pear", 7),), frames=8)
LINES = {"prompt": "plum\n\n pear \ncherry", "negative": "", "steps": "12", "seed": "3"}


def test_an_edit_of_a_morph_takes_a_prompt_from_each_line_and_one_seed() -> None:
    changed = variations.edit(MORPH, LINES | {"frames": "10"}, 1, TINY)
    assert changed.prompt == "plum"
    assert changed.morph == (Keyframe("pear", 3), Keyframe("cherry", 3))
    assert (changed.frames, changed.seed, changed.guidance) == (10, 3, APPLE.guidance)
    prepare(changed, TINY)


def test_a_morph_of_one_prompt_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="between 2 and 6"):
        variations.edit(MORPH, LINES | {"frames": "", "prompt": " plum \n"}, 1, TINY)
