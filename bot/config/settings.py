"""Settings of the bot: typed, frozen, read once from the environment and `.env`.

The model below is the only source of names, defaults and help; `.env.example` is generated from it:

    .venv/bin/python -m bot.config.example > .env.example
"""

import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.admission.categories import Category, Choice
from bot.admission.rates import exceeds_retention, rate_limits
from bot.storage import address
from generation import Engine, Precision, ServiceConfig

PREFIX = "IMAGINE_"
ENV_FILE = Path(".env")
MOST_WAITING = 10_000  # Upper bound of IMAGINE_MAX_WAITING.


class SettingsError(Exception):
    """Settings are wrong; every argument is a sentence that names a setting and its fix."""


def _setting(default: Any, fix: str, about: str, **rules: Any) -> Any:
    """Declare a setting: its default, the fix of a wrong value, and its one-line help."""
    return Field(default, description=about, json_schema_extra={"fix": fix}, **rules)


class Settings(BaseSettings):
    """Settings that an operator can choose."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr | None = _setting(
        None,
        "copy the bot's token from Discord's developer portal",
        "The bot's token from Discord's developer portal; the playground needs none.",
    )
    model: str = _setting(
        "starter",
        "use the name of a model, such as starter or sd-v1.4",
        "Default model: starter (included in the package), sd-v1.4, sd-v2.1 or one of yours.",
    )
    other_models: Annotated[tuple[str, ...], NoDecode] = _setting(
        (),
        "write names of models separated by commas",
        "Further models to choose from in /imagine, separated by commas; loaded when used.",
    )
    idle_minutes: float = _setting(
        15.0,
        "use a number of minutes from 0.1 to 10000",
        "Idle minutes after which one of IMAGINE_OTHER_MODELS is unloaded from memory.",
        ge=0.1,
        le=10_000,
    )
    precision: Precision = _setting(
        "auto",
        "use auto, float32, bfloat16 or float16",
        "Number format of the model: auto (measured at start), float32, bfloat16 or float16.",
    )
    engine: Engine = _setting(
        "auto",
        "use auto, xla, graph or openvino",
        "Engine of the model: auto (measured at start), xla, graph or openvino (CPUs).",
    )
    cache_folder: Path = _setting(
        Path("~/.cache/imagine-bot"),
        "use the path of a folder that the bot may write to",
        "Folder for downloaded weights and compiled programs.",
    )
    offline_folder: Path | None = _setting(
        None,
        "use the path of a folder that contains the model's files",
        "Folder with the model's files, which are then not downloaded.",
    )
    models_folder: Path | None = _setting(
        None,
        "use the path of a folder that contains safetensors checkpoints",
        "Folder of your own Stable Diffusion 1.x and 2.x checkpoints; see docs/models.md.",
    )
    data_folder: Path = _setting(
        Path("~/.local/share/imagine-bot"),
        "use the path of a folder that the bot may write to",
        "Folder for the database and for pictures, posted ones included.",
    )
    database: SecretStr | None = _setting(
        None,
        "write postgresql://host/name, with user:password@ before the host, or sqlite:///path/to/file",
        "Address of a PostgreSQL database for several bot processes; a SQLite file by default.",
    )
    pictures_megabytes: int = _setting(
        2000,
        "use a whole number from 100 to 1000000",
        "Largest total size of the kept pictures, in megabytes.",
        ge=100,
        le=1_000_000,
    )
    history_megabytes: int = _setting(
        2000,
        "use a whole number from 10 to 1000000",
        "Largest size of the records of pictures in the database, in megabytes.",
        ge=10,
        le=1_000_000,
    )
    user_history_megabytes: int = _setting(
        50,
        "use a whole number from 1 to 1000000",
        "Largest size of one member's records, in megabytes; beyond it the oldest are deleted.",
        ge=1,
        le=1_000_000,
    )
    keep_days: int = _setting(
        30,
        "use a whole number from 1 to 3650",
        "Days for which messages and files are kept; a prompt stays until its picture is deleted.",
        ge=1,
        le=3650,
    )
    threads: int = _setting(
        0,
        "use a whole number from 0 to 1024",
        "Processor cores that the model may use; 0 for all.",
        ge=0,
        le=1024,
    )
    max_waiting: int = _setting(
        64,
        "use a whole number from 1 to 10000",
        "Largest number of queued or running pictures.",
        ge=1,
        le=MOST_WAITING,
    )
    user_share: float = _setting(
        # A morph of default length takes 24 of the 64 pictures of the default queue.
        0.5,
        "use a number from 0.01 to 1, such as 0.5 for a half",
        "Share of IMAGINE_MAX_WAITING for one member, 0.01 to 1; one request is always allowed.",
        ge=0.01,
        le=1,
    )
    user_limit: str = _setting(
        "60/hour",
        "write it like 10/minute or 10/minute;60/hour, or none",
        "Pictures that a member may request: such as 10/minute;60/hour, or none for no limit.",
    )
    role_limits: Annotated[dict[int, str], NoDecode] = _setting(
        {},
        "write role ids with limits, such as 123=100/hour;500/day, 456=1000/day",
        "Limits for members with a role, in place of IMAGINE_USER_LIMIT: 123=100/hour, 456=1/day.",
    )
    server_limit: str = _setting(
        "600/hour",
        "write it like 100/hour or 20/minute;600/hour, or none",
        "Pictures that a server may request: such as 600/hour, or none for no limit.",
    )
    user_in_flight: int = _setting(
        3,
        "use a whole number from 1 to 100",
        "Largest number of queued or running requests of one member.",
        ge=1,
        le=100,
    )
    server_in_flight: int = _setting(
        100,
        "use a whole number from 1 to 10000",
        "Largest number of queued or running requests of one server.",
        ge=1,
        le=10_000,
    )
    blocked_words: Annotated[tuple[str, ...], NoDecode] = _setting(
        (),
        "write words or phrases separated by commas",
        "Further blocked words and phrases, separated by commas.",
    )
    blocked_words_file: Path | None = _setting(
        None,
        "use the path of a text file with one word or phrase a line",
        "File of further blocked words and phrases, one a line; # begins a comment.",
    )
    least_categories: Annotated[dict[Category, Choice], NoDecode] = _setting(
        {},
        "write categories with off, hold or refuse, such as adult=refuse, violence=hold",
        "Mildest choice of servers for a category of words: such as adult=refuse, violence=hold.",
    )
    picture_checker_file: Path | None = _setting(
        None,
        "use the path of a file NAME.onnx that has its description NAME.toml beside it",
        "Another model of the picture checker, NAME.onnx with NAME.toml; see docs/operations.md.",
    )
    allowed_channels: Annotated[tuple[int, ...], NoDecode] = _setting(
        (),
        "write channel ids (whole numbers) separated by commas",
        "Ids of the channels to draw in, separated by commas; empty for all.",
    )
    shutdown_grace_s: float = _setting(
        25.0,
        "use a number of seconds from 0 to 3600",
        "Seconds for running requests to finish when the bot is stopped; others start again later.",
        ge=0,
        le=3600,
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = _setting(
        "INFO",
        "use DEBUG, INFO, WARNING or ERROR",
        "Log level: DEBUG, INFO, WARNING or ERROR.",
    )
    log_format: Literal["people", "json"] = _setting(
        "people",
        "use people or json",
        "Format of the log: people, or json for machines.",
    )
    health_host: str = _setting(
        "127.0.0.1",
        "use an address of this machine, such as 127.0.0.1",
        "Address of the health and metrics endpoints; anything but 127.0.0.1 opens them to others.",
    )
    health_port: int = _setting(
        9464,
        "use a whole number from 0 to 65535",
        "Port of the health and metrics endpoints; 0 for none.",
        ge=0,
        le=65_535,
    )

    @field_validator("blocked_words", "other_models", mode="before")
    @classmethod
    def _split_words(cls, value: object) -> object:
        return _split(value, r",")

    @field_validator("allowed_channels", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        return _split(value, r"[,\s]+")

    @field_validator("role_limits", "least_categories", mode="before")
    @classmethod
    def _split_pairs(cls, value: object) -> object:
        pairs = _split(value, r",")
        if not isinstance(pairs, tuple):
            return value
        split = (pair.partition("=") for pair in pairs)
        return {key.strip(): chosen.strip() for key, _, chosen in split}

    @field_validator("role_limits")
    @classmethod
    def _check_role_limits(cls, value: dict[int, str]) -> dict[int, str]:
        for limit in value.values():
            rate_limits(limit)
        return value

    @field_validator("user_limit", "server_limit")
    @classmethod
    def _check_limit(cls, value: str) -> str:
        rate_limits(value)
        return value

    @field_validator("database")
    @classmethod
    def _check_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value:
            address(value.get_secret_value())
        return value

    @field_validator("*")
    @classmethod
    def _expand_home(cls, value: Any) -> Any:
        try:
            return value.expanduser() if isinstance(value, Path) else value
        except RuntimeError as error:
            # There is no such user; pydantic accepts only a ValueError.
            raise ValueError(str(error)) from error

    def database_url(self) -> str:
        """Return the address of the database."""
        if self.database:
            return self.database.get_secret_value()
        return f"sqlite:///{self.data_folder / 'imagine.sqlite3'}"

    def models(self) -> dict[str, str]:
        """Return the names of the offered models, the default first, each with its setting."""
        others = dict.fromkeys(self.other_models, f"{PREFIX}OTHER_MODELS")
        return {self.model: f"{PREFIX}MODEL"} | {
            name: setting for name, setting in others.items() if name != self.model
        }

    def service_config(self, model: str | None = None) -> ServiceConfig:
        """Build the configuration of a model, by default of the default one."""
        return ServiceConfig(
            model=model or self.model,
            precision=self.precision,
            engine=self.engine,
            cache_folder=self.cache_folder,
            offline_folder=self.offline_folder,
            models_folder=self.models_folder,
            # Admission enforces the setting: the service must not refuse accepted requests.
            max_waiting=MOST_WAITING,
            threads=self.threads,
        )

    def secrets(self) -> tuple[str, ...]:
        """List the values that no log and no report may contain."""
        values = (value for _, value in self)
        return tuple(v.get_secret_value() for v in values if isinstance(v, SecretStr))


def _split(value: object, separator: str) -> object:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in re.split(separator, value) if part.strip())


def load_settings(env_file: Path | None = ENV_FILE) -> Settings:
    """Load the settings from the environment, and those not set there from `env_file`.

    Raises:
        SettingsError: one sentence for every setting that is wrong.
    """
    problems = _find_misspelt(env_file)
    try:
        settings = Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic-settings' own
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        problems += [_describe_error(str(item["loc"][0]), item["input"]) for item in found]
    except UnicodeDecodeError:
        problems.append(f"{env_file} is not readable as text; save it as UTF-8.")
    else:
        problems += _find_long_limits(settings)
    if problems:
        raise SettingsError(*dict.fromkeys(problems))
    return settings


def _describe_error(field: str, value: object) -> str:
    setting = Settings.model_fields[field]
    extra = setting.json_schema_extra
    fix = extra["fix"] if isinstance(extra, dict) else ""
    is_secret = SecretStr in get_args(setting.annotation)
    wrong = "cannot be used" if is_secret else f"is {value!r}"
    return f"{PREFIX}{field.upper()} {wrong}; {fix}."


def _find_long_limits(settings: Settings) -> Iterator[str]:
    """Find limits that cannot be enforced, because their requests are deleted too early."""
    limits = {
        "USER_LIMIT": [settings.user_limit],
        "ROLE_LIMITS": settings.role_limits.values(),
        "SERVER_LIMIT": [settings.server_limit],
    }
    for name, written in limits.items():
        if any(exceeds_retention(limit, settings.keep_days) for limit in written):
            yield (
                f"{PREFIX}{name} counts for longer than requests are kept; use a period of at most "
                f"{settings.keep_days} days, or raise {PREFIX}KEEP_DAYS."
            )


def _find_misspelt(env_file: Path | None) -> list[str]:
    """Find names that resemble a setting but are none."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    try:
        in_file = [*dotenv_values(env_file)] if env_file else []
    except UnicodeDecodeError:
        in_file = []
    given = {name.upper() for name in (*os.environ, *in_file)} - set(known)
    near = {name: difflib.get_close_matches(name, known, 1, 0.8) for name in sorted(given)}
    return [
        f"{name} is not a setting; did you mean {match[0]}?"
        for name, match in near.items()
        if match and name.startswith(PREFIX[:6])
    ]
