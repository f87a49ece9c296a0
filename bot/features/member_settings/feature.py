"""The commands of this package, and its button."""

from bot.features.base import Feature, Services
from bot.features.member_settings.settings import settings_group
from bot.features.privacy.command import PrivacyGroup
from bot.features.server_settings.server import ServerGroup


def preferences(services: Services) -> Feature:
    """Offer `/settings`, `/server` and `/privacy`."""
    privacy = PrivacyGroup(services)
    commands = (settings_group(services), ServerGroup(services), privacy)
    return Feature(commands, {"forget": privacy.forget})
