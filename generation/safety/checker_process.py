"""Program of the limited process, which computes the scores of pictures.

Run as `python -m generation.safety.checker_process NAME.onnx NAME.toml`; see
`generation.processes.serving`. It loads neither Keras nor TensorFlow.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float32
from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401 - registered

from generation.errors import InvalidRequest
from generation.processes.serving import Answer, serve
from generation.safety.checker_model import CheckerModel, CheckerUnusable, load_checker_model
from generation.safety.preprocessing import sample_frames, to_input

# OpenVINO's usage statistics, which it imports where they are present.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
import openvino  # noqa: E402

# Two threads halve the wait for a lone picture. Scores are the published ones only in float32.
COMPILED = {"INFERENCE_NUM_THREADS": 2, "NUM_STREAMS": 1, "INFERENCE_PRECISION_HINT": "f32"}

# Probabilities in float32 add up to 1 only so far.
DIGITS = 4

Network = Callable[[Float32[np.ndarray, "1 _ _ _"]], Mapping[int, Float32[np.ndarray, "1 classes"]]]


def main() -> None:
    """Answer requests until standard input ends."""
    serve(partial(load, *map(Path, sys.argv[1:])))


def load(file: Path, description: Path) -> Answer:
    """Load a checker's model.

    Args:
        file: the model in ONNX.
        description: its description.

    Raises:
        ValueError: it is missing, damaged or unfit; the message begins with that word.
    """
    try:
        model = load_checker_model(description)
        content = file.read_bytes()
    except CheckerUnusable as error:
        raise ValueError(f"unfit: {error}") from error
    except OSError as error:
        raise ValueError("missing") from error
    if hashlib.sha256(content).hexdigest() != model.sha256:
        raise ValueError("damaged")
    core = openvino.Core()
    try:
        network: Network = core.compile_model(core.read_model(BytesIO(content)), "CPU", COMPILED)
        outputs = network(to_input(Image.new("RGB", (model.edge, model.edge)), model))[0]
    except RuntimeError as error:
        raise ValueError("unfit: crop, layout: must be those of the model's input") from error
    if outputs.shape != (1, len(model.classes)):
        raise ValueError(f"unfit: classes: must name the model's {outputs.size} outputs")
    return partial(answer, network, model)


def answer(
    network: Network, model: CheckerModel, _request: Mapping[str, Any], pictures: Sequence[bytes]
) -> tuple[str, bytes]:
    """Compute the scores of pictures; that of an animation is the highest of its frames.

    Args:
        network: the compiled model.
        model: its description.
        pictures: encoded files.

    Returns:
        "done" with the scores as JSON; "refused" for pictures that cannot be decoded; or "failed"
        with the class of the error.
    """
    try:
        # Not by `max`, which passes over what is no number.
        scores = [
            np.max([_score(network, model, frame) for frame in sample_frames(picture)])
            for picture in pictures
        ]
        return "done", json.dumps([round(float(score), DIGITS) for score in scores]).encode()
    except InvalidRequest:
        return "refused", b""
    except Exception as error:  # noqa: BLE001 - of any class, MemoryError above all
        return "failed", type(error).__name__.encode()


def _score(network: Network, model: CheckerModel, picture: Image.Image) -> float:
    outputs = network(to_input(picture, model))[0][0].astype(float)
    if model.softmax:
        powers = np.exp(outputs - outputs.max())
        outputs = powers / powers.sum()
    return float(sum(outputs[model.classes.index(name)] for name in model.counted))


if __name__ == "__main__":
    main()
