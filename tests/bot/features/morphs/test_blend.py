"""`/blend`: one picture of two or three things."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generation import GenerationRequest
from tests.bot.world import World, private, withdrawn, world

RED, BLUE = (255, 0, 0), (0, 0, 255)


def picture(colour: tuple[int, int, int], prompt: str = "") -> tuple[str, bytes]:
    """A file of one colour, that may say what it was drawn from."""
    info, buffer = PngInfo(), BytesIO()
    if prompt:
        info.add_text("parameters", f"{prompt}\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 7")
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG", pnginfo=info)
    return "picture.png", buffer.getvalue()


async def blended(w: World, **options: Any) -> GenerationRequest:
    """Ask for a blend, and wait until it is drawn."""
    await w.ada.slash(w.channel, "blend", **options)
    await w.until(lambda: w.service.requests)
    return w.service.requests[-1]


def colour(request: GenerationRequest) -> tuple[int, ...]:
    """The one colour of what a request begins with."""
    assert request.start
    start = Image.open(BytesIO(request.start.picture))
    assert start.size == (request.width, request.height)
    ((_, only),) = start.getcolors() or []
    return tuple(only) if isinstance(only, tuple) else (int(only),)


async def test_prompts_become_one_prompt_and_one_picture() -> None:
    async with world() as w:
        request = await blended(w, first="red apple", third="blue boat", seed=7)
        assert (request.prompt, request.seed) == ("red apple and blue boat", 7)
        assert (request.mode, request.units) == ("text", 1)


async def test_pictures_are_laid_over_each_other_and_begun_with() -> None:
    async with world() as w:
        request = await blended(
            w, first="apple", first_picture=picture(RED), second_picture=picture(BLUE)
        )
        assert (request.prompt, request.mode) == ("apple", "image")
        assert colour(request) in {(127, 0, 127), (128, 0, 128)}
        assert request.start
        assert request.start.strength == 0.5


async def test_a_picture_that_says_what_it_was_drawn_from_needs_no_words() -> None:
    async with world() as w:
        request = await blended(
            w, first_picture=picture(RED, "red apple"), second_picture=picture(BLUE, "blue boat")
        )
        assert request.prompt == "red apple and blue boat"


async def test_words_beside_a_picture_stand_for_what_it_says() -> None:
    async with world() as w:
        request = await blended(
            w, first="pear", first_picture=picture(RED, "red apple"), second="boat", strength=0.9
        )
        assert request.prompt == "pear and boat"
        assert colour(request) == RED
        assert request.start
        assert request.start.strength == 0.9


async def test_one_thing_is_no_blend() -> None:
    async with world() as w:
        result = await w.ada.slash(w.channel, "blend", first="a", first_picture=picture(RED))
        assert "needs at least two things" in private(result)


async def test_pictures_that_say_nothing_need_words() -> None:
    async with world() as w:
        result = await w.ada.slash(
            w.channel, "blend", first_picture=picture(RED), second_picture=picture(BLUE)
        )
        assert "Please say in words" in await withdrawn(w, result)


async def test_what_is_no_picture_gets_a_sentence() -> None:
    async with world() as w:
        result = await w.ada.slash(
            w.channel, "blend", first="a", second="b", second_picture=("a.png", b"no picture")
        )
        assert "isn't a PNG, JPEG or WebP" in await withdrawn(w, result)


async def test_a_strength_without_a_picture_gets_a_sentence() -> None:
    async with world() as w:
        result = await w.ada.slash(w.channel, "blend", first="a", second="b", strength=0.5)
        assert "needs a picture to start from" in private(result)


@pytest.mark.parametrize("name", ["first", "second", "third", "third_picture"])
async def test_a_blocked_word_is_refused_wherever_it_stands(name: str) -> None:
    async with world() as w:
        shown = name == "third_picture"
        value: object = picture(RED, "nude") if shown else "{apple|nude}"
        things = {"first": "apple", "second": "boat"} | {name: value}
        result = await w.ada.slash(w.channel, "blend", **things)
        said = await withdrawn(w, result) if shown else private(result)
        assert "I don't draw nudity" in said
        assert not w.service.requests
