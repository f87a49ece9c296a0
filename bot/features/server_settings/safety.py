"""`/server safety`: what happens to words of each category, and to pictures by their scores."""

from dataclasses import replace
from typing import Any

from discord import app_commands
from discord.app_commands import Choice

from bot.admission.categories import DEFAULTS, RULINGS
from bot.features.server_settings.bands import DEFAULT, LEVELS, Place, change_bands, format_bands
from bot.features.server_settings.overview.lines import category_text, safety_lines
from bot.features.server_settings.server_admin import ServerAdmin
from bot.features.shared.channels import Channel
from bot.interactions.context import Context, Refused
from bot.interactions.layouts import Layout
from bot.interactions.responses import show_layout
from bot.language import describe, text

Score = app_commands.Range[float, 0.0, 1.0]


def safety_group(admin: ServerAdmin) -> app_commands.Group:
    """Build the command group `/server safety`."""
    group = app_commands.Group(name="safety", description=describe("server-safety"))

    @group.command(name="show", description=describe("server-safety-show"))
    @admin.handler.callback
    async def show(context: Context) -> None:
        layout = Layout(context.locale)
        layout.add_text(*(line.render(context.locale) for line in safety_lines(context.server)))
        await show_layout(context.interaction, layout)

    group.add_command(_words_command(admin))
    group.add_command(_pictures_command(admin))
    return group


def _words_command(admin: ServerAdmin) -> app_commands.Command[Any, ..., None]:
    categories = [Choice(name=describe(category_text(one).key), value=one) for one in DEFAULTS]
    rulings = [Choice(name=describe(f"ruling-{one}"), value=one) for one in RULINGS]

    @app_commands.command(name="words", description=describe("server-safety-words"))
    @app_commands.describe(
        category=describe("server-safety-words-category"),
        ruling=describe("server-safety-words-ruling"),
    )
    @app_commands.choices(category=categories, ruling=rulings)
    @admin.handler.callback
    async def words(context: Context, category: str, ruling: str) -> None:
        if category not in DEFAULTS or ruling not in RULINGS:
            raise Refused(text("refused-category"), "invalid")
        await admin.change(
            context,
            "categories",
            lambda old: replace(old, categories={**old.categories, category: ruling}),
        )
        now = text(f"ruling-{ruling}")
        await context.tell(text("server-safety-now", category=category_text(category), ruling=now))

    return words


def _pictures_command(admin: ServerAdmin) -> app_commands.Command[Any, ..., None]:
    levels = [Choice(name=describe(f"level-{one}"), value=one) for one in (*LEVELS, DEFAULT)]

    @app_commands.command(name="pictures", description=describe("server-safety-pictures"))
    @app_commands.describe(
        level=describe("server-safety-level"),
        channel=describe("server-safety-channel"),
        adult=describe("server-safety-adult"),
        spoiler=describe("server-safety-spoiler"),
        hold=describe("server-safety-hold"),
        block=describe("server-safety-block"),
    )
    @app_commands.choices(level=levels)
    @admin.handler.callback
    async def pictures(
        context: Context,
        level: str | None = None,
        channel: Channel | None = None,
        adult: bool = False,
        spoiler: Score | None = None,
        hold: Score | None = None,
        block: Score | None = None,
    ) -> None:
        scores = {"spoiler": spoiler, "hold": hold, "block": block}
        given = {name: score for name, score in scores.items() if score is not None}
        if not (given or level == DEFAULT or level in LEVELS):
            raise Refused(text("refused-no-bands"), "invalid")
        place = Place(channel.id, channel.nsfw) if channel else Place(None, adult)
        server = await admin.change(
            context, "bands", lambda old: change_bands(old, place, level, given)
        )
        bands = format_bands(place.find_bands(server))
        if channel:
            await context.tell(text("server-safety-there", channel=channel.mention, bands=bands))
        else:
            key = "server-safety-adult-now" if adult else "server-safety-pictures-now"
            await context.tell(text(key, bands=bands))

    return pictures
