"""Reports of pictures by members."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table."""
    picture = sa.ForeignKey("pictures.id", ondelete="CASCADE")
    op.create_table(
        "reports",
        sa.Column("picture_id", sa.String(12), picture, primary_key=True),
        sa.Column("user_id", sa.BigInteger, primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("decision", sa.String(10), nullable=False, server_default=""),
        sa.Column("moderator_id", sa.BigInteger),
        sa.Column("decided_at", sa.Float),
    )
    op.create_index("reports_of_member", "reports", ["user_id", "at"])
    op.create_index("reports_of_moderator", "reports", ["moderator_id"])
    op.create_index("reports_of_guild", "reports", ["guild_id", "decision", "at"])
