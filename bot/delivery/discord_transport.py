"""Brings messages to Discord, whatever it answers: every answer has its outcome here."""

import asyncio
import io
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from weakref import WeakValueDictionary

import discord

from bot.delivery.reply_text import ALT_TEXT_LIMIT, prompts
from bot.delivery.transport import Blocked, Dropped, Later, LockedOut, Outcome, Sent, Undeliverable
from bot.interactions.buttons import View, build_cancel_view, build_picture_view
from bot.interactions.responses import DISCORD_ERRORS, Code, error_code, is_final, summary
from bot.interactions.webhook import edit_answer
from bot.language import say, text
from bot.language.formatting import clip, one_line
from bot.runtime.pools import PICTURES
from bot.storage import GIVEN_UP, UNPREPARED, Attachment, Delivery, FileStore, JobRequest
from generation import fitted

log = logging.getLogger(__name__)

# An interaction's token lasts 15 minutes; the last one is left for the request itself.
TOKEN_S = 14 * 60.0
# discord.py would sleep for as long as Discord says.
ATTEMPT_S = 30.0
# A picture that came so late is brought only to those who are still there.
LATE_S = 60.0
# 10,000 refused requests in ten minutes ban the address: after one, a channel is left alone.
CLOSED_S = 600.0
HISTORY = 100

# One request, with all that is not its file.
REQUEST_LIMIT_BYTES = 25 * 1024 * 1024 - 65536

# What stands in messages without a text, by their reasons.
_UNWORDED = {GIVEN_UP: "failed-given-up", UNPREPARED: "failed-unprepared"}
_SHUT = {Code.UNKNOWN_CHANNEL, Code.UNKNOWN_GUILD}


