"""`/server`: the settings of a server."""

import discord
from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.server_settings.approval import approval_group
from bot.features.server_settings.channel import channel_group
from bot.features.server_settings.lists import (
    ROLES,
    SPOILER_ROLES,
    channels_group,
    models_group,
    roles_group,
)
from bot.features.server_settings.overview.pages import PAGE, Overview
from bot.features.server_settings.overview.server_state import read_state
from bot.features.server_settings.presets import styles_group
from bot.features.server_settings.quiet_hours import quiet_group
from bot.features.server_settings.quotas import quotas_group
from bot.features.server_settings.safety import safety_group
from bot.features.server_settings.server_admin import ServerAdmin
from bot.features.server_settings.strikes import add_strikes_command
from bot.features.server_settings.words.commands import PAGES, WordRules, words_group
from bot.features.shared.channels import TextChannel
from bot.features.shared.language_choices import AS_DISCORD, language_choices
from bot.features.shared.limits import Limit, check_limit, format_limits
from bot.interactions.context import Context, Refused
from bot.interactions.responses import defer
from bot.language import LANGUAGES, describe, text
from bot.storage import Scope


def server_settings(services: Services) -> Feature:
    """Build the feature `/server`."""
    admin, overview = ServerAdmin(services), Overview(services)
    group = app_commands.Group(
        name="server",
        description=describe("server-description"),
        # A hint to Discord's clients, which owners may override: each use is checked again.
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(name="show", description=describe("server-show"))
    @admin.handler.callback
    async def show(context: Context) -> None:
        await overview.show(context)

    @group.command(name="limits", description=describe("server-limits"))
    @app_commands.describe(
        member=describe("server-limits-member"), server=describe("server-limits-server")
    )
    @admin.handler.callback
    async def limits(
        context: Context, member: Limit | None = None, server: Limit | None = None
    ) -> None:
        written: tuple[tuple[Scope, str | None], ...] = (("user", member), ("server", server))
        given = {
            f"{scope}_limit": check_limit(services.quotas, services.keep_days, scope, limit)
            for scope, limit in written
            if limit
        }
        if not given:
            raise Refused(text("refused-no-limit"), "invalid")
        await context.tell(format_limits(await admin.set(context, "limits", **given)))

    @group.command(name="language", description=describe("server-language"))
    @app_commands.describe(language=describe("server-language-which"))
    @app_commands.choices(language=language_choices("server-as-discord"))
    @admin.handler.callback
    async def language(context: Context, language: str) -> None:
        if language not in LANGUAGES and language != AS_DISCORD:
            raise Refused(text("refused-language"), "invalid")
        chosen = language if language in LANGUAGES else None
        await admin.set(context, "language", language=chosen)
        key = "server-language-now" if chosen else "server-language-own"
        await context.tell(text(key, language=LANGUAGES.get(language, "")))

    @group.command(name="spoilers", description=describe("server-spoilers"))
    @app_commands.describe(hidden=describe("server-spoilers-hidden"))
    @admin.handler.callback
    async def spoilers(context: Context, hidden: bool) -> None:
        await admin.set(context, "spoiler", spoiler=hidden)
        await context.tell(text("server-spoilers-on" if hidden else "server-spoilers-off"))

    @group.command(name="waits", description=describe("server-waits"))
    @app_commands.describe(wait=describe("server-waits-wait"))
    @admin.handler.callback
    async def waits(context: Context, wait: bool) -> None:
        await admin.set(context, "waits", waits=wait)
        await context.tell(text("server-waits-on" if wait else "server-waits-off"))

    add_strikes_command(group, admin)
    group.add_command(channels_group(admin))
    group.add_command(roles_group(admin, ROLES))
    group.add_command(models_group(admin))
    group.add_command(styles_group(admin))
    group.add_command(roles_group(admin, SPOILER_ROLES))
    group.add_command(safety_group(admin))
    group.add_command(quotas_group(admin))
    group.add_command(channel_group(admin))
    group.add_command(quiet_group(admin))
    group.add_command(approval_group(admin))
    group.add_command(_log_group(admin))
    words = WordRules(services)
    group.add_command(words_group(admin, words))
    return Feature((group,), {PAGE: overview.turn, PAGES: words.show})


def _log_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server log`."""
    group = app_commands.Group(name="log", description=describe("server-log"))

    @group.command(name="set", description=describe("server-log-set"))
    @app_commands.describe(channel=describe("server-log-channel"))
    @admin.handler.callback
    async def set_(context: Context, channel: TextChannel) -> None:
        client = admin.services.client
        # Reading the server from Discord may take longer than an answer may.
        if not await defer(context.interaction, private=True):
            return
        state = await read_state(client, context.guild_id)
        found = state and state.channels.get(channel.id)
        if state and not (found and found.permissions_for(state.bot).send_messages):
            raise Refused(text("refused-log-closed", channel=channel.mention), "permission")
        application_id = client.application_id or 0
        # The change itself is the first entry there.
        await admin.set(
            context, "log channel", log_channel=channel.id, log_application=application_id
        )
        await context.tell(text("server-log-now", channel=channel.mention))

    @group.command(name="off", description=describe("server-log-off"))
    @admin.handler.callback
    async def off(context: Context) -> None:
        await admin.set(context, "log channel", log_channel=None)
        await context.tell(text("server-log-none"))

    return group
