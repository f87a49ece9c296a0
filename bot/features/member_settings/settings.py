"""`/settings`: a member's defaults, in every server."""

from dataclasses import replace
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.member_settings.summary import NAMES, setting_name, summary
from bot.features.shared.drawing_options import sampler_choices, size_choices
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.interactions.language_choices import language_choices
from bot.interactions.responses import refuse
from bot.language import LANGUAGES, describe, say, text
from bot.language.formatting import quote
from bot.requests.member_defaults import allowed_defaults, check_defaults
from bot.requests.model_choice import widest_limits
from bot.storage import MemberPreferences
from generation import MAX_COUNT

NEGATIVE_LIMIT = 1000


def member_settings(services: Services) -> Feature:
    """Build the feature `/settings`; the models' widest limits are part of its definition."""
    group = app_commands.Group(name="settings", description=describe("settings-description"))
    offered = [
        app_commands.Choice(name=describe(setting_name(name).key), value=name) for name in NAMES
    ]

    @group.command(name="show", description=describe("settings-show"))
    async def show(interaction: discord.Interaction) -> None:
        async def work(context: Context) -> None:
            await _show(services, context, context.member)

        await services.handler.serve(interaction, work)

    group.add_command(_set_command(services))

    @group.command(name="reset", description=describe("settings-reset"))
    @app_commands.describe(what=describe("settings-reset-what"))
    @app_commands.choices(what=offered)
    async def reset(interaction: discord.Interaction, what: str | None = None) -> None:
        async def work(context: Context) -> None:
            defaults = MemberPreferences()
            if what not in NAMES:
                await services.stores.preferences.choose_for_member(context.user_id, defaults)
                await context.tell(text("settings-all-reset"))
                return
            default = {what: getattr(defaults, what)}
            await services.stores.preferences.change_for_member(
                context.user_id, lambda own: replace(own, **default)
            )
            await context.tell(text("settings-one-reset", name=setting_name(what)))

        await services.handler.serve(interaction, work)

    return Feature((group,))


def _set_command(services: Services) -> app_commands.Command[Any, ..., None]:
    model = widest_limits(services.service)

    @app_commands.command(name="set", description=describe("settings-set"))
    @app_commands.describe(
        count=describe("settings-set-count", most=str(MAX_COUNT)),
        size=describe("settings-set-size"),
        steps=describe("settings-set-steps", most=str(model.max_steps)),
        guidance=describe("settings-set-guidance", most=f"{model.max_guidance:g}"),
        sampler=describe("settings-set-sampler"),
        negative_prompt=describe("settings-set-negative-prompt"),
        style=describe("settings-set-style"),
        language=describe("settings-set-language"),
        remix=describe("settings-set-remix"),
        still=describe("settings-set-still"),
    )
    @app_commands.choices(
        size=size_choices(model),
        sampler=sampler_choices(),
        language=language_choices("settings-as-discord"),
    )
    async def set_(
        interaction: discord.Interaction,
        count: app_commands.Range[int, 1, MAX_COUNT] | None = None,
        size: str | None = None,
        steps: app_commands.Range[int, 1, model.max_steps] | None = None,
        guidance: app_commands.Range[float, 1.0, model.max_guidance] | None = None,
        sampler: str | None = None,
        negative_prompt: app_commands.Range[str, 1, NEGATIVE_LIMIT] | None = None,
        style: str | None = None,
        language: str | None = None,
        remix: bool | None = None,
        still: bool | None = None,
    ) -> None:
        values = (
            count, size, steps, guidance, sampler, negative_prompt, style, language, remix, still,
        )  # fmt: skip
        given = {
            name: value for name, value in zip(NAMES, values, strict=True) if value is not None
        }
        await services.handler.serve(interaction, partial(_change, services, given))

    set_.autocomplete("style")(autocomplete(services.handler, services.presets.names))

    return set_


async def _change(services: Services, given: dict[str, Any], context: Context) -> None:
    """Change the given settings.

    Raises:
        Refused: the server has no such style, or blocks a word.
        InvalidRequest: a value breaks a rule of the models.
    """
    if not given:
        raise Refused(text("refused-nothing-to-set"), "invalid")
    style = given.get("style")
    if style and style not in await services.presets.available(context.guild_id):
        raise Refused(text("refused-style", name=quote(style, 60)), "invalid")
    await services.check_words(context, "", given.get("negative_prompt") or "")
    if given.get("language") not in LANGUAGES:
        given = {name: None if name == "language" else value for name, value in given.items()}

    limits = widest_limits(services.service)

    def change(own: MemberPreferences) -> MemberPreferences:
        changed = replace(allowed_defaults(own, limits), **given)
        check_defaults(changed, limits)
        return changed

    own = await services.stores.preferences.change_for_member(context.user_id, change)
    await _show(services, context, own)


async def _show(services: Services, context: Context, own: MemberPreferences) -> None:
    """Show a member's settings, in the language that they set."""
    locale = own.language or context.interaction.locale.value
    limits = widest_limits(services.service)
    lines = [say(locale, line) for line in summary(allowed_defaults(own, limits), limits)]
    await refuse(context.interaction, "\n".join(lines))
