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
from bot.storage.jobs.decisions import UNPUBLISHED
from bot.storage.jobs.finish import GIVEN_UP, MAX_ATTEMPTS, UNPREPARED
from bot.storage.jobs.holding import (
    NO_MODERATOR,
    REJECTED,
    Decision,
    Hold,
    Review,
    ReviewState,
    Stage,
)
from bot.storage.jobs.jobs import Jobs
from bot.storage.jobs.maintenance import MaintenanceQueries
from bot.storage.jobs.outbox import Outbox
from bot.storage.jobs.posts import CARD, NOTICE, PUBLISHED, Post, Posts
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
from bot.storage.jobs.reviews import Decided, MemberRecord, Reviews
from bot.storage.people.member_limits import MemberLimit, MemberLimits
from bot.storage.people.moderation import Ban, BanStore
from bot.storage.people.moderation_log import LOG_ENTRY, NOBODY, Entry, ModerationLog
from bot.storage.people.preferences import (
    MemberPreferences,
    Preferences,
    Preset,
)
from bot.storage.people.privacy import Erased, Privacy, Rows
from bot.storage.people.reports import (
    HIDES_AT,
    REPORT_CARD,
    REPORTED_PICTURE,
    Filing,
    ReportDecision,
    ReportedPicture,
    ReportStore,
)
from bot.storage.people.restrictions import EVERYWHERE, Pause, Standing, StrikeRules
from bot.storage.people.server_choices import (
    SAFE_BANDS,
    Bands,
    ChannelDefaults,
    QuietHours,
    ServerPreferences,
    find_for_channel,
)
from bot.storage.people.strikes import Strike, StrikeKind, StrikeStore, Struck
from bot.storage.people.word_rules import RuleKind, WordRule, WordRuleStore
from bot.storage.pictures.file_store import FileStore
from bot.storage.pictures.hidden import KEPT_S, HiddenPicture, HiddenPictures, PurgeFilter
from bot.storage.pictures.pictures import PictureStore, new_picture_id
from bot.storage.pictures.search import PictureFilter, PictureSearch, PictureStats

__all__ = [
    "CARD",
    "EVERYWHERE",
    "GIVEN_UP",
    "HIDES_AT",
    "KEPT_S",
    "LOG_ENTRY",
    "MAX_ATTEMPTS",
    "NOBODY",
    "NOTICE",
    "NO_MODERATOR",
    "PREPARING_S",
    "PUBLISHED",
    "REJECTED",
    "REPORTED_PICTURE",
    "REPORT_CARD",
    "SAFE_BANDS",
    "UNPREPARED",
    "UNPUBLISHED",
    "Acceptance",
    "AcceptanceLimits",
    "Accepted",
    "Attachment",
    "Ban",
    "BanStore",
    "Bands",
    "ChannelDefaults",
    "Conflict",
    "Database",
    "DatabaseRefused",
    "Decided",
    "Decision",
    "Delivery",
    "DeliveryState",
    "Duplicate",
    "Entry",
    "Erased",
    "FileStore",
    "Filing",
    "HiddenPicture",
    "HiddenPictures",
    "Hold",
    "Job",
    "JobRequest",
    "Jobs",
    "LimitExceeded",
    "MaintenanceQueries",
    "MemberLimit",
    "MemberLimits",
    "MemberPreferences",
    "MemberRecord",
    "Message",
    "ModerationLog",
    "Obstacle",
    "Outbox",
    "Pause",
    "PictureFilter",
    "PictureRecord",
    "PictureSearch",
    "PictureStats",
    "PictureStore",
    "Post",
    "Posts",
    "Preferences",
    "Preset",
    "Privacy",
    "ProcessIdentity",
    "PurgeFilter",
    "QuietHours",
    "Quota",
    "ReportDecision",
    "ReportStore",
    "ReportedPicture",
    "Review",
    "ReviewState",
    "Reviews",
    "Route",
    "Rows",
    "RuleKind",
    "Scope",
    "ServerPreferences",
    "Stage",
    "Standing",
    "State",
    "StatementRefused",
    "StorageUnavailable",
    "Stores",
    "Strike",
    "StrikeKind",
    "StrikeRules",
    "StrikeStore",
    "Struck",
    "WordRule",
    "WordRuleStore",
    "address",
    "backup",
    "find_for_channel",
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
        reviews: what waits for moderators, and their decisions.
        posts: messages that follow a subject.
        bans: bans, and pictures hidden with all others of a member.
        strikes: strikes of members.
        member_limits: quotas of single members.
        reports: members' reports of pictures, and the decisions on them.
        log: the log of moderators' and owners' actions.
        hidden: pictures that are hidden one by one, and kept for moderators.
        word_rules: the servers' own word rules.
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
    reviews: Reviews
    posts: Posts
    strikes: StrikeStore
    member_limits: MemberLimits
    reports: ReportStore
    log: ModerationLog
    hidden: HiddenPictures
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
            reviews=Reviews(database, process),
            posts=Posts(database, process, lease_s),
            strikes=StrikeStore(database),
            member_limits=MemberLimits(database),
            reports=ReportStore(database, process),
            log=ModerationLog(database),
            hidden=HiddenPictures(database),
            privacy=Privacy(database, files),
        )
