"""`/server channel`: what is drawn in one channel and its threads, and how it is shown."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from discord import app_commands
from discord.app_commands import Choice

from bot.features.base import Services
from bot.features.server_settings.channel_settings import PARTS, ChannelSettings, reset_part
from bot.features.server_settings.server_admin import ServerAdmin
from bot.features.shared.channels import Channel
from bot.interactions.autocomplete import autocomplete
from bot.interactions.context import Context, Refused
from bot.language import describe, text
from bot.requests.model_choice import widest_limits
from bot.requests.options import size_name


def channel_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server channel`."""
    group = app_commands.Group(name="channel", description=describe("server-place"))
    settings, services = ChannelSettings(admin), admin.services
    parts = [Choice(name=describe(f"place-part-{one}"), value=one) for one in PARTS]

    @group.command(name="set", description=describe("server-place-set"))
    @app_commands.describe(
        channel=describe("server-channel"),
        model=describe("server-place-model"),
        size=describe("server-place-size"),
        style=describe("server-place-style"),
        force=describe("server-place-force"),
        spoiler=describe("server-place-spoiler"),
    )
    @admin.handler.callback
    async def set_(
        context: Context,
        channel: Channel,
        model: str | None = None,
        size: str | None = None,
        style: str | None = None,
        force: bool | None = None,
        spoiler: bool | None = None,
    ) -> None:
        await settings.check_names(context, model, size, style)
        values = {"model": model, "size": size, "style": style, "forced": force, "spoiler": spoiler}
        given: dict[str, Any] = {name: one for name, one in values.items() if one is not None}
        if not given:
            raise Refused(text("refused-place-nothing"), "invalid")
        await settings.change(context, channel, lambda old: replace(old, **given))

    @group.command(name="reset", description=describe("server-place-reset"))
    @app_commands.describe(
        channel=describe("server-place-reset-channel"), what=describe("server-place-reset-what")
    )
    @app_commands.choices(what=parts)
    @admin.handler.callback
    async def reset(
        context: Context, channel: Channel | None = None, what: str | None = None
    ) -> None:
        if channel is None:
            await settings.remove_deleted(context)
        else:
            await settings.change(context, channel, lambda old: reset_part(old, what))

    for command in (set_, *_style_commands(settings)):
        command.autocomplete("style")(autocomplete(services.handler, services.presets.names))
        if command is not set_:
            group.add_command(command)
    _complete(set_, services)
    return group


def _style_commands(settings: ChannelSettings) -> list[app_commands.Command[Any, ..., None]]:
    """Build the commands of the presets on offer in a channel."""

    @app_commands.command(name="allow", description=describe("server-place-allow"))
    @app_commands.describe(channel=describe("server-channel"), style=describe("server-style"))
    @settings.handler.callback
    async def allow(context: Context, channel: Channel, style: str) -> None:
        await settings.check_names(context, style=style)
        await settings.change(
            context,
            channel,
            lambda old: replace(old, styles=tuple(dict.fromkeys((*old.styles, style)))),
        )

    @app_commands.command(name="forbid", description=describe("server-place-forbid"))
    @app_commands.describe(channel=describe("server-channel"), style=describe("server-style"))
    @settings.handler.callback
    async def disallow(context: Context, channel: Channel, style: str) -> None:
        await settings.change(
            context,
            channel,
            lambda old: replace(old, styles=tuple(one for one in old.styles if one != style)),
        )

    return [allow, disallow]


def _complete(command: app_commands.Command[Any, ..., None], services: Services) -> None:
    """Offer the models and sizes while they are typed."""

    async def models(_context: Context) -> Iterable[str]:
        return services.service.models

    async def sizes(_context: Context) -> Iterable[str]:
        return [size_name(*size) for size in widest_limits(services.service).sizes]

    command.autocomplete("model")(autocomplete(services.handler, models))
    command.autocomplete("size")(autocomplete(services.handler, sizes))
