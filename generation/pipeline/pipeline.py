"""Encode → denoise → decode: the loaded model of the worker process."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
import tensorflow as tf
from jaxtyping import Float32

from generation.arrays import UInt8Image
from generation.engines.autotune import time_call
from generation.engines.batch_sizes import measure_batch_sizes
from generation.engines.cuda.devices import choose_device
from generation.engines.lora_arguments import NO_KERNELS
from generation.engines.tensorflow import batch_sizes
from generation.models.files import learned_words, lora_files, model_files
from generation.models.lookup import find
from generation.models.model import Model
from generation.models.networks import call_network
from generation.pipeline.downloads import Downloads
from generation.pipeline.latent_preview import project_latent, reduce_picture
from generation.pipeline.loading import LoadedModel, figures_file, limit_threads, load_model
from generation.pipeline.lora_adapters import ROLES, ActiveLoras, Adapters
from generation.pipeline.measurements import Measurements, Report
from generation.pipeline.noise import slerp
from generation.pipeline.sample import Sample, initial_state
from generation.pipeline.stages import Stages
from generation.pipeline.start_image import make_init_image
from generation.pipeline.step_inputs import StepInputs
from generation.pipeline.text_encoding import NO_VECTORS, Encoder
from generation.pipeline.unit_plan import (
    guidance_scales,
    interpolation,
    make_recurrence,
    unit_fresh_noise,
    unit_noise,
)
from generation.prepared import PreparedRequest, Unit
from generation.prompts.emphasis import plain_text
from generation.prompts.tokenizer import Tokenizer
from generation.request import GenerationRequest
from generation.sampling.schedules import timestep_embedding
from generation.types import BackendChoice, ModelInfo, ServiceConfig, ServiceStatus
from generation.validation import validation_error
from generation.weights.headers import Shape

# Batches that are measured at most: those of 1, 2, 4 and 8 pictures.
MOST_BATCHES = 4
# OpenVINO copies the diffusion model's weights: LoRAs' factors are arguments of its programs.
TEXT_ENCODER, DIFFUSION_MODEL = "text_encoder", "diffusion_model"


class Pipeline:
    """A model that is loaded, compiled and ready.

    Args:
        model: entry of the catalogue or of the models folder.
        loaded: the model's networks and compiled stages.
        choice: precision and mode, and the timings behind them.
        tokenizer: of the model's vocabulary.
        loras: files of the model's LoRAs by name.
        learned: (vectors, text width) float32, of the tokenizer's learned words in their order.
    """

    def __init__(
        self,
        model: Model,
        loaded: LoadedModel,
        choice: BackendChoice,
        tokenizer: Tokenizer,
        loras: Mapping[str, Path] = MappingProxyType({}),
        learned: Float32[np.ndarray, "vectors width"] = NO_VECTORS,
    ) -> None:
        self.model, self.choice, self.tokenizer = model, choice, tokenizer
        self.info: ModelInfo = model.info
        self.batch_sizes = batch_sizes(choice.engine, model.size_bytes)
        self._loaded = loaded
        self._networks = networks = loaded.networks
        self._encoder = Encoder(model, networks, tokenizer, choice.engine, learned)
        self._loras = loras
        self._adapters: Adapters | None = None
        self._merged_copy: tuple[LoadedModel, Adapters] | None = None

    @classmethod
    def load(cls, config: ServiceConfig, report: Report) -> "Pipeline":
        """Load a model in the fastest precision and mode on this machine, and compile it.

        Args:
            config: the service's settings.
            report: called with each phase as it begins.

        Raises:
            ModelUnavailable: files are missing, unreachable, damaged or of another model.
        """
        limit_threads(config.threads)
        choose_device(config.place, config.on_cpu)
        model = find(config.model, config.models_folder)
        report(ServiceStatus("loading", f"Fetching and reading the files of {config.model}."))
        files = model_files(model, config, Downloads(config.model, report).record)
        report(ServiceStatus("warming", f"Compiling {config.model} for this machine."))
        measurements = Measurements(config.model, report)
        measurements.expect(MOST_BATCHES)
        choice, loaded = load_model(model, files, config, measurements)
        words = learned_words(model, config, model.text_width)
        counts = {word: len(vectors) for word, vectors in words.items()}
        tokenizer = Tokenizer.from_file(files["vocabulary"], counts)
        learned = np.concatenate([*words.values()]) if words else NO_VECTORS
        pipeline = cls(model, loaded, choice, tokenizer, lora_files(model, config), learned)
        name = f"{model.info.name}-{choice.precision}-{choice.engine}-batch"
        pipeline.warm_up(figures_file(config, name), measurements)
        return pipeline

    def warm_up(self, timings_file: Path, measurements: Measurements) -> None:
        """Compile for the default size and each batch size that is efficient on this machine.

        Args:
            timings_file: cache of the batch sizes' timings.
            measurements: told of each measurement before it begins.
        """
        width, height = self.info.sizes[0]
        guided, unguided = (
            Unit(PreparedRequest.restore(request), 0)
            for request in (
                GenerationRequest("", "", width, height, steps=1, guidance=guidance, seed=0)
                for guidance in (2.0, 1.0)
            )
        )

        def run(batch: int, unit: Unit = guided) -> None:
            self.advance([self.begin(unit) for _ in range(batch)], 1)

        def seconds(batch: int) -> float:
            measurements.begin(f"batches of {batch}")
            return time_call(lambda: run(batch))

        # First, since a decoder that OpenVINO converts drops the programs that are compiled.
        self.preview([self.begin(guided)])
        self.batch_sizes = measure_batch_sizes(self.batch_sizes, seconds, timings_file)
        # A graph takes any batch; on a graphics card, cuDNN tries its algorithms for each one.
        is_warm = self.choice.engine == "graph" and not self.choice.card
        for batch in (1,) if is_warm else self.batch_sizes:
            run(batch)  # Where the timings were in the cache, nothing is compiled yet.
        for batch in self._loaded.unguided_sizes:
            run(batch, unguided)
        self.decode([self.begin(guided)])

    def cut(self, text: str) -> str:
        """Return the end of a text beyond the model's limit of tokens; mostly empty."""
        return self._encoder.cut(text)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """List the words of a text that a small model was not trained on; empty for large models.

        The small vocabulary holds each word of the training captions as one token.
        """
        return (
            self.tokenizer.unknown_words(plain_text(text)) if self.model.recommended_model else ()
        )

    def begin(self, unit: Unit) -> Sample:
        """Build the sample of a unit before its first denoising step.

        Raises:
            InvalidRequest: a start picture cannot be opened, or a LoRA's name is unknown.
            LoraUnavailable: a LoRA's file is damaged or for another model.
        """
        request, init_image = unit.request, make_init_image(unit)
        recurrence = make_recurrence(request, self.model.beta_start, self.model.beta_end)
        noise = unit_noise(unit)
        latent, init_latent = noise, np.zeros_like(noise)
        preserve_mask = np.zeros_like(noise[..., :1])
        if init_image is not None:
            is_tiny = request.decoder == "tiny" and "tiny_encoder" in self._networks
            encoder = self._networks.tiny_encoder if is_tiny else self._networks.image_encoder
            encoded = call_network(encoder, init_image.normalized_pixels)
            init_latent = tf.cast(encoded, tf.float32).numpy()[0]
            preserve_mask = init_image.latent_mask
            latent = recurrence.alpha[0] * init_latent + recurrence.sigma[0] * noise
        return Sample(
            state=initial_state(latent.astype(np.float32)),
            denoised=np.zeros_like(noise),
            context=self._encode_prompts(unit),
            step_coefficients=recurrence.step_coefficients(guidance_scales(request, recurrence)),
            embeddings=timestep_embedding(recurrence.timesteps),
            init_latent=init_latent,
            preserve_mask=preserve_mask,
            loras=request.loras,
            fresh_noise=partial(unit_fresh_noise, unit) if recurrence.is_random else None,
            init_image=init_image,
            decoder=request.decoder,
        )

    def _encode_prompts(self, unit: Unit) -> Float32[np.ndarray, "2 tokens width"]:
        """Encode the negative prompt and the prompt, which a morph interpolates between two.

        Returns:
            (2, chunks * context length, text width) float32.
        """
        loras, prompts = unit.request.loras, unit.prompts
        self._set_adapters(loras)
        texts = [prompts.negative_prompt, *(key.prompt for key in prompts.keyframes)]
        # All at once, so that all are as long as the longest needs.
        contexts = dict(zip(texts, self._encoder.encode(texts, loras), strict=True))
        one, other, share = interpolation(unit)
        context = contexts[one.prompt]
        if share:
            context = slerp(context, contexts[other.prompt], share, axis=-1)
        return np.stack([contexts[prompts.negative_prompt], context])

    def advance(self, samples: Sequence[Sample], steps: int) -> None:
        """Denoise a batch in place: samples of the same LoRAs and context length at once.

        Args:
            samples: of one size, at most `batch_sizes[-1]`.
            steps: calls of the diffusion model; a sample with fewer left stops at its end.
        """
        groups: dict[tuple[ActiveLoras, int], list[Sample]] = defaultdict(list)
        for sample in samples:
            groups[sample.loras, sample.context_length].append(sample)
        for (loras, _), group in groups.items():
            self._set_adapters(loras)
            left = steps
            while left > 0 and (active := [sample for sample in group if sample.remaining]):
                together = min(left, *(sample.remaining for sample in active))
                self._denoise(active, together)
                left -= together

    def _denoise(self, active: Sequence[Sample], steps: int) -> None:
        """Run denoising steps on samples that share LoRAs and context length, as one batch."""
        size = next(size for size in self.batch_sizes if size >= len(active))
        padded = [*active, *[active[-1]] * (size - len(active))]
        state, init_latent, preserve_mask = (
            np.stack([getattr(sample, name) for sample in padded])
            for name in ("state", "init_latent", "preserve_mask")
        )
        context = np.stack([sample.context for sample in padded], axis=1)
        stages, factors = self._select_stages(active[0])
        for offset in range(steps):
            calls = [sample.call_inputs(offset) for sample in padded]
            inputs = StepInputs(
                state=state,
                embedding=np.stack([call.embedding for call in calls]),
                context=context,
                step_coefficients=np.stack([call.step_coefficients for call in calls]),
                noise=np.stack([call.noise for call in calls]),
                init_latent=init_latent,
                preserve_mask=preserve_mask,
            )
            state, denoised = stages.step(inputs, factors)
        results = np.asarray(state), np.asarray(denoised)
        for sample, after, estimate in zip(active, *results, strict=False):
            sample.state, sample.denoised = after, estimate
            sample.step += steps

    def decode(self, samples: Sequence[Sample]) -> list[UInt8Image]:
        """Decode latents, one at a time to bound the memory.

        Returns:
            Pictures (height, width, 3) uint8, in the order of the samples.
        """
        pictures = []
        for sample in samples:
            # The decoder takes no context: its compiled program serves contexts of any length.
            stages = self._stages(sample, self.model.context_length)
            picture = stages.decode(sample.state[:1], sample.decoder)
            init_image = sample.init_image
            sample.picture = init_image.composite_onto(picture) if init_image else picture
            pictures.append(sample.picture)
        return pictures

    def preview(self, samples: Sequence[Sample]) -> list[UInt8Image]:
        """Turn the estimates of clean latents into small pictures.

        Where the model has a tiny decoder, that decodes them; a finished picture is only reduced.

        Returns:
            Pictures uint8, in the order of the samples: (height // 8, width // 8, 3), or those of
            the tiny decoder, reduced.
        """
        if "tiny_decoder" not in self._networks:
            return [project_latent(sample.denoised, self.model.rgb_factors) for sample in samples]
        return [reduce_picture(self._decode_preview(sample)) for sample in samples]

    def _decode_preview(self, sample: Sample) -> UInt8Image:
        if sample.picture is not None:
            return sample.picture
        stages = self._stages(sample, self.model.context_length)
        return stages.decode(sample.denoised[None], "tiny")

    def _set_adapters(self, loras: ActiveLoras) -> None:
        """Activate exactly these LoRAs; free where nothing changes."""
        if loras and self._adapters is None:
            self._adapters = self._build_adapters(loras[0][0])
        if self._adapters is not None:
            self._adapters.set_active_loras(loras)

    def _build_adapters(self, requested: str) -> Adapters:
        """Build the adapters of this model's LoRAs, or refuse the LoRA that was requested."""
        if not self._loras:
            raise validation_error("LoRA", requested, "lora-known", choices="none")
        networks = {role: getattr(self._networks, role) for role in ROLES}
        if self.choice.engine != "openvino":
            self._networks.keep()
            return Adapters(networks, self._loras)
        adapters = Adapters(networks, self._loras, constant=(DIFFUSION_MODEL,))
        del networks
        self._networks.release(DIFFUSION_MODEL)
        return adapters

    def _select_stages(self, sample: Sample) -> tuple[Stages, Sequence[Float32[np.ndarray, "_ _"]]]:
        """Compile the stages for a sample and its LoRAs, with the factors that its steps take."""
        if not sample.loras or self._adapters is None or self.choice.engine != "openvino":
            return self._stages(sample, sample.context_length), ()
        if not self._adapters.is_low_rank(DIFFUSION_MODEL, sample.loras):
            return self._merge_into_copy(sample), ()
        kernels = self._adapters.kernels(DIFFUSION_MODEL)
        factors = self._adapters.factors(DIFFUSION_MODEL, sample.loras)
        return self._stages(sample, sample.context_length, kernels), factors

    def _merge_into_copy(self, sample: Sample) -> Stages:
        """Merge LoRAs without low-rank factors into a copy of the network, run by TensorFlow.

        The copy is built for the first of these LoRAs and then kept, since OpenVINO may still
        convert the original, whose weights must be free of LoRAs.
        """
        if self._merged_copy is None:
            networks = self._networks.duplicate()
            networks.keep()
            # A LoRA file is for both networks; in the text encoder it is active already.
            both = {
                TEXT_ENCODER: self._networks.text_encoder,
                DIFFUSION_MODEL: networks.diffusion_model,
            }
            adapters = Adapters(both, self._loras, constant=(TEXT_ENCODER,))
            self._merged_copy = replace(self._loaded, networks=networks, stages={}), adapters
        loaded, adapters = self._merged_copy
        adapters.set_active_loras(sample.loras)
        return loaded.compile_stages("graph", sample.width, sample.height, sample.context_length)

    def _stages(
        self, sample: Sample, context_length: int, kernels: Mapping[str, Shape] = NO_KERNELS
    ) -> Stages:
        """Compile the stages for a sample's size and a context length, once."""
        engine, loaded = self.choice.engine, self._loaded
        return loaded.compile_stages(engine, sample.width, sample.height, context_length, kernels)
