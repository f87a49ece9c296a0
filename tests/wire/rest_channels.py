"""Channels and the messages in them, written with the bot's own token."""

import time
from typing import Any

from tests.wire import errors, message_payloads, payloads
from tests.wire.composing import add, edit
from tests.wire.errors import ApiError, invalid_form
from tests.wire.journal import Call
from tests.wire.messages import Message
from tests.wire.model import DM, THREAD, Channel, World
from tests.wire.routing import route

Json = dict[str, Any]

_NONCE_LENGTH = 25


def _channel(world: World, channel_id: str) -> Channel:
    channel = world.channels.get(int(channel_id))
    if channel is None:
        raise ApiError(errors.UNKNOWN_CHANNEL)
    if not channel.bot_may.view_channel or (channel.guild and not channel.guild.has_bot):
        raise ApiError(errors.MISSING_ACCESS)
    return channel


def _message(world: World, channel_id: str, message_id: str) -> Message:
    message = _channel(world, channel_id).messages.get(int(message_id))
    if message is None or message.ephemeral:
        raise ApiError(errors.UNKNOWN_MESSAGE)
    return message


@route("GET", "/channels/{channel_id}")
def get_channel(world: World, _call: Call, channel_id: str) -> Json:
    return payloads.channel(_channel(world, channel_id))


@route("POST", "/channels/{channel_id}/typing")
def typing(world: World, _call: Call, channel_id: str) -> None:
    _may_send(_channel(world, channel_id), with_files=False)


@route("GET", "/channels/{channel_id}/messages")
def history(world: World, call: Call, channel_id: str) -> list[Json]:
    channel, limit = _channel(world, channel_id), int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise invalid_form("limit", "int value should be between 1 and 100.")
    if not channel.bot_may.read_message_history:
        return []
    shown = [each for each in channel.messages.values() if not each.ephemeral]
    return [message_payloads.message(each) for each in _page(shown, call.query, limit)]


def _page(messages: list[Message], query: dict[str, str], limit: int) -> list[Message]:
    """Pick what was asked for, the newest first in every case."""
    newest = sorted(messages, key=lambda each: each.id, reverse=True)
    if "around" in query:
        middle = int(query["around"])
        before = [each for each in newest if each.id <= middle][: limit // 2 + 1]
        after = [each for each in newest if each.id > middle]
        return [*after[max(0, len(after) - (limit - limit // 2 - 1)) :], *before]
    if "after" in query:
        after = [each for each in newest if each.id > int(query["after"])]
        return after[max(0, len(after) - limit) :]
    if "before" in query:
        newest = [each for each in newest if each.id < int(query["before"])]
    return newest[:limit]


@route("POST", "/channels/{channel_id}/messages")
def create_message(world: World, call: Call, channel_id: str) -> Json:
    channel = _channel(world, channel_id)
    _may_send(channel, with_files=bool(call.files))
    nonce = call.body.get("nonce")
    if len(str(nonce or "")) > _NONCE_LENGTH:
        raise invalid_form("nonce", "Nonce is too long.", "NONCE_TYPE_TOO_LONG")
    enforced = nonce is not None and call.body.get("enforce_nonce")
    if enforced and (known := world.by_nonce(call.bot, channel, nonce)):
        return message_payloads.created(known)
    number, stamp = world.clock.snowflake(), world.clock.stamp()
    message = Message(number, channel, call.bot.user, stamp, nonce=nonce)
    add(world, message, call.body, call)
    if nonce is not None:
        world.nonces[call.bot.id, channel.id, str(nonce)] = (time.monotonic(), message)
    return message_payloads.created(message)


def _may_send(channel: Channel, with_files: bool) -> None:
    if channel.kind == DM:
        assert channel.recipient
        if not channel.recipient.takes_messages:
            raise ApiError(errors.CANNOT_MESSAGE_USER)
        return
    may = channel.bot_may
    sends = may.send_messages_in_threads if channel.kind == THREAD else may.send_messages
    if not sends or (with_files and not may.attach_files):
        raise ApiError(errors.MISSING_PERMISSIONS)


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def get_message(world: World, _call: Call, channel_id: str, message_id: str) -> Json:
    return message_payloads.message(_message(world, channel_id, message_id))


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
def edit_message(world: World, call: Call, channel_id: str, message_id: str) -> Json:
    message = _message(world, channel_id, message_id)
    if message.author is not call.bot.user:
        raise ApiError(errors.ANOTHERS_MESSAGE)
    edit(world, message, call.body, call)
    return message_payloads.message(message)


@route("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete_message(world: World, call: Call, channel_id: str, message_id: str) -> None:
    message = _message(world, channel_id, message_id)
    own = message.author is call.bot.user
    if not own and not message.channel.bot_may.manage_messages:
        raise ApiError(errors.MISSING_PERMISSIONS)
    message.delete()
