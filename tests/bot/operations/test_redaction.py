"""What discord.py, aiosqlite, SQLAlchemy and asyncio log is fed in as they write it."""

import ast
import asyncio
import functools
import logging
import re
import sqlite3
import timeit
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
import sqlalchemy.exc
import yarl
from aiohttp import WSMessage, WSMsgType
from discord import app_commands
from multidict import CIMultiDict, CIMultiDictProxy

from bot.admission import RulesUnreadable
from bot.app import CannotRun, ExitCode
from bot.operations.redaction import Redactor
from tests.bot.config.test_settings import TOKEN

PROMPT = "a red apple under glass"
INTERACTION = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OnNlY3JldHNlY3JldHNlY3JldA"
API, CDN = "https://discord.com/api/v10", "https://cdn.discordapp.com"
EVENT = {
    "op": 0,
    "t": "INTERACTION_CREATE",
    "d": {"token": INTERACTION, "data": {"options": [{"name": "prompt", "value": PROMPT}]}},
}


def line(logger: str, message: object, *args: object) -> str:
    record = logging.LogRecord(logger, logging.DEBUG, __file__, 1, message, args, None)
    return Redactor([TOKEN]).record(record).getMessage()


def printed(error: BaseException) -> str:
    try:
        raise error
    except BaseException as raised:  # noqa: BLE001 - any error is to be printed
        return Redactor([TOKEN]).exception(raised)


@pytest.mark.parametrize(
    ("logger", "message", "args"),
    [
        ("discord.gateway", "For Shard ID %s: WebSocket Event: %s", (None, EVENT)),
        (
            "discord.http",
            "%s %s with %s has returned %s",
            ("POST", f"{API}/channels/1/messages", f'{{"content": "{PROMPT}"}}', 200),
        ),
        (
            "discord.http",
            "%s %s has received %s",
            ("PATCH", f"{API}/channels/1/messages/2", {"content": PROMPT}),
        ),
        (
            "discord.http",
            "%s %s has received %s",
            ("GET", f"{API}/guilds/1/messages/search?content=a+red+apple+under+glass", None),
        ),
        (
            "discord.webhook.async_",
            "Webhook ID %s with %s %s has returned status code %s",
            (10, "PATCH", f"{API}/webhooks/10/{INTERACTION}/messages/@original", 200),
        ),
        (
            "discord.webhook.async_",
            "Webhook ID %s with %s %s has returned status code %s",
            (100, "POST", f"{API}/interactions/100/{INTERACTION}/callback?with_response=true", 200),
        ),
        (
            "discord.http",
            "Rate limit is being handled by bucket hash %s with %r major parameters",
            ("abcd", f"10+{INTERACTION}"),
        ),
        (
            "discord.gateway",
            "Received error %s",
            (WSMessage(WSMsgType.TEXT, PROMPT, None),),
        ),
        (
            "aiosqlite",
            "executing %s",
            (functools.partial(print, "INSERT INTO jobs VALUES (?)", (PROMPT, TOKEN)),),
        ),
        ("aiosqlite", "returning exception %s", (ValueError(PROMPT),)),
        ("sqlalchemy.engine.Engine", "[%s] %r", ("generated in 0.1s", (PROMPT, INTERACTION))),
        ("sqlalchemy.engine.Engine", "Row %r", ((PROMPT,),)),
        (
            "asyncio",
            f"Exception in callback Queue.put_nowait('{PROMPT}')\n"
            f"handle: <Handle Queue.put_nowait('{PROMPT}') created at x.py:3>",
            (),
        ),
        (
            "asyncio",
            "Task exception was never retrieved\nfuture: <Task finished name='Task-7' "
            f"coro=<serve() done, defined at press.py:3> exception=ValueError('{PROMPT}\n2')>",
            (),
        ),
        ("any.library", EVENT, ()),
        ("any.library", "%(what)s", ({"what": PROMPT},)),
        ("any.library", "%d things", (PROMPT,)),
        # logging takes a lone dictionary for the values of "%(name)s".
        ("discord.gateway", "Updating our voice state to %s.", ({"content": "apple"},)),
        ("root", "connecting to postgresql+asyncpg://imagine:secret-key@db/imagine", ()),
        ("root", "connecting to postgresql://db/imagine?user=imagine&password=secret-key", ()),
        ("bot.storage", "%s", ("postgresql+asyncpg://imagine:secret-key@db/imagine",)),
        ("bot.app", "logging in with %s", (TOKEN,)),
        ("bot.app", "headers are %s", ({"Authorization": f"Bot {TOKEN[1:]}"},)),
        ("bot.app", "got %s", ({"token": "token-of-the-interaction", "id": 1},)),
        ("bot.app", "got %s", ('{"continuation_token": "token-of-the-interaction"}',)),
        ("bot.app", "posting to %s", (f"/webhooks/10/{INTERACTION}",)),
        ("bot.app", "the token is %s", (INTERACTION,)),
        ("bot.app", "gone: %s", ("https://cdn.discordapp.com/attachments/1/2/red-apple-7.png",)),
        ("bot.app", "gone: %s", (f"{CDN}/ephemeral-attachments/1/2/red-apple.png?ex=6&hm=glass",)),
        ("bot.app", "gone: %s", (f"{CDN}/attachments/1/red apple.png".replace(" ", "%20"),)),
        ("bot.app", "gone: %s", (f"{CDN}/attachments/1/2/3/a/red-apple.png#glass",)),
        ("aiohttp.client", "no %s", (f"{CDN}/ephemeral-attachments/1/2/red.apple.png",)),
        ("bot.app", "at %s", ("https://images/https%3A%2F%2Fx%2Fattachments%2F1%2Fred-apple",)),
    ],
)
def test_a_line_holds_no_token_no_password_and_nothing_a_member_wrote(
    logger: str, message: object, args: tuple[Any, ...]
) -> None:
    shown = line(logger, message, *args)
    for secret in (PROMPT, TOKEN, INTERACTION, "secret-key", "token-of-the-interaction"):
        assert secret not in shown
    for word in ("red", "apple", "glass"):
        assert word not in shown


