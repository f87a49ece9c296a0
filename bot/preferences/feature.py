"""The commands of this package, and its button."""

from bot.imagine import Feature, Studio
from bot.preferences.privacy import PrivacyGroup
from bot.preferences.settings import settings_group


def preferences(studio: Studio) -> Feature:
    """Offer `/settings` and `/privacy`."""
    privacy = PrivacyGroup(studio)
    return Feature((settings_group(studio), privacy), {"forget": privacy.forget})
