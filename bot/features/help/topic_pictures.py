"""Pictures of the tour's pages."""

import io
from importlib import resources

import discord

from bot.language import say, text
from bot.runtime.pools import STORAGE


async def topic_picture(locale: str, topic: str) -> discord.File:
    """Read a page's picture, with its alt text.

    Args:
        locale: of the reader.
        topic: topic of the page.
    """
    picture = resources.files("bot.features.help").joinpath("pictures", f"{topic}.webp")
    content = await STORAGE.run(picture.read_bytes)
    alt = say(locale, text("help-alt", shown=text(f"help-alt-{topic}")))
    return discord.File(io.BytesIO(content), f"{topic}.webp", description=alt)
