"""Claims about the machine's memory."""

import sys
from pathlib import Path

import numpy as np
import pytest

from generation.memory import give_back, memory_bytes


def test_the_machines_memory_is_known_where_the_system_tells_it() -> None:
    assert memory_bytes() > 2**30


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_freed_memory_goes_back_to_the_system() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    # Small pieces, with one kept at the end: the C library alone would keep all the others.
    pieces = [np.ones(8192) for _ in range(2000)]
    last = pieces[-1]
    pieces.clear()
    before = resident()
    give_back()
    assert resident() < before - 20_000
    assert last.sum() == 8192
