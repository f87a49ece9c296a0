"""A container takes no more of its machine than it needs, and stops when its pictures are done."""

import re
from pathlib import Path
from typing import Any

import yaml

from bot.app import FLUSH_S
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


def test_the_image_installs_the_lock_without_the_tools_of_the_tests() -> None:
    built = (ROOT / "Dockerfile").read_text("utf-8")
    assert "--requirement requirements.lock" in built
    assert "requirements-dev.lock" not in built
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.findall(
        r"^(?:pytest|mypy|ruff|selenium|matplotlib|hypothesis)==", locked, re.MULTILINE
    )
