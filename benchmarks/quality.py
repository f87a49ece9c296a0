"""How well starter draws what it knows.

    python -m benchmarks.quality [--ways auto/dpm++2m/20 float32/ddim/50] [--json]

Every thing is drawn once with a fixed seed on a background that goes through all the named ones.
Pairs are drawn side by side; a thing counts as present if it is among the five nearest of all
things in its half of the picture, and a pair counts if both are. A way is PRECISION/SAMPLER/STEPS,
and may end in /LOW/HIGH: the noise-to-signal ratios within which guidance is on.
"""

import argparse
import logging
import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.recognise import Place, background_drawn, ranking, share
from benchmarks.report import Report, Row, Target, arguments, publish
from generation.pipeline.pipeline import Pipeline
from generation.prepared import PreparedRequest, Unit
from generation.request import GenerationRequest
from generation.types import Precision, Sampler, ServiceConfig, ServiceStatus
from training.emoji import Thing, things
from training.scenes import BACKGROUNDS, SIZE

SEED, NEAR, PAIRS = 7, 5, 100
# The fast default first, then what it is held against, then what costs or saves time.
WAYS = (
    "auto/dpm++2m/20",
    "float32/ddim/50",
    "float32/dpm++2m/20",
    "auto/dpm++2m/10",
    "auto/dpm++2m/20/0.3/10",
)
COLUMNS = 20
Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Recipe:
    """How everything is drawn.

    Args:
        sampler: which algorithm.
        steps: of it.
        guidance: its scale.
        interval: noise-to-signal ratios within which guidance is on.
    """

    sampler: Sampler
    steps: int
    guidance: float
    interval: tuple[float, float] = (0.0, math.inf)

    def request(self, prompt: str) -> GenerationRequest:
        """Ask for a picture of a prompt."""
        return GenerationRequest(
            prompt,
            "benchmark",
            SIZE,
            SIZE,
            self.steps,
            self.guidance,
            SEED,
            sampler=self.sampler,
            guidance_range=self.interval,
        )


@dataclass(frozen=True)
class Figures:
    """Shares in percent, and how they came about."""

    precision: str
    sampler: str
    steps: int
    guidance: float
    guided: str
    things: int
    nearest: float
    among_five: float
    background: float
    pairs: float


def draw(pipeline: Pipeline, prompts: Sequence[str], recipe: Recipe) -> list[Picture]:
    """Draw one picture a prompt, in full batches."""
    largest = pipeline.batch_sizes[-1]
    pictures: list[Picture] = []
    for start in range(0, len(prompts), largest):
        requests = [recipe.request(prompt) for prompt in prompts[start : start + largest]]
        samples = [
            pipeline.begin(Unit(PreparedRequest.restore(request), 0)) for request in requests
        ]
        pipeline.advance(samples, requests[0].calls)
        pictures += pipeline.decode(samples)
    return pictures


def backgrounds() -> list[str]:
    """Give each thing its background, all of them in turn."""
    names = tuple(BACKGROUNDS)
    return [names[index % len(names)] for index in range(len(things()))]


def pairs() -> list[tuple[Thing, Thing, str]]:
    """Choose pairs of things and a background for each."""
    rng = random.Random(SEED)
    chosen: list[tuple[Thing, Thing, str]] = []
    for _ in range(PAIRS):
        one, other = rng.sample(things(), 2)
        chosen.append((one, other, rng.choice(tuple(BACKGROUNDS))))
    return sorted(chosen, key=lambda pair: pair[2])


def measure(pipeline: Pipeline, recipe: Recipe) -> tuple[Figures, list[Picture]]:
    """Draw everything and judge it."""
    colours = backgrounds()
    prompts = [
        f"{thing.name} on a {colour} background"
        for thing, colour in zip(things(), colours, strict=True)
    ]
    pictures = draw(pipeline, prompts, recipe)
    ranks = thing_ranks(pictures, colours)
    figures = Figures(
        precision=pipeline.choice.precision,
        sampler=recipe.sampler,
        steps=recipe.steps,
        guidance=recipe.guidance,
        guided="{:g} to {:g}".format(*recipe.interval),
        things=len(pictures),
        nearest=share([rank == 0 for rank in ranks]),
        among_five=share([rank < NEAR for rank in ranks]),
        background=share([background_drawn(*both) for both in zip(pictures, colours, strict=True)]),
        pairs=pairs_drawn(pipeline, recipe),
    )
    return figures, pictures


