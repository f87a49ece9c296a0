"""What the gallery adds to the bot."""

from bot.features.base import Feature, Services
from bot.features.gallery.deleting import Deleting
from bot.features.gallery.menus import menus
from bot.features.gallery.one_picture import OnePicture
from bot.features.gallery.pages import Pages
from bot.features.gallery.stats import stats
from bot.features.gallery.tagging import Tagging


def gallery(services: Services) -> Feature:
    """Offer the buttons, the pages, the numbers and the menus."""
    channel_permissions = services.channel_permissions
    one, tagging, deleting = (
        OnePicture(services, channel_permissions),
        Tagging(services, channel_permissions),
        Deleting(services, channel_permissions),
    )
    pages = Pages(services, channel_permissions)
    return Feature(
        (
            pages.gallery(),
            pages.history(),
            stats(services),
            *menus(services, channel_permissions, one, pages),
        ),
        {
            "details": one.details,
            "favourite": one.favourite,
            "single": one.single,
            "play": one.single,
            "tags": tagging.ask,
            "delete": deleting.ask,
            "erase": deleting.delete,
            "first": pages.turn,
            "previous": pages.turn,
            "next": pages.turn,
        },
    )
