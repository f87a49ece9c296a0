"""`/server show`: all settings of a server, in pages, with what needs a look first."""

from bot.features.base import Services
from bot.features.server_settings.overview.lines import (
    CHANGED,
    approval_lines,
    channel_line,
    drawing_lines,
    limit_lines,
    safety_lines,
)
from bot.features.server_settings.overview.problems import find_problems
from bot.features.server_settings.overview.server_state import read_state
from bot.features.server_settings.server_admin import must_manage
from bot.interactions.buttons import Button, make_button
from bot.interactions.context import Context, Refused
from bot.interactions.layouts import MOST_CHARACTERS, Layout, paginate
from bot.interactions.permissions import must_be_private
from bot.interactions.responses import acknowledge, defer, show_layout
from bot.language import say, text

PAGE = Button("overview")
PROBLEM = "⚠️"
# Of the texts of a page, below its title and above its legend.
_ROOM = MOST_CHARACTERS - 500
# Characters of lines that stay on one page.
_MOST_TOGETHER = _ROOM // 2


class Overview:
    """Pages of a server's settings, each visible only to the member who asked for it.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    async def show(self, context: Context) -> None:
        """Answer the command with the first page."""
        # Reading the server from Discord may take longer than an answer may.
        if await defer(context.interaction, private=True):
            await self._show(context, 0)

    async def turn(self, context: Context, target: str) -> None:
        """Replace a page by another one, of the settings as they are now.

        Args:
            context: of the member.
            target: number of the page, from 0.

        Raises:
            Refused: the member may not manage the server, or there is no such page.
        """
        must_manage(context)
        must_be_private(context)
        if not target.isdecimal():
            raise Refused(text("refused-button"), "unknown_button")
        if await acknowledge(context.interaction):
            await self._show(context, int(target))

    async def _show(self, context: Context, number: int) -> None:
        pages = paginate(await self._build_blocks(context), _ROOM)
        # There may be fewer by now.
        number = min(number, len(pages) - 1)
        layout = Layout(context.locale)
        title = text("overview-title")
        if len(pages) > 1:
            title = text("overview-page", title=title, page=number + 1, pages=len(pages))
        layout.add_text(f"## {say(context.locale, title)}")
        for block in pages[number]:
            layout.add_separator()
            layout.add_text(block)
        layout.add_text(f"-# {CHANGED} {context.say('overview-changed')}")
        turns = (("earlier", number - 1), ("later", number + 1))
        layout.add_buttons(
            *(
                make_button(context.say(f"page-{key}"), PAGE, str(other))
                for key, other in turns
                if 0 <= other < len(pages)
            )
        )
        await show_layout(context.interaction, layout)

    async def _build_blocks(self, context: Context) -> list[str]:
        """Build the texts of all pages, with what needs a look first.

        Raises:
            StorageUnavailable: the server's presets cannot be read.
        """
        services, server, locale = self._services, context.server, context.locale
        state = await read_state(services.client, context.guild_id)
        styles = await services.presets.names(context)
        problems = await find_problems(services, context, state)
        sections = {
            "drawing": drawing_lines(context, state, styles),
            "limits": limit_lines(services.quotas, context),
            "safety": safety_lines(server),
            "approval": approval_lines(server),
        }
        blocks = {"problems": [f"{PROBLEM} {say(locale, problem)}" for problem in problems]}
        blocks |= {key: [line.render(locale) for line in lines] for key, lines in sections.items()}
        single = {**server.channel_defaults, **server.channel_bands, **server.channel_approval}
        places = [
            channel_line(
                context, channel_id, adult=state is not None and state.is_adult(channel_id)
            )
            for channel_id in single
        ]
        titles = {key: context.say(f"overview-{key}") for key in blocks}
        titled = [
            "\n".join(part)
            for key, lines in blocks.items()
            for part in paginate([f"**{titles[key]}**", *lines], _MOST_TOGETHER)
            if lines
        ]
        return [*titled, *places]
