"""The feature of the gallery: its commands, context menus and buttons."""

from bot.features.base import Feature, Services
from bot.features.gallery.deleting import Deleting
from bot.features.gallery.menus import menus
from bot.features.gallery.one_picture import OnePicture
from bot.features.gallery.pages import Pages
from bot.features.gallery.stats import stats
from bot.features.gallery.tagging import Tagging


def gallery(services: Services) -> Feature:
    """Build the feature `/gallery`, `/history`, `/stats`, their buttons and context menus."""
    channel_permissions = services.channel_permissions
    one, tagging, deleting = (
        OnePicture(services, channel_permissions),
        Tagging(services, channel_permissions),
        Deleting(services, channel_permissions),
    )
    pages = Pages(services, channel_permissions)
    return Feature(
        (
            pages.gallery_command(),
            pages.history_command(),
            stats(services),
            *menus(services, channel_permissions, one, pages),
        ),
        {
            "details": one.details,
            "favourite": one.toggle_favourite,
            "single": one.show_full_size,
            "play": one.show_full_size,
            "tags": tagging.ask,
            "delete": deleting.ask,
            "erase": deleting.delete,
            "first": pages.show_page,
            "previous": pages.show_page,
            "next": pages.show_page,
        },
    )
