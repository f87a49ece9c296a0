"""The button that asked for a job, and how long the stages of its pictures took."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; jobs and pictures from before have empty ones."""
    action = sa.Column("action", sa.String(20), nullable=False, server_default="")
    op.add_column("jobs", action)
    op.add_column("pictures", sa.Column("timings", sa.Text, nullable=False, server_default=""))
