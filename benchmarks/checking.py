"""What the check of pictures costs, and what it finds in pictures of starter's things.

    python -m benchmarks.checking [--model starter sd] [--pictures 20] [--json]

A picture is timed from `submit` to the PNG, through the generation service, and then its check,
from the call to the score: the answer waits for both. Of `starter`, every thing is drawn and
checked: none is unsafe, so that a score in the spoiler's band is a false alarm.
"""

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path

from benchmarks.models import configured
from benchmarks.report import Report, Row, Target, arguments, publish
from benchmarks.requests import finish, picture
from bot.storage import Bands
from generation import GenerationService, OnnxChecker, ServiceConfig
from training.emoji import things
from training.scenes import BACKGROUNDS

AT_MOST_PERCENT, SEED, SHOWN = 15.0, 7, 5


async def measure(model: str, config: ServiceConfig, pictures: int) -> Row:
    """Draw and check pictures of prompts that are new each time, after one unmeasured."""
    service, checker = GenerationService(config), OnnxChecker()
    await service.start()
    try:
        await service.ready()
        timed = [await one(service, checker, f"red apple {n}") for n in range(pictures + 1)][1:]
        scored = await score_things(service, checker) if model == "starter" else {}
    finally:
        await service.close()
        await checker.close()
    picture_s, check_s, _ = (statistics.median(values) for values in zip(*timed, strict=True))
    figures = {"picture_s": picture_s, "check_s": check_s}
    found: Row = {"things": len(scored), "highest": max(scored.values())} if scored else {}
    return {"model": model, **figures, "check_percent": 100 * check_s / picture_s, **found}


async def one(
    service: GenerationService, checker: OnnxChecker, prompt: str
) -> tuple[float, float, float]:
    """Draw and check a picture.

    Returns:
        The seconds of the drawing and of the check, and the score.
    """
    began = time.perf_counter()
    finished = await finish(service, picture(service.info, prompt, SEED))
    drawn = time.perf_counter()
    (score,) = await checker.check([finished.pictures[0].png])
    return drawn - began, time.perf_counter() - drawn, score


async def score_things(service: GenerationService, checker: OnnxChecker) -> dict[str, float]:
    """Draw each thing once, on a background that goes through all of them, and score it."""
    colours = tuple(BACKGROUNDS)
    scores = {}
    for number, thing in enumerate(things()):
        prompt = f"{thing.name} on a {colours[number % len(colours)]} background"
        _, _, scores[thing.name] = await one(service, checker, prompt)
    for name in sorted(scores, key=scores.__getitem__, reverse=True)[:SHOWN]:
        print(f"{name}: {scores[name]}", file=sys.stderr)
    return scores


def measured(model: str, asked: argparse.Namespace) -> Row:
    """Measure one model."""
    with configured(model, asked.models_folder) as config:
        return asyncio.run(measure(model, config, asked.pictures))


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--model", nargs="+", choices=("starter", "sd"), default=["starter", "sd"])
    parser.add_argument("--pictures", type=int, default=20)
    parser.add_argument("--models-folder", type=Path, help="keep the random checkpoint there")
    asked = parser.parse_args()
    rows = [measured(model, asked) for model in asked.model]
    targets = [
        Target(f"{row['model']}: check, %", float(row["check_percent"]), AT_MOST_PERCENT)
        for row in rows
    ]
    targets += [
        Target("highest score of starter's things", float(row["highest"]), Bands().spoiler)
        for row in rows
        if "highest" in row
    ]
    publish(Report("checking", rows, targets), asked)


if __name__ == "__main__":
    main()
