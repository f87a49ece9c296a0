"""What prompts ask for besides words, in the simulated Discord."""

import pytest

from tests.bot.features.gallery.scenes import answer, finished, press
from tests.bot.world import private, world


@pytest.mark.parametrize(
    ("prompt", "negative", "loras", "line"),
    [
        ("castle <lora:Watercolour:0.7>", "", (("watercolour", 0.7),), None),
        ("castle <lora:sea:1>", "", (), "there's no LoRA of that name for this model: `sea`"),
        ("castle", "<lyco:pixel-art>", (), "for this model: `pixel-art`"),
        (
            "castle [a:b:0.5]",
            "__bad__",
            (),
            "I don't read other tools' syntax: `[a:b:0.5]`, `__bad__`",
        ),
        ("castle BREAK tree, {2$$a|b}", "", (), None),
    ],
)
async def test_what_a_prompt_asks_for_besides_words_is_worn_or_told(
    prompt: str, negative: str, loras: tuple[tuple[str, float], ...], line: str | None
) -> None:
    async with world() as w:
        result = await w.imagine(prompt, negative_prompt=negative)
        request = w.service.requests[-1]
        assert request.loras == loras
        assert "<l" not in request.prompt + request.negative_prompt
        w.service.finish()
        told = (await w.answered(result)).content
        assert (line in told) if line else ("syntax" not in told and "no LoRA" not in told)


async def test_what_was_left_out_is_told_once_and_judged_like_the_prompt() -> None:
    async with world() as w:
        reply = await finished(w, await w.imagine("castle <lora:sea>"))
        assert "`sea`" in reply.content
        again = await press(w, reply, "Re-roll")
        await w.until(lambda: len(w.service.requests) == 2)
        assert "`sea`" not in (await finished(w, again)).content
        said = await answer(w, await w.imagine("castle <lora:nude>"))
        assert "I don't draw nudity" in said.content
        assert len(w.service.requests) == 2


async def test_loras_of_tags_are_bounded_like_any_others() -> None:
    async with world() as w:
        assert "between -2 and 2" in private(await w.imagine("castle <lora:watercolour:9>"))
