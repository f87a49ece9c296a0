"""The feature: from `/imagine` to a picture in the channel."""

from bot.imagine.announcer import Announcer
from bot.imagine.command import imagine_command
from bot.imagine.courier import DiscordCourier
from bot.imagine.freshness import Freshness
from bot.imagine.reception import Reception
from bot.imagine.reply import GIVEN_UP, Replies

__all__ = [
    "GIVEN_UP",
    "Announcer",
    "DiscordCourier",
    "Freshness",
    "Reception",
    "Replies",
    "imagine_command",
]
