"""The requests that pictures were drawn by: kept once a job, and found with each picture."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.tables import pictures, requests
from bot.storage.jobs.records import JobRequest, PictureRecord, dump_request, unit_request
from generation import GenerationRequest

# What a picture takes in the database beside its request: its row, and that row's indexes.
ROW_BYTES = 1000


def with_requests() -> sa.Select[Any]:
    """Select pictures, each with its job's request as `job_request`."""
    joined = pictures.outerjoin(requests, requests.c.job_id == pictures.c.job_id)
    return sa.select(pictures, requests.c.request.label("job_request")).select_from(joined)


def handed_over(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Select pictures as their member reads them, each with its whole request."""
    columns = [column for column in pictures.c if column.name not in ("prompt", "request")]
    own = [
        sa.func.coalesce(sa.func.nullif(pictures.c[name], ""), requests.c[name]).label(name)
        for name in ("prompt", "request")
    ]
    joined = pictures.outerjoin(requests, requests.c.job_id == pictures.c.job_id)
    return sa.select(*columns, *own).select_from(joined).where(which)


def own_request(picture: PictureRecord, order: JobRequest) -> dict[str, str]:
    """Write down what of a picture's request does not follow from its job's."""
    if unit_request(order.request, picture.place) == picture.request:
        return {"prompt": "", "request": ""}
    return {"prompt": _folded(picture.request), "request": dump_request(picture.request)}


async def keep_requests(
    connection: AsyncConnection,
    kept: Sequence[tuple[JobRequest, Sequence[dict[str, Any]]]],
    now: Any,
) -> None:
    """Insert the requests of jobs, which come with the rows of their pictures."""
    values = [_row(order, rows) for order, rows in kept]
    await connection.execute(sa.insert(requests).values(created_at=now), values)


def _row(order: JobRequest, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    texts = {"prompt": _folded(order.request), "request": dump_request(order.request)}
    size = sum(len(f"{row['prompt']}{row['request']}".encode()) for row in (texts, *rows))
    size_bytes = size + ROW_BYTES * len(rows)
    return {"job_id": order.id, "user_id": order.user_id, "size_bytes": size_bytes, **texts}


async def drop_requests(connection: AsyncConnection, job_ids: Collection[str]) -> None:
    """Delete the requests of which no picture is left."""
    left = sa.select(pictures.c.id).where(pictures.c.job_id == requests.c.job_id)
    gone = sa.delete(requests).where(requests.c.job_id.in_(list(job_ids)), ~left.exists())
    await connection.execute(gone)


def prompt_has(word: str) -> sa.ColumnElement[bool]:
    """Select the pictures in whose prompts a word stands."""
    folded, asked = word.casefold(), requests.alias("asked")
    job = sa.select(asked.c.job_id).where(
        asked.c.job_id == pictures.c.job_id, asked.c.prompt.contains(folded, autoescape=True)
    )
    return sa.or_(
        pictures.c.prompt.contains(folded, autoescape=True), job.correlate(pictures).exists()
    )


def _folded(request: GenerationRequest) -> str:
    return "\n".join([request.prompt, *(key.prompt for key in request.morph)]).casefold()
