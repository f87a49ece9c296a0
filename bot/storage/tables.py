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
    TypeDecorator,
    text,
)
from sqlalchemy.engine import Dialect

metadata = MetaData()


class Words(TypeDecorator[str]):
    """Text of any origin in a form that every database takes.

    PostgreSQL refuses NUL, both refuse half a surrogate pair; what is refused at the end of a job
    would be refused for ever.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Leave out what cannot be kept."""
        return value and value.replace("\0", "").encode("utf-8", "replace").decode()


class Reason(TypeDecorator[str]):
    """Why something came to be, in a word, or in as much of a sentence as there is room for."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Cut it."""
        return value and value[:60]


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
    Column("member", Words, nullable=False),
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
    Column("reason", Reason),
    # They hold all that an acceptance asks for, so that it reads no row of a long line.
    Index("jobs_of_user", "user_id", "accepted_at", "refunded", "units"),
    Index("jobs_of_guild", "guild_id", "accepted_at", "refunded", "units"),
    Index("jobs_in_line", "state", "application_id", "turn", "interaction_id", "units"),
    Index("jobs_of_user_in_line", "user_id", "state", "turn", "units"),
    Index("jobs_of_guild_in_line", "guild_id", "state"),
    Index("jobs_leased", "state", "lease_until"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("job_id", String(32), ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("outcome", String(10), nullable=False),
    Column("content", Words, nullable=False),
    Column("files", Text, nullable=False),
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
