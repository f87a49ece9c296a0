"""Claims about encoded texts, on starter's own text encoder and a diffusion model beside it."""

from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf

from generation.arrays import Float32Array
from generation.engines.openvino_cache import CompiledPrograms
from generation.models.catalogue import STARTER
from generation.models.model import Model
from generation.models.networks import Networks
from generation.models.starter import TEXT_WIDTH, VOCABULARY_SIZE
from generation.pipeline.loading import LoadedModel, build_networks
from generation.pipeline.pipeline import Pipeline
from generation.pipeline.sample import Sample
from generation.pipeline.text_encoding import Encoder, apply_emphasis
from generation.prompts.tokenizer import Tokenizer
from generation.request import GenerationRequest
from generation.types import BackendChoice
from tests.generation.requests import make_unit

LENGTH = STARTER.context_length
# starter reads one chunk; this one reads three, as Stable Diffusion does.
THREE_CHUNKS = replace(STARTER, info=replace(STARTER.info, max_tokens=90))
TOKENIZER = Tokenizer.from_file(STARTER.local["vocabulary"])
LONG = "red apple " * 20


@pytest.fixture(scope="module")
def networks() -> Networks:
    return build_networks(STARTER, dict(STARTER.local), "float32")


@pytest.fixture(scope="module")
def encoder(networks: Networks) -> Encoder:
    return Encoder(THREE_CHUNKS, networks, TOKENIZER, "graph")


@pytest.fixture(scope="module")
def pipeline(networks: Networks) -> Pipeline:
    others = ("text_encoder", "decoder", "image_encoder")
    built = {role: getattr(networks, role) for role in others}
    return pipeline_of(
        THREE_CHUNKS, Networks.from_models(diffusion_model=reader_of_any_length(), **built)
    )


def pipeline_of(model: Model, networks: Networks) -> Pipeline:
    loaded = LoadedModel(networks, CompiledPrograms(Path(), room_bytes=0), model.prediction)
    return Pipeline(model, loaded, BackendChoice("float32", "graph", {}), TOKENIZER)


def reader_of_any_length() -> keras.Model:
    """A diffusion model whose output depends on all that it is given; starter's pools the end."""
    latent = keras.layers.Input((16, 16, 4), name="latent")
    timestep = keras.layers.Input((320,), name="timestep_embedding")
    context = keras.layers.Input((LENGTH, TEXT_WIDTH), name="context")
    keras.utils.set_random_seed(0)
    read = keras.layers.GlobalAveragePooling1D()(keras.layers.Dense(4)(context))
    shift = keras.layers.Reshape((1, 1, 4))(read + keras.layers.Dense(4)(timestep))
    return keras.Model([latent, timestep, context], keras.layers.Add()([latent, shift]))


def begin(pipeline: Pipeline, prompt: str, negative: str, seed: int) -> Sample:
    request = GenerationRequest(
        prompt, "u", 128, 128, steps=3, guidance=2.0, seed=seed, negative_prompt=negative
    )
    return pipeline.begin(make_unit(request, 0))


