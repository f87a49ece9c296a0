"""The feature: from `/imagine` to a picture in the channel; its siblings stand on its parts."""

from bot.imagine.announcer import Announcer
from bot.imagine.attachments import Attachments
from bot.imagine.buttons import View
from bot.imagine.command import imagine
from bot.imagine.courier import DiscordCourier
from bot.imagine.form import Field, Form
from bot.imagine.freshness import Freshness
from bot.imagine.host import Host, Refused, Visit
from bot.imagine.reception import Reception
from bot.imagine.reply import Replies
from bot.imagine.studio import Feature, Studio, pressed

__all__ = [
    "Announcer",
    "Attachments",
    "DiscordCourier",
    "Feature",
    "Field",
    "Form",
    "Freshness",
    "Host",
    "Reception",
    "Refused",
    "Replies",
    "Studio",
    "View",
    "Visit",
    "imagine",
    "pressed",
]
