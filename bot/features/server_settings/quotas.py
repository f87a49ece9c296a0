"""`/server quotas`: limits for members with a role, in place of the server's limit per member."""

from collections.abc import Mapping
from dataclasses import replace

import discord
from discord import app_commands

from bot.admission.place_and_word_rules import MOST_NAMED
from bot.admission.rates import NONE, rate_limits
from bot.features.server_settings.server_admin import ServerAdmin, join_names
from bot.features.shared.limits import Limit, check_limit, limit_texts
from bot.interactions.context import Context, Refused
from bot.interactions.deleted_targets import deleted_roles
from bot.language import describe, say, text
from bot.language.formatting import join_with_and
from bot.storage import ServerPreferences

SHOWN_LIMIT = 1500


def quotas_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server quotas`."""
    group = app_commands.Group(name="quotas", description=describe("server-quotas"))

    @group.command(name="add", description=describe("server-quotas-add"))
    @app_commands.describe(role=describe("server-role"), limit=describe("server-quotas-limit"))
    @admin.handler.callback
    async def add(context: Context, role: discord.Role, limit: Limit) -> None:
        services = admin.services
        allowed = check_limit(services.quotas, services.keep_days, "user", limit) or NONE

        def add_limit(old: ServerPreferences) -> ServerPreferences:
            limits = {**old.role_limits, role.id: allowed}
            if len(limits) > MOST_NAMED:
                raise Refused(text("refused-too-many-listed", most=MOST_NAMED), "invalid")
            return replace(old, role_limits=limits)

        await _tell(context, await admin.change(context, "role limits", add_limit))

    @group.command(name="remove", description=describe("server-quotas-remove"))
    @app_commands.describe(role=describe("server-role-remove"))
    @admin.handler.callback
    async def remove(context: Context, role: discord.Role | None = None) -> None:
        if role:
            removed = frozenset({role.id})
        else:
            await context.interaction.response.defer(ephemeral=True)
            removed = await deleted_roles(context.interaction.guild, context.server.role_limits)

        def remove_limits(old: ServerPreferences) -> ServerPreferences:
            left = {id_: limit for id_, limit in old.role_limits.items() if id_ not in removed}
            return replace(old, role_limits=left)

        await _tell(context, await admin.change(context, "role limits", remove_limits))

    @group.command(name="clear", description=describe("server-quotas-clear"))
    @admin.handler.callback
    async def clear(context: Context) -> None:
        await _tell(context, await admin.set(context, "role limits", role_limits={}))

    return group


def format_role_limits(limits: Mapping[int, str], locale: str) -> list[str]:
    """Format the limits of roles, one each.

    Args:
        limits: by the ids of the roles.
        locale: of the member who reads them.
    """
    unlimited = text("server-role-unlimited")
    named = {role: join_with_and(limit_texts(rate_limits(limit))) for role, limit in limits.items()}
    return [
        say(locale, text("server-role-limit", role=f"<@&{role}>", limit=limit or unlimited))
        for role, limit in named.items()
    ]


async def _tell(context: Context, server: ServerPreferences) -> None:
    """Answer with the limits of all roles."""
    lines = format_role_limits(server.role_limits, context.locale)
    if lines:
        await context.tell(text("server-quotas-now", list=join_names(lines, SHOWN_LIMIT)))
    else:
        await context.tell(text("server-quotas-none"))
