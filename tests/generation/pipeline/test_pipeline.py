"""Claims about the pipeline, on the real small model in float32."""

from pathlib import Path

import numpy as np
import pytest

from generation.pipeline.measurements import Measurements
from generation.pipeline.noise import initial_noise
from generation.pipeline.pipeline import Pipeline
from generation.pipeline.sample import Sample
from generation.request import GenerationRequest
from generation.types import ServiceStatus
from tests.generation.requests import make_unit


def begin(
    pipeline: Pipeline, prompt: str, seed: int, steps: int = 4, guidance: float = 3
) -> Sample:
    request = GenerationRequest(prompt, "u", 128, 128, steps, guidance, seed)
    return pipeline.begin(make_unit(request, 0))


def finished(pipeline: Pipeline, sample: Sample) -> np.ndarray:
    pipeline.advance([sample], sample.remaining)
    return pipeline.decode([sample])[0]


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(float) - other).mean())


def test_a_picture_has_the_size_asked_for(pipeline: Pipeline) -> None:
    picture = finished(pipeline, begin(pipeline, "red apple", 0))
    assert picture.shape == (128, 128, 3)
    assert picture.dtype == np.uint8


def test_the_same_seed_gives_the_same_picture_and_zero_is_a_seed(pipeline: Pipeline) -> None:
    first, again, other = (
        finished(pipeline, begin(pipeline, "red apple", seed)) for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first, again)
    assert difference(first, other) > 1


def test_a_picture_is_the_same_alone_in_a_batch_and_joining_late(pipeline: Pipeline) -> None:
    alone = finished(pipeline, begin(pipeline, "red apple", 7))
    mine = begin(pipeline, "red apple", 7)
    others = [begin(pipeline, "dog", seed, steps=6, guidance=1 + seed) for seed in range(7)]
    pipeline.advance(others, 2)
    pipeline.advance([*others[:3], mine, *others[3:]], 1)
    pipeline.advance([mine, *others[:4]], 3)
    assert mine.remaining == 0
    assert difference(alone, pipeline.decode([mine])[0]) < 1


def test_a_sample_with_fewer_steps_left_stops_at_its_end(pipeline: Pipeline) -> None:
    short, long = begin(pipeline, "dog", 1, steps=2), begin(pipeline, "cat", 1, steps=5)
    pipeline.advance([short, long], 4)
    assert (short.remaining, long.remaining) == (0, 1)


def test_a_negative_prompt_and_guidance_change_the_picture(pipeline: Pipeline) -> None:
    plain = finished(pipeline, begin(pipeline, "red apple", 3))
    assert difference(plain, finished(pipeline, begin(pipeline, "red apple", 3, guidance=1))) > 0.5


def test_a_prompt_over_the_token_limit_is_read_as_far_as_it_goes_and_the_rest_is_said(
    pipeline: Pipeline,
) -> None:
    prompts = "apple " * 30 + "Red boat", "apple " * 30
    whole, read = (begin(pipeline, prompt, 0).context for prompt in prompts)
    np.testing.assert_array_equal(whole, read)
    assert pipeline.cut("apple " * 30 + "Red boat") == "Red boat"
    assert pipeline.cut("apple " * 30) == ""


def test_words_it_never_saw_are_named(pipeline: Pipeline) -> None:
    assert pipeline.unknown_words("red apple beside a zeppelin") == ("zeppelin",)
    assert pipeline.unknown_words("(red:1.3) [apple]") == ()


@pytest.mark.parametrize("text", ["", "🍎🍏", "تفاحة حمراء", "\x00\u202e", "apple" * 5])
def test_any_text_that_fits_is_encoded(pipeline: Pipeline, text: str) -> None:
    encoded = begin(pipeline, text, 0).context
    assert encoded.shape == (2, 32, 256)
    assert np.all(np.isfinite(encoded))


def test_noise_depends_on_seed_and_size_alone() -> None:
    noise = initial_noise(2**32 - 1, 192, 128)
    assert noise.shape == (16, 24, 4)
    np.testing.assert_array_equal(noise, initial_noise(2**32 - 1, 192, 128))


def test_others_are_told_before_batches_are_measured_and_left_alone_where_that_is_remembered(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[ServiceStatus] = []
    monkeypatch.setattr("generation.pipeline.pipeline.time_call", lambda _call: 1.0)
    monkeypatch.setattr(pipeline, "batch_sizes", (1, 2))
    for _ in range(2):
        pipeline.warm_up(tmp_path / "batch.json", Measurements("starter", told.append))
    subjects = ("batches of 1", "batches of 2")
    assert [one.detail for one in told] == [
        f"Measuring starter on this machine: {subject}." for subject in subjects
    ]
