"""What the bot can do: a line a feature."""

from collections.abc import Callable

from bot.gallery import gallery
from bot.help import help_
from bot.imagine import Feature, Studio, imagine
from bot.moderation import moderation
from bot.morphs import morphs
from bot.preferences import preferences
from bot.queue import queue
from bot.remix import remix

FEATURES: tuple[Callable[[Studio], Feature], ...] = (
    imagine,
    remix,
    preferences,
    gallery,
    queue,
    morphs,
    moderation,
    help_,
)  # fmt: skip
