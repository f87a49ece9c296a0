"""What the bot can do: a line a feature."""

from collections.abc import Callable

from bot.gallery import gallery
from bot.imagine import Feature, Studio, imagine
from bot.remix import remix

FEATURES: tuple[Callable[[Studio], Feature], ...] = (
    imagine,
    remix,
    gallery,
)  # fmt: skip
