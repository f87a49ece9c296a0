"""The most memory that a worker process holds: while it loads, draws, and draws at twice the size.

    python -m benchmarks.memory [--model starter sd] [--engine auto] [--precision auto] [--json]

Through the generation service, whose worker's VmHWM is read and begun anew after each stage
(Linux). It counts mapped files that could be read again. The first start finds no compiled
programs, the second those of the first. What a GPU would hold is estimated by
`benchmarks.device_memory`.
"""

import argparse
import asyncio
import io
import multiprocessing
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from PIL import Image

from benchmarks.machine import forget_peak, peak_gib
from benchmarks.models import configured
from benchmarks.report import Report, Row, Target, arguments, publish
from benchmarks.requests import finish, picture
from generation import GenerationRequest, GenerationService, ServiceConfig, Start

STEPS = 2
# Promised for Stable Diffusion, in GB of a thousand million.
PROMISED = {"text": 5.0, "upscale": 6.0}
GB_PER_GIB = 2**30 / 1e9


@asynccontextmanager
async def serving(config: ServiceConfig) -> AsyncIterator[tuple[GenerationService, int]]:
    """Have a warm service, and the process id of its worker."""
    service = GenerationService(config)
    await service.start()
    try:
        await service.ready()
        (worker,) = multiprocessing.active_children()
        assert worker.pid is not None
        yield service, worker.pid
    finally:
        await service.close()


def upscaling(request: GenerationRequest) -> GenerationRequest:
    """Ask for twice the size of a grey picture, without guidance as Discord's button does."""
    png = io.BytesIO()
    Image.new("RGB", (request.width, request.height), "grey").save(png, "PNG")
    copy = replace(request.with_seed(8), guidance=1.0)
    return replace(copy, start=Start(png.getvalue(), strength=1), upscale=True)


async def measure(model: str, config: ServiceConfig) -> list[Row]:
    """Start twice and draw in both modes each time."""
    rows: list[Row] = []
    for start in ("first", "later"):
        async with serving(config) as (service, pid):
            peaks = {"loading": peak_gib(pid)}
            text = picture(service.info, "red apple", 7, STEPS)
            for mode, request in (("text", text), ("upscale", upscaling(text))):
                forget_peak(pid)
                await finish(service, request)
                peaks[mode] = peak_gib(pid)
            choice = service.choice
            named: Row = {"model": model, "size": text.width, "start": start}
            gib = {f"{mode}_gib": peak for mode, peak in peaks.items()}
            rows.append({**named, **gib, "mode": f"{choice.precision}/{choice.engine}"})
    return rows


def measured(model: str, asked: argparse.Namespace) -> list[Row]:
    """Measure one model."""
    with configured(model, asked.models_folder) as config:
        setup = replace(config, engine=asked.engine, precision=asked.precision)
        return asyncio.run(measure(model, setup))


def targets(rows: Sequence[Row]) -> Iterator[Target]:
    """Hold Stable Diffusion's peaks, loading included, against what was promised."""
    for row in rows:
        if row["model"] != "sd":
            continue
        for mode, at_most in PROMISED.items():
            peak = max(float(row[f"{stage}_gib"]) for stage in ("loading", mode))
            yield Target(f"sd, {row['start']} start, {mode}: peak, GB", peak * GB_PER_GIB, at_most)


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--model", nargs="+", choices=("starter", "sd"), default=["starter", "sd"])
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--precision", default="auto")
    parser.add_argument("--models-folder", type=Path, help="keep the random checkpoint there")
    asked = parser.parse_args()
    rows = [row for model in asked.model for row in measured(model, asked)]
    publish(Report("memory", rows, [*targets(rows)]), asked)


if __name__ == "__main__":
    main()
