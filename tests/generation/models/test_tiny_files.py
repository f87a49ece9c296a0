"""Claims about the files of a tiny autoencoder in a models folder."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from generation.errors import InvalidRequest
from generation.models.lookup import find
from generation.models.tiny_files import TINY_FILES
from generation.models.user_folder import scan
from generation.prepared import prepare
from tests.generation.requests import ask
from tests.generation.weights.made_up import headers, write
from tests.generation.weights.tiny_weights import ROLES, as_diffusers, original

DECODER = TINY_FILES["tiny_decoder"]


@pytest.fixture
def models(tmp_path: Path) -> Path:
    write(tmp_path / "one.safetensors", headers())
    for role in ROLES:
        write(tmp_path / TINY_FILES[role], as_diffusers(role, original(role)))
    return tmp_path


@pytest.mark.parametrize("name", ["one", "sd-v1.4"])
def test_each_stable_diffusion_is_offered_with_the_tiny_decoder(models: Path, name: str) -> None:
    model = find(name, models)
    assert model.info.decoders == ("full", "tiny")
    assert {model.local[role] for role in ROLES} == {models / name for name in TINY_FILES.values()}
    assert not scan(models).refused


def test_starter_whose_latents_are_others_is_not(models: Path) -> None:
    assert find("starter", models).info.decoders == ("full",)


def test_the_encoder_alone_changes_nothing(models: Path) -> None:
    (models / DECODER).unlink()
    model = find("one", models)
    assert model.info.decoders == ("full",)
    assert not set(ROLES) & set(model.local)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8])


def replace_by_another_family(path: Path) -> None:
    write(path, original("tiny_decoder") | {"1.weight": np.zeros((64, 16, 3, 3), np.float32)})


def replace_by_a_page(path: Path) -> None:
    path.write_text("<!doctype html><title>404</title>")


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (cut_short, "8 bytes at its end are missing"),
        (replace_by_another_family, r"has shape \(64, 16, 3, 3\), expected \(64, 4, 3, 3\)"),
        (replace_by_a_page, "a web page"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence_and_the_model_draws_without_it(
    models: Path, spoil: Callable[[Path], None], rule: str
) -> None:
    spoil(models / DECODER)
    content = scan(models)
    assert set(content.refused) == {DECODER}
    sentence = content.refused[DECODER]
    assert sentence.startswith(f"{DECODER} is no ")
    assert sentence.endswith(".")
    assert re.search(rule, sentence), sentence
    assert content.models["one"].info.decoders == find("sd-v1.4", models).info.decoders == ("full",)


def test_a_request_for_a_decoder_that_is_not_there_is_refused_with_those_that_are(
    models: Path,
) -> None:
    request = ask(width=512, height=512, decoder="tiny")
    assert prepare(request, find("one", models).info).request == request
    with pytest.raises(InvalidRequest, match="decoder must be one of full"):
        prepare(request, find("sd-v1.4").info)


def test_in_another_place_it_is_called_what_it_is(models: Path) -> None:
    write(models / "tiny.safetensors", original("tiny_decoder"))
    write(models / "loras" / "tiny.safetensors", original("tiny_encoder"))
    for sentence in scan(models).refused.values():
        assert "a tiny autoencoder (TAESD); put it into the models folder itself" in sentence
    assert len(scan(models).refused) == 2
