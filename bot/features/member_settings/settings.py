"""`/settings`: a member's defaults, in every server."""

from dataclasses import replace
from typing import Any

from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.member_settings.summary import NAMES, setting_name, summary
from bot.features.shared.drawing_options import with_options
from bot.features.shared.language_choices import language_choices
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.interactions.responses import refuse
from bot.language import LANGUAGES, Text, describe, say, text
from bot.language.formatting import quote
from bot.requests.member_defaults import allowed_defaults, check_defaults
from bot.requests.model_choice import widest_limits
from bot.requests.options import MEMBER_DEFAULTS, OptionRule, Options
from bot.storage import MemberPreferences

NEGATIVE_LIMIT = 1000


def member_settings(services: Services) -> Feature:
    """Build the feature `/settings`; the models' widest limits are part of its definition."""
    group = app_commands.Group(name="settings", description=describe("settings-description"))
    offered = [
        app_commands.Choice(name=describe(setting_name(name).key), value=name) for name in NAMES
    ]

    @group.command(name="show", description=describe("settings-show"))
    @services.handler.callback
    async def show(context: Context) -> None:
        await _show(services, context, context.member)

    @group.command(name="set", description=describe("settings-set"))
    @app_commands.describe(
        language=describe("settings-set-language"),
        remix=describe("settings-set-remix"),
        still=describe("settings-set-still"),
    )
    @app_commands.choices(language=language_choices("settings-as-discord"))
    @with_options(
        services,
        MEMBER_DEFAULTS,
        lambda name: f"settings-set-{name}",
        negative_prompt=OptionRule(1, NEGATIVE_LIMIT),
    )
    async def set_(
        context: Context,
        *,
        options: Options,
        language: str | None = None,
        remix: bool | None = None,
        still: bool | None = None,
    ) -> None:
        values = {name: getattr(options, name) for name in MEMBER_DEFAULTS}
        values |= {"language": language, "remix": remix, "still": still}
        given = {name: value for name, value in values.items() if value is not None}
        await _change(services, context, given)

    @group.command(name="reset", description=describe("settings-reset"))
    @app_commands.describe(what=describe("settings-reset-what"))
    @app_commands.choices(what=offered)
    @services.handler.callback
    async def reset(context: Context, what: str | None = None) -> None:
        defaults = MemberPreferences()
        if what not in NAMES:
            await services.stores.preferences.choose_for_member(context.user_id, defaults)
            await _answer(context, defaults, text("settings-all-reset"))
            return
        default = {what: getattr(defaults, what)}
        own = await services.stores.preferences.change_for_member(
            context.user_id, lambda own: replace(own, **default)
        )
        await _answer(context, own, text("settings-one-reset", name=setting_name(what)))

    set_.autocomplete("style")(autocomplete(services.handler, services.presets.names))
    return Feature((group,))


async def _change(services: Services, context: Context, given: dict[str, Any]) -> None:
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
    """Show a member's settings."""
    limits = widest_limits(services.service)
    await _answer(context, own, *summary(allowed_defaults(own, limits), limits))


async def _answer(context: Context, own: MemberPreferences, *lines: Text) -> None:
    """Answer in the language of the settings as they are now, which a change may have changed."""
    locale = own.language or context.interaction.locale.value
    await refuse(context.interaction, "\n".join(say(locale, line) for line in lines))
