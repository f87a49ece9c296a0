"""The buttons under a picture that draw nothing, pressed in the simulated Discord."""

import re
from dataclasses import replace

import pytest
import simcord

from bot.features.gallery.details import Relations, build_embed, format_parameters, timing_text
from bot.language import LANGUAGES, say
from bot.storage import PictureRecord
from generation import GenerationRequest, Keyframe, Start, Timings
from tests.bot.fakes import TIMINGS, png
from tests.bot.features.gallery.scenes import (
    answer,
    buttons,
    drawn,
    files,
    finished,
    forge,
    press,
    press_more,
    shown,
)
from tests.bot.world import World, private, world

REQUEST = GenerationRequest("red apple", "1", 128, 128, 20, 4.0, seed=4294967295)
PICTURE = PictureRecord("a" * 12, "b" * 32, 0, 1, 2, 3, 4, "Ada", "c" * 64, "starter", REQUEST)
REPLY, LARGE = "/webhooks/*/*/messages/@original", 20_000
ALONE = Relations([], 0, 0, [])


@pytest.mark.complaint("AndBobs#36")
async def test_details_say_everything_to_the_presser_alone() -> None:
    async with world() as w:
        reply = await drawn(w, negative_prompt="green", seed=4294967295)
        said = await answer(w, await press(w, reply, "Details", w.ben))
        assert said.embeds[0].description == "`red apple`"
        fields = shown(said)
        assert fields["Seed"] == "4294967295"
        assert fields["Without"] == "`green`"
        assert fields["Size"] == "128×128"
        assert fields["Sampler"] == "DPM++ 2M"
        assert fields["Model"] == "`starter`"
        assert fields["Requested by"] == f"<@{w.ada.id}>"
        assert fields["Drawn"].startswith("<t:")
        assert "denoise 1.5 s (13.3 steps/s) · decode 0.11 s · bfloat16, graph" in fields["Took"]
        assert "Made from" not in fields
        assert said.content.startswith("```\nred apple\nNegative prompt: green\nSteps: 20, Sampler")


@pytest.mark.complaint("AndBobs#36")
async def test_details_credit_the_parents_and_count_the_children() -> None:
    async with world() as w:
        reply = await drawn(w)
        again = await press(w, reply, "Vary", w.ben)
        await w.until(lambda: len(w.service.requests) == 2)
        w.service.finish()
        child = await w.answered(again)
        await w.until(lambda: "Details" in buttons(w, child))
        link = f"https://discord.com/channels/{w.guild.id}/{w.channel.id}/{reply.id}"
        said = shown(await answer(w, await press(w, child, "Details")))
        assert said["Made from"] == f"a picture by <@{w.ada.id}> {link}"
        parent = shown(await answer(w, await press(w, reply, "Details")))
        assert parent["Pictures made from it"] == "1"
        assert parent["Favourite of"] == "0 members"
        asked = await answer(w, await press_more(w, reply, "Delete"))
        await press(w, asked, "Delete permanently")
        orphan = shown(await answer(w, await press(w, child, "Details")))
        assert orphan["Made from"] == "a deleted picture"


async def test_details_of_a_grid_lead_to_each_of_its_pictures() -> None:
    async with world() as w:
        reply = await drawn(w, count=3)
        said = await answer(w, await press(w, reply, "Details"))
        assert said.embeds[0].title == "Details of picture 1 of 3"
        assert [*buttons(w, said)] == ["Tags", "Details 2", "Details 3"]
        other = await answer(w, await press(w, said, "Details 3"))
        assert other.embeds[0].title == "Details of picture 3 of 3"
        assert shown(other)["Seed"] == "9"


def test_the_longest_picture_has_details_within_discords_limits() -> None:
    long = "`" * 4000
    request = replace(
        REQUEST,
        prompt=long,
        negative_prompt=long,
        guidance_range=(1.0, 2.0),
        spacing="karras",
        start=Start(b"", zoom=2.0),
        upscale=True,
        variation=0.5,
        morph=(Keyframe(long, 1),) * 5,
        loras=((("l" * 200), 1.0),) * 4,
    )
    parents = [(PICTURE.id, PICTURE)] * 6
    slow = Timings(99999.9, 9999.99, 99999.9, 9999.99, 999999.9, 9999.9, "bfloat16", "openvino")
    picture = replace(PICTURE, request=request, model="m" * 200, timings=slow)
    embed = build_embed(picture, Relations(parents, 9, 9, ["t" * 30] * 10), "en-US")
    assert len(embed) <= 6000
    assert len(embed.fields) <= 25
    assert all(len(field.value or "") <= 1024 for field in embed.fields)
    assert len(embed.description or "") <= 4096


@pytest.mark.parametrize("over", [0, 1])
def test_parameters_of_2000_characters_stand_in_the_message_and_of_more_in_a_file(
    over: int,
) -> None:
    room = 2000 - len(format_parameters(PICTURE)[0]) + len("red apple")
    request = replace(REQUEST, prompt="x" * (room + over))
    content, files = format_parameters(replace(PICTURE, request=request))
    assert (len(content), len(files)) == ((0, 1) if over else (2000, 0))


