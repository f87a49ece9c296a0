"""Members are told how far their pictures are, and no edit ever gets in a result's way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence

import pytest

from bot.delivery.progress_updates import ProgressUpdater
from bot.storage import Accepted, JobRequest
from generation import PictureUnchecked, PreparedRequest, Progress, Queued, RawImage, ServiceStatus
from tests.bot.fakes import FakeChecker, picture_judge
from tests.bot.storage.store import order

NEVER_S = 3600.0
PREVIEW = RawImage(b"\x80" * 3 * 16 * 16, 16, 16)


class Replies:
    """What stands in the replies, by order; a test may hold an edit back or let it fail."""

    def __init__(self) -> None:
        self.edits: list[tuple[str, str, bytes | None]] = []
        self.line: list[JobRequest] = []
        self.ready_in: dict[str, float] = {}
        self.held: dict[str, asyncio.Event] = {}
        self.gone: set[str] = set()
        self.broken: set[str] = set()
        self.looks = 0
        self.checker = FakeChecker()

    async def show(self, shown: JobRequest, text: str, preview: bytes | None) -> bool:
        if shown.id in self.broken:
            raise RuntimeError("an edit failed")
        if shown.id in self.held:
            await self.held[shown.id].wait()
        self.edits.append((shown.id, text, preview))
        return shown.id not in self.gone

    async def first(self, most: int) -> list[JobRequest]:
        self.looks += 1
        return self.line[:most]

    def forecast(self, requests: Sequence[PreparedRequest]) -> list[float | None]:
        return [self.ready_in.get(one.request.id) for one in requests]

    def of(self, shown: JobRequest) -> list[str]:
        """The last lines of the texts that stood in a reply."""
        return [text.splitlines()[-1] for id_, text, _ in self.edits if id_ == shown.id]


@contextlib.asynccontextmanager
async def announcing(replies: Replies, interval_s: float = 0.01) -> AsyncIterator[ProgressUpdater]:
    progress_updater = ProgressUpdater(
        replies.show,
        picture_judge(replies.checker),
        replies.first,
        replies.forecast,
        lambda _request: ServiceStatus("ready"),
        interval_s,
    )
    task = asyncio.create_task(progress_updater.run())
    yield progress_updater
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.001)


async def looked(replies: Replies, times: int = 3) -> None:
    """Wait until the line was read so often again."""
    seen = replies.looks
    await until(lambda: replies.looks >= seen + times)


def step(number: int, *previews: RawImage) -> Progress:
    return Progress(number, 20, None, previews)


async def test_position_and_time_are_told_without_waiting_for_a_refresh() -> None:
    replies, mine = Replies(), order(user=2)
    replies.line = [order(user=1), mine]
    replies.ready_in = {mine.id: 42.0}
    async with announcing(replies, NEVER_S) as progress_updater:
        await looked(replies, 0)
        progress_updater.expect(mine, Accepted(1))
        await until(lambda: replies.of(mine))
    assert replies.of(mine) == ["1 request ahead of this one, ready in about 42 seconds"]


async def test_who_is_far_back_in_the_line_is_told_how_many_stand_before() -> None:
    replies, mine = Replies(), order(user=2)
    replies.line = [order(user=n) for n in range(30)]
    async with announcing(replies, NEVER_S) as progress_updater:
        progress_updater.expect(mine, Accepted(30))
        await until(lambda: replies.of(mine))
    assert replies.of(mine) == ["30 requests ahead of this one"]


async def test_who_waits_for_an_allowance_is_told_until_when_and_nothing_else() -> None:
    replies, mine = Replies(), order()
    async with announcing(replies) as progress_updater:
        progress_updater.expect(mine, Accepted(0, 1_800_003_600.0, NEVER_S))
        await until(lambda: replies.of(mine))
        # Somebody who is in the line, so that it is looked at.
        other = order()
        replies.line = [other]
        progress_updater.expect(other, Accepted(0))
        await looked(replies)
        progress_updater.note(mine, step(1))
        await until(lambda: len(replies.of(mine)) == 2)
    waits, drawn = replies.of(mine)
    assert waits == "The limit is used up for now; this will be drawn <t:1800003600:R>."
    assert "step 1 of 20" in drawn


async def test_places_of_all_who_wait_count_down() -> None:
    replies, orders = Replies(), [order(user=n) for n in range(3)]
    replies.line = [*orders]
    async with announcing(replies) as progress_updater:
        for place, one in enumerate(orders):
            progress_updater.expect(one, Accepted(place))
        await until(lambda: all(map(replies.of, orders)))
        while replies.line:
            first, *replies.line = replies.line
            progress_updater.note(first, step(1))
            await progress_updater.stop(first.id)
            await looked(replies) if replies.line else None
    assert replies.of(orders[2]) == [
        "2 requests ahead of this one",
        "1 request ahead of this one",
        "Next in the queue",
    ]
    assert replies.of(orders[1])[:2] == ["1 request ahead of this one", "Next in the queue"]


async def test_previews_are_edited_in_once_each() -> None:
    replies, mine = Replies(), order()
    async with announcing(replies) as progress_updater:
        for number in (1, 2):
            progress_updater.note(mine, step(number, PREVIEW))
            await until(lambda: len(replies.edits) == number)  # noqa: B023 - it has ended by then
    first, second = (preview for _, _, preview in replies.edits)
    assert first
    assert first.startswith((b"\x89PNG", b"RIFF", b"\xff\xd8"))
    assert second is None


@pytest.mark.parametrize("score", [0.4, 0.6, 0.9, PictureUnchecked("busy")])
async def test_a_preview_that_may_not_be_shown_plainly_is_left_out(
    score: float | Exception,
) -> None:
    replies, mine = Replies(), order()
    replies.checker.score = score
    async with announcing(replies) as progress_updater:
        progress_updater.note(mine, step(1, PREVIEW, PREVIEW))
        await until(lambda: replies.edits)
    ((_, text, preview),) = replies.edits
    assert text
    assert preview is None
    (checked,) = replies.checker.checked
    assert len(checked) == 2, "each by itself, and not as they are shown together"


async def test_the_same_text_is_not_sent_twice() -> None:
    replies, mine, other = Replies(), order(user=1), order(user=2)
    replies.line = [other]
    async with announcing(replies) as progress_updater:
        progress_updater.note(mine, step(1))
        # Keeps the line looked at.
        progress_updater.expect(other, Accepted(1))
        await until(lambda: replies.of(mine))
        progress_updater.note(mine, step(1))
        await looked(replies, 5)
        assert len(replies.of(mine)) == 1


async def test_a_reply_is_not_edited_again_before_its_interval_is_over() -> None:
    replies, mine = Replies(), order(user=1)
    async with announcing(replies, NEVER_S) as progress_updater:
        progress_updater.expect(mine, Accepted(2))
        replies.line = [mine]
        await until(lambda: replies.of(mine))
        for user in range(2, 6):
            # A new order wakes the progress updater; the first one's position has changed by then.
            other = order(user=user)
            replies.line = [other, *replies.line]
            progress_updater.expect(other, Accepted(0))
            await until(lambda: replies.of(other))  # noqa: B023 - it has ended by then
    assert len(replies.of(mine)) == 1


async def test_an_edit_in_flight_never_overwrites_the_finished_answer() -> None:
    replies, mine = Replies(), order()
    replies.held[mine.id] = asyncio.Event()
    async with announcing(replies) as progress_updater:
        progress_updater.note(mine, step(1))
        await until(lambda: progress_updater._jobs[mine.id].editing)
        # Returns although the edit hangs, and the edit is no more.
        await asyncio.wait_for(progress_updater.stop(mine.id), 5)
        replies.held[mine.id].set()
        replies.line = [order()]
        progress_updater.expect(replies.line[0], Accepted(0))
        await looked(replies)
    assert replies.of(mine) == []


async def test_an_edit_that_ends_in_time_is_waited_for() -> None:
    replies, mine = Replies(), order()
    replies.held[mine.id] = asyncio.Event()
    async with announcing(replies) as progress_updater:
        progress_updater.note(mine, step(1))
        await until(lambda: progress_updater._jobs[mine.id].editing)
        asyncio.get_running_loop().call_later(0.01, replies.held[mine.id].set)
        await progress_updater.stop(mine.id)
        assert len(replies.of(mine)) == 1


async def test_a_failing_edit_ends_the_edits_of_that_reply_only() -> None:
    replies, gone, broken, well = Replies(), order(user=1), order(user=2), order(user=3)
    replies.gone, replies.broken = {gone.id}, {broken.id}
    async with announcing(replies) as progress_updater:
        for number in range(1, 4):
            for one in (gone, broken, well):
                progress_updater.note(one, step(number))
            await until(lambda: len(replies.of(well)) == number)  # noqa: B023 - it has ended by then
            # From here on it would work again.
            replies.broken = set()
    assert len(replies.of(gone)) == 1
    assert replies.of(broken) == []


async def test_a_job_that_another_process_draws_is_shown_no_more() -> None:
    replies, mine = Replies(), order()
    async with announcing(replies) as progress_updater:
        progress_updater.expect(mine, Accepted(0))
        await until(lambda: not progress_updater._jobs)


async def test_who_reads_the_line_finds_those_that_are_drawn_before_those_that_wait() -> None:
    replies, drawn, waiting = Replies(), order(user=1), order(user=2)
    replies.line = [waiting]
    async with announcing(replies, NEVER_S) as progress_updater:
        progress_updater.note(drawn, step(3))
        assert await progress_updater.list_progress(10) == {
            drawn.id: step(3),
            waiting.id: Queued(1, None),
        }
