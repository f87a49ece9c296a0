"""Queries about the requests of pictures: one row per job, joined to each picture."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.column_types import dump_request, stored_columns
from bot.storage.db.tables import pictures, requests
from bot.storage.jobs.records import JobRequest, PictureRecord, picture_request
from generation import GenerationRequest

# Bytes of a picture in the database without its request: its row and the entries of the indexes.
ROW_BYTES = 1000


def with_requests() -> sa.Select[Any]:
    """Build a SELECT of pictures, each with its job's request as `job_request`."""
    joined = pictures.outerjoin(requests, requests.c.job_id == pictures.c.job_id)
    return sa.select(pictures, requests.c.request.label("job_request")).select_from(joined)


def select_for_export(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Build a SELECT of pictures for their member, each with its whole request."""
    columns = [one for one in stored_columns(pictures) if one.key not in ("prompt", "request")]
    own = [
        sa.func.coalesce(
            sa.func.nullif(sa.type_coerce(pictures.c[name], sa.Text), ""),
            sa.type_coerce(requests.c[name], sa.Text),
        ).label(name)
        for name in ("prompt", "request")
    ]
    joined = pictures.outerjoin(requests, requests.c.job_id == pictures.c.job_id)
    return sa.select(*columns, *own).select_from(joined).where(which)


def own_request(picture: PictureRecord, order: JobRequest) -> dict[str, Any]:
    """Build a picture's columns `prompt` and `request`.

    Args:
        picture: the picture.
        order: the order of its job.

    Returns:
        An empty text and None if its request follows from that of the job.
    """
    if picture_request(order.prepared, picture.place) == picture.request:
        return {"prompt": "", "request": None}
    return {"prompt": _fold_prompts(picture.request), "request": picture.request}


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
    values = []
    for order, rows in kept:
        texts = {"prompt": _fold_prompts(order.request), "request": order.prepared}
        size = ROW_BYTES * len(rows) + sum(
            _text_bytes(row["prompt"]) + _text_bytes(dump_request(row["request"]))
            for row in (texts, *rows)
            if row["request"]
        )
        values.append({"job_id": order.id, "user_id": order.user_id, "size_bytes": size, **texts})
    await connection.execute(sa.insert(requests).values(created_at=now), values)


def _text_bytes(text: str) -> int:
    # As SafeText stores it: half a surrogate pair cannot be encoded.
    return len(text.encode("utf-8", "replace"))


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
