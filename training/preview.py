"""How previews are made of latents: the factors of the catalogue, fitted by least squares.

    python -m training.preview

Draws captioned pictures with `starter` as it is, and prints the `rgb_factors` that come nearest to
its decoder, cell by cell. To be run, and its print copied, whenever the decoder was trained anew.
"""

import random
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from generation.pipeline.pipeline import Pipeline
from generation.prepared import PreparedRequest, Unit
from generation.request import GenerationRequest
from generation.types import ServiceConfig
from training.scenes import CELL, scenes

PICTURES, TOGETHER, STEPS = 192, 8, 12


def main() -> None:
    """Fit, and print a row a channel, then the bias, and what is left unexplained."""
    pipeline = Pipeline.load(ServiceConfig(precision="float32", engine="graph"), print)
    latents, colours = map(np.concatenate, zip(*_pairs(pipeline), strict=True))
    known = np.hstack([latents, np.ones((len(latents), 1))])
    factors, *_ = np.linalg.lstsq(known, colours, rcond=None)
    for row in factors:
        print(tuple(round(float(value), 3) for value in row))
    left = (colours - known @ factors).std() / colours.std()
    print(f"left unexplained: {left:.0%} of the spread")


def _pairs(pipeline: Pipeline) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Draw pictures: the cells of their latents, and the mean colour of each in [-1, 1]."""
    rng = random.Random(0)
    captions = [scene.caption(rng) for scene in rng.sample(scenes(4, 0.5, rng), PICTURES)]
    for first in range(0, PICTURES, TOGETHER):
        requests = enumerate(captions[first : first + TOGETHER], start=first)
        samples = [
            pipeline.begin(Unit(PreparedRequest.restore(_request(text, seed)), 0))
            for seed, text in requests
        ]
        pipeline.advance(samples, STEPS)
        for sample, pixels in zip(samples, pipeline.decode(samples), strict=True):
            yield sample.denoised.reshape(-1, 4), _cells(pixels).reshape(-1, 3) / 127.5 - 1


def _request(text: str, seed: int) -> GenerationRequest:
    return GenerationRequest(text, "training", 128, 128, STEPS, guidance=2.0, seed=seed)


def _cells(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Average the pixels of each cell: (rows, columns, 3)."""
    height, width, _ = pixels.shape
    cells = pixels.reshape(height // CELL, CELL, width // CELL, CELL, 3)
    means: NDArray[np.float64] = cells.mean((1, 3))
    return means


if __name__ == "__main__":
    main()
