"""How well starter draws what it knows.

    python -m benchmarks.quality --json

Every thing is drawn once with a fixed seed on a background that goes through all the named ones.
Pairs are drawn side by side; a thing counts as present if it is among the five nearest of all
things in its half of the picture, and a pair counts if both are.
"""

import argparse
import json
import logging
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.recognise import Place, background_drawn, ranking, share
from generation.pipeline import Pipeline
from generation.request import GenerationRequest
from generation.types import ServiceConfig
from training.emoji import Thing, things
from training.scenes import BACKGROUNDS, SIZE

SEED, NEAR, PAIRS = 7, 5, 100
COLUMNS = 20
Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Figures:
    """Shares in percent."""

    precision: str
    steps: int
    guidance: float
    things: int
    nearest: float
    among_five: float
    background: float
    pairs: float


def draw(pipeline: Pipeline, prompts: Sequence[str], steps: int, guidance: float) -> list[Picture]:
    """Draw one picture a prompt, in full batches."""
    largest = pipeline.batch_sizes[-1]
    pictures: list[Picture] = []
    for start in range(0, len(prompts), largest):
        samples = [
            pipeline.begin(
                GenerationRequest(prompt, "benchmark", SIZE, SIZE, steps, guidance, SEED), 0
            )
            for prompt in prompts[start : start + largest]
        ]
        pipeline.advance(samples, steps)
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


def measure(pipeline: Pipeline, steps: int, guidance: float) -> tuple[Figures, list[Picture]]:
    """Draw everything and judge it."""
    colours = backgrounds()
    prompts = [
        f"{thing.name} on a {colour} background"
        for thing, colour in zip(things(), colours, strict=True)
    ]
    pictures = draw(pipeline, prompts, steps, guidance)
    ranks = thing_ranks(pictures, colours)
    figures = Figures(
        precision=pipeline.choice.precision,
        steps=steps,
        guidance=guidance,
        things=len(pictures),
        nearest=share([rank == 0 for rank in ranks]),
        among_five=share([rank < NEAR for rank in ranks]),
        background=share([background_drawn(*both) for both in zip(pictures, colours, strict=True)]),
        pairs=pairs_drawn(pipeline, steps, guidance),
    )
    return figures, pictures


def thing_ranks(pictures: Sequence[Picture], colours: Sequence[str]) -> list[int]:
    """Find where among all things the right one stands, for each picture of one thing."""
    ranks = [0] * len(pictures)
    # One background after the other: renderings of all things on one of them fill 100 MB.
    for index in sorted(range(len(pictures)), key=colours.__getitem__):
        ranks[index] = ranking(pictures[index], colours[index]).index(index)
    return ranks


def pairs_drawn(pipeline: Pipeline, steps: int, guidance: float) -> float:
    """Judge pairs, in percent."""
    asked = pairs()
    prompts = [
        f"{one.name} next to {other.name} on a {colour} background" for one, other, colour in asked
    ]
    halves = (Place(0, SIZE // 4, SIZE // 2), Place(SIZE // 2, SIZE // 4, SIZE // 2))
    hits = []
    for picture, (one, other, colour) in zip(
        draw(pipeline, prompts, steps, guidance), asked, strict=True
    ):
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


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--precision", nargs="+", default=["float32", "auto"])
    parser.add_argument("--steps", type=int, nargs="+", default=[10, 20, 50])
    parser.add_argument("--guidance", type=float, default=None)
    parser.add_argument("--engine", default="auto")
    parser.add_argument(
        "--sheet", type=Path, help="save a contact sheet of the first run's pictures"
    )
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    logging.basicConfig(level="INFO", stream=sys.stderr)
    table: list[dict[str, object]] = []
    for precision in arguments.precision:
        config = ServiceConfig(precision=precision, engine=arguments.engine)
        pipeline = Pipeline.load(config, lambda status: print(status.detail, file=sys.stderr))
        guidance = arguments.guidance or pipeline.info.guidance
        for steps in arguments.steps:
            figures, pictures = measure(pipeline, steps, guidance)
            print(figures, file=sys.stderr)
            if arguments.sheet and not table:
                contact_sheet(pictures, arguments.sheet)
            table.append(asdict(figures))
    if arguments.json:
        print(json.dumps(table))
        return
    for row in table:
        print("  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
