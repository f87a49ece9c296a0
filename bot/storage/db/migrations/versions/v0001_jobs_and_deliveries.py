"""Jobs, and the outbox of what is to be brought to Discord."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("interaction_id", sa.BigInteger, nullable=False, unique=True),
        sa.Column("application_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("interaction_token", sa.Text),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("units", sa.Integer, nullable=False),
        sa.Column("turn", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("accepted_at", sa.Float, nullable=False),
        sa.Column("ended_at", sa.Float),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(32)),
        sa.Column("lease_until", sa.Float),
        sa.Column("refunded", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(60)),
    )
    op.create_index("jobs_of_user", "jobs", ["user_id", "accepted_at"])
    op.create_index("jobs_of_guild", "jobs", ["guild_id", "accepted_at"])
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "jobs_open",
        "jobs",
        ["state", "turn", "accepted_at"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "deliveries",
        sa.Column(
            "job_id", sa.String(32), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("route", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(32)),
        sa.Column("lease_until", sa.Float),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("reason", sa.String(60)),
    )
    op.create_index("deliveries_due", "deliveries", ["state", "not_before"])
