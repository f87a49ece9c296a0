"""From `start()` to a warm model: the first time on a machine, and every time after.

    python -m benchmarks.startup [--model starter sd] [--engine xla] [--precision float32] [--json]

A cold start finds an empty cache folder. A warm start finds what the cold one left: the measured
figures, and compiled programs. `sd` is a checkpoint of Stable Diffusion 1.4's shape with random
weights; nothing is downloaded.
"""

import argparse
import asyncio
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.models import configured
from benchmarks.report import Report, Row, Target, arguments, publish
from generation import GenerationService, ServiceConfig

WARM_TO_COLD = {"starter": 0.5, "sd": 0.5}


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


async def measure(model: str, config: ServiceConfig) -> Row:
    """Start cold, and start again; `config` names an empty cache folder."""
    seconds = []
    for start in ("cold", "warm"):
        service, took = await started(config)
        seconds.append(took)
        print(f"{model}, {start}: {took:.1f} s", file=sys.stderr)
        choice = service.choice
        await service.close()
    cold_s, warm_s = seconds
    mode = {"precision": choice.precision, "engine": choice.engine}
    times = {"cold_s": cold_s, "warm_s": warm_s, "warm_to_cold": warm_s / cold_s}
    return {"model": model, **times, **mode}


def measured(model: str, asked: argparse.Namespace) -> Row:
    """Measure one model."""
    with configured(model, asked.models_folder) as config:
        setup = replace(config, engine=asked.engine, precision=asked.precision)
        return asyncio.run(measure(model, setup))


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--model", nargs="+", choices=("starter", "sd"), default=["starter", "sd"])
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--precision", default="auto")
    parser.add_argument("--models-folder", type=Path, help="keep the random checkpoint there")
    asked = parser.parse_args()
    rows = [measured(model, asked) for model in asked.model]
    targets = [
        Target(f"{row['model']}: warm to cold", float(row["warm_to_cold"]), at_most)
        for row in rows
        if (at_most := WARM_TO_COLD.get(str(row["model"])))
    ]
    publish(Report("startup", rows, targets), asked)


if __name__ == "__main__":
    main()
