"""Pictures are encoded while the worker runs step batches, and none is lost on the way."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from generation import (
    Cancelled,
    Finished,
    GenerationError,
    GenerationService,
    PreparedRequest,
    Progress,
)
from generation.images.assembly import assemble
from generation.images.encoding import encode_png
from generation.service import postprocessing
from tests.generation.requests import ask, fail, finish, make_unit, ready, serving, until
from tests.generation.service.fake_pipeline import FakePipeline


class Gate:
    """Stands in for `assemble`, and lets a request through when the test says so."""

    def __init__(self) -> None:
        self.entered: list[str] = []
        self.open = threading.Event()
        self.error: Exception | None = None
        self._assemble = assemble

    def __call__(self, prepared: PreparedRequest, units: Any, model: str) -> Any:
        self.entered.append(prepared.request.prompt)
        if prepared.request.prompt == "slow":
            assert self.open.wait(60)
            if self.error:
                raise self.error
        return self._assemble(prepared, units, model)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    monkeypatch.setattr(postprocessing, "assemble", gate)
    yield gate
    gate.open.set()  # No thread outlives its test.


async def begin_encoding(service: GenerationService, gate: Gate) -> Any:
    """Submit a request, and wait until its pictures are being encoded.

    Args:
        service: a running one.
        gate: closed.

    Returns:
        The request and its events.
    """
    request = ask("slow", count=2)
    events = service.submit(request)
    await until(lambda: gate.entered == ["slow"])
    return request, events


async def test_while_a_picture_is_encoded_the_worker_draws_the_next(gate: Gate) -> None:
    async with serving() as service:
        _, slow = await begin_encoding(service, gate)
        quick = await finish(service.submit(ask("quick", user="bob")))
        assert not gate.open.is_set()
        gate.open.set()
        done = await finish(slow)
    assert (len(done.pictures), len(quick.pictures)) == (2, 1)


async def test_the_workers_death_does_not_touch_a_picture_that_is_encoded(gate: Gate) -> None:
    async with serving() as service:
        _, slow = await begin_encoding(service, gate)
        (worker,) = multiprocessing.active_children()
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        await until(lambda: service.status.phase != "ready")
        await service.ready()
        gate.open.set()
        events = [event async for event in slow]
        assert gate.entered == ["slow"]
    assert isinstance(events[-1], Finished)
    steps = [event.step for event in events if isinstance(event, Progress)]
    assert steps == sorted(steps), "nothing was begun again"


async def test_a_request_cancelled_while_it_is_encoded_ends_once(gate: Gate) -> None:
    async with serving() as service:
        request, slow = await begin_encoding(service, gate)
        assert service.cancel(request.id)
        assert isinstance(await fail(slow), Cancelled)
        again = service.submit(request)  # Its id is free; the old pictures are not for it.
        await until(lambda: gate.entered == ["slow", "slow"])
        gate.open.set()
        assert len((await finish(again)).pictures) == 2


async def test_closing_cancels_what_is_encoded_and_does_not_wait_for_it(gate: Gate) -> None:
    async with serving() as service:
        _, slow = await begin_encoding(service, gate)
        await service.close()
        assert not gate.open.is_set()
        assert isinstance(await fail(slow), Cancelled)


async def test_what_cannot_be_encoded_fails_with_a_sentence_and_is_logged(
    gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    gate.error = ZeroDivisionError("a bug")
    async with serving() as service:
        _, slow = await begin_encoding(service, gate)
        gate.open.set()
        error = await fail(slow)
        assert (type(error), str(error)) == (GenerationError, "Something unexpected went wrong.")
        assert "ZeroDivisionError: a bug" in caplog.text
        await finish(service.submit(ask("quick")))
        assert service.is_idle


async def test_pictures_are_the_bytes_that_a_direct_encode_gives() -> None:
    request = ask(count=2)
    async with serving() as service:
        done = await finish(service.submit(request))
    pipeline = FakePipeline()
    samples = [pipeline.begin(make_unit(request, unit)) for unit in range(2)]
    pipeline.advance(samples, request.calls)
    direct = [
        encode_png(pixels, ready(request).picture_request(unit), "starter")
        for unit, pixels in enumerate(pipeline.decode(samples))
    ]
    assert [picture.png for picture in done.pictures] == direct
