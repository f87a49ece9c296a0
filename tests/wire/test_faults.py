import asyncio
import errno
import time

import aiohttp
import discord
import pytest

from tests.wire.limits import RateLimits
from tests.wire.scene import Scene, refused
from tests.wire.test_interactions import png

ORIGINAL = "*/messages/@original"
POST = "/channels/*/messages"


async def test_discord_py_waits_as_long_as_a_429_says(scene: Scene) -> None:
    fault = scene.wire.fail("POST", POST, status=429, retry_after_s=0.3)
    before = time.monotonic()
    await scene.channel.send("hello")
    assert time.monotonic() - before >= 0.3
    assert [call.status for call in scene.wire.calls("POST", POST)] == [429, 200]
    assert fault.hits == scene.wire.invalid_requests == 1


async def test_the_webhook_waits_for_a_429_too(scene: Scene) -> None:
    _, taken = await scene.taken()
    scene.wire.fail("PATCH", ORIGINAL, status=429, retry_after_s=0.2, times=2)
    await taken.edit_original_response(content="done")
    assert [call.status for call in scene.wire.calls("PATCH", ORIGINAL)] == [429, 429, 200]


async def test_a_global_429_holds_back_every_route(scene: Scene) -> None:
    scene.wire.fail("POST", POST, status=429, retry_after_s=0.3, is_global=True)
    before = time.monotonic()
    sending = asyncio.create_task(scene.channel.send("hello"))
    await scene.wire.until(lambda: scene.wire.invalid_requests)
    await asyncio.sleep(0.05)
    await scene.bot.fetch_user(scene.ada.id)
    assert time.monotonic() - before >= 0.3
    await sending


async def test_cloudflares_429_is_raised_at_once(scene: Scene) -> None:
    scene.wire.fail("POST", POST, status=429, cloudflare=True)
    with refused(429, 0):
        await scene.channel.send("hello")


async def test_a_503_is_not_retried_by_discord_py_and_does_not_happen(scene: Scene) -> None:
    scene.wire.fail("POST", POST, status=503)
    with pytest.raises(discord.DiscordServerError):
        await scene.channel.send("hello")
    assert not scene.art.messages


async def test_a_500_can_come_after_it_took_effect(scene: Scene) -> None:
    scene.wire.fail("POST", POST, status=503, took_effect=True)
    with pytest.raises(discord.DiscordServerError):
        await scene.channel.send("hello", nonce="job-1")
    assert len(scene.art.messages) == 1
    await scene.channel.send("hello", nonce="job-1")
    assert len(scene.art.messages) == 1


@pytest.mark.parametrize("took_effect", [False, True])
async def test_a_reset_is_before_or_after_the_effect(scene: Scene, took_effect: bool) -> None:
    asked, taken = await scene.taken()
    scene.wire.fail("PATCH", ORIGINAL, reset=True, took_effect=took_effect)
    with pytest.raises(aiohttp.ClientOSError) as caught:
        await taken.edit_original_response(content="done", attachments=[png()])
    assert caught.value.errno == errno.ECONNRESET, "which discord.py does not retry on Linux"
    assert asked.message
    assert bool(asked.message.pictures) is took_effect
    (call,) = scene.wire.calls("PATCH", ORIGINAL)
    assert call.status is None
    assert call.took_effect is took_effect


async def test_a_delay_is_waited_for(scene: Scene) -> None:
    scene.wire.fail("POST", POST, delay_s=0.2)
    before = time.monotonic()
    await scene.channel.send("hello")
    assert time.monotonic() - before >= 0.2


async def test_a_request_hangs_until_the_fault_is_removed(scene: Scene) -> None:
    fault = scene.wire.fail("POST", POST, hang=True)
    sending = asyncio.create_task(scene.channel.send("hello"))
    await scene.wire.until(lambda: fault.hits)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(sending), 0.1)
    fault.remove()
    with pytest.raises((aiohttp.ClientError, OSError)):
        await sending
    assert not scene.art.messages


async def test_a_fault_lasts_as_often_as_it_says_or_until_removed(scene: Scene) -> None:
    fault = scene.wire.fail("POST", POST, status=403, code=50013, times=None, skip=1)
    await scene.channel.send("passes")
    for _ in range(3):
        with refused(403, 50013):
            await scene.channel.send("fails")
    fault.remove()
    await scene.channel.send("passes")
    assert len(scene.art.messages) == 2


async def test_who_exceeds_a_bucket_is_told_in_the_headers_first(scene: Scene) -> None:
    scene.wire.limits = RateLimits(limit=2, window_s=0.3)
    before = time.monotonic()
    for _ in range(4):
        await scene.channel.send("hello")
    assert time.monotonic() - before >= 0.25
    assert scene.wire.invalid_requests == 0, "discord.py reads the headers"


async def test_who_ignores_the_headers_gets_a_429(scene: Scene) -> None:
    scene.wire.limits = RateLimits(limit=1, window_s=60)
    headers = {"Authorization": f"Bot {scene.wire.token}"}
    address = f"{scene.wire.url}/api/v10{POST.replace('*', str(scene.art.id))}"
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.get(address) as response:
            assert response.headers["X-RateLimit-Remaining"] == "0"
            assert 59 < float(response.headers["X-RateLimit-Reset-After"]) <= 60
        async with session.get(address) as response:
            assert response.status == 429
            assert (await response.json())["retry_after"] > 59


async def test_all_requests_of_a_bot_have_a_limit_but_those_of_interactions(scene: Scene) -> None:
    scene.wire.limits = RateLimits(limit=100, global_per_s=1)
    _, taken = await scene.taken()
    for number in range(4):
        await taken.edit_original_response(content=str(number))
    assert scene.wire.invalid_requests == 0
    for number in range(2):
        await scene.channel.send(str(number))
    (limited,) = [call for call in scene.wire.calls() if call.status == 429]
    assert limited.path == f"/channels/{scene.art.id}/messages"


async def test_lost_and_doubled_pictures_are_counted(scene: Scene) -> None:
    once, taken = await scene.taken(prompt="apple 1")
    await taken.edit_original_response(content="**apple 1**", attachments=[png()])
    twice, taken = await scene.taken(prompt="apple 12")
    await taken.edit_original_response(content="**apple 12**", attachments=[png()])
    again = discord.File(__file__, "again.png", description="apple 12")
    await scene.channel.send("for ada", file=again)
    lost, _ = await scene.taken(prompt="green pear")
    tally = scene.wire.tally()
    assert tally.pictured == [once, twice]
    assert tally.doubled == [twice]
    assert tally.waiting == [lost]
    assert len(tally.ack_s) == 3
    (picture,) = scene.wire.pictures_of(once)
    assert picture is once.message
