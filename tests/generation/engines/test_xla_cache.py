"""Claims about the compilation cache."""

import os
import shlex
from pathlib import Path

import pytest

from generation.engines import xla_cache


def test_the_folder_stands_in_the_flags_beside_what_was_there(tmp_path: Path) -> None:
    environment = {"TF_XLA_FLAGS": "--tf_xla_auto_jit=2"}
    xla_cache.use_cache(tmp_path / "with blanks", environment)
    first, second = shlex.split(environment["TF_XLA_FLAGS"])
    assert first == "--tf_xla_auto_jit=2"
    folder = Path(second.removeprefix(f"{xla_cache.FLAG}="))
    assert folder.is_dir()
    assert folder.is_relative_to(tmp_path)


def test_an_operators_own_folder_stays(tmp_path: Path) -> None:
    environment = {"TF_XLA_FLAGS": f"{xla_cache.FLAG}=/elsewhere"}
    xla_cache.use_cache(tmp_path, environment)
    assert environment == {"TF_XLA_FLAGS": f"{xla_cache.FLAG}=/elsewhere"}


def test_the_oldest_programs_over_the_limit_are_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xla_cache, "MOST_ON_DISK_BYTES", 25)
    for age, name in enumerate(("newest", "newer", "old")):
        file = tmp_path / "compiled" / "driver" / f"{name}.pb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(10))
        os.utime(file, (1000 - age, 1000 - age))
    xla_cache.use_cache(tmp_path, {})
    assert {file.stem for file in tmp_path.rglob("*.pb")} == {"newest", "newer"}
