"""Storage of jobs, the outbox, pictures and preferences, with every query of the project."""

from dataclasses import dataclass
from typing import Self

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
from bot.storage.people.preferences import (
    Bands,
    MemberPreferences,
    Preferences,
    Preset,
    ServerPreferences,
)
from bot.storage.people.privacy import NOBODY, Erased, Privacy, Rows
from bot.storage.people.word_rules import RuleKind, WordRule, WordRuleStore
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
    "Bands",
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
    "RuleKind",
    "Scope",
    "ServerPreferences",
    "State",
    "StatementRefused",
    "StorageUnavailable",
    "Stores",
    "WordRule",
    "WordRuleStore",
    "address",
    "backup",
    "migrate",
    "new_picture_id",
    "picture_request",
    "restore",
]


@dataclass(frozen=True, slots=True)
class Stores:
    """Stores of one database and one folder of pictures, with the queries about each subject.

    Args:
        jobs: queued and running jobs.
        outbox: messages to be posted.
        maintenance: counts, and deletion of old rows.
        pictures: generated pictures.
        picture_search: queries over many generated pictures.
        files: files of pictures.
        preferences: preferences of members and servers.
        word_rules: the servers' own word rules.
        bans: bans, hidden pictures and the log of moderators' actions.
        privacy: all stored data of a member.
    """

    jobs: Jobs
    outbox: Outbox
    maintenance: MaintenanceQueries
    pictures: PictureStore
    picture_search: PictureSearch
    files: FileStore
    preferences: Preferences
    word_rules: WordRuleStore
    bans: BanStore
    privacy: Privacy

    @classmethod
    def open(
        cls, database: Database, files: FileStore, process: ProcessIdentity, lease_s: float
    ) -> Self:
        """Build the stores of a database.

        Args:
            database: an open database.
            files: the folder of pictures.
            process: identity under which jobs and messages are leased.
            lease_s: length of a lease in seconds.
        """
        return cls(
            jobs=Jobs(database, process, lease_s),
            outbox=Outbox(database, process, lease_s),
            maintenance=MaintenanceQueries(database),
            pictures=PictureStore(database),
            picture_search=PictureSearch(database),
            files=files,
            preferences=Preferences(database),
            word_rules=WordRuleStore(database),
            bans=BanStore(database),
            privacy=Privacy(database, files),
        )
