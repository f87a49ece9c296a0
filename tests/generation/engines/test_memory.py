"""Claims about the machine's memory."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from generation.engines import memory
from generation.engines.memory import (
    UNKNOWN_BYTES,
    known_memory_bytes,
    memory_bytes,
    release_memory,
)


def _installed_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def test_the_machines_memory_is_known_where_the_system_tells_it() -> None:
    assert memory_bytes() > 2**30


@pytest.mark.parametrize(
    ("own", "limits", "known"),
    [
        ("0::/\n", {"memory.max": "3000"}, 3000),
        ("0::/\n", {"memory.max": "max"}, None),
        ("0::/bot.service\n", {"memory.max": "5000", "bot.service/memory.max": "max"}, 5000),
        ("9:pids:/\n4:memory:/a\n", {"memory/memory.limit_in_bytes": "4000"}, 4000),
        ("9:pids:/\n0::/\n", {}, None),
    ],
)
def test_a_containers_limit_counts_and_what_no_system_tells_is_guessed(
    own: str,
    limits: dict[str, str],
    known: int | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, text in limits.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{text}\n")
    (tmp_path / "cgroup").write_text(own)
    monkeypatch.setattr(memory, "OWN_GROUP", tmp_path / "cgroup")
    monkeypatch.setattr(memory, "GROUPS", tmp_path)
    machine_bytes = known_memory_bytes()
    assert machine_bytes == min(known or sys.maxsize, _installed_bytes())
    monkeypatch.delattr("os.sysconf")
    assert known_memory_bytes() == known
    assert memory_bytes() == (known or UNKNOWN_BYTES)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_freed_memory_goes_back_to_the_system() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    # Small pieces, with one kept at the end: the C library alone would keep all the others.
    pieces = [np.ones(8192) for _ in range(2000)]
    last = pieces[-1]
    pieces.clear()
    before = resident()
    release_memory()
    assert resident() < before - 20_000
    assert last.sum() == 8192
