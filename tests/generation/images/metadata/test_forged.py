"""Claims about files that were forged: `imagine --from`, `--start` and `--mask`."""

import json
import math
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from typer.testing import CliRunner

from generation import MAX_SEED, GenerationRequest, InvalidRequest, Keyframe, find, prepared
from generation.cli import app
from generation.cli.requests import job_again
from generation.images.containers.cost import MAX_BYTES
from generation.images.metadata.infotext import parse_infotext
from generation.prepared import MAX_LORAS, prepare
from tests.generation.images.containers.bombs import BOMBS, Maker, encoded, noise
from tests.generation.requests import ask

STARTER = find("starter").info
TEXT = "red apple\nSteps: 8, Sampler: DDIM, CFG scale: 4, Seed: 7, Size: 128x128, Model: starter"


def forged(tmp_path: Path, text: str) -> Path:
    info = PngInfo()
    info.add_text("parameters", text)
    file = tmp_path / "forged.png"
    file.write_bytes(encoded(noise(), "PNG", pnginfo=info))
    return file


@pytest.mark.parametrize("seed", [-1, MAX_SEED + 1, 10**300, -(10**4000), 1e400, None, [1], "x"])
def test_a_morph_with_a_forged_seed_is_refused_in_a_sentence(tmp_path: Path, seed: object) -> None:
    morph = f', Frames: 8, Morph: [["dog", {json.dumps(seed)}]]'
    with pytest.raises(InvalidRequest) as refused:
        job_again(forged(tmp_path, TEXT + morph), None, None)
    assert refused.value.code in ("between", "our-parameters")


def test_the_seeds_of_a_morph_are_held_against_the_same_bounds_as_the_first() -> None:
    for seed in (0, MAX_SEED):
        prepare(ask(morph=(Keyframe("dog", seed),), frames=8), STARTER)
    for seed in (-1, MAX_SEED + 1):
        with pytest.raises(InvalidRequest, match="seed must be between 0 and 4294967295"):
            prepare(ask(morph=(Keyframe("cat", 1), Keyframe("dog", seed)), frames=8), STARTER)


def test_prompts_and_loras_beyond_their_number_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expanded = []
    monkeypatch.setattr(prepared, "expand", lambda text, seed: expanded.append(text) or text)
    for changes, name in (
        ({"morph": (Keyframe("{dog|cat}", 1),) * 10_000, "frames": 8}, "prompts"),
        ({"loras": (("ink", 1.0),) * 10_000}, "LoRAs"),
    ):
        with pytest.raises(InvalidRequest, match=name):
            prepare(ask("{red|green} apple", **changes), STARTER)
    assert set(expanded) == {"{red|green} apple"}


NUMBERS = st.sampled_from(
    ["nan", "inf", "-inf", "1e999", "-0", "0x10", "", "9" * 5000]
) | st.one_of(st.integers().map(str), st.floats().map(repr))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
).map(json.dumps)
PAIRS = st.lists(st.tuples(st.text(max_size=3), st.integers() | st.floats())).map(json.dumps)
FIELDS = {
    **dict.fromkeys(["Steps", "CFG scale", "Seed", "Frames", "Variation seed"], NUMBERS),
    **dict.fromkeys(["Variation seed strength", "Denoising strength", "Zoom"], NUMBERS),
    "Size": st.tuples(NUMBERS, NUMBERS).map("x".join),
    "Guidance range": st.tuples(NUMBERS, NUMBERS).map(" to ".join),
    "Sampler": st.sampled_from(["DDIM", "Euler", "?"]),
    "Morph": JSON | PAIRS,
    "LoRAs": JSON | PAIRS,
}


def within_bounds(made: GenerationRequest) -> bool:
    seeds = [made.seed, made.variation_seed, *(keyframe.seed for keyframe in made.morph)]
    strengths = [strength for _, strength in made.loras]
    return (
        all(0 <= seed <= MAX_SEED for seed in seeds)
        and all(math.isfinite(number) for number in (made.guidance, made.variation, *strengths))
        and (made.width, made.height) in STARTER.sizes
        and len(made.loras) <= MAX_LORAS
        and made.units <= 48
    )


@given(st.fixed_dictionaries({}, optional=FIELDS), st.text(max_size=20))
def test_forged_parameters_are_a_request_within_its_bounds_or_refused(
    fields: dict[str, str], prompt: str
) -> None:
    usual = dict(field.split(": ") for field in TEXT.partition("\n")[2].split(", "))
    values = {name: json.dumps(value) for name, value in (usual | fields).items()}
    line = ", ".join(f"{name}: {value}" for name, value in values.items())
    with suppress(InvalidRequest):
        made = parse_infotext(f"{prompt}\n{line}", "ann")
        prepare(made, STARTER)
        assert within_bounds(made)


def test_parameters_of_more_than_tools_write_are_not_read(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest) as refused:
        job_again(forged(tmp_path, "x" * 2**16 + TEXT), None, None)
    assert refused.value.code == "our-picture"


@pytest.mark.parametrize("name", ["JPEG: 4900 scans", "JPEG: 0xFF all over", "PNG: empty chunks"])
@pytest.mark.parametrize(
    "arguments",
    [("--from", "bomb"), ("a", "--start", "bomb"), ("a", "--start", "fine", "--mask", "bomb")],
    ids=["from", "start", "mask"],
)
def test_the_command_line_refuses_a_bomb_before_pillow_sees_it_or_a_model_is_loaded(
    arguments: tuple[str, ...], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb: Maker = BOMBS[name]
    (tmp_path / "bomb").write_bytes(bomb())
    (tmp_path / "fine").write_bytes(encoded(noise(), "PNG"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("Pillow was handed the file"))
    monkeypatch.setattr(app, "GenerationService", lambda _: pytest.fail("the model was loaded"))
    result = CliRunner().invoke(app.app, [*arguments])
    assert result.exit_code == app.WRONG_USE
    assert " must " in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no file without an end")
@pytest.mark.parametrize("arguments", [("--from",), ("a", "--start")], ids=["from", "start"])
def test_the_command_line_reads_no_more_of_a_file_than_a_picture_may_have(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    result: Any = CliRunner().invoke(app.app, [*arguments, "/dev/zero"])
    assert result.exit_code == app.WRONG_USE
    assert f"at most {MAX_BYTES} bytes" in result.stderr
