"""`/morph` and `/blend`."""

from bot.features.base import Feature, Services
from bot.features.morphs.blend import blend
from bot.features.morphs.morph import morph


def morphs(services: Services) -> Feature:
    """Offer them."""
    return Feature((morph(services), blend(services)))
