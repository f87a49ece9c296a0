"""Tables of jobs and their outbox, of pictures and their relations, and of preferences."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

from bot.storage.db.column_types import (
    PREPARED_REQUEST,
    REQUEST,
    TIMINGS,
    VERDICT,
    AttachmentList,
    NameList,
    Reason,
    SafeText,
)

metadata = MetaData()

# A column with a member's id declares in its `info` what `/privacy` does with the member's rows:
# the key under which it exports them, and whether it deletes them. SPECIAL: by a statement in
# people/privacy.py. Rows that only refer to a job or a picture are exported and deleted with it.
SPECIAL = None

# Times are seconds since 1970 by the database's clock; Discord's ids are integers.
jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("interaction_id", BigInteger, nullable=False, unique=True),
    Column("application_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False, info={"export": SPECIAL, "delete": SPECIAL}),
    Column("member", SafeText, nullable=False),
    Column("upload_limit", BigInteger, nullable=False, server_default=text("10485760")),
    # Edits the first answer for 15 minutes; erased when the job has ended.
    Column("interaction_token", Text),
    # As JSON; erased once its pictures are delivered: `requests` has it for them.
    Column("request", PREPARED_REQUEST, nullable=False),
    # Start picture and mask by SHA-256, and parent pictures by id, as JSON lists.
    Column("sources", NameList, nullable=False, server_default="[]"),
    Column("parents", NameList, nullable=False, server_default="[]"),
    # Action of the button that asked for it; empty for a command.
    Column("action", String(20), nullable=False, server_default=""),
    # Channel of the thread that it was asked for in; 0 outside threads.
    Column("thread_of", BigInteger, nullable=False, server_default=text("0")),
    Column("age_restricted", Boolean, nullable=False, server_default=false()),
    Column("locale", String(10), nullable=False, server_default="en-US"),
    Column("spoiler", Boolean, nullable=False, server_default=false()),
    Column("still", Boolean, nullable=False, server_default=false()),
    # What of it waits for a moderator before it is published.
    Column("approval", String(10), nullable=False, server_default="none"),
    # As JSON: the strictest one on its words and pictures so far.
    Column("verdict", VERDICT, nullable=False, server_default=""),
    # Pictures, frames and tiles that count for its limits; of a cancelled job, those drawn.
    Column("units", Integer, nullable=False),
    Column("turn", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("accepted_at", Float, nullable=False),
    # When it joins the queue and begins to count for its limits: at once, or once they allow it.
    Column("due_at", Float, nullable=False, server_default=text("0")),
    Column("ended_at", Float),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("owner", String(32)),
    Column("lease_until", Float),
    # Whether its units no longer count for the quotas of its member and server; the quotas are
    # computed from these rows, so a job cannot be refunded twice.
    Column("refunded", Boolean, nullable=False),
    Column("reason", Reason),
    # They cover the columns that an acceptance reads, so that it reads no row of a long queue.
    Index("jobs_of_user", "user_id", "due_at", "refunded", "units"),
    Index("jobs_of_guild", "guild_id", "due_at", "refunded", "units"),
    Index("jobs_in_line", "state", "application_id", "turn", "interaction_id", "due_at", "units"),
    Index("jobs_of_user_in_line", "user_id", "state", "turn", "units"),
    Index("jobs_of_guild_in_line", "guild_id", "state"),
    Index("jobs_leased", "state", "lease_until"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("job_id", String(32), ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("outcome", String(10), nullable=False),
    Column("content", SafeText, nullable=False),
    Column("files", AttachmentList, nullable=False),
    # Ids of the pictures whose buttons the message has.
    Column("pictures", NameList, nullable=False, server_default="[]"),
    # Whether its files are hidden until a click, whatever the job says.
    Column("spoiler", Boolean, nullable=False, server_default=false()),
    # The review that the member may appeal against; empty if there is none.
    Column("review_id", String(12), nullable=False, server_default=""),
    Column("state", String(10), nullable=False),
    Column("route", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("owner", String(32)),
    Column("lease_until", Float),
    Column("not_before", Float, nullable=False),
    Column("message_id", BigInteger),
    Column("reason", Reason),
    Index("deliveries_due", "state", "not_before"),
)

# Messages that follow a subject: posted once, edited with every change of it. They are written when
# they are sent, so a row holds no text.
posts = Table(
    "posts",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("subject", String(40), primary_key=True),
    Column("application_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("created_at", Float, nullable=False),
    # Grows with every change of the subject.
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("fence", Integer, nullable=False, server_default=text("0")),
    Column("owner", String(32)),
    Column("lease_until", Float),
    Column("not_before", Float, nullable=False),
    Column("message_id", BigInteger),
    Column("reason", Reason),
    Index("posts_due", "state", "not_before"),
)

# What waits for a moderator or was decided by one. Without a foreign key on the job: a card shows
# the decision for as long as its message exists.
reviews = Table(
    "reviews",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("job_id", String(32), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False, info={"export": "reviews", "delete": SPECIAL}),
    # "prompt" before the job is drawn, "picture" after.
    Column("stage", String(10), nullable=False),
    Column("verdict", VERDICT, nullable=False),
    Column("state", String(10), nullable=False),
    Column("asked_at", Float, nullable=False),
    Column("deadline", Float, nullable=False),
    # Decision at the deadline: "approve" or "reject".
    Column("at_deadline", String(10), nullable=False),
    # Whether its member was told that it waits.
    Column("told", Boolean, nullable=False, server_default=false()),
    # Of the last decision; the moderator is 0 for the filter and for a deadline.
    Column("decided_at", Float),
    Column("moderator_id", BigInteger, info={"export": SPECIAL, "delete": SPECIAL}),
    Column("reason", SafeText, nullable=False, server_default=""),
    # What the member wrote against a rejection, and by whom it was rejected.
    Column("appeal", SafeText, nullable=False, server_default=""),
    Column("rejected_by", BigInteger),
    Index("reviews_of_job", "job_id"),
    Index("reviews_of_member", "user_id", "guild_id"),
    Index("reviews_of_moderator", "moderator_id"),
    Index("reviews_rejected_by", "rejected_by"),
    Index("reviews_waiting", "state", "deadline"),
    Index("reviews_of_guild", "guild_id", "state", "asked_at"),
)

# A picture's row is kept when its job is deleted: its buttons work for as long as the row exists.
pictures = Table(
    "pictures",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("job_id", String(32), nullable=False),
    Column("place", Integer, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("user_id", BigInteger, nullable=False, info={"export": SPECIAL, "delete": SPECIAL}),
    Column("member", SafeText, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("model", String(100), nullable=False),
    Column("mode", String(12), nullable=False),
    Column("sampler", String(20), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("spoiler", Boolean, nullable=False),
    # Empty where they follow from its job's row in `requests`.
    Column("prompt", SafeText, nullable=False),
    Column("request", REQUEST, nullable=False),
    Column("sources", NameList, nullable=False),
    Column("seconds", Float, nullable=False),
    # As JSON; empty for pictures from before they were kept.
    Column("timings", TIMINGS, nullable=False, server_default=""),
    # Why it is not shown: "deleted" with its message in Discord, "hidden" or "rejected" by a
    # moderator, "held" for one, "blocked" by the filter, or "reported" by several members.
    Column("hidden", String(10)),
    # Since when; moderators see it for a while after that, then it is deleted.
    Column("hidden_at", Float),
    Index("pictures_of_job", "job_id", "place"),
    Index("pictures_of_guild", "guild_id", "created_at", "user_id", "hidden"),
    Index("pictures_of_member", "user_id", "guild_id", "created_at", "hidden"),
    Index("pictures_of_message", "message_id"),
    Index("pictures_of_file", "sha256"),
    Index("pictures_not_shown", "hidden", "sha256"),
    Index("pictures_hidden", "hidden_at", "guild_id"),
    # They cover the columns that are counted, so that no row of a large server is read.
    Index("pictures_by_time", "guild_id", "hidden", "seconds"),
    Index("pictures_by_member", "guild_id", "hidden", "user_id"),
    Index("pictures_by_sampler", "guild_id", "hidden", "sampler"),
    Index("pictures_by_size", "guild_id", "hidden", "width", "height"),
)

# One row per job, however many pictures it has; kept for as long as one of them is.
requests = Table(
    "requests",
    metadata,
    Column("job_id", String(32), primary_key=True),
    Column("user_id", BigInteger, nullable=False, info={"export": SPECIAL, "delete": True}),
    Column("created_at", Float, nullable=False),
    # Its size in the database, with its pictures' rows.
    Column("size_bytes", Integer, nullable=False),
    # All prompts, case-folded: databases fold the case of A to Z only.
    Column("prompt", SafeText, nullable=False),
    # As JSON, without the start picture's bytes, which are in the file store.
    Column("request", PREPARED_REQUEST, nullable=False),
    # It covers the columns that are added up.
    Index("requests_of_member", "user_id", "created_at", "job_id", "size_bytes"),
)

# Without a foreign key on the parent: a picture still shows that it had one that was deleted.
lineage = Table(
    "lineage",
    metadata,
    Column("child_id", String(12), ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True),
    Column("parent_id", String(12), primary_key=True),
    Index("lineage_of_parent", "parent_id"),
)

favourites = Table(
    "favourites",
    metadata,
    Column("user_id", BigInteger, primary_key=True, info={"export": "favourites", "delete": True}),
    Column(
        "picture_id", String(12), ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True
    ),
    Index("favourites_of_picture", "picture_id"),
)

tags = Table(
    "tags",
    metadata,
    Column(
        "picture_id", String(12), ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("tag", String(30), primary_key=True),
    Index("pictures_of_tag", "tag", "picture_id"),
)

# The first picture of a message stands for all of them; "kept" or "removed" by a moderator.
reports = Table(
    "reports",
    metadata,
    Column("picture_id", ForeignKey("pictures.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, info={"export": "reports", "delete": True}),
    Column("guild_id", BigInteger, nullable=False),
    Column("reason", SafeText, nullable=False),
    Column("at", Float, nullable=False),
    Column("decision", String(10), nullable=False, server_default=""),
    Column("moderator_id", BigInteger, info={"export": SPECIAL, "delete": SPECIAL}),
    Column("decided_at", Float),
    Index("reports_of_member", "user_id", "at"),
    Index("reports_of_moderator", "moderator_id"),
    Index("reports_of_guild", "guild_id", "decision", "at"),
)

# Preferences are JSON: a new one needs no migration.
members = Table(
    "members",
    metadata,
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        info={"export": "choices", "delete": True},
    ),
    Column("choices", Text, nullable=False),
)

servers = Table(
    "servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("choices", Text, nullable=False),
)

styles = Table(
    "styles",
    metadata,
    Column("guild_id", BigInteger, primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("prompt", SafeText, nullable=False),
    Column("negative_prompt", SafeText, nullable=False),
)

# The version of a server's rules is in its preferences, so that each process knows what it has.
word_rules = Table(
    "word_rules",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    # Empty for the server's own; else the id of the AutoMod rule.
    Column("source", String(20), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("text", SafeText, nullable=False),
    Column("ruling", String(10), nullable=False),
    Index("word_rules_of_guild", "guild_id", "id"),
)

bans = Table(
    "bans",
    metadata,
    Column("guild_id", BigInteger, primary_key=True),
    Column("user_id", BigInteger, primary_key=True, info={"export": "bans", "delete": SPECIAL}),
    Column("reason", SafeText, nullable=False),
    Column("until", Float),
    Index("bans_of_member", "user_id"),
)

# Each is a strike until its end.
strikes = Table(
    "strikes",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False, info={"export": "strikes", "delete": SPECIAL}),
    Column(
        "moderator_id",
        BigInteger,
        nullable=False,
        info={"export": "strikes_given", "delete": SPECIAL},
    ),
    # "warning" by a moderator, or "picture" for a rejected one.
    Column("kind", String(10), nullable=False),
    Column("reason", SafeText, nullable=False),
    Column("at", Float, nullable=False),
    Column("until", Float, nullable=False),
    # Whether the member has read it.
    Column("told", Boolean, nullable=False),
    Index("strikes_of_member", "user_id", "guild_id", "until", "told"),
    Index("strikes_of_moderator", "moderator_id"),
)

# Quotas of single members, beside those of everybody.
member_limits = Table(
    "member_limits",
    metadata,
    Column("guild_id", BigInteger, primary_key=True),
    Column("user_id", BigInteger, primary_key=True, info={"export": "limits", "delete": SPECIAL}),
    Column("quota", String(100), nullable=False),
    Column("until", Float),
    Index("member_limits_of_member", "user_id"),
)

# Log of moderators' and owners' actions, which triggers keep append-only: only ids of members and
# texts about them can be removed.
moderation_log = Table(
    "moderation_log",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", Float, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column(
        "moderator_id", BigInteger, nullable=False, info={"export": "moderated", "delete": SPECIAL}
    ),
    Column(
        "user_id", BigInteger, nullable=False, info={"export": "moderation_log", "delete": SPECIAL}
    ),
    Column("action", String(20), nullable=False),
    Column("reason", SafeText, nullable=False),
    # What the action changed, as text.
    Column("before", SafeText, nullable=False, server_default=""),
    Column("after", SafeText, nullable=False, server_default=""),
    # The message that it is about.
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    Index("moderation_log_of_guild", "guild_id", "at"),
    Index("moderation_log_of_member", "user_id"),
    Index("moderation_log_of_moderator", "moderator_id"),
)
