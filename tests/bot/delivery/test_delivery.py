"""What happens to a picture when Discord makes trouble."""

import logging

import pytest

from bot.delivery.progress_updates import ProgressUpdater
from generation import Progress
from tests.bot.world import World, world

REPLY = "/webhooks/*/*/messages/@original"
CALLBACK = "/interactions/*/*/callback"


def posted(w: World) -> list[str]:
    """List what stands in the channel but in the replies."""
    return [message.content for message in w.channel.history()]


@pytest.mark.parametrize(("status", "code"), [(401, 50027), (404, 10015), (500, 0)])
async def test_after_the_token_expired_the_picture_is_posted_to_the_channel(
    status: int, code: int
) -> None:
    async with world() as w:
        await w.imagine()
        w.env.inject_error("PATCH", REPLY, status=status, code=code, times=None)
        w.service.finish()
        await w.until(lambda: w.channel.last_message and w.channel.last_message.attachments)
        message = w.channel.last_message
        assert message
        assert message.content.startswith(f"For {w.ada.mention}: `red apple`")
        assert not message.mentions or "allowed_mentions" in str(w.env.http_requests[-1].json)


@pytest.mark.complaint("aaronfisher-code/ComfyUI-SDXL-DiscordBot#2")
async def test_fifteen_minutes_later_the_picture_is_posted_to_the_channel() -> None:
    async with world() as w:
        await w.imagine()
        await w.env.advance_time(16 * 60)
        w.service.finish()
        await w.until(lambda: w.channel.last_message and w.channel.last_message.attachments)


async def test_a_deleted_reply_stays_deleted_and_nothing_dies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ProgressUpdater.__init__, "__defaults__", (0.01,))
    async with world() as w:
        first = await w.imagine()
        await w.until(lambda: first.response and first.response.content)
        w.env.inject_error("PATCH", REPLY, status=404, code=10008, times=2)
        w.service.tell(w.service.requests[0], Progress(1, 20))
        await w.until(lambda: not w.env.backend.faults or w.env.backend.faults[0]["times"] < 2)
        w.service.finish()
        await w.until(lambda: not w.env.backend.faults)
        second = await w.imagine("blue boat", w.ben)
        w.service.finish()
        await w.answered(second)


@pytest.mark.complaint("arty#5")
@pytest.mark.parametrize("status_and_code", [(404, 10062), (400, 40060), (500, 0)])
async def test_an_interaction_that_cannot_be_deferred_costs_nothing(
    status_and_code: tuple[int, int],
) -> None:
    status, code = status_and_code
    async with world(user_in_flight=1) as w:
        w.env.inject_error("POST", CALLBACK, status=status, code=code)
        await w.imagine()
        await w.until(lambda: w.service.requests == [] or w.service.cancelled)
        result = await w.imagine("blue boat")
        w.service.finish()
        await w.answered(result)


async def test_where_the_channel_is_closed_too_the_job_fails_and_its_message_is_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    async with world() as w:
        await w.imagine("a very secret prompt")
        w.env.inject_error("PATCH", REPLY, status=401, code=50027, times=None)
        w.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=None)
        w.service.finish()
        await w.until(lambda: "undeliverable" in caplog.text)
    assert "status 403, code 50013" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(("status", "code"), [(413, 0), (400, 40005)])
async def test_a_picture_that_discord_finds_too_large_is_explained(status: int, code: int) -> None:
    async with world() as w:
        result = await w.imagine()
        await w.until(lambda: result.response and result.response.content)
        w.env.inject_error("PATCH", REPLY, status=status, code=code)
        w.service.finish()
        await w.until(lambda: result.response and "larger than the" in result.response.content)


@pytest.mark.complaint("rawandahmad698/Dalle-Discord#20")
async def test_a_picture_over_the_upload_limit_is_encoded_smaller() -> None:
    async with world() as w:
        result = await w.imagine()
        w.service.finish(size_bytes=26 * 1024 * 1024)
        (picture,) = (await w.answered(result)).attachments
        assert picture.size < 10 * 1024 * 1024
