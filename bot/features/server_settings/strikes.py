"""`/server strikes`: the consequences of moderators' warnings."""

from dataclasses import replace

from discord import app_commands

from bot.features.server_settings.server_admin import ServerAdmin
from bot.interactions.context import Context
from bot.language import Text, describe, text
from bot.storage import ServerPreferences, StrikeRules

Days = app_commands.Range[int, 1, 365]
Count = app_commands.Range[int, 1, 20]
Hours = app_commands.Range[int, 1, 8760]


def add_strikes_command(group: app_commands.Group, admin: ServerAdmin) -> None:
    """Add the command that sets the consequences of strikes.

    Args:
        group: the group `/server`.
        admin: access to the server's settings.
    """

    @group.command(name="strikes", description=describe("server-strikes"))
    @app_commands.describe(
        days=describe("server-strikes-days"),
        limit=describe("server-strikes-limit"),
        ban_hours=describe("server-strikes-hours"),
    )
    @admin.handler.callback
    async def strikes(
        context: Context,
        days: Days | None = None,
        limit: Count | None = None,
        ban_hours: Hours | None = None,
    ) -> None:
        given = {"days": days, "limit": limit, "ban_hours": ban_hours}
        chosen = {name: value for name, value in given.items() if value is not None}
        if not chosen:
            await context.tell(_format_rules(context.server.strikes))
            return

        def change(old: ServerPreferences) -> ServerPreferences:
            return replace(old, strikes=replace(old.strikes, **chosen))

        changed = await admin.change(context, "strikes", change)
        await context.tell(_format_rules(changed.strikes))


def _format_rules(rules: StrikeRules) -> Text:
    numbers = {"days": rules.days, "limit": rules.limit, "hours": rules.ban_hours}
    return text("server-strikes-now", **numbers)
