"""Encode → denoise → decode: the warm model of the worker process."""

import importlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from generation.engines.choose import Choice, Seconds, choose, machine_key, seconds_of
from generation.engines.compiled import BATCH_SIZES, compiled
from generation.models.catalogue import Model, find
from generation.models.networks import Networks
from generation.precision import POLICIES, candidates
from generation.samplers import SAMPLERS
from generation.schedule import EMBEDDING_WIDTH, linear, timestep_embedding
from generation.tokenizer import Tokenizer
from generation.types import GenerationRequest, ModelInfo, ServiceConfig, ServiceStatus
from generation.weights.local import model_files

log = logging.getLogger(__name__)

Floats = NDArray[np.float32]
Report = Callable[[ServiceStatus], None]
LATENT_CHANNELS = 4


@dataclass
class Sample:
    """One picture on its way from noise.

    Args:
        latent: (height // 8, width // 8, 4) float32, the noisy latent.
        denoised: shaped as the latent, the estimate of the step before; zeros at first.
        context: (2, context length, text width) float32: negative prompt, prompt.
        guidance: scale, 1 is off.
        levels: (steps, 5) float32: alpha, sigma and the sampler's three coefficients.
        embeddings: (steps, 320) float32, the timesteps' embeddings.
        step: steps done.
    """

    latent: Floats
    denoised: Floats
    context: Floats
    guidance: float
    levels: Floats
    embeddings: Floats
    step: int = 0

    @property
    def steps(self) -> int:
        return len(self.levels)

    @property
    def remaining(self) -> int:
        return self.steps - self.step

    @property
    def height(self) -> int:
        return int(self.latent.shape[0]) * 8

    @property
    def width(self) -> int:
        return int(self.latent.shape[1]) * 8


