"""Queries about the requests of pictures: one row per job, joined to each picture."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.tables import pictures, requests
from bot.storage.jobs.records import JobRequest, PictureRecord, dump_request, unit_request
from generation import GenerationRequest

# Bytes of a picture in the database without its request: its row and the entries of the indexes.
ROW_BYTES = 1000


def with_requests() -> sa.Select[Any]:
    """Build a SELECT of pictures, each with its job's request as `job_request`."""
    joined = pictures.outerjoin(requests, requests.c.job_id == pictures.c.job_id)
    return sa.select(pictures, requests.c.request.label("job_request")).select_from(joined)


def select_for_export(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Build a SELECT of pictures for their member, each with its whole request."""
    columns = [column for column in pictures.c if column.name not in ("prompt", "request")]
    own = [
        sa.func.coalesce(sa.func.nullif(pictures.c[name], ""), requests.c[name]).label(name)
        for name in ("prompt", "request")
    ]
    joined = pictures.outerjoin(requests, requests.c.job_id == pictures.c.job_id)
    return sa.select(*columns, *own).select_from(joined).where(which)


def own_request(picture: PictureRecord, order: JobRequest) -> dict[str, str]:
    """Build a picture's columns `prompt` and `request`.

    Args:
        picture: the picture.
        order: the order of its job.

    Returns:
        Empty texts if its request follows from that of the job.
    """
    if unit_request(order.request, picture.place) == picture.request:
        return {"prompt": "", "request": ""}
    return {"prompt": _fold_prompts(picture.request), "request": dump_request(picture.request)}


async def keep_requests(
    connection: AsyncConnection,
    kept: Sequence[tuple[JobRequest, Sequence[dict[str, Any]]]],
    now: Any,
) -> None:
    """Insert the requests of jobs.

    Args:
        connection: in a transaction that writes.
        kept: the orders of the jobs with the rows of their pictures.
        now: the time in seconds since 1970, as an SQL expression.
    """
    values = [_request_row(order, rows) for order, rows in kept]
    await connection.execute(sa.insert(requests).values(created_at=now), values)


def _request_row(order: JobRequest, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    texts = {"prompt": _fold_prompts(order.request), "request": dump_request(order.request)}
    size = sum(len(f"{row['prompt']}{row['request']}".encode()) for row in (texts, *rows))
    size_bytes = size + ROW_BYTES * len(rows)
    return {"job_id": order.id, "user_id": order.user_id, "size_bytes": size_bytes, **texts}


async def drop_requests(connection: AsyncConnection, job_ids: Collection[str]) -> None:
    """Delete the requests of jobs without any picture left.

    Args:
        connection: in a transaction that writes.
        job_ids: ids of the jobs.
    """
    left = sa.select(pictures.c.id).where(pictures.c.job_id == requests.c.job_id)
    gone = sa.delete(requests).where(requests.c.job_id.in_(list(job_ids)), ~left.exists())
    await connection.execute(gone)


def prompt_has(word: str) -> sa.ColumnElement[bool]:
    """Build the condition on pictures whose prompts contain a word, whatever its case."""
    folded, searched = word.casefold(), requests.alias("searched")
    job = sa.select(searched.c.job_id).where(
        searched.c.job_id == pictures.c.job_id,
        searched.c.prompt.contains(folded, autoescape=True),
    )
    return sa.or_(
        pictures.c.prompt.contains(folded, autoescape=True), job.correlate(pictures).exists()
    )


def _fold_prompts(request: GenerationRequest) -> str:
    return "\n".join([request.prompt, *(key.prompt for key in request.morph)]).casefold()
