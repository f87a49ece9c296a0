"""Carries every admitted request to its reply, each in a task of its own."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import discord

from bot.door import PictureService
from bot.imagine import reply
from bot.imagine.delivery import Delivery
from bot.imagine.progress import EDIT_INTERVAL_S, kept_current, progress_text
from bot.imagine.reply import Reply
from generation import Event, Failed, Finished, GenerationRequest, Progress, Queued

log = logging.getLogger(__name__)

_NOTHING_CAME = "The picture could not be drawn. The bot's operator finds the reason in its log."


@dataclass(frozen=True, slots=True)
class Job:
    """An admitted request and where its picture goes.

    Args:
        interaction: deferred already.
        request: what was asked for.
        events: what becomes of it.
        release: called once when it has ended.
    """

    interaction: discord.Interaction
    request: GenerationRequest
    events: AsyncIterator[Event]
    release: Callable[[], None]


class Studio:
    """Serves jobs at the same time, independent of the handlers that brought them.

    The handlers of the Discord client only hand a job over and return; one task, started by
    the program, starts the others and holds on to them until they are done.

    Args:
        service: to ask how the model is.
        edit_interval_s: least time between two progress edits of a reply.
    """

    def __init__(self, service: PictureService, edit_interval_s: float = EDIT_INTERVAL_S) -> None:
        self._service, self._edit_interval_s = service, edit_interval_s
        self._jobs: asyncio.Queue[Job] = asyncio.Queue()
        self._serving: set[asyncio.Task[None]] = set()
        self._reception: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to serve jobs."""
        self._reception = asyncio.create_task(self._receive())

    def take(self, job: Job) -> None:
        """Hand over a job; returns at once."""
        self._jobs.put_nowait(job)

    async def drain(self) -> None:
        """Wait until every job that was taken is done."""
        await self._jobs.join()
        while self._serving:
            await asyncio.wait(self._serving)

    async def close(self) -> None:
        """Stop at once, delivering nothing more. May be called again."""
        tasks = [*self._serving, *([self._reception] if self._reception else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _receive(self) -> None:
        while True:
            job = await self._jobs.get()
            task = asyncio.create_task(self._serve(job), name=f"imagine {job.request.id}")
            self._serving.add(task)
            task.add_done_callback(self._ended)
            self._jobs.task_done()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._serving.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("serving %s failed", task.get_name(), exc_info=error)

    async def _serve(self, job: Job) -> None:
        delivery = Delivery(job.interaction)
        try:
            answer = await self._answer(job, delivery)
        except Exception:
            await delivery.post(Reply(_NOTHING_CAME))
            raise
        finally:
            job.release()
        delivered = await delivery.post(answer)
        log.info("request %s %s", job.request.id, "delivered" if delivered else "lost")

    async def _answer(self, job: Job, delivery: Delivery) -> Reply:
        """Follow a job's events to the last, keeping its member informed."""
        latest: Queued | Progress | None = None
        answer = Reply(_NOTHING_CAME)

        def text() -> str:
            return progress_text(job.request, latest, self._service.status)

        async with kept_current(delivery.show, text, self._edit_interval_s):
            async for event in job.events:
                if isinstance(event, Queued | Progress):
                    latest = event
                else:
                    answer = self._last_word(job, event)
        return answer

    def _last_word(self, job: Job, event: Finished | Failed) -> Reply:
        if isinstance(event, Finished):
            member = job.interaction.user.display_name
            return reply.finished(job.request, event, self._service.info, member)
        log.warning("request %s failed: %s", job.request.id, type(event.error).__name__)
        return Reply(reply.failed(event.error, self._service.info))
