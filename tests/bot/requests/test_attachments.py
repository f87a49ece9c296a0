"""What members attach: bounded before it is read, and before it is decoded."""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, cast

import discord
import pytest
from PIL import Image

from bot.interactions.context import Refused
from bot.language import say
from bot.requests.attachment_downloads import read
from bot.requests.attachments import MOST_MEGABYTES, Attachments
from bot.storage import BanStore
from generation import GenerationRequest, InvalidRequest, PictureDecoder, Start
from tests.bot.fakes import png
from tests.bot.world import World, private, withdrawn, world

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


def request(width: int = 128, height: int = 128) -> GenerationRequest:
    return GenerationRequest("a", "1", width, height, 20, 4.0, 7, start=Start(b""))


def fetches(w: World) -> list[str]:
    """Notice what is fetched from the simulated Discord from now on."""
    fetched: list[str] = []
    http = cast(Any, w.env.bot.http)
    real = http.get_from_cdn

    async def noticed(url: str) -> bytes:
        fetched.append(url)
        return cast(bytes, await real(url))

    http.get_from_cdn = noticed
    return fetched


@pytest.fixture
async def attachments() -> AsyncIterator[Attachments]:
    decoder = PictureDecoder()
    yield Attachments(decoder, read)
    await decoder.close()


async def held(attachments: Attachments, *given: discord.Attachment) -> list[bytes]:
    async with attachments.hold(given) as files:
        return files


async def refused(attachments: Attachments, *given: discord.Attachment) -> str:
    with pytest.raises(Refused) as caught:
        await held(attachments, *given)
    return say("en", caught.value.what)


async def test_a_file_at_the_limit_is_read(attachments: Attachments) -> None:
    assert await held(attachments, given(size=MOST_MEGABYTES * MIB)) == [b"picture"]


async def test_a_file_of_one_byte_more_is_not_even_read(attachments: Attachments) -> None:
    attachment = given(size=MOST_MEGABYTES * MIB + 1)
    said = await refused(attachments, attachment)
    assert said == "That file is 16.0 MB; the limit is 16 MB."
    assert cast(Attachment, attachment).reads == 0


async def test_a_picture_of_as_many_pixels_as_are_decoded_is_read(
    attachments: Attachments,
) -> None:
    assert await held(attachments, given(width=4096, height=4096)) == [b"picture"]


async def test_a_picture_of_more_pixels_is_not_even_read(attachments: Attachments) -> None:
    attachment = given(width=4096, height=4097)
    assert "4096×4097 pixels" in await refused(attachments, attachment)
    assert cast(Attachment, attachment).reads == 0


@pytest.mark.parametrize("values", [{"slow": True}, {"error": OSError("secret path")}])
async def test_what_discord_does_not_hand_out_in_time_is_a_sentence(
    values: dict[str, Any], monkeypatch: pytest.MonkeyPatch, attachments: Attachments
) -> None:
    monkeypatch.setattr("bot.requests.attachments.READ_S", 0.01)
    said = await refused(attachments, given(**values))
    assert said == "I couldn't download that file from Discord. Please attach it again."


async def test_what_lies_about_being_small_is_refused_before_it_is_decoded(
    attachments: Attachments,
) -> None:
    with pytest.raises(InvalidRequest, match="16777216 bytes"):
        await attachments.add_start_picture(request(), given(content=b"x" * (16 * MIB + 1)))


async def test_a_file_that_is_no_picture_is_refused_by_its_rule(attachments: Attachments) -> None:
    with pytest.raises(InvalidRequest) as caught:
        await attachments.add_start_picture(request(), given(content=b"GIF89a"))
    assert caught.value.code == "picture-file"


async def test_a_photograph_is_cut_and_loses_where_it_was_taken(attachments: Attachments) -> None:
    photograph, exif = Image.new("RGB", (300, 200), "red"), Image.Exif()
    exif[0x010E] = "at home"
    data = io.BytesIO()
    photograph.save(data, "JPEG", exif=exif)
    start = (
        await attachments.add_start_picture(request(128, 192), given(content=data.getvalue()))
    ).start
    assert start
    picture = Image.open(io.BytesIO(start.picture))
    assert (picture.format, picture.size) == ("PNG", (128, 192))
    assert b"at home" not in start.picture
    assert not picture.getexif()


