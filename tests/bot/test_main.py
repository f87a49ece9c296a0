import asyncio
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import discord
import pytest
import typer
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from bot import app
from bot.__main__ import main
from bot.app import ExitCode, open_database
from bot.cli.check import check
from bot.config import needs
from bot.config.settings import Settings
from bot.storage import Hold, Preferences, ServerPreferences, Stage, State
from bot.verdicts import Ruling, Verdict
from generation.cli.app import app as imagine
from generation.engines.cuda.cards import CardReport
from tests.bot.config.test_settings import TOKEN
from tests.bot.storage.store import NO_LIMITS, Store, order
from tests.wire import WireDiscord


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"IMAGINE_{name.upper()}", raising=False)
    monkeypatch.setenv("IMAGINE_CACHE_FOLDER", str(tmp_path / "cache"))
    # Nothing listens on port 9 (discard); `wire` puts its own address here.
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9")
    monkeypatch.chdir(tmp_path)


def called(*words: str, **settings: str) -> Result:
    return CliRunner().invoke(main, words, env={f"IMAGINE_{k}": v for k, v in settings.items()})


def test_check_passes_and_says_that_the_token_was_not_asked_about() -> None:
    result = called("check", TOKEN=TOKEN)
    assert result.exit_code == ExitCode.OK
    assert "Token: form only. Discord cannot be reached" in result.output
    assert result.output.endswith("No problem was found.\n")
    assert "All is well." not in result.output
    assert TOKEN not in result.output


async def test_check_is_content_where_discord_accepts_the_token_and_every_file_is_here(
    wire: WireDiscord, tmp_path: Path
) -> None:
    settings = Settings(token=SecretStr(wire.token), cache_folder=tmp_path)
    report = await check(settings)
    assert "Token: Discord accepts it; the bot is called " in "\n".join(report.facts)
    assert report.is_complete
    assert not report.problems
    fetching = await check(settings.model_copy(update={"model": "sd-v1.4"}))
    assert not fetching.is_complete


def test_check_names_each_graphics_card_and_warns_of_one_that_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = CardReport(("RTX 3060: used.",), ("RTX 5090: not used, because it is too new.",))
    monkeypatch.setattr("bot.cli.check.report_cards", lambda: report)
    result = called("check", TOKEN=TOKEN)
    assert result.exit_code == ExitCode.OK
    assert "RTX 3060: used." in result.output
    assert "RTX 5090: not used, because it is too new." in result.output


async def test_check_fails_where_discord_refuses_the_token(
    wire: WireDiscord, tmp_path: Path
) -> None:
    wire.revoke_token()
    report = await check(Settings(token=SecretStr(wire.token), cache_folder=tmp_path))
    assert "Discord does not accept IMAGINE_TOKEN" in "\n".join(report.problems)
    assert not report.is_complete


def test_check_prints_the_invite_link_with_the_permissions_of_the_guide() -> None:
    link = "https://discord.com/oauth2/authorize?client_id=123456789012345678"
    assert f"{link}&scope=bot+applications.commands&permissions=274878008320" in called(
        "check", TOKEN=TOKEN
    ).output.replace("\n", "")


def test_check_tells_what_the_first_start_downloads_and_takes() -> None:
    output = called("check", TOKEN=TOKEN, MODEL="sd-v1.4").output
    assert "Model sd-v1.4: 4.3 GB to download; the first start takes up to 5.0 GB" in output
    assert "Disk: the first start writes 6.4 GB into" in output


def test_the_log_of_run_tells_what_the_first_start_downloads(tmp_path: Path) -> None:
    result = called("run", TOKEN=TOKEN, MODEL="sd-v1.4", DATA_FOLDER=str(tmp_path), HEALTH_PORT="0")
    assert result.exit_code == ExitCode.NETWORK
    assert "Model sd-v1.4: 4.3 GB to download" in result.output
    assert "Disk: the first start writes 6.4 GB into" in result.output


def test_models_that_share_files_download_them_once() -> None:
    output = called("check", TOKEN=TOKEN, MODEL="sd-v1.4", OTHER_MODELS="sd-v2.1").output
    # 4.27 + 5.16 - 0.34 GB, and half as much compiled.
    assert "Disk: the first start writes 13.6 GB into" in output


