"""The command line on a fake pipeline; with starter itself in test_starter_service.py."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from typer.testing import CliRunner, Result

from generation import GenerationService, ServiceConfig
from generation.cli import app
from generation.cli.models import NO_MODEL
from tests.generation.requests import FAKE


@pytest.fixture
def imagine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    def serve(config: ServiceConfig) -> GenerationService:
        maker = "load_missing" if config.engine == "xla" else "load"
        return GenerationService(config, pipeline=f"{FAKE}:{maker}")

    monkeypatch.setattr(app, "GenerationService", serve)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app.app, list(arguments))

    return run


def parameters(file: Path) -> str:
    with Image.open(file) as picture:
        return str(picture.info["parameters"])


def test_a_prompt_becomes_a_file_and_json_on_standard_output(imagine: Any, tmp_path: Path) -> None:
    result = imagine("red xyzzy", "-o", "a/apple.png", "--seed", "7", "--steps", "5", "--json")
    assert result.exit_code == 0, result.stderr
    (picture,) = json.loads(result.stdout)["pictures"]
    timings = picture.pop("timings")
    assert picture == {
        "prompt": "red xyzzy",
        "file": "a/apple.png",
        "seed": 7,
        "unknown_words": ["xyzzy"],
        "cut": "",
    }
    assert timings["engine"] == "graph"
    assert "Steps: 5, Sampler: DPM++ 2M" in parameters(tmp_path / "a" / "apple.png")
    assert "a/apple.png: seed 7" in result.stderr


def test_what_is_cut_is_said_in_json_and_on_standard_error(imagine: Any) -> None:
    result = imagine("a red apple beside an old boat at dawn", "--json")
    assert json.loads(result.stdout)["pictures"][0]["cut"] == "at dawn"
    assert "the prompt is too long: at dawn" in result.stderr


def test_several_pictures_are_numbered(imagine: Any, tmp_path: Path) -> None:
    result = imagine("Red, apple!", "--count", "2", "--seed", "4294967295", "--sampler", "ddim")
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "red-apple-1.png",
        "red-apple-2.png",
    ]
    assert "Seed: 0," in parameters(tmp_path / "red-apple-2.png")


def test_a_name_that_nobody_gave_overwrites_nothing(imagine: Any, tmp_path: Path) -> None:
    for seed in "123":
        assert imagine("red apple", "--seed", seed).exit_code == 0
    imagine("red apple", "--seed", "4", "--count", "2")
    imagine("--from", "red-apple.png")
    imagine("--from", "red-apple.png")
    names = ["", "-2", "-3", "-2-1", "-2-2", "-again", "-again-2"]
    files = {f"red-apple{end}.png": tmp_path / f"red-apple{end}.png" for end in names}
    assert {file.name for file in tmp_path.iterdir()} == files.keys()
    seeds = [parameters(file).partition("Seed: ")[2][0] for file in files.values()]
    assert seeds == ["1", "2", "3", "4", "5", "1", "1"]


def test_the_animation_of_a_morph_overwrites_nothing_either_and_is_in_json(
    imagine: Any, tmp_path: Path
) -> None:
    (tmp_path / "cat.gif").touch()
    result = imagine("cat", "--morph", "dog", "--frames", "2", "--json")
    assert json.loads(result.stdout)["animations"] == [
        {"prompts": ["cat", "dog"], "file": f"cat-2.{end}"} for end in ("webp", "gif")
    ]
    assert not (tmp_path / "cat.gif").read_bytes()


def test_a_name_that_was_given_is_written_over(imagine: Any, tmp_path: Path) -> None:
    for seed in "12":
        imagine("red apple", "-o", "apple.png", "--seed", seed)
    assert [file.name for file in tmp_path.iterdir()] == ["apple.png"]
    assert "Seed: 2," in parameters(tmp_path / "apple.png")


def test_a_file_of_prompts_is_in_utf_8_with_or_without_a_mark(imagine: Any, tmp_path: Path) -> None:
    (tmp_path / "marked").write_text("red apple\n", "utf-8-sig")
    (tmp_path / "latin").write_text("ein Käfer\n", "latin-1")
    result = imagine("--prompts-file", "marked", "--out-dir", "out", "--json")
    assert json.loads(result.stdout)["pictures"][0]["prompt"] == "red apple"
    refused = imagine("--prompts-file", "latin")
    assert refused.exit_code == app.WRONG_USE
    assert "latin is no text in UTF-8." in refused.stderr


def test_a_file_of_prompts_is_drawn_and_failures_are_reported(imagine: Any, tmp_path: Path) -> None:
    (tmp_path / "prompts").write_text("red apple\n\nforbidden\nboat\n")
    result = imagine("--prompts-file", "prompts", "--out-dir", "out", "--seed", "0", "--json")
    assert result.exit_code == app.WRONG_USE
    report = json.loads(result.stdout)
    names = [Path(picture["file"]).name for picture in report["pictures"]]
    assert names == ["001-red-apple.png", "003-boat.png"]
    assert report["failures"] == [
        {
            "prompt": "forbidden",
            "error": "prompt must be drawable. You gave a forbidden one.",
        }
    ]
    assert "forbidden: prompt must be" in result.stderr


def test_each_prompt_of_a_file_has_a_file_of_its_own(imagine: Any, tmp_path: Path) -> None:
    (tmp_path / "prompts").write_text("red apple\nred apple\n🍎\n")
    result = imagine("--prompts-file", "prompts", "--out-dir", "out")
    assert result.exit_code == 0, result.stderr
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert names == ["001-red-apple.png", "002-red-apple.png", "003-picture.png"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("",), "prompt must say what to draw"),
        (("apple", "--steps", "0"), "steps must be between 1 and"),
        (("apple", "--size", "large"), "size must look like 512x512. You gave large."),
        (("apple", "--size", "1x1"), "size must be one of"),
        (("apple", "--seed", "4294967296"), "seed must be between 0 and 4294967295"),
        (("apple", "--count", "5"), "count must be between 1 and 4"),
        (("apple", "--sampler", "magic"), "'magic' is not one of"),
        ((), "Give either a prompt or --prompts-file."),
        (("apple", "--prompts-file", "x"), "Give either a prompt or --prompts-file."),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    imagine: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    result = imagine(*arguments)
    assert result.exit_code == app.WRONG_USE
    assert sentence in " ".join(result.stderr.replace("│", "").split())
    assert result.stdout == ""


def test_an_unknown_model_and_one_that_cannot_be_had_have_their_own_exit_code(
    imagine: Any,
) -> None:
    unknown, missing = imagine("apple", "--model", "x"), imagine("apple", "--engine", "xla")
    assert (unknown.exit_code, missing.exit_code) == (NO_MODEL, NO_MODEL)
    assert "starter" in unknown.stderr
    assert missing.stderr.strip() == "fake.h5 could not be fetched. Try again."


def test_a_file_that_cannot_be_read_or_written_is_told_in_a_sentence(
    imagine: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    assert "nonesuch" in imagine("--prompts-file", "nonesuch").stderr
    result = imagine("apple", "-o", "file/apple.png")
    assert result.exit_code == app.FAILED
    assert "file" in result.stderr
    assert "Traceback" not in result.stderr


def test_from_draws_the_same_bytes_again(imagine: Any, tmp_path: Path) -> None:
    assert imagine("red apple", "-o", "apple.png", "--seed", "7").exit_code == 0
    result = imagine("--from", "apple.png", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["pictures"][0]["file"] == "apple-again.png"
    again = (tmp_path / "apple-again.png").read_bytes()
    assert again == (tmp_path / "apple.png").read_bytes()


@pytest.mark.parametrize("name", ["cat-1.png", "cat-2.png", "cat.webp"])
def test_from_draws_a_morph_again_whichever_of_its_files_is_given(
    imagine: Any, tmp_path: Path, name: str
) -> None:
    imagine("cat", "--morph", "dog", "--frames", "4", "--seed", "7", "-o", "cat.png")
    result = imagine("--from", name, "-o", "new/morph.webp")
    assert result.exit_code == 0, result.stderr
    for end in ("-1.png", "-2.png", ".webp", ".gif"):
        again = (tmp_path / "new" / f"morph{end}").read_bytes()
        assert again == (tmp_path / f"cat{end}").read_bytes()


def written(file: Path, text: str) -> None:
    info = PngInfo()
    info.add_text("parameters", text)
    Image.new("RGB", (8, 8)).save(file, pnginfo=info)


def test_a_file_that_cannot_be_drawn_again_is_named_in_a_sentence(
    imagine: Any, tmp_path: Path
) -> None:
    line = "Steps: 20, Sampler: {}, CFG scale: 7, Seed: 1, Size: {}, Model: starter"
    written(tmp_path / "sampler.png", "a castle\n" + line.format("DPM++ SDE", "128x128"))
    written(tmp_path / "size.png", "a castle\n" + line.format("DPM++ 2M", "512x512"))
    written(tmp_path / "comfy.png", "")
    (tmp_path / "torn.png").write_bytes((tmp_path / "size.png").read_bytes()[:150])
    (tmp_path / "text.txt").write_text("a castle")
    for name, sentence in {
        "sampler.png": "parameters must be those of a picture of imagine-bot. You gave Sampler: ",
        "size.png": "size must be one of 128×128. You gave 512×512.",
        "comfy.png": "picture must be one of imagine-bot's, with its parameters inside.",
        "torn.png": "picture must be a PNG, JPEG or WebP of imagine-bot that can be opened.",
        "text.txt": "picture must be a PNG, JPEG or WebP of imagine-bot that can be opened.",
        "none.png": "picture must be a file that can be read.",
    }.items():
        result = imagine("--from", name)
        assert result.exit_code == app.WRONG_USE
        assert result.stderr.startswith(f"{name}: {sentence}")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "change", [["apple"], ["--seed", "8"], ["--start", "a.png"], ["--model", "starter"]]
)
def test_from_refuses_what_it_would_pass_over(imagine: Any, change: list[str]) -> None:
    result = imagine("--from", "apple.png", *change)
    assert result.exit_code == app.WRONG_USE
    assert "With --from, leave out" in result.stderr


def test_a_mask_without_a_start_picture_is_refused(imagine: Any) -> None:
    result = imagine("apple", "--mask", "mask.png")
    assert (result.exit_code, "mask needs a start picture" in result.stderr) == (
        app.WRONG_USE,
        True,
    )
