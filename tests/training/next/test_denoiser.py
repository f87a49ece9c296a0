"""Claims about how the diffusion model is trained and drawn with."""

from types import SimpleNamespace
from typing import cast

import keras
import numpy as np

from generation.models.catalogue import STARTER
from generation.sampling.samplers import SPACINGS
from generation.sampling.schedules import TRAIN_TIMESTEPS, timestep_embedding
from training.next import sheet
from training.next.denoiser import Denoiser, squared_error


def test_each_sample_of_a_batch_has_its_own_share_of_the_timesteps() -> None:
    model = cast(Denoiser, SimpleNamespace(random=keras.random.SeedGenerator(1)))
    timesteps = np.asarray(Denoiser.timesteps(model, np.zeros((20, 32, 32, 4))))
    shares = timesteps // (TRAIN_TIMESTEPS // 20)
    np.testing.assert_array_equal(shares, np.arange(20))
    assert len(set(timesteps % (TRAIN_TIMESTEPS // 20))) > 1


def test_the_error_of_each_sample_is_its_own() -> None:
    wanted = np.zeros((3, 2, 2, 4), np.float32)
    predicted = wanted + np.array([0, 1, 2], np.float32)[:, None, None, None]
    np.testing.assert_allclose(squared_error(predicted, wanted), [0, 1, 4])


def test_sampling_arrives_at_what_a_perfect_model_predicts() -> None:
    clean = np.random.default_rng(1).standard_normal((2, 32, 32, 4)).astype(np.float32)
    spacing = SPACINGS[sheet.SAMPLER.spacing]
    schedule = spacing(sheet.STEPS, STARTER.beta_start, STARTER.beta_end)
    embeddings = timestep_embedding(schedule.timesteps)

    def predict(latents: np.ndarray, embedding: np.ndarray) -> np.ndarray:
        call = int(np.abs(embeddings - embedding[0]).sum(1).argmin())
        alpha, sigma = schedule.alpha[call], schedule.sigma[call]
        noise = (latents - alpha * clean) / sigma
        return cast(np.ndarray, alpha * noise - sigma * clean)

    drawn = sheet.sample(predict, 2, np.random.default_rng(2))
    np.testing.assert_allclose(drawn, clean, atol=1e-4)
