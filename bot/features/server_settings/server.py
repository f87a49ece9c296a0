"""`/server`: the settings of a server."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.server_settings.limits import check_limit, limit_texts
from bot.features.server_settings.lists import channels_group, models_group, roles_group
from bot.features.server_settings.overview import overview
from bot.features.server_settings.presets import styles_group
from bot.features.server_settings.server_admin import ServerAdmin
from bot.interactions.context import Context, Refused
from bot.interactions.language_choices import AS_DISCORD, language_choices
from bot.interactions.responses import refuse
from bot.language import LANGUAGES, Text, describe, say, text
from bot.language.formatting import join_with_and
from bot.storage import Scope, ServerPreferences

LIMIT_LENGTH = 40
Limit = app_commands.Range[str, 1, LIMIT_LENGTH]


def server_settings(services: Services) -> Feature:
    """Build the feature `/server`."""
    return Feature((ServerGroup(services),))


class ServerGroup(app_commands.Group):
    """The command group `/server`.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(
            name="server",
            description=describe("server-description"),
            # A hint to Discord's clients, which owners may override: each use is checked again.
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._services, self._admin = services, ServerAdmin(services)
        for group in (channels_group, roles_group, models_group, styles_group):
            self.add_command(group(self._admin))

    @app_commands.command(name="show", description=describe("server-show"))
    async def show(self, interaction: discord.Interaction) -> None:
        """Show the settings."""

        async def work(context: Context) -> None:
            # Looking up deleted channels and roles may take longer than an answer may.
            await context.interaction.response.defer(ephemeral=True)
            lines = await overview(self._services, context)
            await refuse(interaction, "\n".join(say(context.locale, line) for line in lines))

        await self._admin.serve(interaction, work)

    @app_commands.command(name="limits", description=describe("server-limits"))
    @app_commands.describe(
        member=describe("server-limits-member"), server=describe("server-limits-server")
    )
    async def limits(
        self,
        interaction: discord.Interaction,
        member: Limit | None = None,
        server: Limit | None = None,
    ) -> None:
        """Set the limits of pictures.

        Args:
            interaction: of the member.
            member: limit of each member, such as "10/hour".
            server: limit of all members together.
        """

        async def work(context: Context) -> None:
            given = {"user_limit": self._check_limit("user", member)} if member else {}
            if server:
                given["server_limit"] = self._check_limit("server", server)
            if not given:
                raise Refused(text("refused-no-limit"), "invalid")
            changed = await self._set(context, "limits", **given)
            await context.tell(self._format_limits(changed))

        await self._admin.serve(interaction, work)

    @app_commands.command(name="language", description=describe("server-language"))
    @app_commands.describe(language=describe("server-language-which"))
    @app_commands.choices(language=language_choices("server-as-discord"))
    async def language(self, interaction: discord.Interaction, language: str) -> None:
        """Set the language of public messages.

        Args:
            interaction: of the member.
            language: its code, or `AS_DISCORD`.
        """

        async def work(context: Context) -> None:
            if language not in LANGUAGES and language != AS_DISCORD:
                raise Refused(text("refused-language"), "invalid")
            chosen = language if language in LANGUAGES else None
            await self._set(context, "language", language=chosen)
            named = LANGUAGES.get(language, "")
            key = "server-language-now" if chosen else "server-language-own"
            await context.tell(text(key, language=named))

        await self._admin.serve(interaction, work)

    @app_commands.command(name="spoilers", description=describe("server-spoilers"))
    @app_commands.describe(hidden=describe("server-spoilers-hidden"))
    async def spoilers(self, interaction: discord.Interaction, hidden: bool) -> None:
        """Set whether pictures are posted as spoilers.

        Args:
            interaction: of the member.
            hidden: whether they are.
        """
        sentences = ("server-spoilers-on", "server-spoilers-off")
        await self._switch(interaction, "spoiler", hidden, *sentences)

    @app_commands.command(name="waits", description=describe("server-waits"))
    @app_commands.describe(wait=describe("server-waits-wait"))
    async def waits(self, interaction: discord.Interaction, wait: bool) -> None:
        """Set whether requests above a quota wait instead of being refused.

        Args:
            interaction: of the member.
            wait: whether they wait.
        """
        await self._switch(interaction, "waits", wait, "server-waits-on", "server-waits-off")

    async def _switch(
        self, interaction: discord.Interaction, field: str, value: bool, on: str, off: str
    ) -> None:
        async def work(context: Context) -> None:
            await self._set(context, field, **{field: value})
            await context.tell(text(on if value else off))

        await self._admin.serve(interaction, work)

    async def _set(self, context: Context, what: str, **values: Any) -> ServerPreferences:
        return await self._admin.change(context, what, lambda old: replace(old, **values))

    def _check_limit(self, scope: Scope, written: str) -> str | None:
        return check_limit(self._services.quotas, self._services.keep_days, scope, written)

    @staticmethod
    def _format_limits(choices: ServerPreferences) -> Text:
        member, server = (
            text(key, limit=join_with_and(limit_texts(limit)) or "") if limit else None
            for key, limit in (
                ("server-limit-member", choices.user_limit),
                ("server-limit-server", choices.server_limit),
            )
        )
        if member and server:
            return text("server-limits-both", member=member, server=server)
        return member or server or text("server-limits-none")
