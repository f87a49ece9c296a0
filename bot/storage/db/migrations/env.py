"""Runs migrations on the connection that `bot.storage.db.migrate` hands over."""

from alembic import context

from bot.storage.db.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