def test_check_warns_of_too_little_memory_and_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "known_memory_bytes", lambda: 4 * 10**9)
    monkeypatch.setattr(needs, "free_bytes", lambda _: 10**9)
    result = called("check", TOKEN=TOKEN, MODEL="sd-v1.4")
    assert result.exit_code == ExitCode.OK
    assert "sd-v1.4 takes up to 5.0 GB of memory, and only 4.0 GB are there" in result.output
    assert "and only 1.0 GB are free" in result.output
    assert "No problem was found." not in result.output


@pytest.mark.parametrize("program", [main, imagine])
def test_both_programs_print_their_version(program: typer.Typer) -> None:
    result = CliRunner().invoke(program, ["--version"])
    assert result.exit_code == ExitCode.OK
    assert result.output.split() == [result.output.split()[0], version("imagine-bot")]


@pytest.mark.parametrize(("mode", "told"), [(0o644, True), (0o640, True), (0o600, False)])
def test_check_warns_of_a_token_that_others_can_read(tmp_path: Path, mode: int, told: bool) -> None:
    env = tmp_path / ".env"
    env.write_text(f"IMAGINE_TOKEN={TOKEN}\n")
    env.chmod(mode)
    result = called("check")
    assert result.exit_code == ExitCode.OK
    assert ("chmod 600 .env" in result.output) is told
    assert ("No problem was found." in result.output) is not told
    assert TOKEN not in result.output


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "IMAGINE_TOKEN is missing"),
        ({"TOKEN": "abc"}, "IMAGINE_TOKEN is not in the format of a bot token"),
        ({"TOKEN": TOKEN, "MODEL": "nope"}, "IMAGINE_MODEL: There is no model 'nope'. There are:"),
        ({"TOKEN": TOKEN, "OTHER_MODELS": "starter, nope"}, "IMAGINE_OTHER_MODELS: There is no"),
        ({"TOKEN": TOKEN, "THREADS": "x"}, "IMAGINE_THREADS is 'x'"),
        ({"TOKEN": TOKEN, "BLOCKED_WORDS_FILE": "gone.txt"}, "IMAGINE_BLOCKED_WORDS_FILE"),
        ({"TOKEN": TOKEN, "MODEL": "sd-v1.4", "OFFLINE_FOLDER": "."}, "IMAGINE_OFFLINE_FOLDER"),
        ({"TOKEN": TOKEN, "DATABASE": "mysql://host/name"}, "write postgresql://host/name, with "),
        ({"TOKEN": TOKEN, "CACHE_FOLDER": "/dev/null/x"}, "IMAGINE_CACHE_FOLDER cannot be created"),
    ],
)
def test_check_says_what_is_wrong_and_fails(settings: dict[str, str], said: str) -> None:
    result = called("check", **settings)
    assert result.exit_code == ExitCode.CHECK_FAILED
    assert said in result.output
    assert "Traceback" not in result.output


def test_check_says_that_the_databases_driver_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    result = called("check", TOKEN=TOKEN, DATABASE="postgresql://host/name")
    assert result.exit_code == ExitCode.CHECK_FAILED
    assert "python -m pip install asyncpg" in result.output


async def test_check_warns_of_what_moderators_cannot_see(tmp_path: Path) -> None:
    settings = Settings(token=SecretStr(TOKEN), cache_folder=tmp_path, data_folder=tmp_path)
    assert not [one for one in (await check(settings)).warnings if "moderators" in one]
    async with open_database(settings) as database:
        store = Store(settings.database_url(), is_file=True, opened=[database])
        asked = replace(order(guild=4), approval="prompt")
        verdict = Verdict(Ruling.HOLD, "approval")
        hold = Hold(Stage.PROMPT, verdict, None, 24.0)
        await store.process().jobs.acceptance.accept(asked, NO_LIMITS, 10, State.HELD, hold)
        choices = ServerPreferences(approval="prompt")
        await Preferences(database).change_for_server(4, lambda _: choices)
    alone, unseen = [one for one in (await check(settings)).warnings if one.startswith("Server 4")]
    assert "there is no review channel. Choose one with /server approval channel." in alone
    assert "1 waiting for moderators, shown in no channel." in unseen


