"""Pictures that outlive their jobs, what belongs to them, and what people have chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns and the tables."""
    for column in (
        sa.Column("sources", sa.Text, nullable=False, server_default="[]"),
        sa.Column("parents", sa.Text, nullable=False, server_default="[]"),
        sa.Column("locale", sa.String(10), nullable=False, server_default="en-US"),
        sa.Column("spoiler", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("still", sa.Boolean, nullable=False, server_default=sa.false()),
    ):
        op.add_column("jobs", column)
    _let_jobs_wait()
    pictures = sa.Column("pictures", sa.Text, nullable=False, server_default="[]")
    op.add_column("deliveries", pictures)
    _create_pictures()
    _create_what_belongs_to_pictures()
    _create_choices()
    _create_moderation()


def _let_jobs_wait() -> None:
    """Give jobs the time at which they join the line, by which limits count from now on."""
    due_at = sa.Column("due_at", sa.Float, nullable=False, server_default=sa.text("0"))
    op.add_column("jobs", due_at)
    op.execute(sa.text("UPDATE jobs SET due_at = accepted_at"))
    for name in ("jobs_of_user", "jobs_of_guild", "jobs_in_line"):
        op.drop_index(name, "jobs")
    op.create_index("jobs_of_user", "jobs", ["user_id", "due_at", "refunded", "units"])
    op.create_index("jobs_of_guild", "jobs", ["guild_id", "due_at", "refunded", "units"])
    columns = ["state", "application_id", "turn", "interaction_id", "due_at", "units"]
    op.create_index("jobs_in_line", "jobs", columns)


def _create_pictures() -> None:
    op.create_table(
        "pictures",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("job_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("model", sa.String(100), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("sampler", sa.String(20), nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("spoiler", sa.Boolean, nullable=False),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
    )
    for name, columns in (
        ("pictures_of_job", ["job_id", "place"]),
        ("pictures_of_guild", ["guild_id", "created_at", "user_id"]),
        ("pictures_of_member", ["user_id", "guild_id", "created_at"]),
        ("pictures_of_message", ["message_id"]),
        ("pictures_of_file", ["sha256"]),
        ("pictures_by_time", ["guild_id", "seconds"]),
        ("pictures_by_member", ["guild_id", "user_id"]),
        ("pictures_by_sampler", ["guild_id", "sampler"]),
        ("pictures_by_size", ["guild_id", "width", "height"]),
    ):
        op.create_index(name, "pictures", columns)


def _of_picture(name: str) -> sa.Column[str]:
    key = sa.ForeignKey("pictures.id", ondelete="CASCADE")
    return sa.Column(name, sa.String(12), key, primary_key=True)


def _create_what_belongs_to_pictures() -> None:
    op.create_table(
        "lineage", _of_picture("child_id"), sa.Column("parent_id", sa.String(12), primary_key=True)
    )
    op.create_index("lineage_of_parent", "lineage", ["parent_id"])
    op.create_table(
        "favourites",
        sa.Column("user_id", sa.BigInteger, primary_key=True),
        _of_picture("picture_id"),
    )
    op.create_index("favourites_of_picture", "favourites", ["picture_id"])
    op.create_table(
        "tags", _of_picture("picture_id"), sa.Column("tag", sa.String(30), primary_key=True)
    )
    op.create_index("pictures_of_tag", "tags", ["tag", "picture_id"])


def _create_choices() -> None:
    for table, key in (("members", "user_id"), ("servers", "guild_id")):
        op.create_table(
            table,
            # Discord's id: nothing counts it up.
            sa.Column(key, sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("choices", sa.Text, nullable=False),
        )
    op.create_table(
        "styles",
        sa.Column("guild_id", sa.BigInteger, primary_key=True),
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("negative_prompt", sa.Text, nullable=False),
    )


def _create_moderation() -> None:
    op.create_table(
        "bans",
        sa.Column("guild_id", sa.BigInteger, primary_key=True),
        sa.Column("user_id", sa.BigInteger, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("until", sa.Float),
    )
    op.create_index("bans_of_member", "bans", ["user_id"])
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "moderation_log",
        sa.Column("id", number, primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("moderator_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("moderation_log_of_guild", "moderation_log", ["guild_id", "at"])
    op.create_index("moderation_log_of_member", "moderation_log", ["user_id"])
    op.create_index("moderation_log_of_moderator", "moderation_log", ["moderator_id"])
