"""The button under a refused form."""

from bot.features.base import Feature, Services
from bot.interactions.modals import RETRY


def retry(services: Services) -> Feature:
    """Build the feature of the button that opens a refused form again, filled in."""
    return Feature(presses={RETRY: services.forms.reopen})
