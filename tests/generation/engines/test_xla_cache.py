"""Claims about the compilation cache."""

import shlex
from pathlib import Path

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
