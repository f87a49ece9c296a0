"""Claims about the names of this machine and this software."""

import shutil
from pathlib import Path

import pytest

from generation.engines import fingerprint
from generation.engines.cuda.cards import GraphicsCard
from generation.engines.fingerprint import machine_name, software_name


def test_another_processor_or_driver_has_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for cpu, driver in (("old", "1"), ("new", "1"), ("new", "2")):
        (tmp_path / "cpuinfo").write_text(f"model name : {cpu}\nflags : fpu\n\nmodel name : {cpu}")
        (tmp_path / "nvidia").mkdir(exist_ok=True)
        (tmp_path / "nvidia" / "version").write_text(f"NVRM version: {driver}\n")
        monkeypatch.setattr(fingerprint, "CPU_INFO", tmp_path / "cpuinfo")
        monkeypatch.setattr(fingerprint, "NVIDIA", tmp_path / "nvidia")
        names.add(machine_name())
    assert len(names) == 3


def test_in_wsl2_another_driver_has_another_name_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    monkeypatch.setattr(fingerprint, "NVIDIA", tmp_path / "none")
    for driver in ("550.12", "560.35"):
        card = GraphicsCard("RTX 3060", 2**33, driver, (8, 6))
        monkeypatch.setattr(fingerprint, "find_cards", lambda card=card: (card,))
        names.add(machine_name())
    assert len(names) == 2


def test_a_clock_that_changes_does_not_change_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for megahertz in (2000, 3000):
        (tmp_path / "cpuinfo").write_text(f"model name : a\ncpu MHz : {megahertz}\nflags : fpu")
        monkeypatch.setattr(fingerprint, "CPU_INFO", tmp_path / "cpuinfo")
        names.add(machine_name())
    assert len(names) == 1


def compute_software_name() -> str:
    return software_name.__wrapped__()


def test_another_library_is_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = compute_software_name()
    monkeypatch.setattr(fingerprint, "version", lambda _package: "0.0")
    assert compute_software_name() != before


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("engines/openvino.py", True),
        ("models/networks.py", True),
        ("pipeline/denoising.py", True),
        ("sampling/recurrence.py", True),
        ("weights/lora/deltas.py", True),
        ("cli/app.py", False),
        ("service/service.py", False),
        ("request.py", False),
    ],
)
def test_the_name_changes_with_the_source_of_compiled_programs_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, changes: bool
) -> None:
    package = tmp_path / "generation"
    shutil.copytree(fingerprint.PACKAGE, package, ignore=shutil.ignore_patterns("*.safetensors"))
    monkeypatch.setattr(fingerprint, "PACKAGE", package)
    before = compute_software_name()
    with (package / file).open("a") as source:
        source.write("another_line = True\n")
    assert (compute_software_name() != before) is changes
