"""Encode → denoise → decode: the warm model of the worker process."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from generation.arrays import Float32Array
from generation.engines.autotune import time_call
from generation.engines.batch_sizes import measure_batch_sizes
from generation.engines.lora_arguments import NO_KERNELS
from generation.engines.tensorflow import batch_sizes
from generation.models.files import learned_words, lora_files, model_files
from generation.models.lookup import find
from generation.models.model import Model
from generation.models.networks import call_network
from generation.pipeline.latent_preview import project_latent
from generation.pipeline.loading import LoadedModel, figures_file, limit_threads, load_model
from generation.pipeline.lora_adapters import ROLES, Adapters
from generation.pipeline.noise import slerp
from generation.pipeline.sample import Sample, initial_state
from generation.pipeline.stages import Stages
from generation.pipeline.start_image import InitImage, make_init_image
from generation.pipeline.text_encoding import NO_VECTORS, Encoder
from generation.pipeline.unit_plan import (
    guidance_scales,
    interpolation,
    make_recurrence,
    unit_fresh_noise,
    unit_noise,
)
from generation.prompts.emphasis import plain_text
from generation.prompts.tokenizer import Tokenizer
from generation.request import GenerationRequest
from generation.sampling.schedules import timestep_embedding
from generation.types import BackendChoice, ModelInfo, ServiceConfig, ServiceStatus
from generation.validation import validation_error
from generation.weights.headers import Shape

Report = Callable[[ServiceStatus], None]
# Whose weights OpenVINO copies: LoRAs are arguments of its programs.
TEXT, CONSTANT = "text_encoder", "diffusion_model"


class Pipeline:
    """A model that is loaded, compiled and ready.

    Args:
        model: which.
        loaded: its networks and what is compiled of them.
        choice: precision and mode, and the figures behind them.
        tokenizer: of the model's vocabulary.
        loras: files of what the model can wear, by name.
        learned: (vectors, text width), of the tokenizer's learned words in their order.
    """

    def __init__(
        self,
        model: Model,
        loaded: LoadedModel,
        choice: BackendChoice,
        tokenizer: Tokenizer,
        loras: Mapping[str, Path] = MappingProxyType({}),
        learned: Float32Array = NO_VECTORS,
    ) -> None:
        self.model, self.choice, self.tokenizer = model, choice, tokenizer
        self.info: ModelInfo = model.info
        self.batch_sizes = batch_sizes(choice.engine, model.size_bytes)
        self._loaded = loaded
        self._networks = networks = loaded.networks
        self._encoder = Encoder(model, networks, tokenizer, choice.engine, learned)
        self._loras = loras
        self._adapters: Adapters | None = None
        self._copy: tuple[LoadedModel, Adapters] | None = None

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
        report(ServiceStatus("warming", f"Compiling {config.model} for this machine."))

        def measuring(what: str) -> None:
            detail = f"Measuring {config.model} on this machine: {what}."
            report(ServiceStatus("warming", detail, measuring=True))

        choice, loaded = load_model(model, files, config, measuring)
        words = learned_words(model, config, model.text_width)
        counts = {word: len(vectors) for word, vectors in words.items()}
        tokenizer = Tokenizer.from_file(files["vocabulary"], counts)
        learned = np.concatenate([*words.values()]) if words else NO_VECTORS
        pipeline = cls(model, loaded, choice, tokenizer, lora_files(model, config), learned)
        name = f"{model.info.name}-{choice.precision}-{choice.engine}-batch"
        pipeline.warm_up(figures_file(config, name), measuring)
        return pipeline

    def warm_up(self, memory: Path, measuring: Callable[[str], None]) -> None:
        """Compile for the default size and each batch size that pays on this machine.

        Args:
            memory: a file that remembers which these are.
            measuring: told before each measurement what it is of.
        """
        width, height = self.info.sizes[0]
        guided = GenerationRequest("", "", width, height, steps=1, guidance=2.0, seed=0)

        def run(batch: int) -> None:
            self.advance([self.begin(guided, 0) for _ in range(batch)], 1)

        def seconds(batch: int) -> float:
            measuring(f"batches of {batch}")
            return time_call(lambda: run(batch))

        self.batch_sizes = measure_batch_sizes(self.batch_sizes, seconds, memory)
        for batch in (1,) if self.choice.engine == "graph" else self.batch_sizes:
            run(batch)  # Where the sizes were remembered, nothing is compiled yet.
        self.decode([self.begin(guided, 0)])

    def cut(self, text: str) -> str:
        """Say what of a text is left out because the model reads no further; mostly nothing."""
        return self._encoder.cut(text)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """List the words that a model of few words has never seen; empty for the large ones.

        The small vocabulary holds each word of the training captions as one token.
        """
        return self.tokenizer.unknown_words(plain_text(text)) if self.model.larger else ()

    def begin(self, request: GenerationRequest, unit: int) -> Sample:
        """Prepare one unit of a request: a picture, a frame of a morph, a tile.

        Args:
            request: what was asked.
            unit: which, from 0.

        Raises:
            InvalidRequest: a start picture cannot be opened.
        """
        canvas = make_init_image(request, unit)
        recurrence = make_recurrence(request, self.model.beta_start, self.model.beta_end)
        noise = unit_noise(request, unit)
        original = np.zeros_like(noise) if canvas is None else self._latent_of(canvas)
        alpha, sigma = recurrence.alpha[0], recurrence.sigma[0]
        latent = noise if canvas is None else alpha * original + sigma * noise
        return Sample(
            state=initial_state(latent.astype(np.float32)),
            denoised=np.zeros_like(noise),
            context=self._contexts(request, unit),
            levels=recurrence.levels(guidance_scales(request, recurrence)),
            embeddings=timestep_embedding(recurrence.timesteps),
            original=original,
            keep=np.zeros_like(noise[..., :1]) if canvas is None else canvas.latent_keep,
            loras=request.loras,
            fresh_noise=partial(unit_fresh_noise, request, unit) if recurrence.random else None,
            canvas=canvas,
        )

    def _contexts(self, request: GenerationRequest, unit: int) -> Float32Array:
        """Encode the negative prompt and the prompt, or what lies between two of a morph."""
        self._wear(request.loras)
        negative_prompt = request.negative_prompt_of(unit)
        texts = [negative_prompt, *(key.prompt for key in request.keyframes(unit))]
        # All at once, so that all are as long as the longest needs.
        contexts = dict(zip(texts, self._encoder.encode(texts, request.loras), strict=True))
        one, other, share = interpolation(request, unit)
        context = contexts[one.prompt]
        if share:
            context = slerp(context, contexts[other.prompt], share, axis=-1)
        return np.stack([contexts[negative_prompt], context])

    def _latent_of(self, canvas: InitImage) -> Float32Array:
        """Encode a picture: (height // 8, width // 8, 4) float32."""
        latent = call_network(self._networks.image_encoder, canvas.normalized)
        encoded: Float32Array = tf.cast(latent, tf.float32).numpy()[0]
        return encoded

    def advance(self, samples: Sequence[Sample], steps: int) -> None:
        """Denoise a batch in place; who wears something else, or has a longer context, takes turns.

        Args:
            samples: of one size, at most `batch_sizes[-1]`.
            steps: how many; a sample with fewer left stops at its end.
        """
        for alike in _alike(samples):
            self._wear(alike[0].loras)
            self._advance(alike, steps)

    def _wear(self, loras: tuple[tuple[str, float], ...]) -> None:
        """Put LoRAs on, or take them off; free where nothing changes."""
        if loras and self._adapters is None:
            self._adapters = self._wardrobe(loras[0][0])
        if self._adapters is not None:
            self._adapters.wear(loras)

    def _wardrobe(self, wanted: str) -> Adapters:
        if not self._loras:
            raise validation_error("LoRA", wanted, "lora-known", choices="none")
        networks = {role: getattr(self._networks, role) for role in ROLES}
        if self.choice.engine != "openvino":
            self._networks.keep()
            return Adapters(networks, self._loras)
        adapters = Adapters(networks, self._loras, constant=(CONSTANT,))
        del networks
        self._networks.release(CONSTANT)
        return adapters

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
        return [self._decoded(sample) for sample in samples]

    def preview(self, samples: Sequence[Sample]) -> list[NDArray[np.uint8]]:
        """Show what samples are becoming, without decoding them.

        Returns:
            Pictures (height // 8, width // 8, 3) uint8, in the order of the samples.
        """
        return [project_latent(sample.denoised, self.model.rgb_factors) for sample in samples]

    def _decoded(self, sample: Sample) -> NDArray[np.uint8]:
        # A decoder knows nothing of prompts: one serves contexts of any length.
        drawn = self._stages(sample, self.model.context_length).decode(sample.state[:1])
        return sample.canvas.over(drawn) if sample.canvas else drawn

    def _run(self, active: Sequence[Sample], steps: int) -> None:
        size = next(size for size in self.batch_sizes if size >= len(active))
        padded = [*active, *[active[-1]] * (size - len(active))]
        state, original, keep = (
            np.stack([getattr(sample, name) for sample in padded])
            for name in ("state", "original", "keep")
        )
        context = np.stack([sample.context for sample in padded], axis=1)
        stages, factors = self._dressed(active[0])
        for offset in range(steps):
            embedding, levels, noise = (
                np.stack(values) for values in zip(*(s.at(offset) for s in padded), strict=True)
            )
            arrays = state, embedding, context, levels, noise, original, keep
            state, denoised = stages.step(*arrays, *factors)
        results = np.asarray(state), np.asarray(denoised)
        for sample, after, estimate in zip(active, *results, strict=False):
            sample.state, sample.denoised = after, estimate
            sample.step += steps

    def _dressed(self, sample: Sample) -> tuple[Stages, Sequence[Float32Array]]:
        """Compile for what a sample wears, too, and give what its steps take of that."""
        if not sample.loras or self._adapters is None or self.choice.engine != "openvino":
            return self._stages(sample, sample.context_length), ()
        if not self._adapters.is_low_rank(CONSTANT, sample.loras):
            return self._merged(sample), ()
        kernels = self._adapters.kernels(CONSTANT)
        factors = self._adapters.factors(CONSTANT, sample.loras)
        return self._stages(sample, sample.context_length, kernels), factors

    def _merged(self, sample: Sample) -> Stages:
        """Merge LoRAs that are no thin matrices into a copy of the network, run by TensorFlow.

        The copy is built at the first of them, and stays: what OpenVINO converts later must be
        free of LoRAs.
        """
        if self._copy is None:
            networks = self._networks.apart()
            networks.keep()
            # A file speaks of both networks; the text encoder wears its part already.
            both = {TEXT: self._networks.text_encoder, CONSTANT: networks.diffusion_model}
            adapters = Adapters(both, self._loras, constant=(TEXT,))
            self._copy = replace(self._loaded, networks=networks, stages={}), adapters
        loaded, adapters = self._copy
        adapters.wear(sample.loras)
        return loaded.compiled("graph", sample.width, sample.height, sample.context_length)

    def _stages(
        self, sample: Sample, context_length: int, kernels: Mapping[str, Shape] = NO_KERNELS
    ) -> Stages:
        """Compile for a sample's size and a context length, once."""
        engine, loaded = self.choice.engine, self._loaded
        return loaded.compiled(engine, sample.width, sample.height, context_length, kernels)


def _alike(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Group samples that can run in one call: same LoRAs, contexts that fit into one tensor."""
    groups: dict[tuple[object, int], list[Sample]] = {}
    for sample in samples:
        groups.setdefault((sample.loras, sample.context_length), []).append(sample)
    return list(groups.values())