async def test_check_knows_nothing_of_a_database_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "imagine.sqlite3").write_bytes(b"no database at all" * 100)
    settings = Settings(token=SecretStr(TOKEN), cache_folder=tmp_path, data_folder=tmp_path)
    (said,) = [one for one in (await check(settings)).warnings if "moderators" in one]
    assert said == "What waits for moderators is unknown: the database cannot be read."


def test_check_finds_a_damaged_file(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "kcv_decoder.h5").write_bytes(b"half of it")
    result = called("check", TOKEN=TOKEN, MODEL="sd-v1.4")
    assert result.exit_code == ExitCode.CHECK_FAILED
    assert "kcv_decoder.h5 is damaged" in result.output


@pytest.mark.parametrize("command", ["run", "playground"])
@pytest.mark.parametrize(
    "settings", [{"THREADS": "x"}, {"MODEL": "nope"}, {"OTHER_MODELS": "nope"}]
)
def test_wrong_settings_end_the_commands_with_their_exit_code(
    command: str, settings: dict[str, str]
) -> None:
    result = called(command, **settings)
    assert result.exit_code == ExitCode.SETTINGS
    assert f"IMAGINE_{next(iter(settings))}" in result.output


def test_run_without_token_ends_with_its_exit_code() -> None:
    assert called("run").exit_code == ExitCode.TOKEN


def test_an_error_that_ends_the_bot_is_logged_without_its_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fails(*_: object) -> None:
        raise ValueError(f"{TOKEN} drew a red apple")

    monkeypatch.setattr(app, "run", fails)
    result = called("run", TOKEN=TOKEN)
    assert result.exit_code == 1
    assert "the bot ended on an error" in result.output
    assert "ValueError\n" in result.output
    assert TOKEN not in result.output
    assert "apple" not in result.output.replace('raise ValueError(f"{TOKEN} drew a red apple")', "")


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_complaint_repeats_no_password(command: str) -> None:
    result = called(command, TOKEN=TOKEN, ENGINE="postgresql://imagine:secret-key@db/imagine")
    assert "IMAGINE_ENGINE is 'postgresql://***@db/imagine'" in result.output


def test_doctor_reports_and_succeeds_whatever_is_wrong() -> None:
    for settings in ({}, {"THREADS": "x"}, {"OTHER_MODELS": "nope"}, {"TOKEN": TOKEN}):
        result = called("doctor", **settings)
        assert result.exit_code == ExitCode.OK
        assert "imagine-bot 0.1.0, Python" in result.output
        assert TOKEN not in result.output


def test_who_looks_into_a_database_before_there_is_one_makes_none(tmp_path: Path) -> None:
    result = called("backup", "new.zip", DATA_FOLDER=str(tmp_path))
    assert result.exit_code == ExitCode.DATABASE
    assert "There is no database to back up yet" in result.output
    result = called("doctor", DATA_FOLDER=str(tmp_path))
    assert "database\n  there is none yet\n" in result.output
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_playground_runs_on_the_loop_that_the_simulated_discord_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loops: list[object] = []

    async def play(*_given: object) -> None:
        loops.append(asyncio.get_running_loop())

    monkeypatch.setattr("bot.playground.run.play", play)
    result = called("playground")
    assert result.exit_code == ExitCode.OK
    (loop,) = loops
    assert isinstance(loop, asyncio.SelectorEventLoop)


@pytest.mark.parametrize(
    ("words", "opened", "logged"),
    [
        ((), True, False),
        (("--no-browser",), False, False),
        (("--no-browser", "--verbose"), False, True),
    ],
)
def test_the_playground_prints_its_address_and_a_goodbye(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], opened: bool, logged: bool
) -> None:
    addresses: list[str] = []

    async def play(
        _settings: object, _service: object, announce: Callable[[str], None], _port: int
    ) -> None:
        logging.getLogger("alembic").info("a line for developers")
        announce("http://127.0.0.1:1/#key")

    monkeypatch.setattr("bot.playground.run.play", play)
    monkeypatch.setattr("bot.playground.terminal.open_in_browser", addresses.append)
    result = called("playground", *words)
    assert result.exit_code == ExitCode.OK
    assert result.stdout.splitlines() == [
        "imagine-bot is open at http://127.0.0.1:1/#key",
        "Ctrl-C ends it.",
        "Goodbye! The playground is closed.",
    ]
    assert addresses == ["http://127.0.0.1:1/#key"] * opened
    assert ("a line for developers" in result.stderr) is logged