@pytest.mark.parametrize("prompt", ["a ``` block", "turned \u202e around"])
def test_parameters_that_would_not_stay_in_their_block_are_a_file(prompt: str) -> None:
    content, (file,) = format_parameters(replace(PICTURE, request=replace(REQUEST, prompt=prompt)))
    assert content == ""
    assert file.fp.read().decode().startswith(prompt)


def test_the_parameters_are_of_what_the_seed_chose() -> None:
    picture = replace(PICTURE, request=replace(REQUEST, prompt="{red|green} apple"))
    assert format_parameters(picture)[0].split("\n")[1] in ("red apple", "green apple")
    assert build_embed(picture, ALONE, "en-US").description == "`{red|green} apple`"


@pytest.mark.parametrize("locale", LANGUAGES)
def test_decimals_of_the_times_stand_after_the_separator_of_the_language(locale: str) -> None:
    said = say(locale, timing_text(replace(PICTURE, timings=TIMINGS)))
    point = "." if locale in ("en", "ja") else ","
    numbers = re.findall(r"[\d.,]*\d", said)
    for number in ("2.2", "0.5", "0.04", "1.5", "13.3", "0.11"):
        assert number.replace(".", point) in numbers


async def test_a_favourite_is_one_until_it_is_pressed_again() -> None:
    async with world() as w:
        reply = await drawn(w)
        said = private(await press(w, reply, "Favourite"))
        assert said.startswith("Added to your favourites. It's a favourite of 1 member")
        assert "favourite of 2 members" in private(await press(w, reply, "Favourite", w.ben))
        said = private(await press(w, reply, "Favourite"))
        assert said.startswith("Removed from your favourites. It's still a favourite of 1 member")
        assert private(await press(w, reply, "Favourite", w.ben)).endswith(
            "It's nobody's favourite now."
        )


async def test_a_picture_of_a_grid_is_shown_alone_to_the_presser() -> None:
    async with world() as w:
        reply = await drawn(w, count=2)
        said = await answer(w, await press(w, reply, "2", w.ben))
        (attachment,) = said.attachments
        assert attachment.filename == "red-apple-8.png"
        assert attachment.description == "AI-generated picture: red apple, requested by ada"
        assert {"Vary", "Upscale", "Use as start", "Details", "Favourite"} <= {*buttons(w, said)}


@pytest.mark.parametrize("over", [0, 1])
async def test_a_picture_is_sent_as_it_is_up_to_the_limit_and_smaller_above_it(
    over: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world() as w:
        reply = await large(w)
        size = len(png(LARGE))
        monkeypatch.setattr("bot.interactions.uploads.REQUEST_LIMIT_BYTES", size - over)
        said = await answer(w, await press(w, reply, "1"))
        assert said.attachments[0].filename.endswith(".webp" if over else ".png")
        assert said.attachments[0].size <= size - over


async def large(w: World) -> simcord.ResponseMessage:
    """An answer of two pictures that can be encoded in far fewer bytes."""
    result = await w.imagine(count=2)
    w.service.finish(size_bytes=LARGE)
    return await finished(w, result)


async def test_what_discord_finds_too_large_all_the_same_is_sent_in_half_the_bytes() -> None:
    async with world() as w:
        reply = await large(w)
        w.env.inject_error("PATCH", REPLY, status=413)
        (sent,) = (await answer(w, await press(w, reply, "1"))).attachments
        assert sent.size <= LARGE // 2


async def test_a_picture_that_discord_does_not_take_gets_a_sentence_at_once() -> None:
    async with world() as w:
        reply = await large(w)
        w.env.inject_error("PATCH", REPLY, status=413, times=2)
        said = await answer(w, await press(w, reply, "1"))
        assert "Discord didn't accept the answer" in said.content


async def test_a_picture_whose_file_is_gone_gets_a_sentence_and_what_needs_no_file() -> None:
    async with world() as w:
        reply = await drawn(w, count=2)
        for file in files(w):
            file.unlink()
        said = await answer(w, await press(w, reply, "2"))
        assert "no longer kept" in said.content
        assert shown(await answer(w, await press(w, said, "Details")))["Seed"] == "8"
        await press(w, said, "Vary")
        await w.until(lambda: len(w.service.requests) == 2)
        assert w.service.requests[-1].seed == 8


@pytest.mark.parametrize(
    "action", ["details", "favourite", "single", "more", "tags", "delete", "erase"]
)
async def test_an_id_that_is_forged_gets_a_sentence(action: str) -> None:
    async with world() as w:
        reply = await drawn(w)
        said = private(await forge(w, reply, f"{action}:{'0' * 12}"))
        assert "isn't here any more" in said


@pytest.mark.parametrize(
    "action", ["details", "favourite", "single", "more", "tags", "delete", "erase"]
)
async def test_a_picture_of_another_server_gets_a_sentence(action: str) -> None:
    async with world() as w:
        reply = await drawn(w)
        foreign = buttons(w, reply)["Details"].replace("details", action)
        elsewhere = w.env.create_guild("Elsewhere")
        channel = elsewhere.create_text_channel("art")
        eve = elsewhere.add_member(w.env.create_user("eve"))
        other = await eve.slash(channel, "imagine", prompt="pear", seed=9)
        await w.until(lambda: len(w.service.requests) == 2)
        w.service.finish()
        theirs = await w.answered(other)
        await w.until(lambda: "Details" in buttons(w, theirs))
        assert "isn't here any more" in private(await forge(w, theirs, foreign, eve))
