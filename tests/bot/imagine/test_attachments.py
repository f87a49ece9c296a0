"""What members attach: bounded before it is read, and before it is decoded."""

import asyncio
import io
from dataclasses import dataclass
from typing import Any, cast

import discord
import pytest
from PIL import Image

from bot.imagine import Refused
from bot.imagine.attachments import MOST_MEGABYTES, attached, start_picture
from bot.language import say
from generation import InvalidRequest
from tests.bot.fakes import png
from tests.bot.world import private, withdrawn, world

MIB = 2**20


@dataclass
class Attachment:
    """As Discord describes it, and what it hands out."""

    content: bytes = b"picture"
    size: int = 7
    width: int | None = None
    height: int | None = None
    slow: bool = False
    error: Exception | None = None
    reads: int = 0

    async def read(self) -> bytes:
        self.reads += 1
        if self.slow:
            await asyncio.Event().wait()
        if self.error:
            raise self.error
        return self.content


def given(**values: Any) -> discord.Attachment:
    return cast(discord.Attachment, Attachment(**values))


async def refused(attachment: discord.Attachment) -> str:
    with pytest.raises(Refused) as caught:
        await attached(attachment)
    return say("en", caught.value.what)


async def test_a_file_at_the_limit_is_read() -> None:
    assert await attached(given(size=MOST_MEGABYTES * MIB)) == b"picture"


async def test_a_file_of_one_byte_more_is_not_even_read() -> None:
    attachment = given(size=MOST_MEGABYTES * MIB + 1)
    assert await refused(attachment) == "That file has 16.0 MB; at most 16 MB are read."
    assert cast(Attachment, attachment).reads == 0


async def test_a_picture_of_as_many_pixels_as_are_decoded_is_read() -> None:
    assert await attached(given(width=4096, height=4096)) == b"picture"


async def test_a_picture_of_more_pixels_is_not_even_read() -> None:
    attachment = given(width=4096, height=4097)
    assert "4096×4097 pixels" in await refused(attachment)
    assert cast(Attachment, attachment).reads == 0


@pytest.mark.parametrize("values", [{"slow": True}, {"error": OSError("secret path")}])
async def test_what_discord_does_not_hand_out_in_time_is_a_sentence(
    values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.imagine.attachments.READ_S", 0.01)
    said = await refused(given(**values))
    assert said == "Discord does not hand that file out; please attach it again."


async def test_what_lies_about_being_small_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(InvalidRequest, match="16777216 bytes"):
        await start_picture(given(content=b"x" * (16 * MIB + 1)), 128, 128)


async def test_a_file_that_is_no_picture_is_refused_by_its_rule() -> None:
    with pytest.raises(InvalidRequest) as caught:
        await start_picture(given(content=b"GIF89a"), 128, 128)
    assert caught.value.code == "picture-file"


async def test_a_photograph_is_cut_and_loses_where_it_was_taken() -> None:
    photograph, exif = Image.new("RGB", (300, 200), "red"), Image.Exif()
    exif[0x010E] = "at home"
    data = io.BytesIO()
    photograph.save(data, "JPEG", exif=exif)
    cut = await start_picture(given(content=data.getvalue()), 128, 192)
    picture = Image.open(io.BytesIO(cut))
    assert (picture.format, picture.size) == ("PNG", (128, 192))
    assert b"at home" not in cut
    assert not picture.getexif()


async def test_a_reply_is_promised_before_a_picture_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Discord waits 3 s for an answer, and a photograph may take longer."""
    async with world() as w:
        promised, read = [], discord.Attachment.read

        async def looked(attachment: discord.Attachment) -> bytes:
            (*_, last) = w.env.backend.interactions.values()
            promised.append(last.deferred)
            return await read(attachment)

        monkeypatch.setattr(discord.Attachment, "read", looked)
        result = await w.imagine(start=("a.png", png()))
        assert promised == [True]
        w.service.finish()
        await w.answered(result)


async def test_what_is_wrong_with_an_attachment_is_said_to_its_member_alone() -> None:
    async with world() as w:
        result = await w.imagine(start=("a.png", b"no picture"))
        assert "not a PNG, JPEG or WebP" in await withdrawn(w, result)


async def test_what_can_be_refused_without_the_attachment_is_not_promised_first() -> None:
    async with world() as w:
        assert "There is no style" in private(
            await w.imagine(start=("a.png", png()), style="none such")
        )
