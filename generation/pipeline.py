"""Encode → denoise → decode: the warm model of the worker process."""

from collections.abc import Callable, Sequence

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from generation.denoising import Compiled
from generation.emphasis import plain_text
from generation.encoding import Encoder
from generation.engines.choose import Choice
from generation.engines.compiled import BATCH_SIZES
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
        self._encoder = Encoder(model, networks, tokenizer, choice.engine)
        self._by_size: dict[tuple[int, int, int], Compiled] = {}

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
        model = find(config.model)
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

    def encode(self, texts: Sequence[str]) -> Floats:
        """Encode texts with their emphasis, as far as the model reads them.

        Returns:
            (texts, chunks * context length, text width) float32, as long as the longest needs.
        """
        return self._encoder.encode(texts)

    def cut(self, text: str) -> str:
        """Say what of a text is left out because the model reads no further; mostly nothing."""
        return self._encoder.cut(text)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """List the words that a model of few words has never seen; empty for the large ones.

        The small vocabulary holds each word of the training captions as one token.
        """
        return self.tokenizer.unknown(plain_text(text)) if self.model.larger else ()

    def begin(
        self, request: GenerationRequest, seed: int, context: Floats, negative: Floats
    ) -> Sample:
        """Prepare one picture of a request.

        Args:
            request: what was asked; its seed is not read.
            seed: of this picture.
            context: (chunks * context length, text width), the encoded prompt.
            negative: the encoded negative prompt, as long.
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
        """Denoise a batch in place; contexts of different lengths take turns.

        Args:
            samples: of one size, at most `batch_sizes[-1]`.
            steps: how many; a sample with fewer left stops at its end.
        """
        for alike in _by_context_length(samples):
            self._advance(alike, steps)

    def _advance(self, samples: Sequence[Sample], steps: int) -> None:
        while steps > 0 and (active := [sample for sample in samples if sample.remaining]):
            together = min(steps, *(sample.remaining for sample in active))
            self._run(active, together)
            steps -= together

    def decode(self, samples: Sequence[Sample]) -> list[NDArray[np.uint8]]:
        """Decode latents, one at a time so that memory stays bounded.

        Returns:
            Pictures (height, width, 3) uint8, in the order of the samples.
        """
        length = self.model.context_length
        return [
            self._compiled(sample.width, sample.height, length)
            .decode(sample.latent[None])
            .numpy()[0]
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
        step = self._compiled(active[0].width, active[0].height, context.shape[2]).step
        for offset in range(steps):
            levels = np.stack([sample.levels[sample.step + offset] for sample in padded])
            embedding = np.stack([sample.embeddings[sample.step + offset] for sample in padded])
            latent, denoised = step(latent, denoised, embedding, context, guidance, levels)
        for sample, after, estimate in zip(active, latent.numpy(), denoised.numpy(), strict=False):
            sample.latent, sample.denoised = after, estimate
            sample.step += steps

    def _compiled(self, width: int, height: int, context_length: int) -> Compiled:
        key = (width, height, context_length)
        if key not in self._by_size:
            networks = self._networks.at(*key)
            self._by_size[key] = Compiled(networks, self.model.prediction, self.choice.engine)
        return self._by_size[key]


def _by_context_length(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Group samples whose contexts fit into one tensor."""
    lengths = dict.fromkeys(sample.context_length for sample in samples)
    return [[s for s in samples if s.context_length == length] for length in lengths]
