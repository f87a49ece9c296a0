"""A member who was told no is charged nothing and drawn nothing, whatever the database did."""

import asyncio
from typing import Any

import pytest

from bot.admission import gate
from bot.storage import ServerPreferences, State, StorageUnavailable
from generation import ModelInfo, ServiceStatus
from tests.bot.fakes import FakeModel, FakeService
from tests.bot.storage.store import Store
from tests.bot.world import World, private, world

NOT_WRITTEN = "couldn't save your request"
OTHER = ModelInfo("other", "Another model for tests.", ((128, 128),), 20, 50, 4.0, 20.0, 30)


async def rows(w: World) -> list[Any]:
    return await Store("", is_file=True, opened=[w.database]).rows()


async def end_with(w: World, state: State) -> Any:
    """Wait until the only job has become that."""
    async with asyncio.timeout(10):
        while True:
            (row,) = await rows(w)
            if row.state == state:
                return row
            await asyncio.sleep(0.005)


def fails_after(w: World, monkeypatch: pytest.MonkeyPatch, name: str, times: int = 1) -> list[str]:
    """Lose the database's answer to a statement so often: it is done, and nobody knows."""
    left = list(range(times))
    jobs = w.bot.stores.jobs
    owner: Any = jobs.acceptance if hasattr(jobs.acceptance, name) else jobs
    real = getattr(owner, name)
    asked: list[str] = []

    async def lossy(*values: Any, **named: Any) -> Any:
        asked.append(name)
        answer = await real(*values, **named)
        if left:
            left.pop()
            raise StorageUnavailable("the connection broke during the commit")
        return answer

    monkeypatch.setattr(owner, name, lossy)
    return asked


async def test_what_was_written_down_although_its_member_was_told_no_is_taken_back(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(gate, "_SETTLE_S", 0.01)
    async with world(user_limit="1/hour") as w:
        w.service.phase("loading")
        fails_after(w, monkeypatch, "accept")
        assert NOT_WRITTEN in private(await w.ada.slash(w.channel, "imagine", prompt="apple"))
        row = await end_with(w, State.CANCELLED)
        assert (row.reason, row.refunded) == ("not promised", True)
        assert f"interaction {row.interaction_id} is not accepted" in caplog.text
        assert not (await w.ada.slash(w.channel, "imagine", prompt="apple")).ephemeral


async def test_it_is_taken_back_until_the_database_has_said_so_and_then_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "_SETTLE_S", 0.01)
    async with world() as w:
        w.service.phase("loading")
        fails_after(w, monkeypatch, "accept")
        asked = fails_after(w, monkeypatch, "cancel", times=2)
        assert NOT_WRITTEN in private(await w.ada.slash(w.channel, "imagine", prompt="apple"))
        await w.until(lambda: len(asked) == 3)
        await end_with(w, State.CANCELLED)
        await asyncio.sleep(0.1)
        assert len(asked) == 3


async def test_a_model_that_the_server_does_not_allow_is_named_with_those_that_it_does() -> None:
    service = FakeService(others=[FakeModel(OTHER)])
    async with world(service) as w:
        await w.server_chooses(ServerPreferences(models=("other",)))
        said = private(await w.imagine(model="starter"))
        assert "starter" in said
        assert "other" in said
        assert not (await w.imagine(model="other")).ephemeral


async def test_a_model_that_is_not_there_refuses_and_charges_nothing() -> None:
    gone = FakeModel(OTHER, status=ServiceStatus("unavailable", "no memory"))
    async with world(FakeService(others=[gone]), user_limit="1/hour") as w:
        assert "other" in private(await w.imagine(model="other"))
        assert await rows(w) == []
        assert not (await w.imagine()).ephemeral
