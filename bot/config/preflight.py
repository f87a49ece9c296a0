"""Checks of an installation before the start, each problem with its fix."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from bot.admission import RulesUnreadable, load_rules
from bot.config.invite import bot_id
from bot.config.settings import ENV_FILE, Settings
from bot.storage import Database, DatabaseRefused
from generation import CheckerUnusable, ModelUnavailable, check_files, file_problems, find


def find_problems(settings: Settings) -> Iterator[str]:
    """List the problems that keep `imagine-bot run` from starting, one sentence each."""
    if problem := token_problem(settings.token):
        yield problem
    try:
        Database(settings.database_url())
    except DatabaseRefused as error:
        yield str(error)
    try:
        yield from load_rules(settings.blocked_words, settings.blocked_words_file).left_out
    except RulesUnreadable as error:
        yield str(error)
    if problem := checker_problem(settings.picture_checker_file):
        yield problem
    for name, setting in settings.models().items():
        try:
            model = find(name, settings.models_folder)
            yield from file_problems(model, settings.service_config(name))
        except ModelUnavailable as error:
            yield f"{setting}: {error}"
    try:
        settings.cache_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        yield (
            f"IMAGINE_CACHE_FOLDER cannot be created ({settings.cache_folder}: {error.strerror}); "
            "use the path of a folder that the bot may write to."
        )


def find_warnings(env_file: Path = ENV_FILE) -> Iterator[str]:
    """List unsafe conditions that do not prevent a start, one sentence each."""
    try:
        mode = env_file.stat().st_mode
    except OSError:
        return
    # Windows has no such permissions.
    if os.name != "nt" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield (
            f"{env_file} contains the bot's token and can be read by other users of this machine "
            f"(mode {stat.S_IMODE(mode):o}); restrict it with: chmod 600 {env_file}"
        )


def checker_problem(file: Path | None) -> str | None:
    """Check the files of the picture checker; return one sentence, or None if they are usable.

    Args:
        file: the operator's model; None for the one of the package.
    """
    try:
        check_files(file)
    except CheckerUnusable as error:
        return f"Every picture is held, because it cannot be checked: {error}"
    return None


def token_problem(token: SecretStr | None) -> str | None:
    """Check the format of a token; return one sentence, or None if the format is correct.

    A bot token consists of three parts separated by dots, the first of which is the bot's id in
    base64. Discord itself checks the token at login.
    """
    if token is None:
        return "IMAGINE_TOKEN is missing; copy the bot's token from Discord's developer portal."
    parts = token.get_secret_value().split(".")
    if len(parts) == 3 and all(re.fullmatch(r"[\w-]+", part) for part in parts) and bot_id(token):
        return None
    return (
        "IMAGINE_TOKEN is not in the format of a bot token (three parts separated by dots); "
        "copy it again from the Bot page of Discord's developer portal."
    )
