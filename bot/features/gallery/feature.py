"""What the gallery adds to the bot."""

from bot.features.base import Feature, Services
from bot.features.gallery.deleting import Deleting
from bot.features.gallery.menus import menus
from bot.features.gallery.one_picture import OnePicture
from bot.features.gallery.pages import Pages
from bot.features.gallery.stats import stats
from bot.features.gallery.tagging import Tagging
from bot.interactions.permissions import ChannelPermissions


def gallery(studio: Services) -> Feature:
    """Offer the buttons, the pages, the numbers and the menus."""
    sight = ChannelPermissions(studio)
    one, tagging, deleting = (
        OnePicture(studio, sight),
        Tagging(studio, sight),
        Deleting(studio, sight),
    )
    pages = Pages(studio, sight)
    return Feature(
        (pages.gallery(), pages.history(), stats(studio), *menus(studio, sight, one, pages)),
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
