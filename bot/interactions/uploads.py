"""Uploads within the size limits of Discord."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

# The limit of one request, less room for all that is not its files.
REQUEST_LIMIT_BYTES = 25 * 1024 * 1024 - 65536

Upload = TypeVar("Upload")
Result = TypeVar("Result")


async def send_within_limit(
    limit_bytes: int,
    shrink: Callable[[int], Awaitable[Upload]],
    send: Callable[[Upload], Awaitable[Result]],
    size_bytes: Callable[[Upload], int],
    is_refused: Callable[[Result], bool],
) -> Result:
    """Shrink an upload to a limit and send it; retry once at half its size if it is refused.

    Discord has misstated upload limits before: the stated one alone does not decide.

    Args:
        limit_bytes: the stated upload limit; at most `REQUEST_LIMIT_BYTES` of it are used.
        shrink: builds the upload in at most so many bytes; its exceptions are not caught.
        send: sends an upload; called once or twice.
        size_bytes: measures an upload; one of 0 bytes is not sent again.
        is_refused: checks whether a result of `send` calls for the smaller upload.

    Returns:
        The result of the last call of `send`.
    """
    upload = await shrink(min(limit_bytes, REQUEST_LIMIT_BYTES))
    result = await send(upload)
    if is_refused(result) and (size := size_bytes(upload)):
        result = await send(await shrink(size // 2))
    return result
