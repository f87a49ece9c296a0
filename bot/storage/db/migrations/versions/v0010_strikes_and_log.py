"""Strikes, limits of single members, and a log that the database itself keeps append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_REFUSAL = "the moderation log is append-only"
_KEPT = ("id", "at", "guild_id", "action", "channel_id", "message_id")
_IDS, _TEXTS = ("user_id", "moderator_id"), ("reason", "before", "after")


def upgrade() -> None:
    """Make the tables and the columns; entries from before have empty ones."""
    op.create_table(
        "strikes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("moderator_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("until", sa.Float, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    op.create_index("strikes_of_member", "strikes", ["user_id", "guild_id", "until", "told"])
    op.create_index("strikes_of_moderator", "strikes", ["moderator_id"])
    op.create_table(
        "member_limits",
        sa.Column("guild_id", sa.BigInteger, primary_key=True),
        sa.Column("user_id", sa.BigInteger, primary_key=True),
        sa.Column("quota", sa.String(100), nullable=False),
        sa.Column("until", sa.Float),
    )
    op.create_index("member_limits_of_member", "member_limits", ["user_id"])
    op.add_column("pictures", sa.Column("hidden_at", sa.Float))
    op.create_index("pictures_hidden", "pictures", ["hidden_at", "guild_id"])
    for name in ("before", "after"):
        op.add_column("moderation_log", sa.Column(name, sa.Text, nullable=False, server_default=""))
    for name in ("channel_id", "message_id"):
        op.add_column("moderation_log", sa.Column(name, sa.BigInteger))
    is_file = op.get_bind().dialect.name == "sqlite"
    for statement in _sqlite_triggers() if is_file else _postgresql_triggers():
        op.execute(sa.text(statement))


def _is_erasure(same: str) -> str:
    """Build the condition under which a row may change: a member's erasure removes the id, and the
    texts about that member; `same` compares two values or NULLs.
    """
    kept = [f'NEW."{name}" {same} OLD."{name}"' for name in _KEPT]
    ids = [f'(NEW."{name}" = OLD."{name}" OR NEW."{name}" = 0)' for name in _IDS]
    forgotten = "NEW.user_id = 0 AND OLD.user_id <> 0"
    texts = [
        f'(NEW."{name}" = OLD."{name}" OR NEW."{name}" = \'\' AND {forgotten})' for name in _TEXTS
    ]
    return " AND ".join(kept + ids + texts)


def _sqlite_triggers() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    return [
        f"CREATE TRIGGER moderation_log_kept BEFORE DELETE ON moderation_log {refuse}",
        "CREATE TRIGGER moderation_log_unchanged BEFORE UPDATE ON moderation_log "
        f"WHEN NOT ({_is_erasure('IS')}) {refuse}",
    ]


def _postgresql_triggers() -> list[str]:
    refuse = "EXECUTE FUNCTION refuse_log_change()"
    same = _is_erasure("IS NOT DISTINCT FROM")
    return [
        "CREATE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER moderation_log_kept BEFORE DELETE OR TRUNCATE ON moderation_log "
        f"FOR EACH STATEMENT {refuse}",
        "CREATE TRIGGER moderation_log_unchanged BEFORE UPDATE ON moderation_log "
        f"FOR EACH ROW WHEN (NOT ({same})) {refuse}",
    ]
