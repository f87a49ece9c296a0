"""The feature `/morph` and `/blend`."""

from bot.features.base import Feature, Services
from bot.features.morphs.blend import blend
from bot.features.morphs.morph import morph


def morphs(services: Services) -> Feature:
    """Build the feature `/morph` and `/blend`."""
    return Feature((morph(services), blend(services)))
