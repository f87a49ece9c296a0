"""All that is kept: jobs, the outbox and pictures. Every query of the project is here."""

from bot.storage.acceptance import PREPARING_S, Accepted, Duplicate, Obstacle
from bot.storage.allowances import Caps, Exceeded, Limit, Scope
from bot.storage.backup import backup, restore
from bot.storage.browsing import Browsing, Numbers, Wanted
from bot.storage.choices import Choices, MemberChoices, ServerChoices, Style
from bot.storage.database import (
    Conflict,
    Database,
    DatabaseRefused,
    Session,
    StatementRefused,
    StorageUnavailable,
    address,
)
from bot.storage.gallery import Gallery, new_picture_id
from bot.storage.jobs import Jobs
from bot.storage.keeper import Keeper
from bot.storage.migrate import migrate
from bot.storage.moderation import Ban, Entry, Moderation
from bot.storage.outbox import Outbox
from bot.storage.outgoing import GIVEN_UP, MAX_ATTEMPTS, UNPREPARED
from bot.storage.pictures import Pictures
from bot.storage.privacy import NOBODY, Erased, Privacy, Rows
from bot.storage.rows import (
    Attached,
    Delivery,
    Drawn,
    Job,
    Message,
    Order,
    Route,
    Sending,
    State,
    one_of,
)

__all__ = [
    "GIVEN_UP",
    "MAX_ATTEMPTS",
    "NOBODY",
    "PREPARING_S",
    "UNPREPARED",
    "Accepted",
    "Attached",
    "Ban",
    "Browsing",
    "Caps",
    "Choices",
    "Conflict",
    "Database",
    "DatabaseRefused",
    "Delivery",
    "Drawn",
    "Duplicate",
    "Entry",
    "Erased",
    "Exceeded",
    "Gallery",
    "Job",
    "Jobs",
    "Keeper",
    "Limit",
    "MemberChoices",
    "Message",
    "Moderation",
    "Numbers",
    "Obstacle",
    "Order",
    "Outbox",
    "Pictures",
    "Privacy",
    "Route",
    "Rows",
    "Scope",
    "Sending",
    "ServerChoices",
    "Session",
    "State",
    "StatementRefused",
    "StorageUnavailable",
    "Style",
    "Wanted",
    "address",
    "backup",
    "migrate",
    "new_picture_id",
    "one_of",
    "restore",
]
