"""Claims about NAME.toml beside a checkpoint: its ways of drawing, defaults and limits."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generation.cli import models as listing
from generation.cli.requests import Options
from generation.errors import InvalidRequest
from generation.models.lookup import find
from generation.models.tiny_files import TINY_FILES
from generation.models.user_folder import scan
from generation.prepared import prepare
from generation.request import GenerationRequest
from generation.types import ModelInfo, Way
from tests.generation.weights.made_up import headers, lora, write
from tests.generation.weights.test_detect import folder
from tests.generation.weights.tiny_weights import original

DECODER = TINY_FILES["tiny_decoder"]
SETTINGS = """
licence = "of my own"
[defaults]
steps = 20
guidance = 7
[limits]
steps = 30
guidance = 9.5
[ways.best]
steps = 30
guidance = 7.5
[ways.fast]
lora = "ink"
strength = 0.8
sampler = "lcm"
spacing = "trailing"
steps = 6
guidance = 1.5
[ways.instant]
steps = 1
guidance = 1
decoder = "tiny"
"""
FAST = Way("fast", 6, 1.5, "lcm", "trailing", (("ink", 0.8),))


@pytest.fixture
def models(tmp_path: Path) -> Path:
    write(tmp_path / "one.safetensors", headers())
    (tmp_path / "one.toml").write_text(SETTINGS, "utf-8")
    write(tmp_path / "loras" / "ink.safetensors", lora())
    write(tmp_path / DECODER, original("tiny_decoder"))
    return tmp_path


def test_a_checkpoint_has_the_ways_defaults_limits_and_licence_of_its_settings(
    models: Path,
) -> None:
    model, content = find("one", models), scan(models)
    assert [way.name for way in model.info.ways] == ["best", "fast", "instant"]
    assert model.info.ways[1] == FAST
    info = model.info
    assert (info.steps, info.guidance, info.max_steps, info.max_guidance) == (20, 7, 30, 9.5)
    assert model.licence == "of my own"
    assert (content.refused, content.notes) == ({}, ())


def test_a_folder_has_its_settings_beside_it(models: Path) -> None:
    folder(models / "v1.5")
    (models / "v1.5.toml").write_text("[limits]\nsteps = 9\n", "utf-8")
    info = find("v1.5", models).info
    assert (info.max_steps, info.steps) == (9, 9), "the default follows a lower limit"
    assert info.max_guidance == find("sd-v1.4").info.max_guidance


@pytest.mark.parametrize(
    ("missing", "left", "note"),
    [
        ("loras/ink.safetensors", ["best", "instant"], "fast: put loras/ink.safetensors into"),
        (DECODER, ["best", "fast"], f"instant: put {DECODER} into"),
    ],
)
def test_a_way_whose_file_is_missing_is_not_offered_and_the_file_is_named(
    models: Path, missing: str, left: list[str], note: str
) -> None:
    (models / missing).unlink()
    assert [way.name for way in find("one", models).info.ways] == left
    result = CliRunner().invoke(listing.app, ["--models-folder", str(models), "--json"])
    report = json.loads(result.stdout)
    assert report["models"][-1]["ways"] == ", ".join(left)
    (said,) = report["notes"]
    assert note in said


def test_a_lora_for_another_kind_of_model_counts_as_missing(models: Path) -> None:
    write(models / "loras" / "ink.safetensors", lora(2))
    assert FAST not in find("one", models).info.ways
    assert "one is not offered fast" in scan(models).notes[0]


@pytest.mark.parametrize(
    ("text", "key", "rule"),
    [
        ("[ways.fast]\nstepz = 4\nsteps = 4\nguidance = 1", "ways.fast.stepz", "no such key"),
        ("[ways.slow]\nsteps = 4\nguidance = 1", "ways.slow", "'best', 'balanced', 'fast'"),
        ("[ways.fast]\nguidance = 1", "ways.fast.steps", "required"),
        ('[ways.fast]\nsteps = "4"\nguidance = 1', "ways.fast.steps", "valid integer"),
        ("[ways.fast]\nsteps = 0\nguidance = 1", "ways.fast.steps", "greater than or equal to 1"),
        ("[ways.fast]\nsteps = 4\nguidance = nan", "ways.fast.guidance", "equal to 100"),
        ('[ways.fast]\nsteps = 4\nguidance = 1\nsampler = "x"', "ways.fast.sampler", "'lcm'"),
        ('[ways.fast]\nsteps = 4\nguidance = 1\ndecoder = "x"', "ways.fast.decoder", "'tiny'"),
        ("[ways.fast]\nsteps = 101\nguidance = 1", "ways.fast.steps", "at most 100"),
        ("[limits]\nguidance = 5\n[defaults]\nguidance = 6", "defaults.guidance", "at most 5"),
        ("clip_skip = 2", "clip_skip", "no such key"),
        ("steps = ", "one.toml", "cannot be read as TOML"),
        ("# " + "x" * 1_000_000, "one.toml", "too large"),
    ],
)
def test_wrong_settings_are_refused_with_key_and_rule_and_the_model_draws_without_them(
    models: Path, text: str, key: str, rule: str
) -> None:
    (models / "one.toml").write_text(text, "utf-8")
    content = scan(models)
    (sentence,) = content.refused.values()
    assert sentence.startswith("one.toml ")
    assert key in sentence
    assert rule in sentence
    assert content.models["one"].info.ways == ()
    assert content.models["one"].info.max_steps == find("sd-v1.4").info.max_steps


def ask(info: ModelInfo, **changes: object) -> GenerationRequest:
    """Build a request by the command line's options, none of which is given but these."""
    given = dict.fromkeys(Options.__dataclass_fields__) | {
        "prompts": [("a cat", None)],
        "count": 1,
        "negative_prompt": "",
        "strength": 0.6,
        "zoom": 1.0,
        "upscale": False,
        "variation": 0.0,
        "variation_seed": 0,
        "morph": (),
        "frames": 16,
        "loras": (),
    }
    (job,) = Options(**(given | changes)).jobs(info)  # type: ignore[arg-type]
    prepare(job.request, info)
    return job.request


def values(request: GenerationRequest) -> Way:
    return Way(
        "fast",
        request.steps,
        request.guidance,
        request.sampler,
        request.spacing,
        request.loras,
        request.decoder,
    )


def test_a_way_sets_what_goes_together_and_options_have_the_last_word(models: Path) -> None:
    info = find("one", models).info
    assert values(ask(info, way="fast")) == FAST
    assert values(ask(info)) == Way("fast", 20, 7.0)
    changed = ask(info, way="fast", steps=8, sampler="euler", loras=["ink:0.5"], decoder="tiny")
    loras = (("ink", 0.8), ("ink", 0.5))
    assert values(changed) == Way("fast", 8, 1.5, "euler", None, loras, "tiny")


def test_a_way_that_a_model_does_not_have_is_refused_with_those_that_it_has(models: Path) -> None:
    with pytest.raises(InvalidRequest, match="way must be one of best, fast, instant"):
        ask(find("one", models).info, way="balanced")
    with pytest.raises(InvalidRequest, match="way must be one of none"):
        ask(find("starter").info, way="fast")
