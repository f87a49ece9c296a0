"""Claims about pictures and the parameters inside them."""

import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generation import InvalidRequest
from generation.images.encoding import encode_png, encode_webp, read_request
from generation.images.metadata.fields import parse_fields
from generation.images.metadata.infotext import infotext, parse_infotext
from generation.request import Keyframe, Start
from tests.generation.requests import ask

PIXELS = np.arange(4 * 5 * 3, dtype=np.uint8).reshape(4, 5, 3)


def png(size: tuple[int, int] = (128, 128), colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_png_holds_the_pixels_and_the_parameters_that_other_tools_read() -> None:
    request = ask("red apple", negative_prompt="blurry", steps=20, guidance=7.5)
    picture = Image.open(io.BytesIO(encode_png(PIXELS, request, "starter")))
    assert picture.format == "PNG"
    np.testing.assert_array_equal(np.asarray(picture), PIXELS)
    assert picture.info["parameters"] == (
        "red apple\n"
        "Negative prompt: blurry\n"
        "Steps: 20, Sampler: DPM++ 2M, CFG scale: 7.5, Seed: 7, Size: 128x128, Model: starter"
    )


def test_without_a_negative_prompt_there_is_no_line_for_it() -> None:
    assert infotext(ask(sampler="ddim", guidance=4.0), "starter") == (
        "red apple\nSteps: 8, Sampler: DDIM, CFG scale: 4, Seed: 7, Size: 128x128, Model: starter"
    )


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_prompt_can_be_written(prompt: str) -> None:
    picture = Image.open(io.BytesIO(encode_png(PIXELS, ask(prompt), "starter")))
    writable = "".join("?" if "\ud800" <= c <= "\udfff" else c for c in prompt if c != "\0")
    assert picture.info["parameters"].startswith(writable + "\nSteps: ")


@pytest.mark.parametrize(
    "changes",
    [
        {"negative_prompt": "blurry, dark", "seed": 0},
        {"guidance": 7.123456789, "sampler": "unipc", "spacing": "karras"},
        {"variation": 0.15, "variation_seed": 2**32 - 1},
        {"morph": (Keyframe('a "dog", or: cat', 3), Keyframe("猫", 4)), "frames": 9},
        {"prompt": "two\nlines: of, text"},
        {"prompt": " spaces at its ends\t", "negative_prompt": " and here\n"},
        {"prompt": "a cat\nNegative prompt: which is not one"},
        {"prompt": "what a PNG cannot hold: \0 \ud800"},
        {"guidance": 1 + 1 / 3, "guidance_range": (0.1 + 0.2, 1e17)},
        {"variation": 1e-7},
        {"decoder": "tiny"},
        {"loras": (('a "name", with: all', -1 / 3), ("b", 1))},
    ],
)
def test_parameters_tell_the_request_again(changes: dict[str, Any]) -> None:
    request = ask(**changes)
    again = parse_infotext(infotext(request, "starter"), "ann")
    assert again.with_seed(1) != again
    for name in request.__dataclass_fields__:
        if name != "id":
            assert getattr(again, name) == getattr(request, name), name


@pytest.mark.parametrize(
    "start",
    [
        Start(png(), 0.5),
        Start(png((500, 300)), 0.5, mask=png((500, 300), "white")),
        Start(png(), 0.8, zoom=1.5),
    ],
)
def test_what_a_picture_started_from_is_inside_it(start: Start) -> None:
    request, model = read_request(encode_png(PIXELS, ask(start=start), "starter"), "bob")
    assert (request.user, model) == ("bob", "starter")
    assert request.start is not None
    assert request.start.strength == start.strength
    assert request.mode == ask(start=start).mode
    written = encode_png(PIXELS, request, "starter")
    assert read_request(written, "bob")[0].start == request.start, (
        "what is inside does not change again"
    )


def test_an_animation_tells_its_request_too() -> None:
    request = ask(morph=(Keyframe("dog", 1),), frames=2)
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    again, _ = read_request(encode_webp(frames, [80, 80], request, "starter"), "ann")
    assert (again.prompt, again.morph, again.frames) == ("red apple", request.morph, 2)


@given(st.text(alphabet=st.characters(exclude_categories=[])), st.text())
def test_any_prompts_come_back_to_the_letter(prompt: str, negative: str) -> None:
    again = parse_infotext(infotext(ask(prompt, negative_prompt=negative), "starter"), "ann")
    assert (again.prompt, again.negative_prompt) == (prompt, negative)


@pytest.mark.parametrize("data", [b"", b"no picture", png(), png()[:40]])
def test_a_file_without_parameters_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidRequest, match="picture"):
        read_request(data, "ann")


def test_a_picture_that_is_cut_off_anywhere_is_refused_or_whole() -> None:
    request = ask(start=Start(png((16, 16)), mask=png((16, 16), "white")), width=16, height=16)
    data = encode_png(PIXELS, request, "starter")
    whole, _ = read_request(data, "ann")
    for length in range(len(data)):
        try:
            again, _ = read_request(data[:length], "ann")
        except InvalidRequest:
            continue
        assert again.start == whole.start, length


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("DPM++ 2M", "DPM++ SDE Karras"), "Sampler: DPM++ SDE Karras"),
        (("Size: 128x128", "Size: 128"), "Size: 128"),
        (("Steps: 8, ", ""), "none that say Steps"),
        (("Seed: 7", "Seed: seven"), "Seed: seven"),
        (("Seed: 7", "Seed: 7, Morph: 5"), "Morph: 5"),
        (("Seed: 7", 'Seed: 7, LoRAs: "[[1e999, null]]"'), "LoRAs: "),
        (("Seed: 7", "Seed: 7, Schedule type: Automatic"), "Schedule type: Automatic"),
        (("Seed: 7", "Seed: 7, Denoising strength: 0.6"), "Denoising strength without"),
        (("Seed: 7", "Seed: 7, Mask blur: 4"), "Mask blur without"),
    ],
)
def test_parameters_that_we_would_not_write_are_refused_by_their_name(
    change: tuple[str, str], named: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        parse_infotext(infotext(ask(), "starter").replace(*change), "ann")
    assert f"You gave {named}" in str(refused.value)


def test_fields_of_other_tools_are_read_with_their_quotes() -> None:
    text = (
        "a castle, (misty:1.2)\nat dawn\nNegative prompt: blurry\nlow quality\n"
        'Steps: 20, Sampler: Euler a, Lora hashes: "a: 1, b: 2", Size: 512x768'
    )
    fields = parse_fields(text)
    assert fields["Prompt"] == "a castle, (misty:1.2)\nat dawn"
    assert fields["Negative prompt"] == "blurry\nlow quality"
    assert fields["Lora hashes"] == "a: 1, b: 2"
    assert fields["Size"] == "512x768"


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert set(parse_fields(text)) >= {"Prompt", "Negative prompt"}
