"""Delivery of messages to Discord; every response and error of Discord maps to an outcome."""

import asyncio
import io
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from weakref import WeakValueDictionary

import discord

from bot.delivery.reply_text import ALT_TEXT_LIMIT, prompts
from bot.delivery.transport import Blocked, Dropped, Later, LockedOut, Outcome, Sent, Undeliverable
from bot.interactions.buttons import Answer, AnswerButtons, View
from bot.interactions.responses import DISCORD_ERRORS, Code, error_code, is_final, summary
from bot.interactions.uploads import send_within_limit
from bot.interactions.webhook import edit_answer
from bot.language import say, text
from bot.language.formatting import clip, one_line
from bot.runtime.pools import PICTURES
from bot.storage import GIVEN_UP, UNPREPARED, Attachment, Delivery, FileStore, JobRequest
from generation import encode_within_limit

log = logging.getLogger(__name__)

# An interaction's token lasts 15 minutes; the last one is left for the request itself.
TOKEN_S = 14 * 60.0
# discord.py would sleep for as long as Discord says.
ATTEMPT_S = 30.0
# After so long, a picture is delivered only if its member is still on the server.
LATE_S = 60.0
# Discord bans an address for 10,000 refused requests in ten minutes: after one refusal, nothing is
# posted to a channel for so long.
CLOSED_S = 600.0
HISTORY = 100

# Texts of messages that were stored without one, by their reasons.
_UNWORDED = {GIVEN_UP: "failed-given-up", UNPREPARED: "failed-unprepared"}
_SHUT = {Code.UNKNOWN_CHANNEL, Code.UNKNOWN_GUILD}


class DiscordTransport:
    """Transport that edits interactions' replies and posts to channels.

    Args:
        client: logged in.
        pictures: on disk.
        buttons: under the messages.
    """

    def __init__(self, client: discord.Client, pictures: FileStore, buttons: AnswerButtons) -> None:
        self._client, self._pictures, self._buttons = client, pictures, buttons
        self._closed_until: dict[int, float] = {}
        self._posting: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def show(self, order: JobRequest, content: str, preview: bytes | None) -> bool:
        """Show a progress text in the reply.

        Args:
            order: its reply is edited.
            content: the text.
            preview: the unfinished picture as PNG; None keeps the files of the reply.

        Returns:
            False when the reply can no longer be edited.
        """
        files = None
        if preview:
            asked = one_line(" → ".join(prompts(order.request)))
            alt = clip(say(order.locale, text("alt-preview", prompt=asked)), ALT_TEXT_LIMIT)
            image = io.BytesIO(preview)
            files = [discord.File(image, "preview.png", description=alt, spoiler=order.spoiler)]
        try:
            async with asyncio.timeout(ATTEMPT_S):
                view = self._buttons.unfinished_view(order.locale, order.id)
                await self._edit(order, content, files, view)
        except DISCORD_ERRORS as error:
            log.info("a progress edit failed: %s", summary(error))
            return not is_final(error)
        return True

    async def edit(self, delivery: Delivery) -> Outcome:
        """Edit the message into the interaction's reply; idempotent."""
        if delivery.age_s > TOKEN_S or delivery.order.interaction_token is None:
            return Blocked("token expired")
        if delivery.age_s > LATE_S and (left := await self._find_departure(delivery.order)):
            return left

        async def put(content: str, files: list[discord.File]) -> int:
            view = self._build_view(delivery) if files else None
            return await self._edit(delivery.order, content, files, view)

        return await self._send(delivery, put, _edit_outcome)

    async def post(self, delivery: Delivery) -> Outcome:
        """Post the message to the channel."""
        order, channel = delivery.order, self._channel(delivery.order)

        async def put(content: str, files: list[discord.File]) -> int:
            member = f"<@{order.user_id}>"
            whole = say(order.locale, text("answer-for", member=member, content=content))
            message = await channel.send(
                f"{whole}\n-# {_marker(order)}",
                files=files,
                nonce=order.interaction_id,
                view=self._build_view(delivery) if files else View(),
            )
            return message.id

        # One at a time: of concurrent posts to a closed channel, only the first is refused.
        async with self._posting.setdefault(order.channel_id, asyncio.Lock()):
            if self._closed_until.get(order.channel_id, 0.0) > time.monotonic():
                return Undeliverable("channel closed")
            if left := await self._find_departure(order):
                return left
            outcome = await self._send(delivery, put, _post_outcome)
            if isinstance(outcome, Undeliverable):
                self._closed_until[order.channel_id] = time.monotonic() + CLOSED_S
            return outcome

    async def find(self, delivery: Delivery) -> Outcome | None:
        """Find a message in the channel that an earlier attempt has posted."""
        order = delivery.order
        after = discord.Object(order.interaction_id - 1)
        try:
            async with asyncio.timeout(ATTEMPT_S):
                history = self._channel(order).history(limit=HISTORY, after=after)
                async for message in history:
                    if message.author.id == order.application_id and _is_same(message, delivery):
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

    def _build_view(self, delivery: Delivery) -> discord.ui.View:
        order, pictures = delivery.order, delivery.message.pictures
        if not pictures:
            return View()
        answer = Answer(order.request.mode, pictures, order.still)
        return self._buttons.picture_view(order.locale, answer)

    def _channel(self, order: JobRequest) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(order.channel_id, guild_id=order.guild_id)

    async def _send(
        self, delivery: Delivery, put: "_Put", error_outcome: "_ErrorOutcome"
    ) -> Outcome:
        """Send the message, with a text in place of pictures that are gone or too large."""

        async def send(reply: _Reply) -> Sent | BaseException:
            content, files = reply
            # A file is read to its end by one request: it is opened anew for every attempt.
            opened = [
                discord.File(
                    io.BytesIO(data),
                    file.name,
                    description=file.alt,
                    spoiler=delivery.order.spoiler or delivery.message.spoiler,
                )
                for file, data in files
            ]
            try:
                async with asyncio.timeout(ATTEMPT_S):
                    message_id = await put(content, opened)
            except DISCORD_ERRORS as error:
                return error
            return Sent(message_id, shown=len(files) == len(delivery.message.files))

        result = await send_within_limit(
            delivery.order.upload_limit,
            partial(self._fit_reply, delivery),
            send,
            size_bytes=lambda reply: sum(len(data) for _, data in reply[1]),
            is_refused=lambda result: error_code(result) is Code.TOO_LARGE,
        )
        if isinstance(result, Sent):
            return result
        log.warning("Discord did not take the message: %s", summary(result))
        return LockedOut() if error_code(result) is Code.UNAUTHORIZED else error_outcome(result)

    async def _fit_reply(self, delivery: Delivery, limit_bytes: int) -> "_Reply":
        """Read the pictures and re-encode those over a limit; the parameters stay inside."""
        order, attached = delivery.order, delivery.message.files
        found = [(file, await self._pictures.get(file.sha256)) for file in attached]
        files = [(file, content) for file, content in found if content]
        if len(files) < len(attached):
            log.error("the pictures are gone from the disk")
            return say(order.locale, text("failed-nothing-came")), []
        try:
            files = [await _shrink_file(file, content, limit_bytes) for file, content in files]
        except ValueError:
            megabytes = f"{limit_bytes / 1024**2:.0f}"
            key = "failed-animation-too-large" if order.request.morph else "failed-too-large"
            return say(order.locale, text(key, megabytes=megabytes)), []
        # A job is given up without its request, hence without a text in its member's language.
        key = _UNWORDED.get(delivery.message.reason or "", "")
        return say(order.locale, text(key)) if key else delivery.message.content, files

    async def _find_departure(self, order: JobRequest) -> Dropped | None:
        """Return an outcome if the member has left the server; None if not, or without answer."""
        try:
            async with asyncio.timeout(ATTEMPT_S):
                await self._client.http.get_member(order.guild_id, order.user_id)
        except DISCORD_ERRORS as error:
            if error_code(error) is Code.UNKNOWN_MEMBER:
                return Dropped("member left")
            log.info("the member could not be looked up: %s", summary(error))
        return None


