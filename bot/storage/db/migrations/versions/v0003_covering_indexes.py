"""Indexes that hold all that an acceptance asks for: no row of a long line is read for it."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Replace the indexes."""
    for name in ("jobs_of_user", "jobs_of_guild", "jobs_open"):
        op.drop_index(name, "jobs")
    op.create_index("jobs_of_user", "jobs", ["user_id", "accepted_at", "refunded", "units"])
    op.create_index("jobs_of_guild", "jobs", ["guild_id", "accepted_at", "refunded", "units"])
    for name, columns in (
        ("jobs_in_line", ["state", "application_id", "turn", "interaction_id", "units"]),
        ("jobs_of_user_in_line", ["user_id", "state", "turn", "units"]),
        ("jobs_of_guild_in_line", ["guild_id", "state"]),
        ("jobs_leased", ["state", "lease_until"]),
    ):
        op.create_index(name, "jobs", columns)
