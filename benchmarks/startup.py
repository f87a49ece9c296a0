"""From `start()` to a warm model: the first time on a machine, and every time after.

    python -m benchmarks.startup [--json] [--model starter] [--engine xla] [--precision float32]

A cold start finds an empty cache folder. A warm start finds what the cold one left: the measured
figures, and XLA's compiled programs.
"""

import argparse
import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.report import Figures, show
from generation import GenerationService, ServiceConfig


async def started(config: ServiceConfig) -> tuple[GenerationService, float]:
    """Start a service and wait until it is warm; give back the seconds that took."""
    service = GenerationService(config)
    begun = time.perf_counter()
    await service.start()
    try:
        await service.ready()
    except BaseException:
        await service.close()
        raise
    return service, time.perf_counter() - begun


async def measure(config: ServiceConfig) -> Figures:
    """Start cold, and start again."""
    seconds = []
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as folder:
        for _ in range(2):
            service, took = await started(replace(config, cache_folder=Path(folder)))
            seconds.append(took)
            choice = service.choice
            await service.close()
    cold_s, warm_s = seconds
    mode = {"precision": choice.precision, "engine": choice.engine, "model": config.model}
    return {"cold_s": cold_s, "warm_s": warm_s, "warm_to_cold": warm_s / cold_s, **mode}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--model", default="starter")
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--precision", default="auto")
    asked = parser.parse_args()
    setup = ServiceConfig(model=asked.model, engine=asked.engine, precision=asked.precision)
    show("startup", asyncio.run(measure(setup)), asked.json)
