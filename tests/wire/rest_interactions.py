"""Answering an interaction, and the webhook that its token opens for 15 minutes."""

import time
from typing import Any

from tests.wire import errors, message_payloads
from tests.wire.composing import add, edit, place
from tests.wire.errors import ApiError, invalid_form
from tests.wire.interactions import (
    AUTOCOMPLETE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEFERRED,
    DEFERRED_UPDATE,
    MESSAGE,
    MODAL,
    MODAL_SUBMIT,
    UPDATE,
    Interaction,
)
from tests.wire.journal import Call
from tests.wire.messages import EPHEMERAL, LOADING, Message
from tests.wire.model import World
from tests.wire.routing import route

Json = dict[str, Any]

_CALLBACKS = {
    COMMAND: {MESSAGE, DEFERRED, MODAL},
    COMPONENT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE},
}
_COMMAND_REPLY, _REPLY = 20, 19


@route(
    "POST",
    "/interactions/{interaction_id}/{interaction_token}/callback",
    needs_bot=False,
    limited=False,
)
def callback(world: World, call: Call, interaction_id: str, token: str) -> Json | None:
    interaction = world.interactions.get(token)
    if interaction is None or str(interaction.id) != interaction_id:
        raise ApiError(errors.UNKNOWN_INTERACTION)
    try:
        _check(interaction, call.body)
        _carry_out(world, interaction, call)
    except ApiError:
        interaction.refused_callbacks += 1
        raise
    interaction.callback = call.body
    if interaction.dispatched is not None:
        interaction.ack_s = time.monotonic() - interaction.dispatched
    interaction.acknowledged.set()
    return _receipt(interaction) if call.query.get("with_response") in ("1", "true") else None


def _check(interaction: Interaction, body: Json) -> None:
    if interaction.acknowledged.is_set():
        raise ApiError(errors.ALREADY_ACKNOWLEDGED)
    if interaction.too_late:
        raise ApiError(errors.UNKNOWN_INTERACTION)
    if body.get("type") not in _CALLBACKS[interaction.kind]:
        raise invalid_form("type", "This callback does not answer this kind of interaction.")
    updates = body["type"] in (DEFERRED_UPDATE, UPDATE)
    if updates and (interaction.source is None or interaction.source.deleted):
        raise ApiError(errors.UNKNOWN_MESSAGE)


def _carry_out(world: World, interaction: Interaction, call: Call) -> None:
    kind, data = call.body["type"], call.body.get("data") or {}
    if kind == MESSAGE:
        message = _blank(world, interaction)
        add(world, message, data, call)
        interaction.original = message
    elif kind == DEFERRED:
        message = _blank(world, interaction)
        message.flags = LOADING | (data.get("flags") or 0) & EPHEMERAL
        place(world, message)
        interaction.original = message
    elif kind in (UPDATE, DEFERRED_UPDATE):
        assert interaction.source, "_check demands it"
        interaction.original = interaction.source
        if kind == UPDATE:
            edit(world, interaction.source, data, call)
    elif kind == CHOICES and len(data.get("choices") or []) > 25:
        raise invalid_form("data.choices", "Must be 25 or fewer in length.")


def _blank(world: World, interaction: Interaction) -> Message:
    _check_channel(interaction)
    return Message(
        world.clock.snowflake(),
        interaction.channel,
        interaction.application.user,
        world.clock.stamp(),
        kind=_COMMAND_REPLY if interaction.kind == COMMAND else _REPLY,
        interaction=interaction,
    )


def _check_channel(interaction: Interaction) -> None:
    parent = interaction.channel.parent
    if interaction.channel.deleted or (parent and parent.deleted):
        raise ApiError(errors.UNKNOWN_CHANNEL)


def _receipt(interaction: Interaction) -> Json:
    made: Json = {"id": str(interaction.id), "type": interaction.kind}
    message, kind = interaction.original, interaction.callback_type
    if message is None:
        return {"interaction": made}
    made |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.loading,
        "response_message_ephemeral": message.ephemeral,
    }
    if kind not in (MESSAGE, UPDATE):
        return {"interaction": made}
    return {
        "interaction": made,
        "resource": {"type": kind, "message": message_payloads.message(message)},
    }


def _interaction(world: World, webhook_id: str, token: str) -> Interaction:
    """Find whose webhook this is; nobody else's application may use it."""
    known = {str(application.id) for application in world.applications}
    if webhook_id not in known:
        raise ApiError(errors.UNKNOWN_WEBHOOK)
    interaction = world.interactions.get(token)
    if interaction is None or str(interaction.application.id) != webhook_id:
        raise ApiError(errors.INVALID_WEBHOOK_TOKEN)
    if interaction.expired:
        raise ApiError(errors.INVALID_WEBHOOK_TOKEN)
    if not interaction.acknowledged.is_set():
        raise ApiError(errors.UNKNOWN_WEBHOOK)
    _check_channel(interaction)
    return interaction


def _message(interaction: Interaction, message_id: str) -> Message:
    own = [*interaction.messages, *([interaction.original] if interaction.original else [])]
    if message_id == "@original":
        own, message_id = own[-1:], str(interaction.original_id)
    for message in own:
        if str(message.id) == message_id and not message.deleted:
            return message
    raise ApiError(errors.UNKNOWN_MESSAGE)


@route("POST", "/webhooks/{webhook_id}/{webhook_token}", needs_bot=False)
def follow_up(world: World, call: Call, webhook_id: str, token: str) -> Json | None:
    interaction = _interaction(world, webhook_id, token)
    original = interaction.original
    if original and original.loading and not original.deleted:
        # Discord's own rule: the first follow-up of a deferral is its answer, as private or
        # public as the deferral was.
        edit(world, original, call.body, call)
        message = original
    else:
        message = _blank(world, interaction)
        message.kind, message.reference = _REPLY, original.id if original else None
        add(world, message, call.body, call)
        interaction.followups.append(message)
    return message_payloads.message(message) if call.query.get("wait") in ("1", "true") else None


@route("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", needs_bot=False)
def get_reply(world: World, _call: Call, webhook_id: str, token: str, message_id: str) -> Json:
    return message_payloads.message(_message(_interaction(world, webhook_id, token), message_id))


@route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", needs_bot=False)
def edit_reply(world: World, call: Call, webhook_id: str, token: str, message_id: str) -> Json:
    message = _message(_interaction(world, webhook_id, token), message_id)
    edit(world, message, call.body, call)
    return message_payloads.message(message)


@route("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", needs_bot=False)
def delete_reply(world: World, _call: Call, webhook_id: str, token: str, message_id: str) -> None:
    _message(_interaction(world, webhook_id, token), message_id).delete()
