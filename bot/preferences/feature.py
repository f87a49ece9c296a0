"""The commands of this package, and its button."""

from bot.imagine import Feature, Studio
from bot.preferences.privacy import PrivacyGroup
from bot.preferences.server import ServerGroup
from bot.preferences.settings import settings_group


def preferences(studio: Studio) -> Feature:
    """Offer `/settings`, `/server` and `/privacy`."""
    privacy = PrivacyGroup(studio)
    commands = (settings_group(studio), ServerGroup(studio), privacy)
    return Feature(commands, {"forget": privacy.forget})
