"""Claims about the modes, on the real small model in float32."""

import io
import itertools
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation import InvalidRequest
from generation.pipeline.noise import initial_noise, slerp
from generation.pipeline.pipeline import Pipeline
from generation.pipeline.unit_plan import interpolation, unit_noise
from generation.request import GenerationRequest, Keyframe, Start
from tests.generation.requests import ask, make_unit


def draw(pipeline: Pipeline, request: GenerationRequest) -> list[np.ndarray]:
    samples = [pipeline.begin(make_unit(request, unit)) for unit in range(request.units)]
    largest = pipeline.batch_sizes[-1]
    for start in range(0, len(samples), largest):
        pipeline.advance(samples[start : start + largest], request.calls)
    assert all(sample.remaining == 0 for sample in samples)
    return pipeline.decode(samples)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(float) - other).mean())


def make_start(picture: np.ndarray, **changes: Any) -> Start:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "PNG")
    return Start(buffer.getvalue(), **changes)


@pytest.fixture(scope="module")
def apple(pipeline: Pipeline) -> np.ndarray:
    return draw(pipeline, ask("red apple on a blue background", steps=10))[0]


def test_more_strength_leads_further_from_the_start_picture(
    pipeline: Pipeline, apple: np.ndarray
) -> None:
    distances = [
        difference(
            apple,
            draw(
                pipeline,
                ask("cat on a yellow background", steps=10, start=make_start(apple, strength=s)),
            )[0],
        )
        for s in (0.1, 0.5, 1.0)
    ]
    assert distances == sorted(distances)
    assert distances[2] > 3 * distances[0]


def test_an_inpainted_picture_is_untouched_where_it_is_kept_and_new_elsewhere(
    pipeline: Pipeline, apple: np.ndarray
) -> None:
    mask = np.zeros((128, 128, 3), np.uint8)
    mask[:, :64] = 255
    start = make_start(apple, strength=1.0, mask=make_start(mask).picture)
    picture = draw(pipeline, ask("cat on a yellow background", steps=10, start=start))[0]
    np.testing.assert_array_equal(picture[:, 64:], apple[:, 64:])
    assert difference(picture[:, :64], apple[:, :64]) > 10


def test_variations_come_nearer_the_nearer_they_are_asked_for(
    pipeline: Pipeline, apple: np.ndarray
) -> None:
    prompt = "red apple on a blue background"
    none, near, far = (
        draw(pipeline, ask(prompt, steps=10, variation=share, variation_seed=99))[0]
        for share in (0.0, 0.1, 1.0)
    )
    np.testing.assert_array_equal(none, apple)
    assert 0 < difference(near, apple) < difference(far, apple)


def test_a_morph_begins_and_ends_at_its_prompts_and_moves_in_small_steps(
    pipeline: Pipeline,
) -> None:
    request = ask("dog on blue", steps=6, morph=(Keyframe("dog on yellow", 9),), frames=6)
    frames = draw(pipeline, request)
    first, last = (
        draw(pipeline, ask(prompt, steps=6, seed=seed))[0]
        for prompt, seed in (("dog on blue", 7), ("dog on yellow", 9))
    )
    assert difference(frames[0], first) < 1
    assert difference(frames[-1], last) < 1
    jumps = [difference(one, other) for one, other in itertools.pairwise(frames)]
    assert max(jumps) < difference(first, last)


@pytest.mark.parametrize("sampler", ["euler_a", "heun", "dpm++2m_sde", "unipc", "lcm"])
def test_samplers_share_a_batch_and_the_picture_is_the_same_as_alone(
    pipeline: Pipeline, sampler: Any
) -> None:
    mine = ask("red apple", steps=4, sampler=sampler)
    alone = draw(pipeline, mine)[0]
    sample, other = (
        pipeline.begin(make_unit(mine, 0)),
        pipeline.begin(make_unit(ask("dog", steps=9), 0)),
    )
    pipeline.advance([other], 1)
    pipeline.advance([sample, other], mine.calls)
    assert difference(alone, pipeline.decode([sample])[0]) < 1


def test_tiles_of_an_upscale_are_drawn_as_pictures_of_the_models_size(
    pipeline: Pipeline, apple: np.ndarray
) -> None:
    request = ask("red apple", steps=10, start=make_start(apple, strength=0.2), upscale=True)
    tiles = draw(pipeline, request)
    assert {tile.shape for tile in tiles} == {(128, 128, 3)}


def test_a_frame_stands_between_its_two_keyframes() -> None:
    keys = (Keyframe("b", 2), Keyframe("c", 3))
    request = ask("a", seed=1, morph=keys, frames=5)
    places = [interpolation(make_unit(request, unit)) for unit in range(5)]
    assert [(one.prompt, other.prompt, share) for one, other, share in places] == [
        ("a", "b", 0.0),
        ("a", "b", 0.5),
        ("b", "c", 0.0),
        ("b", "c", 0.5),
        ("b", "c", 1.0),
    ]


def test_walking_between_two_noises_keeps_their_deviation() -> None:
    one, other = initial_noise(1, 128, 128), initial_noise(2, 128, 128)
    for share in (0.0, 0.3, 0.5, 1.0):
        assert slerp(one, other, share).std() == pytest.approx(1, abs=0.05)
    np.testing.assert_allclose(slerp(one, other, 0), one, atol=1e-6)
    np.testing.assert_allclose(slerp(one, other, 1), other, atol=1e-6)
    np.testing.assert_allclose(slerp(one, one, 0.5), one, atol=1e-5)


def test_tiles_see_the_same_noise_where_they_overlap() -> None:
    request = ask(start=Start(b""), upscale=True)
    left, right = unit_noise(make_unit(request, 0)), unit_noise(make_unit(request, 1))
    np.testing.assert_array_equal(left[:, 8:], right[:, :8])


def test_tiles_are_given_the_same_fresh_noise_where_they_overlap(
    pipeline: Pipeline, apple: np.ndarray
) -> None:
    request = ask(sampler="euler_a", steps=4, start=make_start(apple), upscale=True)
    one, below = (pipeline.begin(make_unit(request, unit)) for unit in (0, 3))
    for mine, others in zip(
        map(one.call_inputs, range(2)), map(below.call_inputs, range(2)), strict=True
    ):
        np.testing.assert_array_equal(mine.noise[8:], others.noise[:8])
        assert mine.noise.std() > 0


class Tint:
    """Wears by shifting what the diffusion model predicts."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._bias = pipeline._networks.diffusion_model.trainable_variables[-1]
        self._base = self._bias.numpy().copy()

    def set_active_loras(self, loras: tuple[tuple[str, float], ...]) -> None:
        self._bias.assign(self._base + sum(strength for _, strength in loras))


def test_a_lora_changes_only_the_pictures_of_a_batch_that_asked_for_it(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_adapters", Tint(pipeline))
    plain = draw(pipeline, ask("dog", steps=4))[0]
    requests = [ask("dog", steps=4), ask("dog", steps=4, loras=(("tint", 0.5),))]
    samples = [pipeline.begin(make_unit(request, 0)) for request in requests]
    pipeline.advance(samples, 4)
    without, wearing = pipeline.decode(samples)
    assert difference(plain, without) < 1
    assert difference(plain, wearing) > 5
    assert difference(plain, draw(pipeline, ask("dog", steps=4))[0]) < 1


def test_a_lora_that_is_not_there_is_refused_by_name(pipeline: Pipeline) -> None:
    with pytest.raises(InvalidRequest, match="paint"):
        pipeline.begin(make_unit(ask("dog", loras=(("paint", 1.0),)), 0))
