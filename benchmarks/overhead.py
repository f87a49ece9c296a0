"""The share of a picture's time that is spent outside the three networks.

    python -m benchmarks.overhead [--model starter sd] [--pictures 10] [--json]

A picture is timed from `submit` to the PNG, through the generation service. In its worker every
call of a compiled function is watched, TensorFlow's and OpenVINO's: the text encoder, the
denoising step with its guidance and sampler, the decoder. What remains is everything else:
scheduling, the way between the processes, tokens, noise, the PNG.
"""

import argparse
import asyncio
import functools
import importlib.util
import mmap
import statistics
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.models import configured
from benchmarks.report import Report, Row, Target, arguments, publish
from benchmarks.requests import finish, picture
from generation import GenerationService, ServiceConfig, ServiceStatus

if TYPE_CHECKING:
    from generation.pipeline.pipeline import Pipeline

AT_MOST_PERCENT = {"starter": 15.0, "sd": 2.0}
SUM = struct.Struct("d")


class Watch:
    """Adds up the seconds inside networks, in memory that both processes see.

    Args:
        folder: that both processes know.
    """

    def __init__(self, folder: Path) -> None:
        file = folder / "network-seconds"
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            file.write_bytes(SUM.pack(0.0))
        with file.open("r+b") as opened:
            self._memory = mmap.mmap(opened.fileno(), SUM.size)

    @property
    def seconds(self) -> float:
        """The sum so far."""
        (total,) = SUM.unpack_from(self._memory)
        return float(total)

    def timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Watch a function."""

        @functools.wraps(call)
        def watched(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            result = call(*given, **named)
            SUM.pack_into(self._memory, 0, self.seconds + time.perf_counter() - began)
            return result

        return watched


def watched_pipeline(config: ServiceConfig, report: Callable[[ServiceStatus], None]) -> "Pipeline":
    """Make the worker's pipeline with a watch on all that is compiled."""
    from generation.engines import tensorflow as engine

    watch, make = Watch(config.cache_folder), engine.compile_function
    # Before the modules that take it from there are imported.
    engine.compile_function = lambda *given: watch.timed(make(*given))
    if importlib.util.find_spec("openvino"):
        request = importlib.import_module("openvino").InferRequest
        request.infer = watch.timed(request.infer)
    from generation.pipeline.pipeline import Pipeline

    return Pipeline.load(config, report)


async def measure(model: str, config: ServiceConfig, pictures: int) -> Row:
    """Draw pictures of prompts that are new each time, after one unmeasured."""
    service = GenerationService(config, pipeline="benchmarks.overhead:watched_pipeline")
    watch = Watch(config.cache_folder)
    await service.start()
    try:
        await service.ready()
        drawn = [await one(service, watch, number) for number in range(pictures + 1)][1:]
        mode = {"precision": service.choice.precision, "engine": service.choice.engine}
    finally:
        await service.close()
    whole_s, inside_s = (statistics.median(values) for values in zip(*drawn, strict=True))
    outside = statistics.median(100 * (whole - inside) / whole for whole, inside in drawn)
    figures = {"picture_s": whole_s, "networks_s": inside_s, "outside_percent": outside}
    return {"model": model, **figures, **mode}


async def one(service: GenerationService, watch: Watch, number: int) -> tuple[float, float]:
    """Draw a picture: seconds as its asker sees them, and inside the networks."""
    request = picture(service.info, f"red apple number {number}", number)
    before, began = watch.seconds, time.perf_counter()
    await finish(service, request)
    whole_s, inside_s = time.perf_counter() - began, watch.seconds - before
    print(f"{whole_s:.3f} s, of which {inside_s:.3f} s in networks", file=sys.stderr)
    return whole_s, inside_s


def measured(model: str, asked: argparse.Namespace) -> Row:
    """Measure one model."""
    with configured(model, asked.models_folder) as config:
        return asyncio.run(measure(model, config, asked.pictures))


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--model", nargs="+", choices=("starter", "sd"), default=["starter", "sd"])
    parser.add_argument("--pictures", type=int, default=10)
    parser.add_argument("--models-folder", type=Path, help="keep the random checkpoint there")
    asked = parser.parse_args()
    rows = [measured(model, asked) for model in asked.model]
    targets = [
        Target(f"{row['model']}: outside, %", float(row["outside_percent"]), at_most)
        for row in rows
        if (at_most := AT_MOST_PERCENT.get(str(row["model"])))
    ]
    publish(Report("overhead", rows, targets), asked)


if __name__ == "__main__":
    main()