class DiscordTransport:
    """Edits interactions' answers, and writes into channels.

    Args:
        client: logged in.
        pictures: on disk.
    """

    def __init__(self, client: discord.Client, pictures: FileStore) -> None:
        self._client, self._pictures = client, pictures
        self._closed_until: dict[int, float] = {}
        self._posting: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def show(self, order: JobRequest, content: str, preview: bytes | None) -> bool:
        """Put a passing text into the reply; False when it can no longer be edited.

        Args:
            order: whose reply it is.
            content: the text.
            preview: the unfinished picture as PNG; None leaves what is there.
        """
        files = [_preview(order, preview)] if preview else None
        try:
            async with asyncio.timeout(ATTEMPT_S):
                await self._edit(order, content, files, build_cancel_view(order.locale, order.id))
        except DISCORD_ERRORS as error:
            log.info("a progress edit failed: %s", summary(error))
            return not is_final(error)
        return True

    async def edit(self, delivery: Delivery) -> Outcome:
        """Put the message into the interaction's answer; may be repeated without harm."""
        if delivery.age_s > TOKEN_S or delivery.order.interaction_token is None:
            return Blocked("token expired")
        if delivery.age_s > LATE_S and (gone := await self._gone(delivery.order)):
            return gone

        async def put(content: str, files: list[discord.File]) -> int:
            view = _buttons(delivery) if files else None
            return await self._edit(delivery.order, content, files, view)

        return await self._attempt(delivery, put, _edit_outcome)

    async def post(self, delivery: Delivery) -> Outcome:
        """Write the message into the channel."""
        # One after the other: of those that wait, only the first learns that it is closed.
        async with self._posting.setdefault(delivery.order.channel_id, asyncio.Lock()):
            return await self._post(delivery)

    async def _post(self, delivery: Delivery) -> Outcome:
        order = delivery.order
        if self._closed_until.get(order.channel_id, 0.0) > time.monotonic():
            return Undeliverable("channel closed")
        if gone := await self._gone(order):
            return gone
        channel = self._channel(order)

        async def put(content: str, files: list[discord.File]) -> int:
            member = f"<@{order.user_id}>"
            whole = say(order.locale, text("answer-for", member=member, content=content))
            message = await channel.send(
                f"{whole}\n-# {_marker(order)}",
                files=files,
                nonce=order.interaction_id,
                view=_buttons(delivery) if files else View(),
            )
            return message.id

        outcome = await self._attempt(delivery, put, _post_outcome)
        if isinstance(outcome, Undeliverable):
            self._closed_until[order.channel_id] = time.monotonic() + CLOSED_S
        return outcome

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Look in the channel for a message that an attempt before may have posted."""
        order = delivery.order
        after = discord.Object(order.interaction_id - 1)
        try:
            async with asyncio.timeout(ATTEMPT_S):
                history = self._channel(order).history(limit=HISTORY, after=after)
                async for message in history:
                    if message.author.id == order.application_id and _is_it(message, delivery):
                        return Sent(message.id)
        except DISCORD_ERRORS as error:
            log.info("the channel could not be read: %s", summary(error))
        return None

    async def _edit(
        self,
        order: JobRequest,
        content: str,
        files: list[discord.File] | None,
        view: discord.ui.View | None,
    ) -> int:
        token = order.interaction_token or ""
        return await edit_answer(self._client, order.application_id, token, content, files, view)

    def _channel(self, order: JobRequest) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(order.channel_id, guild_id=order.guild_id)

    async def _attempt(self, delivery: Delivery, put: "_Put", outcome: "_Reading") -> Outcome:
        """Try to put the message there, or a text in place of pictures that cannot be."""
        content, files = await self._fitting(delivery)
        tried = await _tried(put, content, files, delivery.order.spoiler)
        if files and error_code(tried) is Code.TOO_LARGE:
            # What may be uploaded there has been told wrongly before.
            content, files = await self._smaller(delivery, sum(len(data) for _, data in files) // 2)
            tried = await _tried(put, content, files, delivery.order.spoiler)
        if isinstance(tried, int):
            return Sent(tried, shown=len(files) == len(delivery.message.files))
        log.warning("Discord did not take the message: %s", summary(tried))
        if error_code(tried) is Code.UNAUTHORIZED:
            return LockedOut()
        return outcome(tried)

    async def _fitting(self, delivery: Delivery) -> tuple[str, list["_File"]]:
        """Read the pictures; a text instead if they are gone or larger than may be posted."""
        most_bytes = min(delivery.order.upload_limit, REQUEST_LIMIT_BYTES)
        return await self._smaller(delivery, most_bytes)

    async def _smaller(self, delivery: Delivery, limit_bytes: int) -> tuple[str, list["_File"]]:
        """Re-encode what is larger than a limit; the parameters stay inside."""
        order, attached = delivery.order, delivery.message.files
        found = [(file, await self._pictures.get(file.sha256)) for file in attached]
        files = [(file, content) for file, content in found if content]
        if len(files) < len(attached):
            log.error("the pictures are gone from the disk")
            return say(order.locale, text("failed-nothing-came")), []
        try:
            files = [await _fitted(file, content, limit_bytes) for file, content in files]
        except ValueError:
            megabytes = f"{limit_bytes / 1024**2:.0f}"
            key = "failed-animation-too-large" if order.request.morph else "failed-too-large"
            return say(order.locale, text(key, megabytes=megabytes)), []
        return _content(delivery), files

    async def _gone(self, order: JobRequest) -> Dropped | None:
        """Tell whether the member has left the server."""
        try:
            async with asyncio.timeout(ATTEMPT_S):
                await self._client.http.get_member(order.guild_id, order.user_id)
        except DISCORD_ERRORS as error:
            if error_code(error) is Code.UNKNOWN_MEMBER:
                return Dropped("member left")
            log.info("the member could not be looked up: %s", summary(error))
        return None


_File = tuple[Attachment, bytes]


async def _fitted(file: Attachment, content: bytes, limit_bytes: int) -> _File:
    if len(content) <= limit_bytes:
        return file, content
    smaller, ending = await PICTURES.run(fitted, content, limit_bytes)
    stem = file.name.rpartition(".")[0]
    return replace(file, name=f"{stem}.{ending}"), smaller


def _content(delivery: Delivery) -> str:
    """Give the message's text; who gave a job up did not know its member's language."""
    key = _UNWORDED.get(delivery.message.reason or "")
    return say(delivery.order.locale, text(key)) if key else delivery.message.content


def _buttons(delivery: Delivery) -> discord.ui.View:
    order, pictures = delivery.order, delivery.message.pictures
    if not pictures:
        return View()
    return build_picture_view(order.locale, order.request.mode, pictures, order.still)


def _preview(order: JobRequest, png: bytes) -> discord.File:
    asked = one_line(" → ".join(prompts(order.request)))
    alt = clip(say(order.locale, text("alt-preview", prompt=asked)), ALT_TEXT_LIMIT)
    return discord.File(io.BytesIO(png), "preview.png", description=alt, spoiler=order.spoiler)


_Put = Callable[[str, list[discord.File]], Awaitable[int]]
_Reading = Callable[[BaseException], Outcome]


async def _tried(put: _Put, content: str, files: list[_File], spoiler: bool) -> int | BaseException:
    """Call Discord once, for a bounded time; the files are opened anew for every call."""
    opened = [
        discord.File(io.BytesIO(data), file.name, description=file.alt, spoiler=spoiler)
        for file, data in files
    ]
    try:
        async with asyncio.timeout(ATTEMPT_S):
            return await put(content, opened)
    except DISCORD_ERRORS as error:
        return error


def _edit_outcome(error: BaseException) -> Outcome:
    code = error_code(error)
    if code is Code.UNKNOWN_MESSAGE:
        return Dropped("message deleted")
    if code in _SHUT:
        return Undeliverable(_word(code))
    return Blocked(summary(error)) if is_final(error) else Later(summary(error))


def _post_outcome(error: BaseException) -> Outcome:
    if isinstance(error, discord.RateLimited):
        return Later("rate limited", error.retry_after)
    return Undeliverable(_word(error_code(error))) if is_final(error) else Later(summary(error))


def _word(code: Code | None) -> str:
    return code.name.lower().replace("_", " ") if code else "refused"


def _marker(order: JobRequest) -> str:
    return f"job {order.id}"


def _is_it(message: discord.Message, delivery: Delivery) -> bool:
    """Tell whether a message is what an earlier attempt has posted, or edited into the answer."""
    if _marker(delivery.order) in message.content:
        return True
    answers = message.interaction_metadata
    mine = answers is not None and answers.id == delivery.order.interaction_id
    return mine and message.content == delivery.message.content
