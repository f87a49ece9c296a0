"""Claims about what is found out of graphics cards without TensorFlow."""

import stat
from pathlib import Path

import pytest
import tensorflow as tf

from generation.engines.cuda import cards
from generation.engines.cuda.cards import GraphicsCard, find_cards, format_version, report_cards

LISTING = """NVIDIA GeForce RTX 3060, 12288, 550.120, 8.6
NVIDIA GeForce RTX 5090, 32607, 570.86.15, 12.0
"""


def install_driver(
    monkeypatch: pytest.MonkeyPatch, folder: Path, listing: str, status: int = 0
) -> None:
    """Put a driver into place that lists the given cards.

    Args:
        monkeypatch: of the test.
        folder: for the driver's files.
        listing: rows of the driver's answer.
        status: exit status of the driver's program.
    """
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\ncat <<'LISTING'\n{listing}LISTING\nexit {status}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    monkeypatch.setattr(cards, "DRIVER_FILES", (program,))


def test_cards_are_listed_as_the_driver_describes_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install_driver(monkeypatch, tmp_path, LISTING)
    assert find_cards() == (
        GraphicsCard("NVIDIA GeForce RTX 3060", 12 * 2**30, "550.120", (8, 6)),
        GraphicsCard("NVIDIA GeForce RTX 5090", 32607 * 2**20, "570.86.15", (12, 0)),
    )


@pytest.mark.parametrize(("listing", "status"), [("", 0), ("No devices were found\n", 6)])
def test_a_driver_without_a_card_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, listing: str, status: int
) -> None:
    install_driver(monkeypatch, tmp_path, listing, status)
    report = report_cards()
    assert not report.used
    assert "compose.gpu.yaml" in report.unused[0]


def test_without_a_driver_nothing_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cards, "DRIVER_FILES", (tmp_path / "none",))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(cards, "WSL_FOLDER", str(tmp_path))
    report = report_cards()
    assert report.used == report.unused == ()


@pytest.mark.parametrize(
    ("card", "has_libraries", "reason"),
    [
        (GraphicsCard("RTX 5090", 2**35, "570.86", (12, 0)), True, "compute capability is 12.0"),
        (GraphicsCard("B200", 2**37, "570.86", (10, 0)), True, "compute capability is 10.0"),
        (GraphicsCard("RTX 3060", 2**33, "515.65", (8, 6)), True, "driver is older than 525"),
        (GraphicsCard("RTX 3060", 2**33, "550.12", (8, 6)), False, r'".[gpu]"'),
    ],
)
def test_a_card_that_is_not_used_has_its_reason(
    monkeypatch: pytest.MonkeyPatch, card: GraphicsCard, has_libraries: bool, reason: str
) -> None:
    monkeypatch.setattr(cards, "_has_libraries", lambda: has_libraries)
    monkeypatch.setattr(cards, "find_cards", lambda: (card,))
    report = report_cards()
    assert not report.used
    assert reason in report.unused[0]
    assert str(card) in report.unused[0]


def test_a_card_in_windows_has_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert "WSL2" in GraphicsCard("RTX 3060", 2**33, "550.12", (8, 6)).obstacle


def test_a_card_with_its_libraries_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_has_libraries", lambda: True)
    card = GraphicsCard("NVIDIA H200", 141 * 2**30, "550.12", (9, 0))
    monkeypatch.setattr(cards, "find_cards", lambda: (card,))
    assert report_cards().used == ("NVIDIA H200, 141 GiB, driver 550.12: used.",)


def test_the_limit_is_that_of_the_tensorflow_that_is_installed() -> None:
    built = tf.sysconfig.get_build_info()
    assert built["cuda_version"].startswith(format_version(cards.CUDA_VERSION)), (
        "another CUDA supports other cards: see BLACKWELL"
    )
