"""Claims about the names of this machine and this software."""

from pathlib import Path

import pytest

from generation.engines import fingerprint
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


def test_a_clock_that_changes_does_not_change_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for megahertz in (2000, 3000):
        (tmp_path / "cpuinfo").write_text(f"model name : a\ncpu MHz : {megahertz}\nflags : fpu")
        monkeypatch.setattr(fingerprint, "CPU_INFO", tmp_path / "cpuinfo")
        names.add(machine_name())
    assert len(names) == 1


def test_another_library_or_another_line_of_this_package_is_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def name() -> str:
        return software_name.__wrapped__()

    names = [name()]
    monkeypatch.setattr(fingerprint, "version", lambda _package: "0.0")
    names.append(name())
    (tmp_path / "engines").mkdir()
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
    for line in ("a = 1", "a = 2"):
        (tmp_path / "engines" / "a.py").write_text(line)
        names.append(name())
    assert len(set(names)) == len(names)