def thing_ranks(pictures: Sequence[Picture], colours: Sequence[str]) -> list[int]:
    """Find where among all things the right one stands, for each picture of one thing."""
    ranks = [0] * len(pictures)
    # One background after the other: renderings of all things on one of them fill 100 MB.
    for index in sorted(range(len(pictures)), key=colours.__getitem__):
        ranks[index] = ranking(pictures[index], colours[index]).index(index)
    return ranks


def pairs_drawn(pipeline: Pipeline, recipe: Recipe) -> float:
    """Judge pairs, in percent."""
    asked = pairs()
    prompts = [
        f"{one.name} next to {other.name} on a {colour} background" for one, other, colour in asked
    ]
    halves = (Place(0, SIZE // 4, SIZE // 2), Place(SIZE // 2, SIZE // 4, SIZE // 2))
    hits = []
    for picture, (one, other, colour) in zip(draw(pipeline, prompts, recipe), asked, strict=True):
        seen = [ranking(picture, colour, place)[:NEAR] for place in halves]
        hits.append(
            all(
                things().index(thing) in near
                for thing, near in zip((one, other), seen, strict=True)
            )
        )
    return share(hits)


def contact_sheet(pictures: Sequence[Picture], path: Path) -> None:
    """Save the pictures in rows of twenty, at half their size."""
    edge = SIZE // 2
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * edge, rows * edge), "white")
    for index, picture in enumerate(pictures):
        small = Image.fromarray(picture).resize((edge, edge), Image.Resampling.BOX)
        sheet.paste(small, (index % COLUMNS * edge, index // COLUMNS * edge))
    sheet.save(path, optimize=True)


def tell(status: ServiceStatus) -> None:
    """Print how loading goes."""
    print(status.detail, file=sys.stderr)


def runs(asked: argparse.Namespace) -> Iterator[tuple[Figures, list[Picture]]]:
    """Draw and judge everything in each way that the command line asks for."""
    pipelines: dict[str, Pipeline] = {}
    for way in asked.ways:
        precision, sampler, steps, *interval = way.split("/")
        if precision not in pipelines:
            config = ServiceConfig(precision=cast(Precision, precision), engine=asked.engine)
            pipelines[precision] = Pipeline.load(config, tell)
        guidance = asked.guidance or pipelines[precision].info.guidance
        low, high = map(float, interval) if interval else (0.0, math.inf)
        recipe = Recipe(cast(Sampler, sampler), int(steps), guidance, (low, high))
        figures, pictures = measure(pipelines[precision], recipe)
        print(figures, file=sys.stderr)
        yield figures, pictures


def targets(rows: Sequence[Row]) -> Iterator[Target]:
    """Hold the first way against what was promised, and against float32 with 50 DDIM steps."""
    first = rows[0]
    for name, at_least in (("nearest", 80.0), ("among_five", 92.0)):
        yield Target(f"{name}, missed, %", 100 - float(first[name]), 100 - at_least)
    for row in rows[1:]:
        if (row["precision"], row["sampler"], row["steps"]) == ("float32", "ddim", 50):
            for name in ("nearest", "among_five"):
                behind = float(row[name]) - float(first[name])
                yield Target(f"{name}, behind float32 with 50 DDIM steps, points", behind, 1.0)


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--ways", nargs="+", default=WAYS, metavar="PRECISION/SAMPLER/STEPS")
    parser.add_argument("--guidance", type=float, default=None)
    parser.add_argument("--engine", default="auto")
    parser.add_argument(
        "--sheet", type=Path, help="save a contact sheet of the first run's pictures"
    )
    asked = parser.parse_args()
    logging.basicConfig(level="INFO", stream=sys.stderr)
    rows: list[Row] = []
    for figures, pictures in runs(asked):
        if asked.sheet and not rows:
            contact_sheet(pictures, asked.sheet)
        rows.append(asdict(figures))
    publish(Report("quality", rows, [*targets(rows)]), asked)


if __name__ == "__main__":
    main()
