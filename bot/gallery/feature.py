"""What the gallery adds to the bot."""

from bot.gallery.deleting import Deleting
from bot.gallery.menus import menus
from bot.gallery.one_picture import OnePicture
from bot.gallery.pages import Pages
from bot.gallery.sight import Sight
from bot.gallery.stats import stats
from bot.gallery.tagging import Tagging
from bot.imagine import Feature, Studio


def gallery(studio: Studio) -> Feature:
    """Offer the buttons, the pages, the numbers and the menus."""
    sight = Sight(studio)
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
