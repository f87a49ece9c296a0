"""`/morph` and `/blend`."""

from bot.imagine import Feature, Studio
from bot.morphs.blend import blend
from bot.morphs.morph import morph


def morphs(studio: Studio) -> Feature:
    """Offer them."""
    return Feature((morph(studio), blend(studio)))
