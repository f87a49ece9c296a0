"""The tables: jobs, and the outbox of what is still to be brought to Discord."""

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
    text,
)

metadata = MetaData()

# Times are seconds since 1970 by the database's clock; snowflakes are whole numbers.
jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("interaction_id", BigInteger, nullable=False, unique=True),
    Column("application_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("member", Text, nullable=False),
    Column("upload_limit", BigInteger, nullable=False, server_default=text("10485760")),
    # Edits the first answer for 15 minutes; erased when the job has ended.
    Column("interaction_token", Text),
    Column("request", Text, nullable=False),
    Column("units", Integer, nullable=False),
    Column("turn", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("accepted_at", Float, nullable=False),
    Column("ended_at", Float),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("owner", String(32)),
    Column("lease_until", Float),
    # What a request costs of its member's and server's allowance is read from these rows, so it
    # can be given back once and no more.
    Column("refunded", Boolean, nullable=False),
    Column("reason", String(60)),
    Index("jobs_of_user", "user_id", "accepted_at"),
    Index("jobs_of_guild", "guild_id", "accepted_at"),
    Index(
        "jobs_open",
        "state",
        "turn",
        "accepted_at",
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("job_id", String(32), ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("outcome", String(10), nullable=False),
    Column("content", Text, nullable=False),
    Column("files", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("route", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("owner", String(32)),
    Column("lease_until", Float),
    Column("not_before", Float, nullable=False),
    Column("message_id", BigInteger),
    Column("reason", String(60)),
    Index("deliveries_due", "state", "not_before"),
)
