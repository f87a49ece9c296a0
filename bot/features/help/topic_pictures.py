"""The pictures of the pages."""

import io
from importlib import resources

import discord

from bot.language import say, text
from bot.runtime.pools import STORAGE


async def topic_picture(locale: str, topic: str) -> discord.File:
    """Read a page's picture, with its alt text in the reader's language."""
    content = await STORAGE.run(_read, topic)
    alt = say(locale, text(f"help-alt-{topic}"))
    return discord.File(io.BytesIO(content), f"{topic}.webp", description=alt)


def _read(topic: str) -> bytes:
    return resources.files("bot.features.help").joinpath("pictures", f"{topic}.webp").read_bytes()
