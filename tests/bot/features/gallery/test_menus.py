"""What stands under Apps, clicked on in the simulated Discord."""

from io import BytesIO
from typing import Any

import discord
import pytest
import simcord
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bot.storage import BanStore, MemberPreferences, Preferences
from tests.bot.features.gallery.scenes import answer, buttons, drawn, files, filled_in, press, shown
from tests.bot.world import World, private, withdrawn, world

FOREIGN = (
    "a castle, (stone:1.2)\nNegative prompt: people\n"
    "Steps: 30, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x512, Hires upscale: 2"
)


def picture(text: str = "", ending: str = "PNG", colour: str = "red") -> bytes:
    """A picture of another tool."""
    buffer, info = BytesIO(), PngInfo()
    if text:
        info.add_text("parameters", text)
    image = Image.new("RGB", (64, 64), colour)
    image.save(buffer, ending, **({"pnginfo": info} if ending == "PNG" else {}))
    return buffer.getvalue()


async def posted(w: World, *contents: tuple[str, bytes]) -> discord.Message:
    """A message of Ben's."""
    return await w.ben.send(w.channel, "look", attachments=contents)


async def click(w: World, menu: str, target: Any) -> simcord.InteractionResult:
    return await w.ada.context_menu(w.channel, menu, target)


async def told(w: World, *contents: tuple[str, bytes]) -> simcord.ResponseMessage:
    return await answer(w, await click(w, "Picture details", await posted(w, *contents)))


async def test_details_of_ours_are_those_of_the_button() -> None:
    async with world() as w:
        reply = await drawn(w)
        said = await answer(w, await click(w, "Picture details", reply.message))
        assert shown(said)["Seed"] == "7"
        assert said.content.startswith("```\nred apple\n")


async def test_details_of_another_tools_picture_are_every_field_that_is_in_it() -> None:
    async with world() as w:
        said = await told(w, ("castle.png", picture(FOREIGN)))
        assert said.content.split("\n") == [
            "What's written in this picture:",
            "**`Prompt`** `a castle, (stone:1.2)`",
            "**`Negative prompt`** `people`",
            "**`Steps`** `30`",
            "**`Sampler`** `Euler a`",
            "**`CFG scale`** `7`",
            "**`Seed`** `42`",
            "**`Size`** `512x512`",
            "**`Hires upscale`** `2`",
        ]


async def test_more_than_a_message_holds_is_a_file() -> None:
    async with world() as w:
        said = await told(w, ("castle.png", picture("x" * 3000 + "\n" + FOREIGN)))
        (attachment,) = said.attachments
        assert attachment.filename == "parameters.txt"
        assert b"Hires upscale: 2" in await attachment.read()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plain.png", picture(), "with the parameters it was drawn with"),
        ("plain.jpg", picture(ending="JPEG"), "with the parameters it was drawn with"),
        ("broken.png", b"\x89PNG\r\n\x1a\nnothing", "with the parameters it was drawn"),
        ("text.txt", b"hello", "There's no picture in this message."),
    ],
)
async def test_a_picture_without_parameters_gets_a_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    async with world() as w:
        assert sentence in (await told(w, (name, content))).content


async def test_ours_is_started_from_as_by_its_button() -> None:
    async with world() as w:
        reply = await drawn(w, who=w.ben)
        form = await click(w, "Use as start image", reply.message)
        assert form.modal
        await w.ada.submit_modal(form, values(form.modal, "pear"))
        await w.until(lambda: len(w.service.requests) == 2)
        start = w.service.requests[-1].start
        assert start
        assert start.picture == files(w)[0].read_bytes()
        w.service.finish()
        credit = f"{w.ada.mention} started from {w.ben.mention}'s picture"
        await w.until(lambda: credit in w.channel.history()[-1].content)


async def test_who_may_not_be_remixed_is_not_by_the_menu_either() -> None:
    async with world() as w:
        reply = await drawn(w, who=w.ben)
        await Preferences(w.database).choose_for_member(w.ben.id, MemberPreferences(remix=False))
        said = private(await click(w, "Use as start image", reply.message))
        assert "doesn't want others" in said