_File = tuple[Attachment, bytes]
_Reply = tuple[str, list[_File]]
_Put = Callable[[str, list[discord.File]], Awaitable[int]]
_ErrorOutcome = Callable[[BaseException], Outcome]


async def _shrink_file(file: Attachment, content: bytes, limit_bytes: int) -> _File:
    if len(content) <= limit_bytes:
        return file, content
    smaller, ending = await PICTURES.run(encode_within_limit, content, limit_bytes)
    stem = file.name.rpartition(".")[0]
    return replace(file, name=f"{stem}.{ending}"), smaller


def _edit_outcome(error: BaseException) -> Outcome:
    code = error_code(error)
    if code is Code.UNKNOWN_MESSAGE:
        return Dropped("message deleted")
    if code in _SHUT:
        return Undeliverable(_reason(code))
    return Blocked(summary(error)) if is_final(error) else Later(summary(error))


def _post_outcome(error: BaseException) -> Outcome:
    if isinstance(error, discord.RateLimited):
        return Later("rate limited", error.retry_after)
    return Undeliverable(_reason(error_code(error))) if is_final(error) else Later(summary(error))


def _reason(code: Code | None) -> str:
    return code.name.lower().replace("_", " ") if code else "refused"


def _marker(order: JobRequest) -> str:
    return f"job {order.id}"


def _is_same(message: discord.Message, delivery: Delivery) -> bool:
    """Check whether a message was posted, or edited into the reply, by an earlier attempt."""
    if _marker(delivery.order) in message.content:
        return True
    answers = message.interaction_metadata
    mine = answers is not None and answers.id == delivery.order.interaction_id
    return mine and message.content == delivery.message.content
