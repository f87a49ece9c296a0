"""A request is kept once a job instead of once a picture; pictures that are not to be shown."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# What a picture takes beside its request; the same as in bot/storage/pictures/requests.py.
_ROW_BYTES = 1000


def upgrade() -> None:
    """Make the table, and let pictures from before keep the requests that they have."""
    op.create_table(
        "requests",
        sa.Column("job_id", sa.String(32), primary_key=True),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
    )
    columns = ["user_id", "created_at", "job_id", "size_bytes"]
    op.create_index("requests_of_member", "requests", columns)
    op.execute(
        sa.text(
            "INSERT INTO requests (job_id, user_id, created_at, size_bytes, prompt, request) "
            "SELECT job_id, min(user_id), min(created_at), "
            f"sum(length(prompt) + length(request) + {_ROW_BYTES}), '', '' "
            "FROM pictures GROUP BY job_id"
        )
    )
    op.add_column("pictures", sa.Column("hidden", sa.String(10)))
    for name, columns in (
        ("pictures_of_guild", ["guild_id", "created_at", "user_id", "hidden"]),
        ("pictures_of_member", ["user_id", "guild_id", "created_at", "hidden"]),
        ("pictures_by_time", ["guild_id", "hidden", "seconds"]),
        ("pictures_by_member", ["guild_id", "hidden", "user_id"]),
        ("pictures_by_sampler", ["guild_id", "hidden", "sampler"]),
        ("pictures_by_size", ["guild_id", "hidden", "width", "height"]),
    ):
        op.drop_index(name, "pictures")
        op.create_index(name, "pictures", columns)
