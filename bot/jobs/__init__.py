"""The durable job: from its acceptance to one message in its channel, whatever dies between."""

from bot.jobs.album import Album, StartGone, with_sources
from bot.jobs.courier import (
    Blocked,
    Courier,
    Dropped,
    Later,
    LockedOut,
    Outcome,
    Sent,
    Undeliverable,
)
from bot.jobs.dispatcher import AHEAD, Dispatcher, Display, Words
from bot.jobs.janitor import Janitor, Retention
from bot.jobs.postman import Postman
from bot.jobs.steady import steadily

__all__ = [
    "AHEAD",
    "Album",
    "Blocked",
    "Courier",
    "Dispatcher",
    "Display",
    "Dropped",
    "Janitor",
    "Later",
    "LockedOut",
    "Outcome",
    "Postman",
    "Retention",
    "Sent",
    "StartGone",
    "Undeliverable",
    "Words",
    "steadily",
    "with_sources",
]
