"""What `speed` compares: one diffusion-model pass, a guided step and a decoding, by each program.

Weights are random: they cost no download, and time does not depend on them.
"""

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from generation.denoising import LEVELS
from generation.engines.stages import has_openvino, stages
from generation.models.networks import Networks
from generation.models.stable_diffusion import autoencoder, text_and_diffusion
from generation.precision import policy
from generation.recurrence import STATE

CONTEXT = (77, 768)
Call = Callable[[], Any]


@dataclass(frozen=True)
class Contender:
    """One program at one precision.

    Args:
        name: "program, mode, precision".
        one_pass: the diffusion model on one sample.
        step: a denoising step with guidance.
        decode: one picture.
        steps: in a whole picture.
    """

    name: str
    one_pass: Call
    step: Call
    decode: Call
    steps: int


def networks(size: int, policy_name: str) -> Networks:
    """Build Stable Diffusion 1.4 with random weights, at a size in pixels."""
    keras.mixed_precision.set_global_policy(policy_name)
    text_encoder, diffusion_model = text_and_diffusion(1, size, size)
    return Networks(text_encoder(), diffusion_model(), *autoencoder(size, size))


def ours(size: int, steps: int, precisions: Sequence[str]) -> Iterator[Contender]:
    """Yield our engines."""
    modes = [("graph", "float32"), ("xla", "float32"), ("graph", "bfloat16")]
    if has_openvino():
        modes += [("openvino", "float32"), ("openvino", "bfloat16")]
    modes = [mode for mode in modes if mode[1] in precisions]
    built: dict[str, Networks] = {}
    for engine, precision in sorted(modes, key=lambda mode: policy(mode[1], mode[0])):
        dtypes = policy(precision, engine)
        if dtypes not in built:
            built[dtypes] = networks(size, dtypes)
        yield ours_of(built[dtypes], engine, precision, steps)


def ours_of(built: Networks, engine: str, precision: str, steps: int) -> Contender:
    """Measure networks of ours in one engine."""
    compiled = stages(built, "epsilon", precision, engine)
    shape = built.decoder.input_shape[1:]
    state, still = tf.random.normal((1, STATE, *shape)), tf.zeros((1, *shape))
    context, levels = tf.random.normal((2, 1, *CONTEXT)), tf.ones((1, LEVELS)) / LEVELS
    inputs = (state, tf.zeros((1, 320)), context, levels, still, still, still[..., :1])
    return Contender(
        f"imagine-bot, {engine}, {precision}",
        lambda: compiled.plain_step(*inputs)[0].numpy(),
        lambda: compiled.step(*inputs)[0].numpy(),
        lambda: compiled.decode(state[:, 0]),
        steps,
    )


def kerascv(size: int) -> Contender:
    """KerasCV's `StableDiffusion` as shipped: XLA, float32, two passes a step, 50 steps."""
    built = networks(size, "float32")
    for network in (built.diffusion_model, built.decoder):
        network.compile(jit_compile=True)
    latent = np.zeros((1, size // 8, size // 8, 4), np.float32)
    inputs = {
        "latent": latent,
        "timestep_embedding": np.zeros((1, 320), np.float32),
        "context": np.zeros((1, *CONTEXT), np.float32),
    }

    def one_pass() -> Any:
        return built.diffusion_model.predict_on_batch(inputs)

    def step() -> Any:
        return one_pass(), one_pass()

    return Contender(
        "KerasCV, XLA, float32",
        one_pass,
        step,
        lambda: built.decoder.predict_on_batch(latent),
        50,
    )


def diffusers(size: int, steps: int, precision: str) -> Contender:
    """Diffusers' networks in eager torch, channels last.

    Raises:
        ImportError: the extra parity is not installed.
    """
    # Untyped in parts, and not in the lock: to mypy they are Any.
    torch, hub = map(importlib.import_module, ("torch", "diffusers"))
    torch.set_grad_enabled(False)
    dtype = getattr(torch, precision)
    unet = hub.UNet2DConditionModel(sample_size=size // 8, cross_attention_dim=768)
    vae = hub.AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(128, 256, 512, 512),
        layers_per_block=2,
        latent_channels=4,
    )
    unet, vae = (net.eval().to(dtype, memory_format=torch.channels_last) for net in (unet, vae))
    latent = torch.zeros((1, 4, size // 8, size // 8), dtype=dtype)
    context = torch.zeros((1, *CONTEXT), dtype=dtype)
    return Contender(
        f"diffusers, eager, {precision}",
        lambda: unet(latent, 500, context),
        lambda: unet(latent.repeat(2, 1, 1, 1), 500, context.repeat(2, 1, 1)),
        lambda: vae.decode(latent),
        steps,
    )


def contenders(
    size: int, steps: int, precisions: Sequence[str], peers: bool
) -> Iterator[Contender]:
    """Yield everything that can be compared here; KerasCV as shipped is float32."""
    yield from ours(size, steps, precisions)
    if not peers:
        return
    yield kerascv(size)
    with suppress(ImportError):
        for precision in precisions:
            yield diffusers(size, steps, precision)