LOGGING = {"debug", "info", "warning", "error", "exception", "critical"}
PLACEHOLDER = re.compile(r"%[.\d]*[a-z]")


def log_calls(package: Path) -> Iterator[tuple[str, ast.expr]]:
    """The message of every log call in a package's source, with the name of its module."""
    for source in sorted(package.rglob("*.py")):
        module = ".".join(source.relative_to(package.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of_log = isinstance(node.func.value, ast.Name) and "log" in node.func.value.id
                if of_log and node.func.attr in LOGGING:
                    yield module, node.args[0]


def test_no_log_call_of_discord_py_can_say_what_it_is_given() -> None:
    """Each is given an interaction, a sentence, an address with a token and an error."""
    calls = list(log_calls(Path(discord.__file__).parent))
    texts = [(name, node.value) for name, node in calls if isinstance(node, ast.Constant)]
    assert len(texts) > 200
    for module, text in texts:
        for hostile in (EVENT, PROMPT, f"{API}/webhooks/10/{INTERACTION}", ValueError(PROMPT)):
            shown = line(module, text, *[hostile] * len(PLACEHOLDER.findall(text)))
            assert PROMPT not in shown
            assert INTERACTION not in shown


def test_no_log_call_of_discord_py_comes_formatted_but_one_about_a_channel() -> None:
    calls = log_calls(Path(discord.__file__).parent)
    formatted = [node for _, node in calls if not isinstance(node, ast.Constant | ast.Name)]
    assert sorted(map(ast.unparse, formatted)) == [
        "'Unknown channel type {type} for channel ID {id}.'.format_map(raw_channel)",
        "self.behind_msg",
        "self.msg",
    ]


@pytest.mark.parametrize(
    ("logger", "message", "args", "shown"),
    [
        (
            "discord.http",
            "%s %s has received %s",
            ("GET", f"{API}/users/@me", {"id": "10"}),
            f"GET {API}/users/@me has received <dict>",
        ),
        (
            "discord.webhook.async_",
            "Webhook ID %s with %s %s has returned status code %s",
            (10, "PATCH", f"{API}/webhooks/10/{INTERACTION}/messages/@original", 200),
            f"Webhook ID 10 with PATCH {API}/webhooks/10/***/messages/@original has returned "
            "status code 200",
        ),
        (
            "discord.http",
            "%s has found its initial rate limit bucket hash (%s).",
            ("POST /channels/{channel_id}/messages", "80c17d2f203122d936070c88c8d10f33"),
            "POST /channels/{channel_id}/messages has found its initial rate limit bucket hash "
            "(80c17d2f203122d936070c88c8d10f33).",
        ),
        (
            "discord.gateway",
            "Shard ID %s heartbeat blocked for more than %.1f seconds.",
            (None, 10),
            "Shard ID None heartbeat blocked for more than 10.0 seconds.",
        ),
        ("discord.client", "Dispatching event %s", ("ready",), "Dispatching event ready"),
        (
            "asyncio",
            "Task was destroyed but it is pending!\ntask: <Task pending name='job 7' "
            "coro=<serve() running at press.py:3>>",
            (),
            "Task was destroyed but it is pending!\ntask: <Task pending name='job 7' "
            "coro=<serve() running at press.py:3>>",
        ),
        ("bot.app", "job %s is done in %.1f s", ("0190-a", 2.5), "job 0190-a is done in 2.5 s"),
        ("bot.app", "not done: %s", ("no room, on disk",), "not done: no room, on disk"),
        ("discord.app", "not done: %s", ("no room, on disk",), "not done: <str>"),
    ],
)
def test_what_operators_need_stays_readable(
    logger: str, message: str, args: tuple[Any, ...], shown: str
) -> None:
    assert line(logger, message, *args) == shown


def test_the_record_that_other_handlers_get_is_left_as_it_is() -> None:
    record = logging.LogRecord("discord", logging.DEBUG, __file__, 1, "%s", (EVENT,), None)
    Redactor().record(record)
    assert record.getMessage() == str(EVENT)


def answer(status: int) -> Any:
    return SimpleNamespace(status=status, reason="Bad Request")


@pytest.mark.parametrize(
    "error",
    [
        ValueError(PROMPT),
        KeyError(PROMPT),
        RuntimeError(PROMPT),
        UnicodeEncodeError("ascii", PROMPT, 0, 1, PROMPT),
        FileNotFoundError(2, "No such file or directory", f"/pictures/{PROMPT}.png"),
        ExceptionGroup(PROMPT, [ValueError(PROMPT), ExceptionGroup(PROMPT, [KeyError(PROMPT)])]),
        discord.HTTPException(answer(400), {"code": 50035, "message": PROMPT}),
        sqlalchemy.exc.OperationalError(
            "INSERT INTO jobs", {"prompt": PROMPT}, sqlite3.OperationalError("database is locked")
        ),
        sqlalchemy.exc.IntegrityError("INSERT INTO jobs", {"prompt": PROMPT}, ValueError(PROMPT)),
        asyncio.QueueFull(PROMPT),
    ],
)
def test_an_error_is_printed_without_what_a_member_wrote(error: BaseException) -> None:
    error.add_note(PROMPT)
    shown = printed(error)
    assert type(error).__qualname__ in shown
    assert PROMPT not in shown


def test_an_error_of_a_command_is_printed_with_its_cause_but_without_either_text() -> None:
    try:
        try:
            raise ValueError(PROMPT)
        except ValueError as cause:
            command: Any = SimpleNamespace(name="imagine")
            raise app_commands.CommandInvokeError(command, cause) from cause
    except app_commands.CommandInvokeError as error:
        shown = Redactor().exception(error)
    assert "ValueError\n\nThe above exception was the direct cause" in shown
    assert shown.endswith("CommandInvokeError")
    assert "test_redaction.py" in shown
    assert PROMPT not in shown


@pytest.mark.parametrize(
    ("error", "last_line"),
    [
        (AttributeError("'NoneType' object has no attribute 'send'"), None),
        (ConnectionResetError(104, "Connection reset by peer"), None),
        (
            FileNotFoundError(2, "No such file or directory", "/x"),
            "FileNotFoundError: [Errno 2] No such file or directory",
        ),
        (
            discord.NotFound(answer(404), {"code": 10062, "message": "Unknown interaction"}),
            "discord.errors.NotFound: 404 Bad Request (error code: 10062)",
        ),
        (
            sqlalchemy.exc.OperationalError(
                "x", {}, sqlite3.OperationalError("database is locked")
            ),
            "sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) database is locked",
        ),
        (RulesUnreadable("x"), "bot.admission.content_filter.rules.RulesUnreadable: x"),
        (CannotRun("x", ExitCode.NETWORK), "bot.app.CannotRun: x"),
        (ValueError("x"), "ValueError"),
    ],
)
def test_the_text_of_an_error_that_cannot_echo_anybody_is_shown(
    error: Exception, last_line: str | None
) -> None:
    wanted = last_line or f"{type(error).__name__}: {error}"
    assert printed(error).splitlines()[-1] == wanted


def test_errors_that_refer_to_each_other_are_printed_once_each() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert Redactor().exception(first).count("ValueError") == 1


def test_an_error_while_another_is_handled_is_printed_behind_it() -> None:
    def fail() -> None:
        try:
            raise KeyError(PROMPT)
        except KeyError:
            int("no number")

    with pytest.raises(ValueError, match="no number") as raised:
        fail()
    shown = Redactor().exception(raised.value)
    assert "KeyError\n\nDuring handling of the above exception" in shown
    assert shown.endswith("ValueError")


def test_an_error_that_hides_what_was_before_it_is_printed_alone() -> None:
    def fail() -> None:
        try:
            raise KeyError(PROMPT)
        except KeyError:
            raise ValueError from None

    with pytest.raises(ValueError, match=r"^$") as raised:
        fail()
    assert "KeyError\n" not in Redactor().exception(raised.value)


def test_the_errors_of_a_group_are_numbered_from_one() -> None:
    shown = printed(ExceptionGroup("two", [ValueError(), KeyError()]))
    assert "Its exception 1 of 2:\n\nValueError" in shown
    assert "Its exception 2 of 2:\n\nKeyError" in shown


def test_a_secret_is_masked_whatever_its_form_and_the_longest_first() -> None:
    redactor = Redactor(["pass word", "pass word for long"])
    assert redactor.text("with pass word and pass word for long.") == "with *** and ***."


def test_a_secret_of_eight_characters_is_one_and_of_seven_none() -> None:
    assert Redactor(["12345678"]).text("12345678") == "***"
    assert Redactor(["1234567"]).text("1234567") == "1234567"


def test_a_secret_too_short_to_be_one_makes_no_holes() -> None:
    assert Redactor(["", "bot"]).text("imagine-bot") == "imagine-bot"


@pytest.mark.parametrize(
    "piece", ["a-", "://", "a.", "://a?", "/webhooks/1", "'token':'", "(", "@"]
)
def test_no_text_makes_masking_slow(piece: str) -> None:
    """A pattern that backtracks takes sixteen times as long for a text four times as long."""

    def seconds(length: int) -> float:
        text, redactor = piece * length, Redactor([TOKEN])
        return min(timeit.repeat(lambda: redactor.text(text), number=1, repeat=3))

    assert seconds(20_000) < 10 * seconds(5_000) + 0.05


@pytest.mark.parametrize(
    "address",
    [
        f"{CDN}/ephemeral-attachments/1/2/red-apple.png?ex=6&is=7&hm=glass",
        f"{CDN}/attachments/1/2/red-apple.png",
    ],
)
def test_an_error_of_a_download_names_neither_the_file_nor_its_signature(address: str) -> None:
    request = aiohttp.RequestInfo(yarl.URL(address), "GET", CIMultiDictProxy(CIMultiDict()))
    for error in (
        aiohttp.ClientResponseError(request, (), status=404, message="Not Found"),
        aiohttp.InvalidURL(address),
        aiohttp.ServerDisconnectedError(address),
    ):
        shown = printed(error)
        assert "attachments/***" in shown
        for word in ("red-apple", "glass"):
            assert word not in shown
