"""What a report of a problem needs, as plain text without secrets."""

import json
import math
import os
import platform
import re
import shutil
from collections.abc import Awaitable, Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import SecretStr

from bot.config import preflight
from bot.config.settings import PREFIX, Settings, SettingsError
from bot.operations.redaction import MASK, Redactor
from generation import Model, ModelUnavailable, find

DatabaseReport = Callable[[], Awaitable[list[str]]]

_LIBRARIES = (
    "tensorflow",
    "keras",
    "keras-cv",
    "openvino",
    "discord.py",
    "aiohttp",
    "sqlalchemy",
    "aiosqlite",
    "asyncpg",
    "pillow",
)
_GIB = 2**30
# Of Discord's: a complaint of a wrong setting repeats them.
_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")


async def report(
    settings: Settings | SettingsError, database_report: DatabaseReport | None = None
) -> str:
    """Write the report; files of the model that were not checked before are read in full.

    Args:
        settings: the operator's, or what is wrong with them.
        database_report: lines on the database's state.
    """
    sections = {"imagine-bot": _versions(), "machine": _machine()}
    secrets: tuple[str, ...] = ()
    if isinstance(settings, SettingsError):
        sections["settings are wrong"] = iter(settings.args)
    else:
        secrets = settings.secrets()
        sections |= _installation(settings)
    if database_report:
        sections["database"] = iter(await _database(database_report))
    text = "\n".join(_printed(title, lines) for title, lines in sections.items())
    return _ID.sub(MASK, _from_home(Redactor(secrets).text(text)))


def _from_home(text: str) -> str:
    """Leave the user's name out of paths."""
    home = str(Path.home())
    return text if home == "/" else text.replace(home, "~")


def _installation(settings: Settings) -> dict[str, Iterator[str]]:
    return {
        "folders": _folders(settings),
        "settings (* changed)": _settings(settings),
        "check": _problems(settings),
        "model": _model(settings),
        "engines measured": _choices(settings.cache_folder),
    }


def _printed(title: str, lines: Iterator[str]) -> str:
    return "".join([f"{title}\n", *(f"  {line}\n" for line in lines)])


def _versions() -> Iterator[str]:
    yield f"imagine-bot {_version('imagine-bot')}, Python {platform.python_version()}"
    yield from (f"{name} {_version(name)}" for name in _LIBRARIES)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _machine() -> Iterator[str]:
    container = " in a container" if Path("/.dockerenv").exists() else ""
    yield f"system: {platform.platform()}{container}"
    yield f"processor: {_processor()}, {_cores()}"
    yield f"memory: {_memory()}"
    yield f"NVIDIA driver: {_first_line('/proc/driver/nvidia/version') or 'none'}"


def _processor() -> str:
    lines = _text("/proc/cpuinfo").splitlines()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _cores() -> str:
    cores = os.cpu_count() or 1
    # Not on macOS and Windows.
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else cores
    return f"{cores} cores" + (f", {usable} of them usable" if usable != cores else "")


def _memory() -> str:
    facts = dict(line.partition(":")[::2] for line in _text("/proc/meminfo").splitlines())
    known = [
        f"{int(facts[name].split()[0]) / 2**20:.1f} GiB {what}"
        for name, what in (("MemTotal", "in all"), ("MemAvailable", "available"))
        if name in facts
    ]
    limit = _first_line("/sys/fs/cgroup/memory.max")
    if limit.isdigit():
        known.append(f"{int(limit) / _GIB:.1f} GiB allowed to this container")
    return ", ".join(known) or "unknown"


def _folders(settings: Settings) -> Iterator[str]:
    for name, value in settings:
        if isinstance(value, Path) and name.endswith("_folder"):
            yield f"{name}: {_room(value)}"


def _room(folder: Path) -> str:
    there = next((path for path in (folder, *folder.parents) if path.is_dir()), Path("/"))
    use = shutil.disk_usage(there)
    missing = "" if there == folder else ", not there yet"
    readonly = "" if os.access(there, os.W_OK) else ", not writable"
    return f"{use.free / _GIB:.1f} of {use.total / _GIB:.1f} GiB free{missing}{readonly}"


def _settings(settings: Settings) -> Iterator[str]:
    for name, value in settings:
        default = Settings.model_fields[name].default
        changed = name in settings.model_fields_set and value != default
        yield f"{'*' if changed else ' '} {PREFIX}{name.upper()}={_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, SecretStr):
        return MASK
    if isinstance(value, tuple | dict):
        # Words that somebody blocked and ids of channels and roles are nobody else's business.
        return f"({len(value)} values)" if value else ""
    return "" if value is None else str(value)


def _problems(settings: Settings) -> Iterator[str]:
    yield from list(preflight.problems(settings)) or ["All is well."]


def _model(settings: Settings) -> Iterator[str]:
    for name in settings.models():
        try:
            model = find(name, settings.models_folder)
        except ModelUnavailable as error:
            yield str(error)
            continue
        yield f"{name}, of the kind {model.kind}"
        yield from (f"{path.name}: {_size(path)}" for path in _files(model, settings))


def _files(model: Model, settings: Settings) -> Iterator[Path]:
    yield from model.local.values()
    folder = settings.offline_folder or settings.cache_folder
    yield from (folder / file.name for file in model.files.values())


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB" if path.is_file() else "not here"


def _choices(cache_folder: Path) -> Iterator[str]:
    for file in sorted(cache_folder.glob("choices/*.json")):
        yield f"{file.stem}: {_figures(file)}"


def _figures(file: Path) -> str:
    """Print seconds a step by mode or size of batch, the fastest first."""
    try:
        figures = {name: float(s) for name, s in json.loads(file.read_text()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return "not readable"
    ordered = sorted(figures, key=figures.__getitem__)
    return ", ".join(f"{name} {_milliseconds(figures[name])}" for name in ordered)


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms" if math.isfinite(seconds) else "failed or was interrupted"


async def _database(database_report: DatabaseReport) -> list[str]:
    try:
        return await database_report()
    except Exception as error:  # noqa: BLE001 - a database that cannot be read is part of the report
        return [f"cannot be read: {type(error).__name__}"]


def _first_line(path: str) -> str:
    return _text(path).partition("\n")[0].strip()


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8", "replace")
    except OSError:
        return ""
