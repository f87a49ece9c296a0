"""Database connection, schema, migrations and backups."""
