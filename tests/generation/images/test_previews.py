"""Claims about previews: what they look like, when they are made, and what they cost."""

import io
import pickle
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from generation import Keyframe, Progress, RawImage, preview_png
from generation.pipeline.latent_preview import project_latent
from generation.pipeline.pipeline import Pipeline
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.scheduling.scheduler import STEP_BATCH_S
from generation.worker.batch_runner import (
    MAX_PREVIEWS,
    PREVIEW_COST,
    PREVIEW_INTERVAL_S,
    BatchRunner,
)
from tests.generation.requests import ask, make_tracker, make_unit, ready
from tests.generation.service.fake_pipeline import FakePipeline, FakeSample

PROMPTS = ("red apple on a blue background", "cat on a yellow background", "a boat", "dog")
STEPS = 12
# How far the cells of a last preview may be from the picture's, of colours from 0 to 255 in the
# mean; and their least correlation. Each cell is seen by itself, through a matrix.
CLOSE, ALIKE = 45, 0.75


def cells(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Average the pixels of each latent cell."""
    means: NDArray[np.float64] = pixels.reshape(16, 8, 16, 8, 3).astype(float).mean((1, 3))
    return means


def likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


@dataclass
class Drawing:
    """A picture, and its previews after some of its steps."""

    picture: NDArray[np.float64]
    previews: list[NDArray[np.float64]]
    noise: NDArray[np.float64]


@pytest.fixture(scope="module")
def drawings(pipeline: Pipeline) -> list[Drawing]:
    requests = [ask(text, seed=n, steps=STEPS, guidance=2.0) for n, text in enumerate(PROMPTS)]
    samples = [pipeline.begin(make_unit(request, 0)) for request in requests]
    noises = [project_latent(sample.state[0], pipeline.model.rgb_factors) for sample in samples]
    previews = []
    for steps in (1, 3, 4, 4):
        pipeline.advance(samples, steps)
        previews.append(pipeline.preview(samples))
    made = zip(pipeline.decode(samples), zip(*previews, strict=True), noises, strict=True)
    return [
        Drawing(cells(picture), [preview.astype(float) for preview in shown], noise.astype(float))
        for picture, shown, noise in made
    ]


def test_the_last_preview_is_close_to_the_picture(drawings: list[Drawing]) -> None:
    for drawing in drawings:
        assert np.abs(drawing.previews[-1] - drawing.picture).mean() < CLOSE
        assert likeness(drawing.previews[-1], drawing.picture) > ALIKE


def test_previews_come_nearer_to_the_last_one_and_never_show_the_noise(
    drawings: list[Drawing],
) -> None:
    for drawing in drawings:
        nearness = [likeness(preview, drawing.previews[-1]) for preview in drawing.previews]
        assert nearness == sorted(nearness)
        first = drawing.previews[0]
        assert likeness(first, drawing.picture) > 0.5 > abs(likeness(first, drawing.noise))


def test_a_preview_costs_nothing_beside_a_slice(pipeline: Pipeline) -> None:
    samples = [pipeline.begin(make_unit(ask(), 0))] * 8
    began = time.perf_counter()
    for _ in range(20):
        pipeline.preview(samples)
    assert (time.perf_counter() - began) / 20 < 0.01 * STEP_BATCH_S


class Machine:
    """A batch runner on a clock of its own, with the tracker of its requests."""

    def __init__(self) -> None:
        self.now = 0.0
        self.runner = BatchRunner(FakePipeline(), lambda: self.now)  # type: ignore[arg-type]
        self.tracker = make_tracker(64, lambda: self.now)
        self.tracker.scheduler.limit_batch(8)

    def turn(self, seconds: float) -> StepBatchResult:
        step_batch = self.tracker.next_step_batch()
        assert step_batch is not None
        result = self.runner.run(step_batch)
        self.now += seconds
        self.tracker.record(step_batch, result)
        return result


def test_a_batch_is_shown_every_two_seconds_and_each_picture_at_its_end() -> None:
    machine = Machine()
    units = tuple(make_unit(request, 0) for request in (ask(steps=4), ask(steps=6)))
    ids = tuple(unit.id for unit in units)
    both, rest = StepBatch((), (), ids, 1), StepBatch((), (), ids[1:], 1)
    slices = [StepBatch((), units, ids, 1), both, both, both, rest, rest]
    shown = []
    for step_batch in slices:
        shown.append(set(machine.runner.run(step_batch).previews))
        machine.now += PREVIEW_INTERVAL_S / 2
    assert shown == [{*ids}, set(), {*ids}, {ids[0]}, {ids[1]}, {ids[1]}]


class SlowPreviews(FakePipeline):
    """Stands in for a decoder that takes half a second on the machine's clock."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def preview(self, samples: Sequence[FakeSample]) -> list[NDArray[np.uint8]]:
        self.machine.now += 0.5 * len(samples)
        return super().preview(samples)


def test_previews_that_take_long_are_made_rarely() -> None:
    machine = Machine()
    runner = BatchRunner(SlowPreviews(machine), lambda: machine.now)  # type: ignore[arg-type]
    unit = make_unit(ask(steps=50), 0)
    moments = []
    for admitted in [(unit,), *[()] * 39]:
        began = machine.now
        if runner.run(StepBatch((), admitted, (unit.id,), 1)).previews:
            moments.append(began)
        machine.now += 0.5
    assert moments == [0.0, 0.5 * PREVIEW_COST, 2 * 0.5 * PREVIEW_COST]


async def test_progress_carries_a_preview_of_each_of_the_first_four_that_have_begun() -> None:
    machine = Machine()
    machine.tracker.scheduler.limit_batch(3)
    state = machine.tracker.accept(ready(ask(morph=(Keyframe("dog", 1),), frames=9, steps=2)))
    events = state.events()
    told = []
    while not state.is_complete:
        machine.turn(PREVIEW_INTERVAL_S)
        event = await anext(events)
        while not isinstance(event, Progress):
            event = await anext(events)
        told.append(len(event.previews))
    assert told[0] == 3
    assert sorted(told) == told
    assert told[-1] == MAX_PREVIEWS


async def test_what_begins_again_is_not_shown_as_it_was() -> None:
    machine = Machine()
    state = machine.tracker.accept(ready(ask()))
    events = state.events()
    machine.turn(1.0)
    machine.tracker.handle_worker_death()
    state.report_progress(None)
    told = [await anext(events) for _ in range(3)]
    assert [len(event.previews) for event in told if isinstance(event, Progress)] == [1, 0]


def test_previews_of_a_full_batch_of_the_largest_size_cross_as_few_bytes() -> None:
    preview = RawImage(bytes(64 * 96 * 3), 64, 96)
    previews = {("0" * 32, index): preview for index in range(8)}
    assert len(pickle.dumps(previews)) < 8 * len(preview.data) + 2000


@given(st.integers(1, 4), st.sampled_from([(16, 16), (64, 64), (64, 96), (80, 64), (200, 300)]))
def test_previews_lie_in_a_grid_each_at_least_128_pixels_a_side(
    count: int, size: tuple[int, int]
) -> None:
    width, height = size
    colours = [(250, 0, 0), (0, 250, 0), (0, 0, 250), (250, 250, 0)][:count]
    previews = [RawImage(bytes(colour) * width * height, width, height) for colour in colours]
    with Image.open(io.BytesIO(preview_png(previews))) as sheet:
        columns, rows = min(count, 2), (count + 1) // 2
        edges = sheet.width // columns, sheet.height // rows
        assert min(edges) >= 128
        assert edges[0] * height == edges[1] * width
        for index, colour in enumerate(colours):
            middle = (index % 2 + 0.5) * edges[0], (index // 2 + 0.5) * edges[1]
            assert sheet.getpixel(tuple(map(int, middle))) == colour
