"""Encode → denoise → decode: the warm model of the worker process."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from generation.denoising import Compiled
from generation.engines.choose import Choice
from generation.engines.compiled import BATCH_SIZES, compiled
from generation.loading import build_networks, choose_mode, limit_threads
from generation.models.catalogue import Model, find
from generation.models.networks import Networks
from generation.sample import Floats, Sample, initial_noise
from generation.samplers import SAMPLERS
from generation.schedule import timestep_embedding
from generation.tokenizer import Tokenizer
from generation.types import GenerationRequest, ModelInfo, ServiceConfig, ServiceStatus
from generation.weights.local import model_files

Report = Callable[[ServiceStatus], None]


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
        limit_threads(config.threads)
        model = find(config.model, config.models_folder)
        report(ServiceStatus("loading", f"Fetching and reading the files of {config.model}."))
        files = model_files(model, config)
        tokenizer = Tokenizer.from_file(files["vocabulary"])
        report(ServiceStatus("warming", f"Compiling {config.model} for this machine."))
        choice = choose_mode(model, files, config)
        pipeline = cls(model, build_networks(model, files, choice.precision), choice, tokenizer)
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

    def encode(self, texts: Sequence[str], field: str = "prompt") -> Floats:
        """Encode texts.

        Args:
            texts: each at most `info.max_tokens` tokens long.
            field: of the request they come from, for the refusal of too long ones.

        Returns:
            (texts, context length, text width) float32.

        Raises:
            InvalidRequest: a text is too long.
        """
        length = self.model.context_length
        tokens = np.array([self.tokenizer.pad(text, length, field) for text in texts], np.int32)
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
        method = SAMPLERS[request.sampler]
        schedule = method.spacing(request.steps, self.model.beta_start, self.model.beta_end)
        levels = np.stack([schedule.alpha[:-1], schedule.sigma[:-1]], axis=1)
        table = method.table(schedule)
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

    def _compiled(self, width: int, height: int) -> Compiled:
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
