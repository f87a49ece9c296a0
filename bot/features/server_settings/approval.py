"""`/server approval`: what moderators approve before it is published, where, and until when."""

from dataclasses import replace
from typing import Any

from discord import app_commands
from discord.app_commands import Choice

from bot.admission.server_rules.approval import APPROVALS
from bot.features.server_settings.overview.server_state import (
    is_public,
    lacking_for_cards,
    read_state,
)
from bot.features.server_settings.server_admin import ServerAdmin
from bot.features.shared.channels import Channel, TextChannel
from bot.interactions.context import Context, Refused
from bot.interactions.responses import defer
from bot.language import describe, text
from bot.storage import Decision, ServerPreferences

# Resets a channel to the setting of its server.
AS_SERVER = "server"
Hours = app_commands.Range[int, 1, 168]


def approval_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server approval`."""
    group = app_commands.Group(name="approval", description=describe("server-approval"))
    group.add_command(_mode_command(admin))
    group.add_command(_deadline_command(admin))

    @group.command(name="channel", description=describe("server-approval-channel"))
    @app_commands.describe(channel=describe("server-approval-where"))
    @admin.handler.callback
    async def channel_(context: Context, channel: TextChannel) -> None:
        # Reading the server from Discord may take longer than an answer may.
        if await defer(context.interaction, private=True):
            await _set_channel(admin, context, channel)

    return group


def _mode_command(admin: ServerAdmin) -> app_commands.Command[Any, ..., None]:
    whats = [Choice(name=describe(f"approval-{one}"), value=one) for one in APPROVALS]
    whats.append(Choice(name=describe("approval-server"), value=AS_SERVER))

    @app_commands.command(name="mode", description=describe("server-approval-mode"))
    @app_commands.describe(
        what=describe("server-approval-what"), channel=describe("server-approval-only")
    )
    @app_commands.choices(what=whats)
    @admin.handler.callback
    async def mode(context: Context, what: str, channel: Channel | None = None) -> None:
        if what not in APPROVALS and (channel is None or what != AS_SERVER):
            raise Refused(text("refused-approval"), "invalid")
        place = channel.id if channel else None

        def change(old: ServerPreferences) -> ServerPreferences:
            if place is None:
                return replace(old, approval=what)
            others = {key: one for key, one in old.channel_approval.items() if key != place}
            own = {} if what == AS_SERVER else {place: what}
            return replace(old, channel_approval={**others, **own})

        server = await admin.change(context, "approval", change)
        now = text(f"approval-{what if what in APPROVALS else server.approval}")
        said = text("server-approval-now", what=now)
        if channel:
            said = text("server-approval-there", channel=channel.mention, what=now)
        if server.review_channel is None:
            said = text("server-approval-alone", said=said)
        await context.tell(said)

    return mode


def _deadline_command(admin: ServerAdmin) -> app_commands.Command[Any, ..., None]:
    kinds = (Decision.REJECT.value, Decision.APPROVE.value)
    decisions = [Choice(name=describe(f"timeout-{one}"), value=one) for one in kinds]

    @app_commands.command(name="deadline", description=describe("server-approval-deadline"))
    @app_commands.describe(
        hours=describe("server-approval-hours"), then=describe("server-approval-then")
    )
    @app_commands.choices(then=decisions)
    @admin.handler.callback
    async def deadline(context: Context, hours: Hours, then: str | None = None) -> None:
        if then not in (None, *kinds):
            raise Refused(text("refused-approval"), "invalid")
        given = {"review_timeout": then} if then else {}
        changes: dict[str, Any] = {"review_hours": float(hours), **given}
        server = await admin.set(context, "deadline", **changes)
        await context.tell(text(f"server-approval-{server.review_timeout}", hours=hours))

    return deadline


async def _set_channel(
    admin: ServerAdmin, context: Context, chosen: app_commands.AppCommandChannel
) -> None:
    """Set the review channel, and post the cards there that wait for a decision.

    Raises:
        Refused: the bot cannot post there, or Discord does not answer.
    """
    services = admin.services
    state = await read_state(services.client, context.guild_id)
    if state is None:
        raise Refused(text("problem-unknown"), "unknown_server")
    channel = state.channels.get(chosen.id)
    if channel is None:
        raise Refused(text("problem-review-gone"), "invalid")
    if permissions := lacking_for_cards(state, channel):
        closed = text("problem-review-closed", channel=chosen.mention, permissions=permissions)
        raise Refused(closed, "permission")
    await admin.set(context, "review channel", review_channel=channel.id)
    count = await services.stores.reviews.repost(context.guild_id, channel.id)
    services.decided()
    said = text("server-approval-cards", channel=chosen.mention, count=count)
    if is_public(channel):
        public = text("problem-review-public", channel=chosen.mention)
        said = text("server-approval-public", said=said, warning=public)
    await context.tell(said)
