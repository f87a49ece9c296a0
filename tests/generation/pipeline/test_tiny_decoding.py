"""Claims about drawing with a tiny autoencoder, on starter's networks and one of random weights."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from generation.engines.openvino_cache import CompiledPrograms
from generation.images.image_bytes import png_bytes
from generation.models.catalogue import STARTER
from generation.models.tiny_files import TINY_FILES
from generation.pipeline.latent_preview import reduce_picture
from generation.pipeline.loading import LoadedModel, build_networks
from generation.pipeline.pipeline import Pipeline
from generation.pipeline.sample import Sample
from generation.pipeline.stages import Stages
from generation.prompts.tokenizer import Tokenizer
from generation.request import GenerationRequest, Start
from generation.types import BackendChoice
from tests.generation.requests import ask, make_unit
from tests.generation.tiny import TINY
from tests.generation.weights.made_up import write
from tests.generation.weights.tiny_weights import ROLES, original


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("models")
    return {role: write(folder / TINY_FILES[role], original(role)) for role in ROLES}


@pytest.fixture(scope="module")
def tiny(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    local = {**STARTER.local, **files}
    model = replace(STARTER, local=local)
    programs = CompiledPrograms(tmp_path_factory.mktemp("programs"), room_bytes=10**9)
    loaded = LoadedModel(build_networks(model, local, "float32"), programs, model.prediction)
    tokenizer = Tokenizer.from_file(local["vocabulary"], {})
    return Pipeline(model, loaded, BackendChoice("float32", "graph", {}), tokenizer)


def drawn(pipeline: Pipeline, request: GenerationRequest) -> tuple[Sample, np.ndarray]:
    sample = pipeline.begin(make_unit(request, 0))
    pipeline.advance([sample], sample.remaining)
    return sample, pipeline.decode([sample])[0]


def decoded(pipeline: Pipeline, latent: np.ndarray) -> np.ndarray:
    """Decode by the tiny network itself."""
    picture = pipeline._networks.tiny_decoder(latent[None]).numpy()[0]
    result: np.ndarray = np.rint(np.clip((picture + 1) * 127.5, 0, 255)).astype(np.uint8)
    return result


def difference(one: np.ndarray, other: np.ndarray) -> float:
    assert one.shape == other.shape
    return float(np.abs(one.astype(float) - other).max())


def test_a_request_chooses_its_decoder(tiny: Pipeline) -> None:
    sample, coarse = drawn(tiny, ask(steps=2, decoder="tiny"))
    assert difference(coarse, decoded(tiny, sample.state[0])) <= 1
    other, full = drawn(tiny, ask(steps=2))
    np.testing.assert_allclose(other.state[0], sample.state[0], atol=1e-4)
    assert difference(full, coarse) > 10


def test_previews_are_decoded_while_the_picture_is_drawn_and_are_the_picture_afterwards(
    tiny: Pipeline,
) -> None:
    sample = tiny.begin(make_unit(ask(steps=2), 0))
    tiny.advance([sample], 1)
    (preview,) = tiny.preview([sample])
    assert difference(preview, decoded(tiny, sample.denoised)) <= 1
    tiny.advance([sample], 1)
    (picture,) = tiny.decode([sample])
    np.testing.assert_array_equal(tiny.preview([sample])[0], picture)


def test_without_its_file_previews_are_projected(pipeline: Pipeline) -> None:
    sample = pipeline.begin(make_unit(ask(steps=1), 0))
    assert pipeline.preview([sample])[0].shape == (16, 16, 3)


@pytest.mark.parametrize(
    ("decoder", "encoder"), [("tiny", "tiny_encoder"), ("full", "image_encoder")]
)
def test_a_start_picture_is_read_by_the_encoder_of_the_same_kind(
    tiny: Pipeline, decoder: str, encoder: str
) -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (128, 128, 3), np.uint8)
    start = Start(png_bytes(Image.fromarray(pixels)), strength=0.5)
    sample = tiny.begin(make_unit(ask(start=start, decoder=decoder), 0))
    network = getattr(tiny._networks, encoder)
    expected = network(tf.constant(pixels[None] / np.float32(127.5) - 1))
    np.testing.assert_allclose(sample.init_latent, expected[0], atol=1e-3)


@pytest.mark.parametrize("engine", ["xla", "openvino"])
def test_each_engine_decodes_alike(engine: str, files: dict[str, Path], tmp_path: Path) -> None:
    networks = build_networks(TINY, files, "float32").resize(64, 128, TINY.context_length)
    programs = CompiledPrograms(tmp_path, room_bytes=10**9)
    latent = np.random.default_rng(4).standard_normal((1, *networks.latent_shape), np.float32)
    ours, theirs = (
        Stages(networks, TINY.prediction, one, programs).decode(latent, "tiny")
        for one in (engine, "graph")
    )
    assert theirs.shape == (128, 64, 3)
    assert np.std(theirs) > 1
    assert difference(ours, theirs) <= 1


@pytest.mark.parametrize(
    ("size", "reduced"),
    [((512, 512), (256, 256)), ((768, 512), (384, 256)), ((896, 896), (299, 299)),
     ((128, 128), (128, 128))],
)  # fmt: skip
def test_a_preview_is_as_small_as_a_message_shows_it(
    size: tuple[int, int], reduced: tuple[int, int]
) -> None:
    picture = np.full((*size, 3), 7, np.uint8)
    assert reduce_picture(picture).shape == (*reduced, 3)
    assert np.all(reduce_picture(picture) == 7)
