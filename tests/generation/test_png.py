import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generation.png import encode_png, parameters
from tests.generation.requests import ask

PIXELS = np.arange(4 * 5 * 3, dtype=np.uint8).reshape(4, 5, 3)


def test_a_png_holds_the_pixels_and_the_parameters_that_other_tools_read() -> None:
    request = ask("red apple", negative_prompt="blurry", steps=20, guidance=7.5)
    picture = Image.open(io.BytesIO(encode_png(PIXELS, request, 7, "starter")))
    assert picture.format == "PNG"
    np.testing.assert_array_equal(np.asarray(picture), PIXELS)
    assert picture.info["parameters"] == (
        "red apple\n"
        "Negative prompt: blurry\n"
        "Steps: 20, Sampler: DPM++ 2M, CFG scale: 7.5, Seed: 7, Size: 128x128, Model: starter"
    )


def test_without_a_negative_prompt_there_is_no_line_for_it() -> None:
    assert parameters(ask(sampler="ddim", guidance=4.0), 0, "starter") == (
        "red apple\nSteps: 8, Sampler: DDIM, CFG scale: 4, Seed: 0, Size: 128x128, Model: starter"
    )


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_prompt_can_be_written(prompt: str) -> None:
    picture = Image.open(io.BytesIO(encode_png(PIXELS, ask(prompt), 7, "starter")))
    writable = "".join("?" if "\ud800" <= c <= "\udfff" else c for c in prompt if c != "\0")
    assert picture.info["parameters"].startswith(writable + "\nSteps: ")
