import asyncio
import json
import logging
import re
import signal
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import create_async_engine

from bot import app
from bot.config.settings import Settings
from bot.operations import doctor, logs
from generation import PreparedRequest
from tests.bot.fakes import FakeService
from tests.wire import WireDiscord

ROOT = Path(__file__).parents[3]
PROMPT = "crimson zeppelin"
INTERACTION = "token-of-the-interaction"

log = logging.getLogger("bot.test")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_for_machines_is_json_with_time_level_logger_and_job(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up("INFO", "json")
    with logs.job("0190-a"):
        log.info("%s is done", "it")
    (line,) = lines(capsys)
    assert datetime.fromisoformat(line.pop("timestamp")).tzname() == "UTC"
    assert line == {"event": "it is done", "level": "info", "logger": "bot.test", "job": "0190-a"}


def test_the_documents_line_is_one_that_the_code_writes() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    (found,) = re.findall(r'^    (\{"event".*\})$', text, re.MULTILINE)
    line = json.loads(found)
    source = (ROOT / line["logger"].replace(".", "/")).with_suffix(".py").read_text("utf-8")
    formats = re.findall(r'log\.\w+\(\s*"([^"]+)"', source)
    assert [one for one in formats if re.fullmatch(re.sub("%[sdg]", ".+", one), line["event"])]


def test_a_line_for_people_has_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO")
    with logs.job("0190-a"):
        log.warning("it is done")
    time = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
    line = rf"{time} \[warning *\] it is done +\[bot\.test\] job=0190-a\n"
    assert re.fullmatch(line, capsys.readouterr().err)


async def test_a_job_is_on_the_lines_of_its_own_tasks_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def work() -> None:
        await asyncio.sleep(0)
        log.info("working")

    async def serve(job: str) -> None:
        with logs.job(job):
            await asyncio.create_task(work())
            await asyncio.to_thread(log.info, "in a thread")
        log.info("between jobs")

    logs.set_up("INFO", "json")
    await asyncio.gather(serve("a"), serve("b"))
    found = sorted((line["event"], line.get("job", "")) for line in lines(capsys))
    assert found == [
        ("between jobs", ""),
        ("between jobs", ""),
        ("in a thread", "a"),
        ("in a thread", "b"),
        ("working", "a"),
        ("working", "b"),
    ]


@pytest.mark.parametrize("style", ["json", "people"])
def test_an_error_is_printed_with_its_traceback_but_not_its_text(
    style: logs.LogFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("INFO", style)
    try:
        raise ValueError(PROMPT)
    except ValueError:
        log.exception("it failed")
    said = capsys.readouterr().err
    assert "it failed" in said
    assert "test_logs.py" in said
    assert "ValueError" in said
    assert PROMPT not in said.replace("raise ValueError(PROMPT)", "")


def test_a_call_that_cannot_be_formatted_does_not_print_its_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up("INFO")
    record = log.makeRecord(log.name, logging.INFO, __file__, 1, "%d", (PROMPT,), None)
    logging.getLogger().handlers[-1].handle(record)
    said = capsys.readouterr().err
    assert PROMPT not in said
    assert "A log line of bot.test, line" in said


def test_setting_up_again_does_not_double_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO")
    logs.set_up("INFO")
    log.info("once")
    assert capsys.readouterr().err.count("once") == 1


def test_standard_error_may_be_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def write(self, _text: str) -> int:
            raise BrokenPipeError

        def isatty(self) -> bool:
            return False

    logs.set_up("INFO")
    monkeypatch.setattr(sys, "stderr", Gone())
    log.info("nobody reads this")


async def test_a_database_at_debug_logs_its_statements_but_no_value(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.set_up("DEBUG")
    # SQLAlchemy keeps itself quiet.
    monkeypatch.setattr(logging.getLogger("sqlalchemy"), "level", logging.DEBUG)
    engine = create_async_engine("sqlite+aiosqlite://")
    insert = text("INSERT INTO jobs VALUES (:id, :prompt)")
    try:
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TABLE jobs (id TEXT UNIQUE, prompt TEXT)"))
            await connection.execute(insert, {"id": "a", "prompt": PROMPT})
            await connection.execute(insert, {"id": "b", "prompt": "zeppelin"})
            await connection.execute(text("SELECT * FROM jobs"))
        async with engine.begin() as connection:
            await connection.execute(insert, {"id": "a", "prompt": PROMPT})
    except IntegrityError:
        log.exception("the job could not be written")
    await engine.dispose()
    said = capsys.readouterr().err
    assert "INSERT INTO jobs VALUES" in said
    assert "executing <partial>" in said
    assert "sqlalchemy.exc.IntegrityError\n" in said
    assert "zeppelin" not in said


class Outspoken(FakeService):
    """Fails in a way whose text is the prompt."""

    def submit(self, prepared: PreparedRequest) -> Any:
        if "fail" in prepared.request.prompt:
            raise ValueError(prepared.request.prompt)
        return super().submit(prepared)


@pytest.mark.usefixtures("calm_checker")
@pytest.mark.parametrize("style", ["json", "people"])
async def test_a_busy_run_at_debug_shows_no_token_and_no_prompt_to_operators(
    style: logs.LogFormat,
    wire: WireDiscord,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A real login, gateway, interactions, edits, an error and a shutdown, at DEBUG."""
    settings = Settings(
        token=SecretStr(wire.token),
        cache_folder=tmp_path,
        data_folder=tmp_path,
        log_level="DEBUG",
        log_format=style,
        blocked_words=("vermilion",),
        health_port=free_port(),
    )
    logs.set_up(settings.log_level, settings.log_format, settings.secrets())
    asyncio.get_running_loop().set_debug(True)
    service, guild = Outspoken(), wire.guild()
    ada, art = guild.member("ada"), guild.text_channel("art")
    running = asyncio.create_task(app.run(settings, service))
    await wire.connected()
    prompts = PROMPT, f"fail {PROMPT}", f"vermilion {PROMPT}"
    asked = [await wire.imagine(ada, art, prompt) for prompt in prompts]
    for each in asked:
        await each.answered()
    await wire.until(lambda: service.requests)
    service.finish()
    await wire.until(lambda: wire.pictures_of(asked[0]))
    await wire.until(lambda: asked[1].message and "couldn't draw" in asked[1].message.content)
    shown = await doctor.report(settings, database_state)
    async with asyncio.timeout(10):
        while "imagine_jobs_delivered_total 1.0" not in shown:
            shown += await served(settings.health_port)
    signal.raise_signal(signal.SIGTERM)
    async with asyncio.timeout(30):
        await running
    said = capsys.readouterr().err
    assert "has received" in said, "discord.py's DEBUG lines are there"
    assert "WebSocket Event" in said
    assert "/messages/@original" in said
    assert "ValueError" in said
    tokens = [each.token for each in asked]
    for secret in (wire.token, wire.token.split(".")[-1], *tokens, PROMPT, "zeppelin", "vermilion"):
        assert secret not in said + shown


async def served(port: int) -> str:
    """Read what the endpoints answer."""
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        return "".join(
            [await (await session.get(path)).text() for path in ("/healthz", "/readyz", "/metrics")]
        )


async def database_state() -> list[str]:
    return ["jobs: some"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
