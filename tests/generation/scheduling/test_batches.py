"""Claims about which pictures share a batch."""

from itertools import pairwise

import pytest

from tests.generation.requests import ask, ready
from tests.generation.worker.fake_worker import worker


def test_a_batch_that_was_too_large_lowers_the_limit_of_its_shape_alone() -> None:
    it = worker(max_batch=4)
    it.scheduler.add(ready(ask(user="ann", count=4, width=512, height=512)))
    it.run_step_batch()
    it.step_batches.clear()
    assert it.scheduler.halve_batch()
    it.scheduler.add(ready(ask(user="bob", count=4)))
    it.work()
    sizes = {
        shape: max(
            len(step_batch.batch)
            for step_batch in it.step_batches
            if step_batch.admit and step_batch.admit[0].shape == shape
        )
        for shape in ((512, 512), (128, 128))
    }
    assert sizes == {(512, 512): 2, (128, 128): 4}


def test_pictures_of_other_loras_take_turns_by_the_picture() -> None:
    """Merging LoRAs takes longer than a step: 562 s instead of 2 for two pictures' 40 merges."""
    it = worker()
    for user, loras in (("ann", (("ink", 1.0),)), ("bob", (("oil", 1.0),)), ("cat", ())):
        it.scheduler.add(ready(ask(user=user, steps=20, loras=loras)))
    it.work()
    assert sum(one != other for one, other in pairwise(it.merged)) == 2


@pytest.mark.parametrize(
    "other", [(("oil", 0.5), ("ink", 1.0)), (("ink", 1.0), ("oil", 0.5), ("wax", 0.0))]
)
def test_pictures_of_the_same_loras_share_steps(other: tuple[tuple[str, float], ...]) -> None:
    it = worker()
    for user, loras in (("ann", (("ink", 1.0), ("oil", 0.5))), ("bob", other)):
        it.scheduler.add(ready(ask(user=user, loras=loras)))
    step_batch = it.run_step_batch()
    assert step_batch is not None
    assert len(step_batch.batch) == 2
