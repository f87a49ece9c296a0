"""How often replies are edited while a picture is being made; no second of it is waited for."""

import asyncio
import contextlib
from collections.abc import Coroutine, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from bot.delivery import progress_updates
from bot.delivery.progress_updates import ProgressUpdater
from bot.storage import Accepted, JobRequest
from generation import PreparedRequest, Progress, ServiceStatus
from tests.bot.fakes import picture_judge
from tests.bot.storage.store import order


class Hurried(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to whatever is due next."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        selector: Any = getattr(self, "_selector")  # noqa: B009 - asyncio's own
        select = selector.select

        def jump(timeout: float | None) -> Any:
            self._now += timeout or 0.0
            return select(0)

        selector.select = jump

    def time(self) -> float:
        return self._now


def hurried(work: Coroutine[Any, Any, None], monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.closing(Hurried()) as loop:
        monkeypatch.setattr(progress_updates, "time", SimpleNamespace(perf_counter=loop.time))
        loop.run_until_complete(work)


class Replies:
    """Two replies, and when each was edited."""

    def __init__(self, edit_s: float) -> None:
        self.edit_s = edit_s
        self.orders = [order(), order(user=2)]
        self.edits: dict[str, list[tuple[float, float]]] = {one.id: [] for one in self.orders}

    def drawn(self) -> list[list[tuple[float, float]]]:
        """When the replies of what is drawn were edited: from when until when."""
        return [self.edits[one.id] for one in self.orders]

    async def show(self, edited: JobRequest, _content: str, _preview: bytes | None) -> bool:
        began = asyncio.get_running_loop().time()
        await asyncio.sleep(self.edit_s)
        self.edits[edited.id].append((began, asyncio.get_running_loop().time()))
        return True

    async def line(self, _most: int) -> list[JobRequest]:
        return []

    def forecast(self, requests: Sequence[PreparedRequest]) -> list[float | None]:
        return [None for _ in requests]

    async def minute(self) -> None:
        """Let the bot draw for a minute, with news of each picture, and newcomers, all the time."""
        shows = ProgressUpdater(
            self.show,
            picture_judge(),
            self.line,
            self.forecast,
            lambda _request: ServiceStatus("ready"),
        )
        running = asyncio.create_task(shows.run())
        for step in range(240):
            for one in self.orders:
                shows.note(one, Progress(step, 240))
            if step % 5 == 0:
                newcomer = order()
                self.edits[newcomer.id] = []
                shows.expect(newcomer, Accepted(0))
            await asyncio.sleep(0.25)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize("edit_s", [0.0, 0.5, 2.75])
def test_a_reply_is_edited_again_after_three_seconds_and_not_before(
    edit_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = Replies(edit_s)
    hurried(replies.minute(), monkeypatch)
    for edits in replies.drawn():
        began = [start for start, _ in edits]
        assert min(after - before for before, after in pairwise(began)) >= 3.0
        assert len(edits) >= 15


def test_an_edit_that_takes_long_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    replies = Replies(edit_s=7.0)
    hurried(replies.minute(), monkeypatch)
    for edits in replies.drawn():
        assert all(end <= start for (_, end), (start, _) in pairwise(edits))
        assert 6 <= len(edits) <= 8
