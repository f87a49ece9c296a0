"""The private names of libraries that the project uses: all are listed, and are there."""

import ast
import asyncio
import inspect
import sqlite3
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import aiosqlite
import discord
import keras
import pytest
from discord.http import HTTPClient

ROOT = Path(__file__).resolve().parents[1]
# By file: each private name, and what it is of.
USED = {
    "bot/features/moderation/command.py": {"_roles": "discord.Member"},
    "bot/interactions/client.py": {"_connection": "discord.Client"},
    "bot/interactions/context.py": {"_roles": "discord.Member"},
    "bot/interactions/webhook.py": {"_HTTPClient__session": "discord.http.HTTPClient"},
    "bot/playground/live_page.py": {
        "_action": "simcord.preview.Preview",
        "_pages": "simcord.preview.Preview",
    },
    "bot/playground/simulation.py": {
        "_FIELD_POLICIES": "simcord.preview._markdown",
        "_STATIC_CONTENT_TYPES": "simcord.preview._server.PreviewServer",
        "_STATIC_FILES": "simcord.preview._server.PreviewServer",
        "_server": "simcord.preview.Preview",
    },
    "bot/storage/db/sqlite.py": {
        "_conn": "aiosqlite.Connection",
        "_execute": "aiosqlite.Connection",
        "_thread": "aiosqlite.Connection",
    },
    "generation/models/attention.py": {"_flatten_layers": "keras.Model"},
    "generation/service/executor.py": {"_processes": "concurrent.futures.ProcessPoolExecutor"},
}
# Private by their underscore, but documented: rows of SQLAlchemy, named tuples, os.
DOCUMENTED = {"_make", "_mapping", "_replace", "_asdict", "_exit", "_fields"}


def private_names(path: Path) -> set[str]:
    """List the private attributes that a file reads and does not define itself."""
    tree = ast.parse(path.read_text("utf-8"))
    own = {
        node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_self(node))
    }
    own |= {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    read = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and is_private(node.attr)
    }
    return read - own - DOCUMENTED


def is_self(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@pytest.mark.parametrize(
    "path",
    [path for folder in ("bot", "generation") for path in sorted((ROOT / folder).rglob("*.py"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_private_name_of_a_library_is_listed_here(path: Path) -> None:
    listed = USED.get(path.relative_to(ROOT).as_posix(), {})
    assert private_names(path) == set(listed)


def roles(_: object) -> object:
    return getattr(discord.Member, "_roles")  # noqa: B009 - mypy knows it of instances alone


def session(_: object) -> object:
    with asyncio.Runner() as runner:
        return HTTPClient(runner.get_loop())._HTTPClient__session  # type: ignore[attr-defined]


PRESENT: list[Callable[[Any], object]] = [
    roles,
    session,
    lambda _: aiosqlite.Connection._execute,
    lambda _: aiosqlite.Connection._conn,
    lambda _: aiosqlite.Connection(lambda: sqlite3.connect(":memory:"), 64)._thread,
    lambda _: discord.Client(intents=discord.Intents.none())._connection,
    lambda _: keras.Model._flatten_layers,
    lambda _: ProcessPoolExecutor(1)._processes or {},
]


@pytest.mark.parametrize("read", PRESENT)
def test_the_private_names_are_there(read: Callable[[Any], object]) -> None:
    assert read(None) is not None


def test_simcords_preview_has_its_private_names() -> None:
    preview = pytest.importorskip("simcord.preview")
    source = inspect.getsource(preview)
    assert "_action" in source
    assert "_pages" in source
    assert "_server" in source
    assert preview._markdown._FIELD_POLICIES
    assert preview._server.PreviewServer._STATIC_FILES
    assert preview._server.PreviewServer._STATIC_CONTENT_TYPES
