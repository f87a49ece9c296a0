"""The event loop is free while the model is loaded, compiled and drawn with."""

import asyncio
import time

import pytest

from tests.generation.requests import FAKE, ask, finish, serving
from tests.generation.service.fake_pipeline import hold

TICK_S = 0.005


async def latest(late_s: list[float]) -> None:
    """Note, for ever, how late the loop comes back."""
    while True:
        due = time.perf_counter() + TICK_S
        await asyncio.sleep(TICK_S)
        late_s.append(time.perf_counter() - due)


@pytest.mark.complaint("harubaru/discord-stable-diffusion#4")
@pytest.mark.complaint("parlance-zz/g-diffuser-bot#74")
async def test_the_event_loop_is_not_held_while_the_model_compiles() -> None:
    late_s: list[float] = []
    ticking = asyncio.create_task(latest(late_s))
    async with serving(f"{FAKE}:load_holding") as service:
        await service.ready()
        await finish(service.submit(ask()))
    ticking.cancel()
    began = time.perf_counter()
    hold()
    # It would be late by the whole of it, were the model in this process.
    assert max(late_s) < 0.5 * (time.perf_counter() - began)
