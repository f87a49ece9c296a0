"""What keeps the bot running bounds what it takes, and stops it when its pictures are done."""

import re
from pathlib import Path
from typing import Any

import yaml

from bot.app import FLUSH_S, ExitCode
from bot.config.settings import Settings

ROOT = Path(__file__).parent.parent


def service(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / name).read_text("utf-8"))
    return dict(loaded["services"]["imagine-bot"])


def test_memory_and_processes_of_the_container_are_bounded() -> None:
    bot = service("compose.yaml")
    # The first start of Stable Diffusion peaks at 5 GB: docs/performance.md.
    assert int(bot["mem_limit"].removesuffix("g")) > 5
    assert 0 < bot["pids_limit"] < 10_000


def test_the_container_is_stopped_after_what_is_drawn_had_its_time() -> None:
    bot = service("compose.yaml")
    grace = re.fullmatch(
        r"\$\{IMAGINE_SHUTDOWN_GRACE_S:-(\d+)\}", bot["environment"]["IMAGINE_SHUTDOWN_GRACE_S"]
    )
    assert grace
    assert Settings(shutdown_grace_s=float(grace[1]))
    # Draining may flush twice.
    assert int(bot["stop_grace_period"].removesuffix("m")) * 60 >= float(grace[1]) + 2 * FLUSH_S


def test_the_folders_of_the_container_are_volumes_and_known_to_the_bot() -> None:
    bot = service("compose.yaml")
    places = {volume.split(":")[1] for volume in bot["volumes"]}
    folders = {name: value for name, value in bot["environment"].items() if "FOLDER" in name}
    assert set(folders.values()) == places
    assert {name.removeprefix("IMAGINE_").lower() for name in folders} <= set(Settings.model_fields)


def test_the_card_is_added_to_the_same_service() -> None:
    gpu = service("compose.gpu.yaml")
    assert gpu["build"]["args"] == {"EXTRA": "gpu"}
    (device,) = gpu["deploy"]["resources"]["reservations"]["devices"]
    assert device["driver"] == "nvidia"


def test_the_image_for_a_card_adds_cudas_libraries_of_the_lock_and_changes_nothing_else() -> None:
    assert '--requirement "requirements-$EXTRA.lock"' in (ROOT / "Dockerfile").read_text("utf-8")
    plain, gpu = (
        set(re.findall(r"^[a-z0-9.-]+==\S+", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-gpu.lock")
    )
    assert plain < gpu
    assert {one.partition("-")[0] for one in gpu - plain} == {"nvidia"}
    assert any(one.startswith("nvidia-cudnn-cu12==") for one in gpu)


def test_the_image_installs_the_lock_without_the_tools_of_the_tests() -> None:
    built = (ROOT / "Dockerfile").read_text("utf-8")
    assert "--requirement requirements.lock" in built
    assert "requirements-dev.lock" not in built
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.findall(
        r"^(?:pytest|mypy|ruff|selenium|matplotlib|hypothesis)==", locked, re.MULTILINE
    )


def test_the_unit_waits_for_what_is_drawn_and_does_not_repeat_what_cannot_work() -> None:
    lines = (ROOT / "docs" / "imagine-bot.service").read_text("utf-8").splitlines()
    unit = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    assert float(unit["TimeoutStopSec"]) >= Settings().shutdown_grace_s + 2 * FLUSH_S
    given_up = {int(code) for code in unit["RestartPreventExitStatus"].split()}
    assert given_up == {ExitCode.SETTINGS, ExitCode.TOKEN}
    assert unit["ExecStart"] == f"{unit['WorkingDirectory']}/.venv/bin/imagine-bot run"
