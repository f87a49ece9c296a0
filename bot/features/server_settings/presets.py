"""`/server styles`: a server's own presets, written into a form."""

from collections.abc import Mapping
from functools import partial

import discord
from discord import app_commands

from bot.features.server_settings.server_admin import ServerAdmin, must_manage, note
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.interactions.modals import Field, Form
from bot.language import describe, text
from bot.language.formatting import one_line, quote
from bot.requests.presets import PLACE, built_in_presets
from bot.storage import Preset

MOST_STYLES, NAME_LIMIT, PROMPT_LIMIT = 100, 32, 1000


def styles_group(owners: ServerAdmin) -> app_commands.Group:
    """Offer `/server styles`."""
    presets = Presets(owners)
    group = app_commands.Group(name="styles", description=describe("server-styles"))

    @group.command(name="add", description=describe("server-styles-add"))
    async def add(interaction: discord.Interaction) -> None:
        await owners.serve(interaction, partial(presets.ask, Preset("", f"{PLACE}, ")))

    @group.command(name="edit", description=describe("server-styles-edit"))
    @app_commands.describe(style=describe("server-style"))
    async def edit(interaction: discord.Interaction, style: str) -> None:
        await owners.serve(interaction, partial(presets.edit, style))

    @group.command(name="remove", description=describe("server-styles-remove"))
    @app_commands.describe(style=describe("server-style"))
    async def remove(interaction: discord.Interaction, style: str) -> None:
        await owners.serve(interaction, partial(presets.remove, style))

    @group.command(name="restore", description=describe("server-styles-restore"))
    async def restore(interaction: discord.Interaction) -> None:
        await owners.serve(interaction, presets.restore)

    edit.autocomplete("style")(autocomplete(owners.services.handler, owners.services.presets.names))
    remove.autocomplete("style")(
        autocomplete(owners.services.handler, owners.services.presets.names)
    )
    return group


class Presets:
    """Changes them.

    Args:
        owners: whose server it is.
    """

    def __init__(self, owners: ServerAdmin) -> None:
        self._services = owners.services

    async def ask(self, style: Preset, context: Context) -> None:
        """Open the form; a style without a name is a new one."""
        fields = (
            Field("name", context.say("field-style-name"), style.name, NAME_LIMIT, required=True),
            Field(
                "prompt",
                context.say("field-style-prompt", place=PLACE),
                style.prompt,
                PROMPT_LIMIT,
                required=True,
                long=True,
            ),
            Field(
                "negative",
                context.say("field-negative"),
                style.negative_prompt,
                PROMPT_LIMIT,
                long=True,
            ),
        )
        title = context.say("server-style-form")
        written = partial(self._written, style.name)
        await context.interaction.response.send_modal(
            Form(self._services.handler, title, fields, written)
        )

    async def edit(self, name: str, context: Context) -> None:
        """Open the form with a style's words."""
        await self.ask(await self._offered(context, name), context)

    async def remove(self, name: str, context: Context) -> None:
        """Offer a style no more; a built-in one is hidden."""
        await self._offered(context, name)
        await self._withdraw(context.guild_id, name)
        note(context, "styles")
        await context.tell(text("server-style-removed", name=quote(name, NAME_LIMIT)))

    async def restore(self, context: Context) -> None:
        """Offer the built-in styles again that were removed."""
        hidden = [
            style.name
            for style in await self._services.preferences.styles(context.guild_id)
            if not style.prompt
        ]
        for name in hidden:
            await self._services.preferences.drop_style(context.guild_id, name)
        note(context, "styles")
        await context.tell(text("server-styles-restored", count=len(hidden)))

    async def _written(self, before: str, context: Context, written: Mapping[str, str]) -> None:
        """Keep what stood in the form, under the name that stood there."""
        must_manage(context)
        name = one_line(written["name"])[:NAME_LIMIT]
        style = Preset(name, written["prompt"].strip(), written["negative"].strip())
        if not name or not style.prompt:
            raise Refused(text("refused-style-empty"), "invalid")
        if (times := style.prompt.count(PLACE)) > 1:
            raise Refused(text("refused-style-twice", place=PLACE, times=times), "invalid")
        await self._services.must_be_allowed(context, style.prompt, style.negative_prompt)
        own = {one.name for one in await self._services.preferences.styles(context.guild_id)}
        if len(own - {before} | {name}) > MOST_STYLES:
            raise Refused(text("refused-many-styles", most=MOST_STYLES), "invalid")
        offered = await self._services.presets.available(context.guild_id)
        if before != name:
            await self._withdraw(context.guild_id, before)
        await self._services.preferences.set_style(context.guild_id, style)
        note(context, "styles")
        key = "replaced" if name in offered and name != before else "kept"
        await context.tell(text(f"server-style-{key}", name=quote(name, NAME_LIMIT)))

    async def _withdraw(self, guild_id: int, name: str) -> None:
        """Drop a style of the server's own, and hide a built-in one."""
        await self._services.preferences.drop_style(guild_id, name)
        if any(name in built_in_presets(model) for model in self._services.service.models):
            await self._services.preferences.set_style(guild_id, Preset(name, ""))

    async def _offered(self, context: Context, name: str) -> Preset:
        presets = await self._services.presets.available(context.guild_id)
        if name not in presets:
            raise Refused(text("refused-style", name=quote(name, 60)), "invalid")
        return presets[name]
