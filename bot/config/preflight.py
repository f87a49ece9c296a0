"""Says what is wrong with an installation, and how to mend it, before anything is started."""

import base64
import binascii
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from bot.admission import RulesUnreadable, load_rules
from bot.config.settings import ENV_FILE, Settings
from bot.storage import Database, DatabaseRefused
from generation import ModelUnavailable, file_problems, find


def problems(settings: Settings) -> Iterator[str]:
    """List what stands in the way of `imagine-bot run`, one sentence each."""
    if problem := token_problem(settings.token):
        yield problem
    try:
        Database(settings.database_url())
    except DatabaseRefused as error:
        yield str(error)
    try:
        load_rules(settings.blocked_words, settings.blocked_words_file)
    except RulesUnreadable as error:
        yield str(error)
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
            f"IMAGINE_CACHE_FOLDER cannot be made ({settings.cache_folder}: {error.strerror}); "
            "use the path of a folder that the bot may write."
        )


def warnings(env_file: Path = ENV_FILE) -> Iterator[str]:
    """List what is unsafe and yet keeps nothing from running, one sentence each."""
    try:
        mode = env_file.stat().st_mode
    except OSError:
        return
    # Windows has no such rights.
    if os.name != "nt" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield (
            f"{env_file} holds the bot's token and is open to other users of this machine (mode "
            f"{stat.S_IMODE(mode):o}); close it with: chmod 600 {env_file}"
        )


def token_problem(token: SecretStr | None) -> str | None:
    """Say what is wrong with a token's form, in one sentence; None if it looks right.

    A bot token is three parts with dots between them, the first of which is the bot's id in
    base64. Whether Discord takes it is found out at login.
    """
    if token is None:
        return "IMAGINE_TOKEN is missing; copy the bot's token from Discord's developer portal."
    parts = token.get_secret_value().split(".")
    if len(parts) == 3 and all(re.fullmatch(r"[\w-]+", part) for part in parts):
        padded = parts[0] + "=" * (-len(parts[0]) % 4)
        try:
            if base64.urlsafe_b64decode(padded).isdigit():
                return None
        except binascii.Error:
            pass
    return (
        "IMAGINE_TOKEN has not the form of a bot token (three parts with dots between them); "
        "copy it again from the Bot page of Discord's developer portal."
    )
