import asyncio

import aiohttp
import discord
import pytest

from tests.wire.scene import Bot, Scene, running
from tests.wire.server import WireDiscord


async def resumed(scene: Scene, times: int = 1) -> None:
    (session,) = scene.wire.gateway.sessions
    await scene.wire.until(lambda: session.resumes >= times and session.socket)


async def test_a_session_resumes_after_a_drop_and_hears_what_it_missed(scene: Scene) -> None:
    await scene.wire.gateway.drop()
    assert not scene.wire.gateway.connected
    asked = await scene.wire.imagine(scene.ada, scene.art)
    assert asked.deliveries == 1
    await resumed(scene)
    await asked.answered()
    assert scene.wire.identifies == 1
    assert scene.bot.events[-2:] == ["INTERACTION_CREATE", "RESUMED"]


async def test_a_command_replayed_after_its_three_seconds_cannot_be_answered(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.bot.defers = False
    asked, taken = await scene.taken(age_s=60)
    age = discord.utils.utcnow() - taken.created_at
    assert 59 < age.total_seconds() < 63
    with pytest.raises(discord.NotFound, match="Unknown interaction"):
        await taken.response.defer()
    assert not asked.acknowledged.is_set()


@pytest.mark.parametrize("code", [1000, 4000, 4009])
async def test_a_closed_socket_is_resumed(scene: Scene, code: int) -> None:
    await scene.wire.gateway.close(code)
    await resumed(scene)


async def test_op_7_makes_the_bot_reconnect_and_resume(scene: Scene) -> None:
    scene.wire.gateway.reconnect()
    await resumed(scene)


async def test_a_resumable_invalid_session_is_resumed(scene: Scene) -> None:
    scene.wire.gateway.invalidate(resumable=True)
    await resumed(scene)
    assert scene.wire.identifies == 1


async def test_an_invalid_session_makes_the_bot_identify_anew(scene: Scene) -> None:
    scene.wire.gateway.invalidate()
    await scene.wire.until(lambda: scene.wire.identifies == 2)
    asked, _ = await scene.taken()
    assert asked.acknowledged.is_set()


async def test_a_resume_that_is_refused_makes_the_bot_identify_anew(scene: Scene) -> None:
    scene.wire.gateway.resumable = False
    await scene.wire.gateway.drop()
    await scene.wire.until(lambda: scene.wire.identifies == 2)


async def test_a_revoked_token_ends_the_session_for_good(wire: WireDiscord) -> None:
    bot = Bot()
    async with bot:
        await bot.login(wire.token)
        connection = asyncio.create_task(bot.connect())
        await wire.connected()
        wire.revoke_token()
        with pytest.raises(discord.ConnectionClosed) as caught:
            await connection
        assert caught.value.code == 4004
    async with Bot() as again:
        with pytest.raises(discord.LoginFailure):
            await again.login(wire.token)
    assert wire.invalid_requests == 1


async def test_a_wrong_token_is_refused_at_login(wire: WireDiscord) -> None:
    async with Bot() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.login("wrong")


async def test_two_processes_with_one_token_both_hear_and_one_may_answer(scene: Scene) -> None:
    second = Bot()
    async with running(scene.wire, second):
        asked = await scene.wire.imagine(scene.ada, scene.art)
        await scene.wire.until(lambda: scene.bot.taken and second.taken)
        await scene.wire.until(lambda: asked.refused_callbacks)
    assert asked.deliveries == 2
    assert len(asked.messages) == 1


async def test_a_second_application_hears_its_own_interactions_only(scene: Scene) -> None:
    other = scene.wire.world.application("other")
    second = Bot()
    async with running(scene.wire, second, other.token):
        await scene.wire.imagine(scene.ada, scene.art, application=other)
        await scene.wire.until(lambda: second.taken)
    assert not scene.bot.taken


async def test_shards_hear_of_their_own_servers(wire: WireDiscord) -> None:
    wire.world.shards = 2
    guilds = [wire.guild() for _ in range(2)]
    while (guilds[0].id >> 22) % 2 == (guilds[1].id >> 22) % 2:
        guilds[1] = wire.guild()
    shards = [Bot(shard_id=number, shard_count=2) for number in range(2)]
    async with running(wire, shards[0]), running(wire, shards[1]):
        for guild in guilds:
            await wire.imagine(guild.member("ada"), guild.text_channel())
        await wire.until(lambda: all(shard.taken for shard in shards))
    for number, shard in enumerate(shards):
        (taken,) = shard.taken
        assert taken.guild_id is not None
        assert (taken.guild_id >> 22) % 2 == number


async def test_the_intents_decide_what_is_heard(wire: WireDiscord) -> None:
    guild = wire.guild()
    art = guild.text_channel()
    curious, deaf = Bot(intents=discord.Intents(guilds=True, guild_messages=True)), Bot()
    async with running(wire, curious), running(wire, deaf):
        await wire.until(lambda: curious.get_channel(art.id))
        message = wire.say(guild.member("ada"), art, "hello")
        message.delete()
        art.delete()
        await wire.until(lambda: "CHANNEL_DELETE" in curious.events)
        await wire.until(lambda: deaf.events)
        expected = ["GUILD_CREATE", "MESSAGE_CREATE", "MESSAGE_DELETE", "CHANNEL_DELETE"]
        assert curious.events[1:] == expected
        assert deaf.events == ["READY"]


async def test_events_come_late_and_in_order_where_there_is_latency(wire: WireDiscord) -> None:
    guild, bot = wire.guild(), Bot()
    art, ada = guild.text_channel(), guild.member("ada")
    wire.gateway.latency_s = 0.1
    async with running(wire, bot):
        for number in range(5):
            await wire.imagine(ada, art, str(number))
        assert not bot.taken
        await wire.until(lambda: len(bot.taken) == 5)
        numbers = [interaction.namespace.prompt for interaction in bot.taken]
        assert numbers == ["0", "1", "2", "3", "4"]


async def test_heartbeats_are_acknowledged(wire: WireDiscord) -> None:
    wire.gateway.heartbeat_interval_s = 0.05
    bot = Bot()
    async with running(wire, bot):
        await wire.until(lambda: 0 < bot.latency < 5)


@pytest.mark.parametrize(("code", "stays"), [(1000, False), (1001, False), (4000, True)])
async def test_the_code_that_a_bot_closes_with_decides_on_its_session(
    wire: WireDiscord, code: int, stays: bool
) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(wire.gateway.url)
        await socket.send_json({"op": 2, "d": {"token": wire.token, "intents": 0}})
        await wire.connected()
        await socket.close(code=code)
    await wire.until(lambda: not wire.gateway.sockets)
    asked = await wire.imagine(wire.guild().member("ada"), wire.guild().text_channel())
    assert asked.deliveries == stays
    assert wire.tally().unheard == ([] if stays else [asked])


async def test_discord_py_closes_such_that_its_session_stays(wire: WireDiscord) -> None:
    """Its receiving half answers its own close() first, with 4000."""
    bot = Bot()
    async with running(wire, bot):
        await wire.until(lambda: bot.events)
    await wire.until(lambda: not wire.gateway.sockets)
    assert len(wire.gateway.sessions) == 1


@pytest.mark.parametrize(("frame", "code"), [({"op": 99}, 4001), ({"op": 2}, 4005)])
async def test_a_bot_that_breaks_the_protocol_is_shut_out(
    wire: WireDiscord, frame: dict[str, object], code: int
) -> None:
    identify = {"token": wire.token, "intents": 0}
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(wire.gateway.url)
        await socket.send_json({"op": 2, "d": identify})
        await socket.send_json({"d": identify} | frame)
        async for _ in socket:
            pass
        assert socket.close_code == code


async def test_an_outage_of_the_gateway_is_outlasted(scene: Scene) -> None:
    scene.wire.gateway.accepting = False
    await scene.wire.gateway.drop()
    asked = await scene.wire.imagine(scene.ada, scene.art)
    await scene.wire.until(lambda: scene.wire.gateway.turned_away)
    scene.wire.gateway.accepting = True
    await resumed(scene)
    assert asked.deliveries == 1
