"""What may be uploaded where a job was asked for; 10 MiB for those from before."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column."""
    column = sa.Column(
        "upload_limit", sa.BigInteger, nullable=False, server_default=sa.text("10485760")
    )
    op.add_column("jobs", column)
