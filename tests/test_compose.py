"""A container takes no more of its machine than it needs."""

import re
from pathlib import Path

COMPOSE = Path(__file__).parent.parent / "compose.yaml"


def test_memory_and_processes_of_the_container_are_bounded() -> None:
    lines = COMPOSE.read_text("utf-8")
    memory = re.search(r"^    mem_limit: (\d+)g$", lines, re.MULTILINE)
    processes = re.search(r"^    pids_limit: (\d+)$", lines, re.MULTILINE)
    assert memory
    assert processes
    # The first start of Stable Diffusion peaks at 5 GB: docs/performance.md.
    assert int(memory[1]) > 5
    assert 0 < int(processes[1]) < 10_000