async def test_what_is_held_of_all_is_bounded_and_the_next_wait_for_room(
    attachments: Attachments,
) -> None:
    large = given(size=MOST_MEGABYTES * MIB)
    async with attachments.hold([large] * 3), attachments.hold([large]):
        waiting = asyncio.create_task(held(attachments, large))
        await asyncio.wait([waiting], timeout=0.05)
        assert not waiting.done()
    assert await waiting == [b"picture"]


async def test_who_waits_for_room_too_long_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, attachments: Attachments
) -> None:
    monkeypatch.setattr("bot.requests.attachments.WAIT_S", 0.01)
    large = given(size=MOST_MEGABYTES * MIB)
    async with attachments.hold([large] * 3), attachments.hold([large]):
        said = await refused(attachments, large)
    assert said.startswith("Lots of pictures are coming in right now")
    assert cast(Attachment, large).reads == 4
    assert await held(attachments, large)


async def test_what_failed_gives_its_room_back(attachments: Attachments) -> None:
    for _ in range(6):
        await refused(attachments, given(size=MOST_MEGABYTES * MIB, error=OSError()))
    assert await held(attachments, given(size=MOST_MEGABYTES * MIB))


async def test_a_reply_is_promised_before_a_picture_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Discord waits 3 s for an answer, and a photograph may take longer."""
    async with world() as w:
        promised, real = [], discord.Attachment.read

        async def looked(attachment: discord.Attachment) -> bytes:
            (*_, last) = w.env.backend.interactions.values()
            promised.append(last.deferred)
            return await real(attachment)

        monkeypatch.setattr(discord.Attachment, "read", looked)
        result = await w.imagine(start=("a.png", png()))
        assert promised == [True]
        w.service.finish()
        await w.answered(result)


async def test_what_is_wrong_with_an_attachment_is_said_to_its_member_alone() -> None:
    async with world() as w:
        result = await w.imagine(start=("a.png", b"no picture"))
        assert "isn't a PNG, JPEG or WebP" in await withdrawn(w, result)


async def test_what_can_be_refused_without_the_attachment_is_not_promised_first() -> None:
    async with world() as w:
        assert "There's no preset" in private(
            await w.imagine(start=("a.png", png()), style="none such")
        )


async def test_who_is_banned_has_nothing_fetched_nor_promised() -> None:
    async with world() as w:
        await BanStore(w.database).ban(w.guild.id, 1, w.ada.id, "spam", None)
        fetched = fetches(w)
        said = private(await w.imagine(start=("a.png", png())))
        assert "spam" in said
        assert not fetched


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"user_limit": "1/hour"}, "Your limit is 1 picture per hour"),
        ({"user_in_flight": 1}, "You already have 1 request in progress"),
        ({"server_in_flight": 1}, "This server already has 1 request in progress"),
        ({"max_waiting": 1}, "The queue is full"),
    ],
)
async def test_who_has_no_place_or_allowance_has_nothing_fetched(
    settings: dict[str, Any], sentence: str
) -> None:
    async with world(**settings) as w:
        await w.imagine()
        fetched = fetches(w)
        assert sentence in private(await w.imagine(start=("a.png", png())))
        assert not fetched


async def test_a_known_prompt_is_judged_before_its_picture_is_fetched() -> None:
    async with world() as w:
        fetched = fetches(w)
        assert "I don't draw nudity" in private(await w.imagine("porn", start=("a.png", png())))
        assert not fetched


async def test_what_cannot_be_prepared_gives_its_price_back() -> None:
    async with world(user_limit="1/hour") as w:
        for _ in range(2):
            result = await w.imagine(start=("a.png", b"no picture"))
            assert "isn't a PNG, JPEG or WebP" in await withdrawn(w, result)
        assert not (await w.imagine()).ephemeral
