"""The commands of this package."""

from bot.imagine import Feature, Studio
from bot.preferences.settings import settings_group


def preferences(studio: Studio) -> Feature:
    """Offer `/settings`."""
    return Feature((settings_group(studio),))