async def test_any_picture_of_a_message_can_be_started_from() -> None:
    async with world() as w:
        message = await posted(w, ("notes.txt", b"hello"), ("castle.png", picture(FOREIGN)))
        form = await click(w, "Use as start image", message)
        assert form.modal
        await w.ada.submit_modal(form, values(form.modal, "pear"))
        await w.until(lambda: w.service.requests)
        request = w.service.requests[0]
        assert request.start
        with Image.open(BytesIO(request.start.picture)) as start:
            assert (start.size, start.info) == ((128, 128), {})


async def test_of_several_pictures_of_ours_one_is_chosen_by_its_button() -> None:
    async with world() as w:
        asked = await answer(
            w, await click(w, "Use as start image", (await drawn(w, count=2)).message)
        )
        assert asked.content == "Which picture in this message?"
        assert [*buttons(w, asked)] == ["Use as start 1", "Use as start 2"]
        form = await press(w, asked, "Use as start 2")
        assert form.modal
        await w.ada.submit_modal(form, values(form.modal, "pear"))
        await w.until(lambda: len(w.service.requests) == 2)


async def test_of_several_pictures_of_another_tool_the_form_asks_for_the_number() -> None:
    async with world() as w:
        message = await posted(w, ("a.png", picture()), ("b.png", picture(colour="blue")))
        form = await click(w, "Use as start image", message)
        assert form.modal
        await w.ada.submit_modal(form, values(form.modal, "pear", "", "0.5", "2"))
        await w.until(lambda: w.service.requests)
        start = w.service.requests[0].start
        assert start
        assert Image.open(BytesIO(start.picture)).getpixel((0, 0)) == (0, 0, 255)
        form = await click(w, "Use as start image", message)
        assert form.modal
        said = private(await w.ada.submit_modal(form, values(form.modal, "pear", "", "0.5", "3")))
        assert said == "Number of the picture must be between 1 and 2. You gave 3."


async def test_what_a_member_likes_to_draw_in_holds_for_another_tools_picture() -> None:
    async with world() as w:
        await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(style="night"))
        await started(w, await posted(w, ("a.png", picture())), "pear")
        assert w.service.requests[-1].prompt == "pear on a black background"


async def test_what_stands_in_the_prompt_of_ours_has_its_style_already() -> None:
    async with world() as w:
        await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(style="night"))
        await started(w, (await drawn(w)).message)
        assert w.service.requests[-1].prompt == "red apple on a black background"


async def test_a_picture_that_is_refused_after_it_was_read_is_refused_in_private() -> None:
    async with world() as w:
        form = await click(w, "Use as start image", await posted(w, ("a.png", b"no picture")))
        assert form.modal
        sent = await w.ada.submit_modal(form, values(form.modal, "pear"))
        assert "isn't a PNG, JPEG or WebP" in await withdrawn(w, sent)


async def test_the_gallery_of_a_member_is_what_they_drew() -> None:
    async with world() as w:
        await drawn(w, "red apple")
        await drawn(w, "green pear", w.ben)
        said = await answer(w, await click(w, "Gallery of this member", w.ben))
        assert "green pear" in said.content
        assert "red apple" not in said.content


async def started(w: World, message: discord.Message, *written: str) -> None:
    """Start from a message's picture, and wait until that is drawn."""
    before = len(w.service.requests)
    form = await click(w, "Use as start image", message)
    assert form.modal
    await w.ada.submit_modal(form, values(form.modal, *written))
    await w.until(lambda: len(w.service.requests) > before)


def values(modal: dict[str, Any], *written: str) -> dict[str, str]:
    """What a member sends: the fields as they were filled in, but for what was written anew."""
    before = filled_in(modal)
    return before | dict(zip(before, written, strict=False))


async def test_who_is_banned_has_no_picture_of_others_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        message = await posted(w, ("castle.png", picture(FOREIGN)))
        await BanStore(w.database).ban(w.guild.id, 1, w.ada.id, "spam", None)
        monkeypatch.setattr(discord.Attachment, "read", None)
        for menu in ("Picture details", "Use as start image"):
            said = await click(w, menu, message)
            if said.modal:
                said = await w.ada.submit_modal(said, values(said.modal, "pear"))
            assert "spam" in private(said)


async def test_where_nothing_is_drawn_nothing_of_others_is_read_either() -> None:
    async with world(allowed_channels=(1,)) as w:
        message = await posted(w, ("castle.png", picture(FOREIGN)))
        assert "I only draw in" in private(await click(w, "Picture details", message))
