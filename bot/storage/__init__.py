"""Storage of jobs, the outbox, pictures and preferences, with every query of the project."""

from bot.storage.backup import backup, restore
from bot.storage.db.column_types import Attachment
from bot.storage.db.database import (
    Conflict,
    Database,
    DatabaseRefused,
    ProcessIdentity,
    StatementRefused,
    StorageUnavailable,
    address,
)
from bot.storage.db.migrate import migrate
from bot.storage.jobs.accept import PREPARING_S, Acceptance, Accepted, Duplicate, Obstacle
from bot.storage.jobs.finish import GIVEN_UP, MAX_ATTEMPTS, UNPREPARED
from bot.storage.jobs.jobs import Jobs
from bot.storage.jobs.maintenance import MaintenanceQueries
from bot.storage.jobs.outbox import Outbox
from bot.storage.jobs.quotas import AcceptanceLimits, LimitExceeded, Quota, Scope
from bot.storage.jobs.records import (
    Delivery,
    DeliveryState,
    Job,
    JobRequest,
    Message,
    PictureRecord,
    Route,
    State,
    picture_request,
)
from bot.storage.people.moderation import Ban, BanStore, Entry
from bot.storage.people.preferences import MemberPreferences, Preferences, Preset, ServerPreferences
from bot.storage.people.privacy import NOBODY, Erased, Privacy, Rows
from bot.storage.pictures.file_store import FileStore
from bot.storage.pictures.pictures import PictureStore, new_picture_id
from bot.storage.pictures.search import PictureFilter, PictureSearch, PictureStats

__all__ = [
    "GIVEN_UP",
    "MAX_ATTEMPTS",
    "NOBODY",
    "PREPARING_S",
    "UNPREPARED",
    "Acceptance",
    "AcceptanceLimits",
    "Accepted",
    "Attachment",
    "Ban",
    "BanStore",
    "Conflict",
    "Database",
    "DatabaseRefused",
    "Delivery",
    "DeliveryState",
    "Duplicate",
    "Entry",
    "Erased",
    "FileStore",
    "Job",
    "JobRequest",
    "Jobs",
    "LimitExceeded",
    "MaintenanceQueries",
    "MemberPreferences",
    "Message",
    "Obstacle",
    "Outbox",
    "PictureFilter",
    "PictureRecord",
    "PictureSearch",
    "PictureStats",
    "PictureStore",
    "Preferences",
    "Preset",
    "Privacy",
    "ProcessIdentity",
    "Quota",
    "Route",
    "Rows",
    "Scope",
    "ServerPreferences",
    "State",
    "StatementRefused",
    "StorageUnavailable",
    "address",
    "backup",
    "migrate",
    "new_picture_id",
    "picture_request",
    "restore",
]
