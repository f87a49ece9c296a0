"""A container takes no more of its machine than it needs."""

from pathlib import Path

import yaml

COMPOSE = Path(__file__).parent.parent / "compose.yaml"


def test_memory_and_processes_of_the_container_are_bounded() -> None:
    service = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["imagine-bot"]
    assert service["mem_limit"].endswith("g")
    # The first start of Stable Diffusion peaks at 5 GB: docs/performance.md.
    assert int(service["mem_limit"].removesuffix("g")) > 5
    assert 0 < service["pids_limit"] < 10_000
