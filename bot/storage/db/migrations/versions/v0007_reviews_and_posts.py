"""Reviews by moderators, and messages that follow a subject."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the tables and columns; nothing from before waits for a moderator."""
    approval = sa.Column("approval", sa.String(10), nullable=False, server_default="none")
    op.add_column("jobs", approval)
    op.add_column("jobs", sa.Column("verdict", sa.Text, nullable=False, server_default=""))
    spoiler = sa.Column("spoiler", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("deliveries", spoiler)
    review = sa.Column("review_id", sa.String(12), nullable=False, server_default="")
    op.add_column("deliveries", review)
    op.create_index("pictures_not_shown", "pictures", ["hidden", "sha256"])
    op.create_table(
        "posts",
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("subject", sa.String(40), primary_key=True),
        sa.Column("application_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("fence", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("owner", sa.String(32)),
        sa.Column("lease_until", sa.Float),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("reason", sa.String(60)),
    )
    op.create_index("posts_due", "posts", ["state", "not_before"])
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("job_id", sa.String(32), nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("asked_at", sa.Float, nullable=False),
        sa.Column("deadline", sa.Float, nullable=False),
        sa.Column("at_deadline", sa.String(10), nullable=False),
        sa.Column("told", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("decided_at", sa.Float),
        sa.Column("moderator_id", sa.BigInteger),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("appeal", sa.Text, nullable=False, server_default=""),
        sa.Column("rejected_by", sa.BigInteger),
    )
    op.create_index("reviews_of_job", "reviews", ["job_id"])
    op.create_index("reviews_of_member", "reviews", ["user_id", "guild_id"])
    op.create_index("reviews_of_moderator", "reviews", ["moderator_id"])
    op.create_index("reviews_rejected_by", "reviews", ["rejected_by"])
    op.create_index("reviews_waiting", "reviews", ["state", "deadline"])
    op.create_index("reviews_of_guild", "reviews", ["guild_id", "state", "asked_at"])
