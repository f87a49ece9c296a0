"""The feature of the gallery: its commands, context menus and buttons."""

from bot.features.base import Feature, Services
from bot.features.gallery.deleting import Deleting
from bot.features.gallery.menus import menus
from bot.features.gallery.more import More
from bot.features.gallery.one_picture import OnePicture
from bot.features.gallery.pages import Pages
from bot.features.gallery.stats import stats
from bot.features.gallery.tagging import Tagging


def gallery(services: Services) -> Feature:
    """Build the feature `/gallery`, `/history`, `/stats`, their buttons and context menus."""
    channel_permissions = services.channel_permissions
    one, pages = OnePicture(services, channel_permissions), Pages(services, channel_permissions)
    parts = (
        one,
        pages,
        Tagging(services, channel_permissions),
        Deleting(services, channel_permissions),
        More(services, channel_permissions),
    )
    return Feature(
        (
            pages.gallery_command(),
            pages.history_command(),
            stats(services),
            *menus(services, channel_permissions, one, pages),
        ),
        {button: press for part in parts for button, press in part.presses.items()},
    )
