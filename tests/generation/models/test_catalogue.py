import re

import pytest

from generation.errors import ModelUnavailable
from generation.models.catalogue import CATALOGUE
from generation.models.lookup import find
from generation.models.model import Model

models = pytest.mark.parametrize("model", CATALOGUE.values(), ids=CATALOGUE.keys())


@models
def test_defaults_lie_within_limits(model: Model) -> None:
    info = model.info
    assert 1 <= info.steps <= info.max_steps <= 1000
    assert 1 <= info.guidance <= info.max_guidance
    assert info.max_tokens % (model.context_length - 2) == 0, "a chunk adds a start and an end"
    assert 0 < model.beta_start < model.beta_end < 1


@models
def test_sizes_are_ones_that_the_networks_can_halve(model: Model) -> None:
    assert len(set(model.info.sizes)) == len(model.info.sizes)
    for width, height in model.info.sizes:
        assert width % 64 == height % 64 == 0


@models
def test_every_file_is_there_or_has_an_address_and_a_checksum(model: Model) -> None:
    roles = {"text_encoder", "diffusion_model", "decoder", "image_encoder", "vocabulary"}
    assert set(model.files) == (roles if model.files else set())
    for file in model.files.values():
        assert file.url.startswith("https://")
        assert re.fullmatch("[0-9a-f]{64}", file.sha256)
        assert file.name in file.url
    assert all(path.is_file() for path in model.local.values())


@models
def test_a_recommended_model_exists(model: Model) -> None:
    assert not model.recommended_model or model.recommended_model in CATALOGUE


def test_checksums_are_those_that_keras_cv_trusts() -> None:
    import inspect

    from keras_cv.src.models.stable_diffusion import (
        clip_tokenizer,
        decoder,
        diffusion_model,
        image_encoder,
        text_encoder,
    )

    modules = (clip_tokenizer, decoder, diffusion_model, image_encoder, text_encoder)
    source = "".join(inspect.getsource(module) for module in modules)
    for name in ("sd-v1.4", "sd-v2.1"):
        for file in find(name).files.values():
            assert file.url in source
            assert file.sha256 in source


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ModelUnavailable) as failure:
        find("dall-e")
    assert "'dall-e'" in str(failure.value)
    assert all(name in str(failure.value) for name in CATALOGUE)
