"""`/morph`: from prompts to an animation in the channel."""

from io import BytesIO
from typing import Any

import pytest
import simcord
from PIL import Image

from bot.storage import MemberPreferences, Preferences, Preset
from generation import MAX_FRAMES
from tests.bot.fakes import webp
from tests.bot.world import World, private, world
from tests.generation.requests import ready

NAMES = ("first", "second", "third", "fourth", "fifth", "sixth")


async def morphed(w: World, *prompts: str, **options: object) -> None:
    """Ask for a morph, and wait until it is drawn."""
    before = len(w.service.requests)
    named = dict(zip(NAMES, prompts, strict=False))
    await w.ada.slash(w.channel, "morph", **named, **options)
    await w.until(lambda: len(w.service.requests) > before)


async def frames_of(reply: simcord.ResponseMessage) -> int:
    (file,) = reply.attachments
    return int(getattr(Image.open(BytesIO(await file.read())), "n_frames", 1))


async def test_two_prompts_become_an_animation_with_alt_text_and_its_number_of_frames() -> None:
    async with world() as w:
        result = await w.ada.slash(
            w.channel, "morph", first="red apple", second="blue boat", frames=6, seed=7
        )
        await w.until(lambda: w.service.requests)
        w.service.finish()
        reply = await w.answered(result)
        assert "`red apple` → `blue boat`" in reply.content
        assert "seed 7 · 6 frames" in reply.content
        (file,) = reply.attachments
        assert file.filename == "red-apple-7.webp"
        assert file.description == "AI-generated animation: red apple → blue boat, requested by ada"


async def test_all_prompts_share_the_seed_and_the_frames_are_as_asked() -> None:
    async with world() as w:
        await morphed(w, *"abcdef", frames=MAX_FRAMES, seed=7, steps=5)
        (request,) = w.service.requests
        assert [key.prompt for key in ready(request).prompts[0].keyframes] == [*"abcdef"]
        assert {key.seed for key in ready(request).prompts[0].keyframes} == {7}
        assert (request.frames, request.units, request.steps) == (48, 48, 5)


async def test_a_gap_between_prompts_is_closed() -> None:
    async with world() as w:
        await w.ada.slash(w.channel, "morph", first="a", second="b", sixth="c")
        await w.until(lambda: w.service.requests)
        (request,) = w.service.requests
        assert [key.prompt for key in ready(request).prompts[0].keyframes] == ["a", "b", "c"]


async def test_a_prompt_of_nothing_gets_a_sentence() -> None:
    async with world() as w:
        result = await w.ada.slash(w.channel, "morph", first="a", second="  ")
        assert "Your prompt is empty" in private(result)


async def test_a_style_stands_around_every_prompt_and_a_members_count_does_not_matter() -> None:
    async with world() as w:
        await Preferences(w.database).choose_for_member(
            w.ada.id, MemberPreferences(count=4, steps=9)
        )
        await Preferences(w.database).set_style(w.guild.id, Preset("ours", "tiny {prompt}", "leaf"))
        await morphed(w, "apple", "boat", style="ours")
        (request,) = w.service.requests
        assert [key.prompt for key in ready(request).prompts[0].keyframes] == [
            "tiny apple",
            "tiny boat",
        ]
        assert (request.negative_prompt, request.count, request.steps) == ("leaf", 1, 9)


async def test_a_style_that_is_not_there_gets_a_sentence() -> None:
    async with world() as w:
        result = await w.ada.slash(w.channel, "morph", first="a", second="b", style="no such")
        assert "There's no preset `no such` here" in private(result)


async def test_a_morph_costs_its_frames() -> None:
    async with world(user_limit="30/hour") as w:
        await morphed(w, "a", "b", frames=20)
        result = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=11)
        assert (
            "Right now 10 are left, and this counts as 11. Try fewer, or try again in"
            in private(result)
        )
        last = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=10)
        assert not last.ephemeral


async def test_a_morph_that_costs_more_than_the_limit_is_refused() -> None:
    async with world(user_limit="10/hour") as w:
        result = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=11)
        assert private(result) == (
            "Your limit is 10 pictures per hour, and this counts as 11. Try fewer at a time."
        )


@pytest.mark.parametrize("name", NAMES)
async def test_a_blocked_word_in_one_option_of_any_prompt_is_refused(name: str) -> None:
    async with world() as w:
        prompts = {"first": "apple", "second": "boat"} | {name: "{apple|nude}"}
        result = await w.ada.slash(w.channel, "morph", **prompts)
        assert "I don't draw nudity" in private(result)
        assert not w.service.requests


async def test_the_animation_is_posted_moving_and_as_a_still_where_the_member_chose_it() -> None:
    async with world() as w:
        posted = list[Any]()
        for still in (False, True):
            await Preferences(w.database).choose_for_member(
                w.ada.id, MemberPreferences(still=still)
            )
            result = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=5)
            await w.until(lambda: len(w.service.requests) == len(posted) + 1)
            w.service.finish()
            reply = await w.answered(result)
            posted.append((reply.attachments[0].filename[-4:], await frames_of(reply)))
        assert posted == [("webp", 5), (".png", 1)]


async def test_an_animation_that_is_too_large_is_posted_smaller_and_still_moves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.interactions.uploads.REQUEST_LIMIT_BYTES", int(0.7 * len(webp(5))))
    async with world() as w:
        result = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=5)
        await w.until(lambda: w.service.requests)
        w.service.finish()
        reply = await w.answered(result)
        assert await frames_of(reply) == 5
        assert reply.attachments[0].filename.endswith(".webp")


async def test_an_animation_of_which_nothing_fits_is_said_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.interactions.uploads.REQUEST_LIMIT_BYTES", 100)
    async with world() as w:
        result = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=5)
        await w.until(lambda: w.service.requests)
        w.service.finish()
        await w.until(lambda: result.response and "fewer frames" in result.response.content)