def chunks_of(encoded: Float32Array) -> list[Float32Array]:
    return np.split(encoded, len(encoded) // LENGTH)


def test_without_emphasis_encodings_are_bit_for_bit_the_text_encoders(
    encoder: Encoder, networks: Networks
) -> None:
    tokens = np.array([TOKENIZER.pad("red apple", LENGTH)], np.int32)
    positions = np.arange(LENGTH, dtype=np.int32)[None]
    plain = tf.function(networks.text_encoder)({"tokens": tokens, "positions": positions})
    np.testing.assert_array_equal(encoder.encode(["red apple"]), plain.numpy())


def test_emphasis_scales_the_vectors_of_its_words_alone(encoder: Encoder) -> None:
    usual, strong = encoder.encode(["red apple", "red (apple:1.5)"])
    # Restoring the mean may scale all of them alike.
    scale = strong[0, 0] / usual[0, 0]
    np.testing.assert_allclose(strong[2], usual[2] * 1.5 * scale, rtol=1e-4)
    np.testing.assert_allclose(np.delete(strong, 2, 0), np.delete(usual, 2, 0) * scale, rtol=1e-4)


def test_a_weight_of_one_changes_nothing(encoder: Encoder) -> None:
    usual, marked = encoder.encode(["red apple", "(red:1.0) apple"])
    np.testing.assert_array_equal(marked, usual)


def test_the_mean_of_a_chunk_is_restored() -> None:
    encoded = np.random.default_rng(0).normal(-0.1, 1, (77, 768)).astype(np.float32)
    weights = np.ones(77, np.float32)
    weights[3:9] = 1.4
    weighed = apply_emphasis(encoded, weights)
    assert weighed.dtype == np.float32
    assert weighed.mean() == pytest.approx(encoded.mean(), rel=1e-4)
    ratio = weighed[3:9] / encoded[3:9] / (weighed[0, 0] / encoded[0, 0])
    np.testing.assert_allclose(ratio, 1.4, rtol=1e-4)


@pytest.mark.parametrize("weight", [0, -1, 1.3, 10])
def test_without_a_mean_worth_the_name_nothing_is_blown_up(weight: float) -> None:
    encoded = np.random.default_rng(1).standard_normal((77, 768)).astype(np.float32)
    encoded -= encoded.mean()
    weights = np.ones(77, np.float32)
    weights[3:9] = weight
    np.testing.assert_array_equal(apply_emphasis(encoded, weights), encoded * weights[:, None])


def test_a_long_text_is_its_chunks_encoded_apart(encoder: Encoder) -> None:
    (encoded,) = encoder.encode([LONG])
    first, second = encoder.encode(["red apple " * 15, "red apple " * 5])
    np.testing.assert_array_equal(encoded, np.concatenate([first, second]))


def test_the_shorter_of_two_texts_is_filled_up_with_the_empty_text(encoder: Encoder) -> None:
    long, short = encoder.encode([LONG + LONG, "blurry"])
    empty, blurry = encoder.encode(["", "blurry"])
    assert long.shape == short.shape == (3 * LENGTH, TEXT_WIDTH)
    for chunk, expected in zip(chunks_of(short), [blurry, empty, empty], strict=True):
        np.testing.assert_array_equal(chunk, expected)


def test_a_text_is_encoded_once_and_what_is_done_to_it_harms_nobody(
    networks: Networks, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = Encoder(THREE_CHUNKS, networks, TOKENIZER, "graph")
    first = encoder.encode(["red apple"])
    monkeypatch.setattr(encoder, "_network", None)
    kept = first.copy()
    first[:] = 0
    np.testing.assert_array_equal(encoder.encode(["red apple"]), kept)


@pytest.mark.parametrize(("prompt", "negative"), [(LONG, ""), ("red apple", LONG)])
def test_a_picture_with_a_long_prompt_is_the_same_alone_and_among_short_ones(
    pipeline: Pipeline, prompt: str, negative: str
) -> None:
    alone, mine = (begin(pipeline, prompt, negative, 7) for _ in range(2))
    others = [begin(pipeline, "dog", "", seed) for seed in range(3)]
    assert alone.context_length == 2 * LENGTH
    pipeline.advance([alone], 3)
    pipeline.advance([others[0], mine, *others[1:]], 3)
    assert [sample.remaining for sample in (mine, *others)] == [0, 0, 0, 0]
    np.testing.assert_allclose(mine.state[0], alone.state[0], atol=1e-5)


def test_what_stands_in_the_second_chunk_counts(pipeline: Pipeline) -> None:
    one, other = (begin(pipeline, LONG + end, "", 7) for end in ("dog", "cat"))
    for sample in (one, other):
        pipeline.advance([sample], 3)
    assert np.abs(one.state[0] - other.state[0]).max() > 1e-3


def test_pictures_of_all_lengths_are_decoded_together(pipeline: Pipeline) -> None:
    samples = [begin(pipeline, prompt, "", 1) for prompt in ("dog", LONG)]
    assert [picture.shape for picture in pipeline.decode(samples)] == [(128, 128, 3)] * 2


def test_a_learned_word_is_read_from_its_vectors(pipeline: Pipeline) -> None:
    """A word whose vector is that of "dog" means a dog."""
    model, networks = pipeline.model, pipeline._networks
    [dog] = pipeline.tokenizer.encode("dog")[1:-1]
    table = next(v for v in networks.text_encoder.variables if v.shape[0] == VOCABULARY_SIZE)
    taught = Tokenizer.from_file(model.local["vocabulary"], {"rex": 1})
    encoder = Encoder(model, networks, taught, "graph", table.numpy()[dog][None])
    one, other = encoder.encode(["red rex", "red dog"])
    np.testing.assert_allclose(one, other, atol=1e-6)
    np.testing.assert_allclose(other, begin(pipeline, "red dog", "", 1).context[1], atol=1e-5)
