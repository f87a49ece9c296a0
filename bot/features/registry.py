"""All features of the bot, one line each."""

from collections.abc import Callable

from bot.features.base import Feature, Services
from bot.features.gallery.feature import gallery
from bot.features.help.command import help_
from bot.features.imagine.command import imagine
from bot.features.member_settings.settings import member_settings
from bot.features.moderation.command import moderation
from bot.features.morphs.feature import morphs
from bot.features.privacy.command import privacy
from bot.features.queue.commands import queue
from bot.features.remix.buttons import remix
from bot.features.reports.feature import reports
from bot.features.reviews.feature import reviews
from bot.features.rules.command import rules
from bot.features.server_settings.server import server_settings
from bot.features.shared.retry import retry

FEATURES: tuple[Callable[[Services], Feature], ...] = (
    imagine,
    remix,
    member_settings,
    server_settings,
    privacy,
    gallery,
    queue,
    morphs,
    moderation,
    reviews,
    reports,
    rules,
    help_,
    retry,
)  # fmt: skip
