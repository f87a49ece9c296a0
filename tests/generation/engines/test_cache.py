"""Claims about the compilation cache."""

import shlex
from pathlib import Path

import pytest

from generation.engines import cache


def test_the_folder_stands_in_the_flags_beside_what_was_there(tmp_path: Path) -> None:
    environment = {"TF_XLA_FLAGS": "--tf_xla_auto_jit=2"}
    cache.use_cache(tmp_path / "with blanks", environment)
    first, second = shlex.split(environment["TF_XLA_FLAGS"])
    assert first == "--tf_xla_auto_jit=2"
    folder = Path(second.removeprefix(f"{cache.FLAG}="))
    assert folder.is_dir()
    assert folder.is_relative_to(tmp_path)


def test_an_operators_own_folder_stays(tmp_path: Path) -> None:
    environment = {"TF_XLA_FLAGS": f"{cache.FLAG}=/elsewhere"}
    cache.use_cache(tmp_path, environment)
    assert environment == {"TF_XLA_FLAGS": f"{cache.FLAG}=/elsewhere"}


def test_another_processor_or_driver_has_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for cpu, driver in (("old", "1"), ("new", "1"), ("new", "2")):
        (tmp_path / "cpuinfo").write_text(f"model name : {cpu}\nflags : fpu\n\nmodel name : {cpu}")
        (tmp_path / "nvidia").mkdir(exist_ok=True)
        (tmp_path / "nvidia" / "version").write_text(f"NVRM version: {driver}\n")
        monkeypatch.setattr(cache, "CPU_INFO", tmp_path / "cpuinfo")
        monkeypatch.setattr(cache, "NVIDIA", tmp_path / "nvidia")
        names.add(cache.machine_name())
    assert len(names) == 3


def test_a_clock_that_changes_does_not_change_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for megahertz in (2000, 3000):
        (tmp_path / "cpuinfo").write_text(f"model name : a\ncpu MHz : {megahertz}\nflags : fpu")
        monkeypatch.setattr(cache, "CPU_INFO", tmp_path / "cpuinfo")
        names.add(cache.machine_name())
    assert len(names) == 1
