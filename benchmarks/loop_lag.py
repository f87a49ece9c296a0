"""The longest the event loop is held while the worker loads, compiles and draws.

    python -m benchmarks.loop_lag [--json]

A ticker on the bot's own event loop sleeps 5 ms at a time, from `start()` to the third
picture, and notes by how much each sleep came back late. The service runs in this process
exactly as it does in the bot's; the worker has every core.
"""

import asyncio
import tempfile
import time
from pathlib import Path

from benchmarks.report import Report, Row, arguments, percentile, publish
from benchmarks.requests import finish, picture
from generation import GenerationService, ServiceConfig

INTERVAL_S = 0.005
PROMPTS = ("red apple", "a rocket on a blue background", "a cat above a heart")


async def tick(late_ms: list[float]) -> None:
    """Note, for ever, by how many milliseconds each sleep was late."""
    while True:
        due = time.perf_counter() + INTERVAL_S
        await asyncio.sleep(INTERVAL_S)
        late_ms.append(max(0.0, time.perf_counter() - due) * 1000)


async def draw(service: GenerationService) -> None:
    """Start, warm up and draw three pictures, as the bot does when its first users come."""
    await service.start()
    try:
        await service.ready()
        for seed, prompt in enumerate(PROMPTS):
            await finish(service, picture(service.info, prompt, seed))
    finally:
        await service.close()


async def measure() -> Row:
    """Run the service beside the ticker."""
    late_ms: list[float] = []
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as folder:
        service = GenerationService(ServiceConfig(model="starter", cache_folder=Path(folder)))
        begun = time.perf_counter()
        ticker = asyncio.create_task(tick(late_ms))
        await draw(service)
        ticker.cancel()
    return {
        "p50_ms": percentile(late_ms, 0.50),
        "p99_ms": percentile(late_ms, 0.99),
        "max_ms": percentile(late_ms, 1),
        "ticks": len(late_ms),
        "watched_s": time.perf_counter() - begun,
    }


if __name__ == "__main__":
    asked = arguments(__doc__).parse_args()
    publish(Report("loop_lag", [asyncio.run(measure())]), asked)
