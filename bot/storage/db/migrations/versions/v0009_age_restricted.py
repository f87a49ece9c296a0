"""Age-restricted channels and threads of jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns; jobs from before count as asked for in channels for everybody."""
    thread_of = sa.Column("thread_of", sa.BigInteger, nullable=False, server_default=sa.text("0"))
    restricted = sa.Column("age_restricted", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("jobs", thread_of)
    op.add_column("jobs", restricted)
