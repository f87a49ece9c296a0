"""Command line: `imagine-bot run`, `playground`, `check`, `doctor`, `backup`, `restore`."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot import app
from bot.app import CannotRun, ExitCode
from bot.cli import backups
from bot.cli.check import check
from bot.config import needs, preflight
from bot.config.settings import Settings, SettingsError, load_settings
from bot.operations import doctor, logs
from bot.operations.redaction import Redactor
from bot.playground import run, terminal
from bot.runtime import event_loop
from generation import GenerationFleet, ModelUnavailable, find

log = logging.getLogger(__name__)

main = typer.Typer(no_args_is_help=True, add_completion=False)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"imagine-bot {version('imagine-bot')}")
        raise typer.Exit


@main.callback()
def options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """A text-to-image studio for Discord."""


@main.command("run")
def run_command() -> None:
    """Serve Discord with the token in IMAGINE_TOKEN."""
    settings = _settings()
    for warning in (*preflight.find_warnings(), *needs.find_shortages(settings)):
        log.warning("%s", warning)
    for need in needs.describe_needs(settings):
        log.info("%s", need)
    _finish(app.run(settings, _service(settings)))


@main.command("playground")
def playground_command(
    port: Annotated[int, typer.Option(help="Port of 127.0.0.1; 0 for any that is free.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the log, too.")] = False,
) -> None:
    """Serve the same bot on a page that looks like Discord; no token is needed."""
    settings = _settings()
    if not verbose:
        logs.set_up("ERROR", settings.log_format, settings.secrets())

    def announce(url: str) -> None:
        typer.echo(f"imagine-bot is open at {url}\nCtrl-C ends it.")
        if not no_browser:
            terminal.open_in_browser(url)

    with contextlib.nullcontext() if verbose else terminal.mute_libraries():
        # The simulated Discord needs asyncio's own loop.
        _finish(run.play(settings, _service(settings), announce, port), asyncio.run)
    typer.echo("Goodbye! The playground is closed.")


@main.command("check")
def check_command() -> None:
    """Check settings, model files and token, and print the fix of each problem.

    Asks Discord about the token, and prints what the first start downloads and takes.
    """
    try:
        report = event_loop.run(check(load_settings()))
    except SettingsError as error:
        _exit("\n".join(error.args), ExitCode.CHECK_FAILED)
    for fact in report.facts:
        typer.echo(fact)
    for sentence in (*report.warnings, *report.problems):
        _complain(sentence)
    if report.problems:
        raise typer.Exit(ExitCode.CHECK_FAILED)
    if not report.warnings:
        typer.echo("All is well." if report.is_complete else "No problem was found.")


@main.command("doctor")
def doctor_command() -> None:
    """Print a report without secrets, to paste into an issue."""
    settings: Settings | SettingsError
    try:
        settings = load_settings()
    except SettingsError as error:
        settings = error
    state = partial(backups.describe_database, settings) if isinstance(settings, Settings) else None
    typer.echo(event_loop.run(doctor.report(settings, state)))


@main.command("backup")
def backup_command(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Write all stored data into one file; the bot may run meanwhile."""
    _finish(backups.write_backup(_settings(), file, typer.echo))


@main.command("restore")
def restore_command(
    file: Annotated[Path, typer.Argument(help="A file written by backup.")],
) -> None:
    """Fill an empty database from a backup; requests that were running start again."""
    _finish(backups.restore_backup(_settings(), file, typer.echo))


def _settings() -> Settings:
    try:
        settings = load_settings()
    except SettingsError as error:
        _exit("\n".join(error.args), ExitCode.SETTINGS)
    logs.set_up(settings.log_level, settings.log_format, settings.secrets())
    return settings


def _service(settings: Settings) -> GenerationFleet:
    for name, setting in settings.models().items():
        try:
            find(name, settings.models_folder)
        except ModelUnavailable as error:
            _exit(f"{setting}: {error}", ExitCode.SETTINGS)
    configs = [settings.service_config(name) for name in settings.models()]
    return GenerationFleet(configs, 60 * settings.idle_minutes)


def _finish(
    work: Coroutine[None, None, None],
    run_loop: Callable[[Coroutine[None, None, None]], None] = event_loop.run,
) -> None:
    try:
        run_loop(work)
    except CannotRun as error:
        _exit(str(error), error.code)
    except KeyboardInterrupt:
        _exit("Stopped.", ExitCode.OK)
    except Exception:
        # The interpreter would print the error without redaction.
        log.exception("the bot ended on an error")
        raise typer.Exit(1) from None


def _exit(sentence: str, code: ExitCode) -> NoReturn:
    _complain(sentence)
    raise typer.Exit(code)


def _complain(sentence: str) -> None:
    # A sentence repeats the wrong value, which may be an address with its password.
    typer.echo(Redactor().text(sentence), err=True)


if __name__ == "__main__":
    main()
