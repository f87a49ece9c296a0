"""The files of a job: what it starts from, and what was drawn."""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.runtime.pools import PICTURES
from bot.storage import FileStore, Job, JobRequest, PictureRecord, new_picture_id, unit_request
from generation import Finished, GenerationRequest, grid, still

log = logging.getLogger(__name__)

RETRY_S = 1.0


class StartGone(Exception):
    """The picture that a job starts from is no longer kept."""


class JobFiles:
    """Reads and keeps them.

    Args:
        pictures: on disk.
        model: that draws what names none.
    """

    def __init__(self, pictures: FileStore, model: str) -> None:
        self._pictures, self._model = pictures, model

    async def request(self, order: JobRequest) -> GenerationRequest:
        """Give an order's request with its start picture.

        Raises:
            StartGone: it is no longer kept.
        """
        return await with_sources(self._pictures, order.request, order.sources)

    async def keep(self, job: Job, result: Finished) -> tuple[PictureRecord, ...]:
        """Put what was drawn onto the disk; an animation is one picture."""
        request, seconds = job.order.request, result.timings.total_s + job.waited_s
        if result.animation:
            return (await self._kept(job, 0, request, result.animation.webp, seconds),)
        return tuple(
            [
                await self._kept(job, place, unit_request(request, place), picture.png, seconds)
                for place, picture in enumerate(result.pictures)
            ]
        )

    async def keep_shown(
        self, order: JobRequest, result: Finished, drawn: Sequence[PictureRecord]
    ) -> str:
        """Keep the one picture that is posted, where it is none of those that were drawn.

        Returns:
            Its SHA-256.
        """
        if result.animation and order.still:
            return await self.put(await PICTURES.run(still, result.animation.webp))
        if len(drawn) > 1:
            pngs = [picture.png for picture in result.pictures]
            return await self.put(await PICTURES.run(grid, pngs))
        return drawn[0].sha256

    async def put(self, content: bytes) -> str:
        """Put a file onto the disk, however long that has no room."""
        while True:
            try:
                return await self._pictures.put(content)
            except OSError as error:
                log.error("a picture cannot be written (%s); it is tried again", error.strerror)
                await asyncio.sleep(RETRY_S)

    async def drop(self, files: Collection[str]) -> None:
        """Take files off the disk."""
        await self._pictures.delete(files)

    async def _kept(
        self, job: Job, place: int, request: GenerationRequest, content: bytes, seconds: float
    ) -> PictureRecord:
        order = job.order
        return PictureRecord(
            id=new_picture_id(),
            job_id=job.id,
            place=place,
            guild_id=order.guild_id,
            channel_id=order.channel_id,
            message_id=None,
            user_id=order.user_id,
            member=order.member,
            sha256=await self.put(content),
            model=request.model or self._model,
            request=request,
            sources=order.sources,
            seconds=seconds,
            spoiler=order.spoiler,
        )


async def with_sources(
    pictures: FileStore, request: GenerationRequest, sources: tuple[str, ...]
) -> GenerationRequest:
    """Put a start picture and its mask into a request that was written down without them.

    Raises:
        StartGone: they are no longer kept.
    """
    if request.start is None:
        return request
    files = [await pictures.get(sha256) for sha256 in sources]
    there = [file for file in files if file is not None]
    if not there or len(there) < len(files):
        raise StartGone
    picture, mask = (*there, b"")[:2]
    return replace(request, start=replace(request.start, picture=picture, mask=mask))
