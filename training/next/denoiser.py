"""Stages two and three: the draft, a plain regression, then the diffusion model with it."""

import random
from typing import Any

import keras
import numpy as np
from keras import ops

from generation.models.catalogue import STARTER
from generation.sampling.schedules import TRAIN_TIMESTEPS, alphas_cumprod, timestep_embedding
from generation.weights import safetensors
from training.next import networks
from training.next.fit import Plan, Run
from training.next.latents import batches
from training.world.drawings import FOLDER

DRAFT = Plan("draft", 9_000, 1e-3)
DRAFT_BATCH = 128
DENOISER = Plan("denoiser", 72_000, 6e-4)
DENOISER_BATCH = 32
DRAFT_WEIGHT = 0.3  # Keeps the draft a draft while the diffusion model learns to read it.
AVERAGE = 0.9985  # Momentum of the averaged weights.
# Keras is untyped: the tensors of its layers are Any to mypy.
Tensor = Any
Inputs = tuple[Tensor, Tensor]


def context(text_encoder: keras.Model, tokens: Tensor) -> Tensor:
    """Encode tokens (batch, 42) → (batch, 42, 256)."""
    positions = ops.broadcast_to(ops.arange(networks.CONTEXT_LENGTH), ops.shape(tokens))
    return text_encoder({"tokens": tokens, "positions": positions})


def squared_error(predicted: Tensor, wanted: Tensor) -> Tensor:
    """Compare latents: (batch,) mean squared differences, float32."""
    difference = ops.cast(predicted, "float32") - wanted
    return ops.mean(ops.square(difference), axis=(1, 2, 3))


class Drafter(keras.Model):
    """Text encoder and draft; its output is the squared error of each sample."""

    def __init__(self) -> None:
        super().__init__()
        self.text_encoder, self.draft = networks.text_encoder(), networks.draft()
        self.networks = {"text_encoder": self.text_encoder, "draft": self.draft}

    def call(self, inputs: Inputs) -> Tensor:
        """Draft from tokens and compare with latents: (batch,) float32 errors."""
        latents, tokens = inputs
        drafted = self.draft(context(self.text_encoder, tokens))
        return squared_error(drafted, ops.cast(latents, "float32"))


class Denoiser(keras.Model):
    """Text encoder and diffusion model; its output is the v-prediction error of each sample.

    Reference: v-prediction, Salimans & Ho, arXiv:2202.00512, appendix D.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text_encoder = networks.text_encoder()
        self.diffusion_model = networks.diffusion_model()
        self.draft = self.diffusion_model.get_layer("draft")
        self.networks = {
            "text_encoder": self.text_encoder,
            "diffusion_model": self.diffusion_model,
        }
        self.random = keras.random.SeedGenerator()
        products = alphas_cumprod(STARTER.beta_start, STARTER.beta_end)
        self.signal = np.sqrt(products).astype(np.float32)
        self.embeddings = timestep_embedding(np.arange(TRAIN_TIMESTEPS))

    def timesteps(self, latents: Tensor) -> Tensor:
        """Draw timesteps (batch,), one of each equal share of the schedule, so that losses vary
        less from batch to batch.
        """
        batch = ops.shape(latents)[0]
        within = keras.random.uniform((batch,), seed=self.random)
        share = (ops.cast(ops.arange(batch), "float32") + within) / ops.cast(batch, "float32")
        return ops.cast(share * TRAIN_TIMESTEPS, "int32")

    def call(self, inputs: Inputs) -> Tensor:
        """Noise (latents, tokens) at random timesteps and predict: (batch,) float32 errors."""
        latents, tokens = inputs
        latents = ops.cast(latents, "float32")
        timestep = self.timesteps(latents)
        noise = keras.random.normal(ops.shape(latents), dtype="float32", seed=self.random)
        signal = ops.take(self.signal, timestep)[:, None, None, None]
        sigma = ops.sqrt(1 - signal**2)
        encoded = context(self.text_encoder, tokens)
        predicted = self.diffusion_model(
            {
                "latent": signal * latents + sigma * noise,
                "timestep_embedding": ops.take(self.embeddings, timestep, axis=0),
                "context": encoded,
            }
        )
        error = squared_error(predicted, signal * noise - sigma * latents)
        return error + DRAFT_WEIGHT * squared_error(self.draft(encoded), latents)


def prepare(model: keras.Model, plan: Plan) -> Run:
    """Build a model whose output is each sample's error, and go on from its checkpoint.

    Args:
        model: a Drafter or Denoiser.
        plan: how it is trained.
    """
    edge = networks.LATENT_EDGE
    tokens = np.zeros((1, networks.CONTEXT_LENGTH), np.int32)
    model((np.zeros((1, edge, edge, 4), np.float32), tokens))
    optimizer = keras.optimizers.Adam(plan.rate, clipnorm=1.0, use_ema=True, ema_momentum=AVERAGE)
    model.compile(optimizer, lambda _, error: ops.mean(error), jit_compile=False)
    return Run(model, plan, FOLDER)


def train_draft(shards: int) -> None:
    """Train text encoder and draft for their budget, or what is left of it."""
    run = prepare(Drafter(), DRAFT)
    run.train(batches(DRAFT_BATCH, shards, random.Random(f"draft {run.steps}")))


def train_denoiser(shards: int) -> None:
    """Train the diffusion model, from the draft on, for its budget or what is left of it."""
    model = Denoiser()
    run = prepare(model, DENOISER)
    if not run.steps:
        start = {"text_encoder": model.text_encoder, "draft": model.draft}
        safetensors.load(start, (FOLDER / DRAFT.name).with_suffix(".safetensors"))
    run.train(batches(DENOISER_BATCH, shards, random.Random(f"denoiser {run.steps}")))
