"""`/rules`: what is filtered here, why a member's own was held, and what they can do."""

from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.rules.lines import own_lines, place_lines, word_lines
from bot.interactions.context import Context
from bot.interactions.layouts import Layout
from bot.interactions.responses import defer, show_layout
from bot.language import describe, say, text
from bot.storage import ReviewState

# Of a member's reviews, those with these states are shown.
_REFUSED_OR_HELD = (
    ReviewState.OPEN,
    ReviewState.APPEALED,
    ReviewState.REJECTED,
    ReviewState.UPHELD,
    ReviewState.OVERTURNED,
)
_SHOWN = 5


def rules(services: Services) -> Feature:
    """Build the feature `/rules`."""

    @app_commands.command(name="rules", description=describe("rules-command"))
    @services.handler.callback
    async def command(context: Context) -> None:
        if await defer(context.interaction, private=True):
            await show_layout(context.interaction, await _write(services, context))

    return Feature((command,))


async def _write(services: Services, context: Context) -> Layout:
    """Write the rules of the channel, and what they did to the member lately.

    Raises:
        StorageUnavailable: they cannot be read.
    """
    policy = await services.judge.load_policy(context.requester)
    place = context.guild_id, context.user_id
    strikes = await services.stores.strikes.list_counting(*place)
    ban = await services.stores.bans.find_ban(*place)
    reviews = await services.stores.reviews.list_of_member(*place, _REFUSED_OR_HELD, _SHOWN)
    layout = Layout(context.locale)
    layout.add_text(f"## {say(context.locale, text('rules-title'))}")
    layout.add_text(*word_lines(policy))
    layout.add_separator()
    layout.add_text(*place_lines(services.quotas, context))
    layout.add_separator()
    layout.add_text(*own_lines(context, len(strikes), ban, reviews))
    layout.add_separator()
    layout.add_text(text("rules-can"))
    return layout
