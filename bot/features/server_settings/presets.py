"""`/server styles`: a server's own presets."""

from collections.abc import Mapping
from functools import partial

from discord import app_commands

from bot.features.server_settings.server_admin import ServerAdmin, log_change, must_manage
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.interactions.modals import Field
from bot.language import describe, text
from bot.language.formatting import one_line, quote
from bot.requests.presets import PLACE, built_in_presets
from bot.storage import Preset

MOST_STYLES, NAME_LIMIT, PROMPT_LIMIT = 100, 32, 1000


def styles_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server styles`."""
    presets = Presets(admin)
    group = app_commands.Group(name="styles", description=describe("server-styles"))

    @group.command(name="add", description=describe("server-styles-add"))
    @admin.handler.callback
    async def add(context: Context) -> None:
        await presets.ask(context, Preset("", f"{PLACE}, "))

    @group.command(name="edit", description=describe("server-styles-edit"))
    @app_commands.describe(style=describe("server-style"))
    @admin.handler.callback
    async def edit(context: Context, style: str) -> None:
        await presets.edit(context, style)

    @group.command(name="remove", description=describe("server-styles-remove"))
    @app_commands.describe(style=describe("server-style"))
    @admin.handler.callback
    async def remove(context: Context, style: str) -> None:
        await presets.remove(context, style)

    @group.command(name="restore", description=describe("server-styles-restore"))
    @admin.handler.callback
    async def restore(context: Context) -> None:
        await presets.restore(context)

    edit.autocomplete("style")(autocomplete(admin.services.handler, admin.services.presets.names))
    remove.autocomplete("style")(autocomplete(admin.services.handler, admin.services.presets.names))
    return group


class Presets:
    """Changes of a server's presets.

    Args:
        admin: access to the server's settings.
    """

    def __init__(self, admin: ServerAdmin) -> None:
        self._services = admin.services

    async def ask(self, context: Context, style: Preset) -> None:
        """Open the form of a style.

        Args:
            context: of the member.
            style: values of the fields; a new style has no name.
        """
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
        save = partial(self._save, style.name)
        await self._services.forms.open(context, title, fields, save)

    async def edit(self, context: Context, name: str) -> None:
        """Open the form with the values of a style.

        Args:
            context: of the member.
            name: of the style.

        Raises:
            Refused: the server has no such style.
        """
        await self.ask(context, await self._find_style(context, name))

    async def remove(self, context: Context, name: str) -> None:
        """Remove a style; a built-in one is hidden.

        Args:
            context: of the member.
            name: of the style.

        Raises:
            Refused: the server has no such style.
        """
        await self._find_style(context, name)
        await self._withdraw(context, name)
        log_change(context, "styles")
        await context.tell(text("server-style-removed", name=quote(name, NAME_LIMIT)))

    async def restore(self, context: Context) -> None:
        """Restore the built-in styles that were removed."""
        hidden = [
            style.name
            for style in await self._services.stores.preferences.styles(context.guild_id)
            if not style.prompt
        ]
        for name in hidden:
            await self._services.stores.preferences.drop_style(
                context.guild_id, name, context.user_id
            )
        log_change(context, "styles")
        await context.tell(text("server-styles-restored", count=len(hidden)))

    async def _save(self, before: str, context: Context, written: Mapping[str, str]) -> None:
        """Save the style in the form; `before` is its old name, empty for a new one."""
        must_manage(context)
        name = one_line(written["name"])[:NAME_LIMIT]
        style = Preset(name, written["prompt"].strip(), written["negative"].strip())
        if not name or not style.prompt:
            raise Refused(text("refused-style-empty"), "invalid")
        if (times := style.prompt.count(PLACE)) > 1:
            raise Refused(text("refused-style-twice", place=PLACE, times=times), "invalid")
        await self._services.check_words(context, style.prompt, style.negative_prompt)
        own = {one.name for one in await self._services.stores.preferences.styles(context.guild_id)}
        if len(own - {before} | {name}) > MOST_STYLES:
            raise Refused(text("refused-many-styles", most=MOST_STYLES), "invalid")
        offered = await self._services.presets.available(context.guild_id)
        if before != name:
            await self._withdraw(context, before)
        place = context.guild_id, style, context.user_id
        await self._services.stores.preferences.set_style(*place)
        log_change(context, "styles")
        key = "replaced" if name in offered and name != before else "kept"
        await context.tell(text(f"server-style-{key}", name=quote(name, NAME_LIMIT)))

    async def _withdraw(self, context: Context, name: str) -> None:
        """Delete a style of the server, and hide a built-in one."""
        preferences, by = self._services.stores.preferences, context.user_id
        await preferences.drop_style(context.guild_id, name, by)
        if any(name in built_in_presets(model) for model in self._services.service.models):
            await preferences.set_style(context.guild_id, Preset(name, ""), by)

    async def _find_style(self, context: Context, name: str) -> Preset:
        presets = await self._services.presets.available(context.guild_id)
        if name not in presets:
            raise Refused(text("refused-style", name=quote(name, 60)), "invalid")
        return presets[name]