def initial_noise(seed: int, width: int, height: int) -> Floats:
    """Draw the noise that a picture starts from; the same on every machine.

    Args:
        seed: 0 to 2**32 - 1.
        width: pixels.
        height: pixels.

    Returns:
        (height // 8, width // 8, 4) float32, standard normal.
    """
    shape = (height // 8, width // 8, LATENT_CHANNELS)
    return np.random.default_rng(seed).standard_normal(shape, np.float32)


class Pipeline:
    """A model that is loaded, compiled and ready.

    Args:
        model: which.
        networks: with their weights, at the model's default size.
        choice: precision and mode, and the figures behind them.
        tokenizer: of the model's vocabulary.
    """

    def __init__(
        self, model: Model, networks: Networks, choice: Choice, tokenizer: Tokenizer
    ) -> None:
        self.model, self.choice, self.tokenizer = model, choice, tokenizer
        self.info: ModelInfo = model.info
        self.batch_sizes = BATCH_SIZES[choice.engine]
        self._networks = networks
        self._by_size: dict[tuple[int, int], Compiled] = {}

    @classmethod
    def load(cls, config: ServiceConfig, report: Report) -> "Pipeline":
        """Load a model, choose how it runs here, and compile it.

        Args:
            config: the service's set-up.
            report: told each phase as it begins.

        Raises:
            ModelUnavailable: files are missing, unreachable or not what they should be.
        """
        _limit_threads(config.threads)
        model = find(config.model)
        report(ServiceStatus("loading", f"Fetching and reading the files of {config.model}."))
        files = model_files(model, config)
        tokenizer = Tokenizer.from_file(files["vocabulary"])
        report(ServiceStatus("warming", f"Compiling {config.model} for this machine."))
        choice = _choice(model, files, config)
        pipeline = cls(model, _networks(model, files, choice.precision), choice, tokenizer)
        pipeline.warm_up()
        return pipeline

    def warm_up(self) -> None:
        """Run every compiled function once at the default size and every batch size."""
        width, height = self.info.sizes[0]
        request = GenerationRequest("", "", width, height, steps=1, guidance=1.0, seed=0)
        context = self.encode([""])[0]
        for batch in self.batch_sizes if self.choice.engine == "xla" else (1,):
            samples = [self.begin(request, 0, context, context) for _ in range(batch)]
            self.advance(samples, 1)
        self.decode(samples[:1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Encode texts.

        Args:
            texts: each at most `info.max_tokens` tokens long.

        Returns:
            (texts, context length, text width) float32.

        Raises:
            InvalidRequest: a text is too long.
        """
        length = self.model.context_length
        tokens = np.array([self.tokenizer.pad(text, length) for text in texts], np.int32)
        return np.concatenate([self._encoder(row[None]).numpy() for row in tokens])

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """List the words that a model of few words has never seen; empty for the large ones.

        The small vocabulary holds each word of the training captions as one token.
        """
        return self.tokenizer.unknown(text) if self.model.larger else ()

    def begin(
        self, request: GenerationRequest, seed: int, context: Floats, negative: Floats
    ) -> Sample:
        """Prepare one picture of a request.

        Args:
            request: what was asked; its seed is not read.
            seed: of this picture.
            context: (context length, text width), the encoded prompt.
            negative: the encoded negative prompt.
        """
        schedule = linear(request.steps, self.model.beta_start, self.model.beta_end)
        levels = np.stack([schedule.alpha[:-1], schedule.sigma[:-1]], axis=1)
        table = SAMPLERS[request.sampler](schedule)
        noise = initial_noise(seed, request.width, request.height)
        return Sample(
            latent=noise,
            denoised=np.zeros_like(noise),
            context=np.stack([negative, context]),
            guidance=request.guidance,
            levels=np.concatenate([levels, table], axis=1).astype(np.float32),
            embeddings=timestep_embedding(schedule.timesteps),
        )

    def advance(self, samples: Sequence[Sample], steps: int) -> None:
        """Denoise a batch in place.

        Args:
            samples: of one size, at most `batch_sizes[-1]`.
            steps: how many; a sample with fewer left stops at its end.
        """
        while steps > 0 and (active := [sample for sample in samples if sample.remaining]):
            together = min(steps, *(sample.remaining for sample in active))
            self._run(active, together)
            steps -= together

    def decode(self, samples: Sequence[Sample]) -> list[NDArray[np.uint8]]:
        """Decode latents, one at a time so that memory stays bounded.

        Returns:
            Pictures (height, width, 3) uint8, in the order of the samples.
        """
        return [
            self._compiled(sample.width, sample.height).decode(sample.latent[None]).numpy()[0]
            for sample in samples
        ]

    def _run(self, active: Sequence[Sample], steps: int) -> None:
        size = next(size for size in self.batch_sizes if size >= len(active))
        padded = [*active, *[active[-1]] * (size - len(active))]
        latent, denoised = (
            tf.constant(np.stack(values))
            for values in zip(*((sample.latent, sample.denoised) for sample in padded), strict=True)
        )
        context = tf.constant(np.stack([sample.context for sample in padded], axis=1))
        guidance = tf.constant([sample.guidance for sample in padded], tf.float32)
        step = self._compiled(active[0].width, active[0].height).step
        for offset in range(steps):
            levels = np.stack([sample.levels[sample.step + offset] for sample in padded])
            embedding = np.stack([sample.embeddings[sample.step + offset] for sample in padded])
            latent, denoised = step(latent, denoised, embedding, context, guidance, levels)
        for sample, after, estimate in zip(active, latent.numpy(), denoised.numpy(), strict=False):
            sample.latent, sample.denoised = after, estimate
            sample.step += steps

    def _compiled(self, width: int, height: int) -> "Compiled":
        key = (width, height)
        if key not in self._by_size:
            networks = self._networks.at(width, height)
            self._by_size[key] = Compiled(networks, self.model.prediction, self.choice.engine)
        return self._by_size[key]

    @cached_property
    def _encoder(self) -> Callable[[NDArray[np.int32]], tf.Tensor]:
        length = self.model.context_length
        network = self._networks.text_encoder

        def encode(tokens: tf.Tensor) -> tf.Tensor:
            encoded = network({"tokens": tokens, "positions": tf.range(length)[None]})
            return tf.cast(encoded, tf.float32)

        return compiled(encode, self.choice.engine, [tf.TensorSpec((1, length), tf.int32)])


class Compiled:
    """The compiled functions of one picture size: a denoising step and the decoder.

    Whatever a person may choose is an argument: nothing here reads mutable state.

    Args:
        networks: at that size.
        prediction: "epsilon" or "v".
        engine: "xla" or "graph".
    """

    def __init__(self, networks: Networks, prediction: str, engine: str) -> None:
        shape = networks.decoder.input_shape[1:]
        latent = tf.TensorSpec((None, *shape), tf.float32)
        specs = [
            latent,
            latent,
            tf.TensorSpec((None, EMBEDDING_WIDTH), tf.float32),
            tf.TensorSpec((2, None, *networks.context_shape), tf.float32),
            tf.TensorSpec((None,), tf.float32),
            tf.TensorSpec((None, 5), tf.float32),
        ]
        step = partial(denoising_step, networks.diffusion_model, prediction)
        self.step = compiled(step, engine, specs)
        one = tf.TensorSpec((1, *shape), tf.float32)
        self.decode = compiled(partial(decoded, networks.decoder), engine, [one])


def denoising_step(
    network: keras.Model,
    prediction: str,
    latent: tf.Tensor,
    previous: tf.Tensor,
    embedding: tf.Tensor,
    context: tf.Tensor,
    guidance: tf.Tensor,
    levels: tf.Tensor,
) -> tuple[tf.Tensor, tf.Tensor]:
    """Move latents one step toward the picture, guided, in one call of the network.

    Args:
        network: the diffusion model.
        prediction: whether it predicts "epsilon" or "v".
        latent: (batch, height // 8, width // 8, 4).
        previous: shaped as the latent, the last step's estimate.
        embedding: (batch, 320) of the timesteps.
        context: (2, batch, context length, text width): negative prompts, prompts.
        guidance: (batch,) scales.
        levels: (batch, 5): alpha, sigma, and the sampler's coefficients.

    Returns:
        The next latent and this step's estimate of the clean one, both float32.

    Reference:
        Classifier-free guidance, Ho & Salimans, arXiv:2207.12598, eq. 6.
    """
    output = network(
        {
            "latent": tf.concat([latent, latent], 0),
            "timestep_embedding": tf.concat([embedding, embedding], 0),
            "context": tf.reshape(context, (-1, *context.shape[2:])),
        }
    )
    # From here on float32: guidance and the update subtract near-equal numbers.
    negative, positive = tf.split(tf.cast(output, tf.float32), 2)
    guided = negative + guidance[:, None, None, None] * (positive - negative)
    alpha, sigma, on_latent, on_denoised, on_previous = (
        column[:, None, None, None] for column in tf.unstack(levels, axis=1)
    )
    if prediction == "v":
        denoised = alpha * latent - sigma * guided
    else:
        denoised = (latent - sigma * guided) / alpha
    return on_latent * latent + on_denoised * denoised + on_previous * previous, denoised


def decoded(network: keras.Model, latent: tf.Tensor) -> tf.Tensor:
    """Decode latents into pixels: (batch, height, width, 3) uint8."""
    picture = tf.cast(network(latent), tf.float32)
    return tf.cast(tf.round(tf.clip_by_value((picture + 1) * 127.5, 0, 255)), tf.uint8)


def _networks(model: Model, files: dict[str, Path], precision: str) -> Networks:
    module, function = model.builder.split(":")
    keras.mixed_precision.set_global_policy(POLICIES[precision])
    build = getattr(importlib.import_module(module), function)
    networks: Networks = build(files, *model.info.sizes[0])
    return networks


def _choice(model: Model, files: dict[str, Path], config: ServiceConfig) -> Choice:
    gpus = [tf.config.experimental.get_device_details(gpu).get("device_name", "gpu")
            for gpu in tf.config.list_physical_devices("GPU")]
    key = machine_key(tf.__version__, gpus, config.threads)
    memory = config.cache_folder.expanduser() / "choices" / f"{model.info.name}-{key}.json"
    built: dict[str, Networks] = {}

    def measure(precision: str, engine: str) -> Seconds:
        if precision not in built:
            built.clear()  # Two copies of a large model may not fit.
            built[precision] = _networks(model, files, precision)
        return _seconds_a_step(built[precision], model.prediction, engine)

    engines = ("graph", "xla") if config.engine == "auto" else (config.engine,)
    return choose(candidates(config.precision, bool(gpus)), engines, measure, memory)


def _seconds_a_step(networks: Networks, prediction: str, engine: str) -> Seconds:
    """Time one guided denoising step of one picture."""
    shape = (1, *networks.decoder.input_shape[1:])
    latent = tf.random.stateless_normal(shape, (0, 0))
    embedding = tf.zeros((1, EMBEDDING_WIDTH))
    context = tf.random.stateless_normal((2, 1, *networks.context_shape), (0, 1))
    step = Compiled(networks, prediction, engine).step
    levels = tf.constant([[0.5, 0.5, 1.0, 0.0, 0.0]])
    arguments = (latent, latent, embedding, context, tf.ones((1,)), levels)
    return seconds_of(lambda: step(*arguments)[0].numpy())


def _limit_threads(threads: int) -> None:
    if threads:
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
