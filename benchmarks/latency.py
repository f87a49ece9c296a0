"""How long `starter` takes, end to end through the generation service.

    python -m benchmarks.latency [--json]

A cold start finds an empty cache folder, a warm start the one that the cold start left. Both
are counted from `start()` to a warm model. Pictures are counted from `submit` to the PNG.
"""

import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.report import Report, Row, arguments, publish
from benchmarks.requests import finish, picture
from benchmarks.startup import started
from generation import GenerationRequest, GenerationService, ServiceConfig

REPEATS = 5


async def seconds(service: GenerationService, request: GenerationRequest) -> float:
    """Time one request."""
    begun = time.perf_counter()
    await finish(service, request)
    return time.perf_counter() - begun


async def pictures(service: GenerationService) -> dict[str, float]:
    """Time single pictures and batches of four, at 20 steps, after one of each unmeasured."""
    one = picture(service.info, "red apple", seed=7)
    four = replace(one.with_seed(11), count=4)
    single, batch = [], []
    for repeat in range(REPEATS + 1):
        single.append(await seconds(service, one.with_seed(100 + repeat)))
        batch.append(await seconds(service, four.with_seed(200 + 4 * repeat)))
    return {
        "picture_20_steps_s": statistics.median(single[1:]),
        "picture_20_steps_worst_s": max(single[1:]),
        "batch_of_4_s": statistics.median(batch[1:]),
        "batch_of_4_per_picture_s": statistics.median(batch[1:]) / 4,
    }


async def measure() -> Row:
    """Start cold, stop, start warm, and draw."""
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as folder:
        service, cold_s = await started(ServiceConfig(cache_folder=Path(folder)))
        await service.close()
        service, warm_s = await started(ServiceConfig(cache_folder=Path(folder)))
        try:
            drawn = await pictures(service)
            choice = service.choice
        finally:
            await service.close()
    mode = {"precision": choice.precision, "engine": choice.engine}
    return {"cold_start_s": cold_s, "warm_start_s": warm_s, **drawn, **mode}


if __name__ == "__main__":
    asked = arguments(__doc__).parse_args()
    publish(Report("latency", [asyncio.run(measure())]), asked)
