"""The private and the replaced names of libraries: all are listed, are there, and are as they were.

A private name may go, and a replaced method may change its arguments or its result, in any version.
"""

import ast
import asyncio
import hashlib
import inspect
import sqlite3
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeGuard

import aiosqlite
import discord
import keras
import keras_cv.src.models.stable_diffusion.diffusion_model as keras_cv_layers
import pytest
import tensorflow as tf
from discord.http import HTTPClient
from openvino.frontend.tensorflow.node_decoder import TFGraphNodeDecoder
from tensorflow.python.eager.polymorphic_function import concrete_function

ROOT = Path(__file__).resolve().parents[1]
# By file: each private name, and what it is of.
USED = {
    "bot/features/shared/moderators.py": {"_roles": "discord.Member"},
    "bot/interactions/client.py": {"_connection": "discord.Client"},
    "bot/interactions/context.py": {"_roles": "discord.Member"},
    "bot/interactions/webhook.py": {"_HTTPClient__session": "discord.http.HTTPClient"},
    "bot/playground/channels.py": {
        "_clear_page_assets": "simcord.preview.Preview",
        "_pages": "simcord.preview.Preview",
        "_publish": "simcord.preview.Preview",
        "_reset_queries": "simcord.preview.Preview",
        "_viewer": "simcord.preview.Preview",
    },
    "bot/playground/context_menu_commands.py": {
        "_locale_name": "discord.app_commands.ContextMenu",
    },
    "bot/playground/live_page.py": {
        "_action": "simcord.preview.Preview",
        "_pages": "simcord.preview.Preview",
    },
    "bot/playground/simulation.py": {
        "_FIELD_POLICIES": "simcord.preview._markdown",
        "_STATIC_CONTENT_TYPES": "simcord.preview._server.PreviewServer",
        "_STATIC_FILES": "simcord.preview._server.PreviewServer",
        "_initial_target": "simcord.preview.Preview",
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


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


SOURCES = [
    path for folder in ("bot", "generation") for path in sorted((ROOT / folder).rglob("*.py"))
]


@pytest.mark.parametrize("path", SOURCES, ids=relative)
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
    assert preview._pages._PageOps._initial_target
    assert preview._pages._PageOps._viewer
    assert preview._actions._ActionOps._reset_queries
    assert preview._assets._AssetOps._clear_page_assets
    assert "_locale_name" in inspect.getsource(discord.app_commands.ContextMenu)
    assert preview._markdown._FIELD_POLICIES
    assert preview._server.PreviewServer._STATIC_FILES
    assert preview._server.PreviewServer._STATIC_CONTENT_TYPES


PATCHES = ROOT / "generation" / "engines" / "patches.py"
# By what generation/engines/patches.py replaces: the library's own, and the digest of its source.
REPLACED: dict[str, tuple[Callable[..., Any], str]] = {
    "keras.initializers.VarianceScaling.__call__": (
        keras.initializers.VarianceScaling.__call__,
        "baf2b994",
    ),
    "keras.initializers.RandomUniform.__call__": (
        keras.initializers.RandomUniform.__call__,
        "01c9054d",
    ),
    "keras.layers.GroupNormalization.call": (keras.layers.GroupNormalization.call, "7d8ab29f"),
    "keras.layers.LayerNormalization.call": (keras.layers.LayerNormalization.call, "cc5419c5"),
    "keras.layers.Dense.call": (keras.layers.Dense.call, "50d7f2ec"),
    "keras.layers.Conv2D.call": (keras.layers.Conv2D.call, "ca1f1ff7"),
    "GEGLU.call": (keras_cv_layers.GEGLU.call, "8ae3414a"),
    "TFGraphNodeDecoder.get_variable": (TFGraphNodeDecoder.get_variable, "db0803d6"),
    "tf.nn.silu": (tf.nn.silu, "cee3bd2c"),
    "concrete_function._inference_name": (concrete_function._inference_name, "f8bc8824"),
}


def replaced_names() -> set[str]:
    """List the attributes that the file of patches replaces."""
    calls = [node for node in ast.walk(ast.parse(PATCHES.read_text("utf-8"))) if is_replace(node)]
    return {f"{ast.unparse(call.args[0])}.{ast.literal_eval(call.args[1])}" for call in calls}


def is_replace(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "_replace"


def test_every_replaced_name_of_a_library_is_listed_here() -> None:
    assert replaced_names() == set(REPLACED)


@pytest.mark.parametrize("name", REPLACED)
def test_a_replaced_name_is_as_it_was_when_its_replacement_was_written(name: str) -> None:
    function, digest = REPLACED[name]
    source = inspect.getsource(function)
    assert hashlib.sha256(source.encode()).hexdigest()[:8] == digest, (
        f"{name} has changed: compare its replacement with it.\n{source}"
    )


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_no_source_replaces_names_by_the_tools_of_tests(path: Path) -> None:
    nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]
    imported = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    imported |= {
        alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }
    assert not {name for name in imported if name.partition(".")[0] == "unittest"}
