"""Backup of all tables in one file, from one state of the database while it is in use.

manifest.json      the schema that the rows are written in
jobs.jsonl         one row per line; every other table likewise
pictures/…         those that are not posted yet; the others are files in the data folder
"""

import asyncio
import json
import os
import zipfile
import zlib
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.storage.db.column_types import stored_columns
from bot.storage.db.database import Database, DatabaseRefused
from bot.storage.db.migrate import check_file, migrate, newest_revision, read_revision
from bot.storage.db.tables import metadata, moderation_log, strikes
from bot.storage.pictures.file_store import FileStore

# Each after the tables that it refers to.
TABLES = tuple(metadata.sorted_tables)
_ALWAYS = ("jobs", "deliveries")
_BATCH = 500
# Errors of reading a file that is no backup, or an incomplete one.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    TypeError,
    ValueError,
    RuntimeError,
    OSError,
)


async def backup(database: Database, pictures: FileStore, file: Path) -> dict[str, int]:
    """Write a backup of the database into a new file.

    Args:
        database: the database.
        pictures: the pictures on disk.
        file: path of the new file.

    Returns:
        The number of rows of each table, and of "files".

    Raises:
        StorageUnavailable: the database cannot be read.
        OSError: the file cannot be written, or exists already.
    """
    async with database.reading() as connection:
        schema = await connection.run_sync(read_revision)
        rows = {
            table.name: [
                dict(row._mapping)
                for row in await connection.execute(sa.select(*stored_columns(table)))
            ]
            for table in TABLES
        }
    # A picture that was posted meanwhile may be gone.
    found = {sha256: await pictures.get(sha256) for sha256 in sorted(_find_unposted(rows))}
    kept = {sha256: content for sha256, content in found.items() if content is not None}
    await asyncio.to_thread(_write, file, schema or newest_revision(), rows, kept)
    return {**{name: len(lines) for name, lines in rows.items()}, "files": len(kept)}


def _find_unposted(rows: dict[str, list[dict[str, Any]]]) -> frozenset[str]:
    open_jobs = {row["id"]: row for row in rows["jobs"] if row["ended_at"] is None}
    unposted = {
        attached["sha256"]
        for row in rows["deliveries"]
        if row["job_id"] in open_jobs
        for attached in json.loads(row["files"])
    }
    # A moderator looks at each picture of a grid.
    unposted |= {row["sha256"] for row in rows["pictures"] if row["hidden"] == "held"}
    return frozenset(unposted.union(*(json.loads(row["sources"]) for row in open_jobs.values())))


def _write(
    file: Path, schema: str, rows: dict[str, list[dict[str, Any]]], pictures: dict[str, bytes]
) -> None:
    # Readable by its owner alone: prompts and tokens are in it.
    stream = os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "wb")
    try:
        with stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", json.dumps({"schema": schema}))
            for name, lines in rows.items():
                text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
                archive.writestr(f"{name}.jsonl", text)
            for sha256, content in pictures.items():
                archive.writestr(f"pictures/{sha256}", content, zipfile.ZIP_STORED)
    except OSError:
        # An incomplete backup could be taken for a complete one.
        file.unlink(missing_ok=True)
        raise


async def restore(database: Database, pictures: FileStore, file: Path) -> dict[str, int]:
    """Fill an empty database from a backup; its open jobs are drawn again.

    Args:
        database: the empty database.
        pictures: the pictures on disk.
        file: path of the backup.

    Returns:
        The number of rows of each table, and of "files".

    Raises:
        DatabaseRefused: the database is not empty, or the file is no readable backup.
        StorageUnavailable: the database cannot be written.
        OSError: a picture cannot be written.
    """
    schema, rows, kept = await asyncio.to_thread(_read, file)
    await check_file(database, schema)
    async with database.reading() as connection:
        await connection.run_sync(_check_empty)
    await migrate(database, to=schema)
    # Before the rows: a database with rows counts as restored.
    for picture in kept:
        await pictures.put(picture)
    async with database.writing() as connection:
        await connection.run_sync(_check_empty)
        for table in TABLES:
            await connection.run_sync(_fill, table.name, rows[table.name])
    await migrate(database)
    return {**{name: len(lines) for name, lines in rows.items()}, "files": len(kept)}


def _check_empty(connection: sa.Connection) -> None:
    names = sa.inspect(connection).get_table_names()
    tables = [table for table in TABLES if table.name in names]
    # Without names of columns: an earlier schema may lack one.
    rows = [sa.select(sa.literal(1)).select_from(table).limit(1) for table in tables]
    if any(connection.execute(row).first() for row in rows):
        raise DatabaseRefused(
            "The database that IMAGINE_DATABASE names is not empty; name an empty one to "
            "restore into. Nothing was changed."
        )


def _fill(connection: sa.Connection, name: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows in the schema of the backup; the leases of its processes are ended."""
    if not rows:
        return
    if name in (moderation_log.name, strikes.name):
        # The database numbers them itself: it would assign explicit numbers a second time.
        rows = sorted(rows, key=lambda row: (row["at"], row["id"]))
        rows = [{key: value for key, value in row.items() if key != "id"} for row in rows]
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    ended = {"lease_until": 0.0} if "lease_until" in table.c else {}
    free = [{**row, **ended} for row in rows]
    for first in range(0, len(free), _BATCH):
        connection.execute(sa.insert(table), free[first : first + _BATCH])


def _read(file: Path) -> tuple[str, dict[str, list[dict[str, Any]]], list[bytes]]:
    try:
        with zipfile.ZipFile(file) as archive:
            schema = json.loads(archive.read("manifest.json"))["schema"]
            files = archive.namelist()
            rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
            for name in rows:
                # An older backup lacks the tables of later versions.
                if name in _ALWAYS or f"{name}.jsonl" in files:
                    lines = archive.read(f"{name}.jsonl").decode().split("\n")
                    rows[name] = [json.loads(line) for line in lines if line]
            contents = [archive.read(file) for file in files if file.startswith("pictures/")]
            return schema, rows, contents
    except _UNREADABLE as error:
        raise DatabaseRefused(
            f"{file.name} is not a backup of imagine-bot ({type(error).__name__}); name a file "
            "that imagine-bot backup has written. Nothing was changed."
        ) from error
