"""Our pictures against KerasCV's own, with the same weights and noise."""

from pathlib import Path

import keras
import numpy as np
import pytest
from keras_cv.src.models.stable_diffusion.stable_diffusion import StableDiffusion

from generation.engines.openvino_cache import CompiledPrograms
from generation.models.lookup import find
from generation.models.networks import Networks
from generation.pipeline.loading import LoadedModel
from generation.pipeline.noise import initial_noise
from generation.pipeline.pipeline import Pipeline
from generation.request import GenerationRequest
from generation.types import BackendChoice
from tests.generation.prompts.clip_vocabulary import full_size_tokenizer
from tests.generation.requests import make_unit

STEPS, GUIDANCE, EDGE, SEED = 5, 7.5, 128, 11
PROMPT, NEGATIVE = "a lighthouse at dusk", "fog"


@pytest.fixture(scope="module")
def networks() -> Networks:
    from keras_cv.src.models.stable_diffusion.decoder import Decoder
    from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel
    from keras_cv.src.models.stable_diffusion.image_encoder import ImageEncoder
    from keras_cv.src.models.stable_diffusion.text_encoder import TextEncoder

    keras.mixed_precision.set_global_policy("float32")
    keras.utils.set_random_seed(SEED)
    return Networks.from_models(
        text_encoder=TextEncoder(77, download_weights=False),
        diffusion_model=DiffusionModel(EDGE, EDGE, 77, download_weights=False),
        decoder=Decoder(EDGE, EDGE, download_weights=False),
        image_encoder=ImageEncoder(download_weights=False),
    )


@pytest.mark.slow
@pytest.mark.parametrize("negative", [None, NEGATIVE])
def test_a_ddim_picture_equals_kerascvs_text_to_image(
    networks: Networks, negative: str | None, tmp_path: Path
) -> None:
    tokenizer = full_size_tokenizer()
    theirs = StableDiffusion(EDGE, EDGE, jit_compile=False)
    theirs._text_encoder = networks.text_encoder
    theirs._diffusion_model = networks.diffusion_model
    theirs._decoder, theirs._tokenizer = networks.decoder, tokenizer
    noise = initial_noise(SEED, EDGE, EDGE)
    theirs._get_initial_diffusion_noise = lambda batch, seed: noise[None]
    expected = theirs.text_to_image(PROMPT, negative, 1, STEPS, GUIDANCE)[0]

    model, choice = find("sd-v1.4"), BackendChoice("float32", "graph", {})
    loaded = LoadedModel(networks, CompiledPrograms(tmp_path, room_bytes=0), model.prediction)
    ours = Pipeline(model, loaded, choice, tokenizer)
    request = GenerationRequest(
        *(PROMPT, "u", EDGE, EDGE, STEPS, GUIDANCE, SEED),
        negative_prompt=negative or "",
        sampler="ddim",
    )
    sample = ours.begin(make_unit(request, 0))
    ours.advance([sample], STEPS)
    picture = ours.decode([sample])[0]
    assert np.abs(picture.astype(int) - expected).max() <= 2
    assert expected.std() > 1, "a flat picture would equal anything"
