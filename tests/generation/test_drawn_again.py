"""Every picture of starter in float32 is drawn again from itself, byte for byte.

One of several is drawn alone then: where kernels round otherwise for another batch, to one level.
"""

import functools
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from PIL import Image

from generation.cli.requests import job_again
from generation.images.assembly import assemble
from generation.pipeline.pipeline import Pipeline
from generation.prepared import prepare
from generation.request import GenerationRequest, Keyframe, Mode, Start
from generation.types import RawImage, Sampler, Spacing
from tests.generation.requests import ask, make_unit, ready

PICTURES = Path(__file__).parents[2] / "docs" / "images" / "modes"


def encode(pixels: np.ndarray, format_: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, format_)
    return buffer.getvalue()


def start(**changes: Any) -> Start:
    """A photograph of another size and format than the model's."""
    across = np.linspace(0, 255, 200).astype(np.uint8)
    pixels = np.stack(
        [np.tile(across, (150, 1)), np.full((150, 200), 90), 0 * across + [[9]] * 150]
    )
    return Start(encode(pixels.transpose(1, 2, 0).astype(np.uint8), "JPEG"), **changes)


def mask() -> bytes:
    """A picture that is grey in between."""
    return encode(np.tile(np.linspace(0, 255, 60).astype(np.uint8)[:, None, None], (1, 90, 3)))


def draw(pipeline: Pipeline, request: GenerationRequest) -> Mapping[str, bytes]:
    """Draw a request as the service does.

    Args:
        pipeline: the loaded model.
        request: any mode.

    Returns:
        Its files by the ends of their names.
    """
    prepare(request, pipeline.info)
    samples = [pipeline.begin(make_unit(request, unit)) for unit in range(request.units)]
    largest = pipeline.batch_sizes[-1]
    for first in range(0, len(samples), largest):
        pipeline.advance(samples[first : first + largest], request.calls)
    units = [RawImage(drawn.tobytes(), *drawn.shape[1::-1]) for drawn in pipeline.decode(samples)]
    pictures, animation = assemble(ready(request), units, "starter")
    names = [""] if len(pictures) == 1 else [f"-{1 + place}" for place in range(len(pictures))]
    files = {name: picture.png for name, picture in zip(names, pictures, strict=True)}
    return files | ({".webp": animation.webp, ".gif": animation.gif} if animation else {})


@functools.cache
def kernels_ignore_the_batch(pipeline: Pipeline) -> bool:
    """Whether a sample has the same bits alone and in a batch: not on processors with AVX2 only."""
    request = ask("dog", steps=3, count=3)
    together = [pipeline.begin(make_unit(request, unit)) for unit in range(3)]
    alone = pipeline.begin(make_unit(request, 0))
    pipeline.advance(together, request.calls)
    pipeline.advance([alone], request.calls)
    return np.array_equal(alone.state, together[0].state)


def decode_pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)), int)


MODES: Mapping[Mode, GenerationRequest] = {
    "text": ask("red apple", steps=3),
    "image": ask("tomato", steps=4, start=start(strength=0.7)),
    "inpaint": ask("cat", steps=3, start=start(strength=1.0, mask=mask())),
    "outpaint": ask("small apple", steps=3, start=start(strength=0.9, zoom=1.6)),
    "variation": ask("dog", steps=3, variation=1 / 3, variation_seed=2**32 - 1),
    "morph": ask("dog", steps=2, morph=(Keyframe("cat", 3), Keyframe("cat", 9)), frames=5),
    "upscale": ask("red apple", steps=3, start=start(strength=0.4), upscale=True),
}


def requests() -> dict[str, GenerationRequest]:
    """What can be chosen otherwise, each at least once."""
    others = {
        "several": ask("dog", steps=3, count=3, seed=2**32 - 2),
        "several variations": ask("dog", steps=3, count=2, variation=0.4),
        "several of a picture": ask("dog", steps=3, count=2, start=start()),
        "a text that lines cannot hold": ask(' a "dog"\nNegative prompt: cat, ', steps=2),
        "a negative text and emphasis": ask("(dog:1.3)", steps=2, negative_prompt="blue,\nred"),
        "long numbers": ask("dog", steps=2, guidance=1 + 1 / 3, guidance_range=(1 / 7, 20 / 3)),
        "options": ask("{red|blue} {dog|cat}", steps=2, count=3, negative_prompt="{x|y}"),
        "options of a morph": ask(r"\{{dog|cat}", steps=2, morph=(Keyframe("{a|b}", 3),), frames=2),
        "options of an upscale": ask("{dog|cat}", steps=3, start=start(strength=0.4), upscale=True),
        "more than a chunk": ask("a red apple " * 9, steps=2),
    }
    samplers = {s: ask("dog", steps=3, sampler=s, spacing=None) for s in get_args(Sampler)}
    spacings = {f"{s} spacing": ask("dog", steps=3, spacing=s) for s in get_args(Spacing)}
    return {**MODES, **others, **samplers, **spacings}


def test_every_mode_is_among_them() -> None:
    assert {mode: request.mode for mode, request in MODES.items()} == {m: m for m in get_args(Mode)}


@pytest.mark.parametrize("name", requests())
def test_a_picture_is_drawn_again_byte_for_byte(
    pipeline: Pipeline, tmp_path: Path, name: str
) -> None:
    first = draw(pipeline, requests()[name])
    told = {
        suffix: read_request(data, tmp_path) for suffix, data in first.items() if suffix != ".gif"
    }
    if requests()[name].morph:
        (request,) = set(told.values())
        assert draw(pipeline, request) == first
    elif len(first) == 1 or kernels_ignore_the_batch(pipeline):
        assert [*first.values()] == [draw(pipeline, alone)[""] for alone in told.values()]
    else:
        for data, alone in zip(first.values(), told.values(), strict=True):
            again = draw(pipeline, alone)[""]
            assert read_request(again, tmp_path) == alone
            assert np.abs(decode_pixels(again) - decode_pixels(data)).max() <= 1


def test_every_mode_has_a_picture_in_the_documents_that_tells_its_request(tmp_path: Path) -> None:
    files = {file for file in PICTURES.iterdir() if file.name != "mask.png"}
    requests = {file.name: read_request(file.read_bytes(), tmp_path) for file in files}
    assert {request.mode for request in requests.values()} == set(get_args(Mode))


def read_request(data: bytes, folder: Path) -> GenerationRequest:
    """Read the request of a file as --from does.

    Args:
        data: an encoded picture or animation.
        folder: for the file.
    """
    file = folder / "picture"
    file.write_bytes(data)
    order, model = job_again(file, None, None)
    assert model == "starter"
    return replace(order.request, id="")
