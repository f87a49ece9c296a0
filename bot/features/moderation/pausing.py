"""`/moderation pause` and `/moderation resume`: no drawing in a server or in one channel."""

from collections.abc import Mapping
from dataclasses import replace

from discord import app_commands

from bot.features.base import Services
from bot.features.moderation.banning import Reason
from bot.features.shared.channels import Channel
from bot.features.shared.durations import read_duration, with_offers
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.language import describe, text
from bot.language.formatting import format_end
from bot.storage import EVERYWHERE, Pause, ServerPreferences

# The pauses are read with every interaction.
MOST_PAUSES = 25


def add_pause_commands(
    group: app_commands.Group, services: Services, moderators: InteractionHandler
) -> None:
    """Add the commands that pause drawing and resume it.

    Args:
        group: the group `/moderation`.
        services: services of the bot.
        moderators: refuses everybody else.
    """
    preferences = services.stores.preferences

    @group.command(name="pause", description=describe("moderation-pause"))
    @app_commands.describe(
        reason=describe("moderation-pause-reason"),
        channel=describe("moderation-pause-channel"),
        duration=describe("moderation-pause-duration"),
    )
    @moderators.callback
    async def pause(
        context: Context,
        reason: Reason,
        channel: Channel | None = None,
        duration: str | None = None,
    ) -> None:
        at = context.requester.at
        for_s = read_duration(duration) if duration else None
        made = Pause(reason, None if for_s is None else at + for_s)
        place = channel.id if channel else EVERYWHERE

        def change(old: ServerPreferences) -> ServerPreferences:
            pauses = {**_in_force(old, at), place: made}
            if len(pauses) > MOST_PAUSES:
                raise Refused(text("refused-many-pauses", most=MOST_PAUSES), "invalid")
            return replace(old, pauses=pauses)

        by = context.user_id, "pause", reason
        await preferences.change_for_server(context.guild_id, change, *by)
        where = "channel" if channel else "server"
        mention, end = f"<#{place}>", format_end(made.until)
        await context.tell(text("moderation-paused", where=where, channel=mention, end=end))

    with_offers(pause)

    @group.command(name="resume", description=describe("moderation-resume"))
    @app_commands.describe(
        reason=describe("moderation-unban-reason"), channel=describe("moderation-resume-channel")
    )
    @moderators.callback
    async def resume(context: Context, reason: Reason, channel: Channel | None = None) -> None:
        at = context.requester.at
        ended = channel.id if channel else EVERYWHERE
        if ended not in _in_force(context.server, at):
            raise Refused(text("refused-not-paused"), "pause")

        def change(old: ServerPreferences) -> ServerPreferences:
            kept = {place: one for place, one in _in_force(old, at).items() if place != ended}
            return replace(old, pauses=kept)

        by = context.user_id, "resume", reason
        changed = await preferences.change_for_server(context.guild_id, change, *by)
        mentions = [f"<#{place}>" for place in changed.pauses if place != EVERYWHERE]
        others = ", ".join(mentions) or "none"
        await context.tell(text("moderation-resumed", others=others))


def _in_force(server: ServerPreferences, at: float) -> Mapping[int, Pause]:
    """List the pauses that are not over at a time."""
    return {
        place: pause
        for place, pause in server.pauses.items()
        if pause.until is None or at < pause.until
    }
