"""Files of a job: its start picture and mask, and the drawn pictures."""

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.runtime.pools import PICTURES
from bot.storage import FileStore, JobRequest, PictureRecord, new_picture_id, picture_request
from generation import Finished, GenerationRequest, PreparedRequest, Timings, grid, still

log = logging.getLogger(__name__)

RETRY_S = 1.0


class StartGone(Exception):
    """The picture that a job starts from is no longer kept."""


class JobFiles:
    """Reader and writer of the files of jobs.

    Args:
        pictures: on disk.
        model: the one that draws requests without a model.
    """

    def __init__(self, pictures: FileStore, model: str) -> None:
        self._pictures, self._model = pictures, model

    async def request(self, order: JobRequest) -> PreparedRequest:
        """Load an order's request with its start picture.

        Raises:
            StartGone: it is no longer kept.
        """
        request = await with_sources(self._pictures, order.request, order.sources)
        return replace(order.prepared, request=request)

    async def store(self, order: JobRequest, result: Finished) -> tuple[PictureRecord, ...]:
        """Write the drawn pictures to the disk; an animation is one picture.

        Args:
            order: the request.
            result: at least one picture, or an animation; its times count from the request.

        Returns:
            The records of the files, in order.
        """
        request, timings = order.request, result.timings
        if result.animation:
            return (await self._store_one(order, 0, request, result.animation.webp, timings),)
        return tuple(
            [
                await self._store_one(
                    order, place, picture_request(order.prepared, place), picture.png, timings
                )
                for place, picture in enumerate(result.pictures)
            ]
        )

    async def store_posted(
        self, order: JobRequest, result: Finished, drawn: Sequence[PictureRecord]
    ) -> str:
        """Write the file that is posted, where it is none of the drawn pictures.

        Args:
            order: the request; it may ask for a still of an animation.
            result: several pictures are posted as a grid.
            drawn: the records of the result's files, at least one.

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
        """Write a file to the disk; retry until the disk takes it."""
        while True:
            try:
                return await self._pictures.put(content)
            except OSError as error:
                log.error("a picture cannot be written (%s); it is tried again", error.strerror)
                await asyncio.sleep(RETRY_S)

    async def drop(self, files: Collection[str]) -> None:
        """Delete files from the disk."""
        await self._pictures.delete(files)

    async def _store_one(
        self,
        order: JobRequest,
        place: int,
        request: GenerationRequest,
        content: bytes,
        timings: Timings,
    ) -> PictureRecord:
        return PictureRecord(
            id=new_picture_id(),
            job_id=order.id,
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
            seconds=timings.total_s,
            timings=timings,
            spoiler=order.spoiler,
        )


async def with_sources(
    pictures: FileStore, request: GenerationRequest, sources: tuple[str, ...]
) -> GenerationRequest:
    """Load a start picture and its mask into a request that was stored without them.

    Args:
        pictures: on disk.
        request: the stored one.
        sources: the SHA-256 of the start picture, then of its mask if it has one.

    Raises:
        StartGone: they are no longer kept.
    """
    if request.start is None:
        return request
    files = [await pictures.get(sha256) for sha256 in sources]
    found = [file for file in files if file is not None]
    if not found or len(found) < len(files):
        raise StartGone
    picture, mask = (*found, b"")[:2]
    return replace(request, start=replace(request.start, picture=picture, mask=mask))
