from email.utils import parsedate_to_datetime

import aiohttp
import discord
import pytest

from tests.wire.scene import Scene, refused
from tests.wire.server import WireDiscord


async def test_a_nonce_that_is_enforced_makes_one_message(scene: Scene) -> None:
    first = await scene.channel.send("hello", nonce="job-1")
    again = await scene.channel.send("hello", nonce="job-1")
    other = await scene.channel.send("hello", nonce="job-2")
    assert first.id == again.id != other.id
    assert len(scene.art.messages) == 2
    assert first.nonce == "job-1"
    assert (await scene.channel.fetch_message(first.id)).nonce is None, "it is told once"


async def test_a_nonce_is_forgotten_after_minutes(scene: Scene) -> None:
    first = await scene.channel.send("hello", nonce="job-1")
    scene.wire.world.nonce_memory_s = 0
    assert (await scene.channel.send("hello", nonce="job-1")).id != first.id


async def test_a_nonce_has_25_characters_at_most(scene: Scene) -> None:
    scene.wire.validate = False
    with refused(400, 50035):
        await scene.channel.send("hello", nonce="x" * 26)


async def test_history_is_read_before_after_and_around(scene: Scene) -> None:
    scene.wire.world.message_content = True
    for number in range(7):
        scene.wire.say(scene.ada, scene.art, str(number))
    middle = discord.Object(list(scene.art.messages)[3])
    read = scene.channel.history

    async def contents(**how: object) -> list[str]:
        return [message.content async for message in read(**how)]  # type: ignore[arg-type]

    assert await contents(limit=2) == ["6", "5"]
    assert await contents(limit=2, before=middle) == ["2", "1"]
    assert await contents(limit=2, after=middle) == ["4", "5"]
    assert await contents(limit=3, around=middle) == ["4", "3", "2"]


async def test_what_members_write_is_hidden_unless_it_names_the_bot(scene: Scene) -> None:
    assert scene.bot.user
    scene.wire.say(scene.ada, scene.art, "secret")
    scene.wire.say(scene.ada, scene.art, scene.bot.user.mention)
    read = [message.content async for message in scene.channel.history()]
    assert read == [scene.bot.user.mention, ""]


async def test_history_is_empty_without_the_permission_to_read_it(scene: Scene) -> None:
    scene.wire.say(scene.ada, scene.art, "hello")
    scene.art.deny("read_message_history")
    assert [message async for message in scene.channel.history()] == []


async def test_messages_are_fetched_edited_and_deleted(scene: Scene) -> None:
    sent = await scene.channel.send("hello")
    await sent.edit(content="changed")
    fetched = await scene.channel.fetch_message(sent.id)
    assert fetched.content == "changed"
    assert fetched.author.id == scene.wire.application.user.id
    await fetched.delete()
    with refused(404, 10008):
        await scene.channel.fetch_message(sent.id)
    message = scene.wire.world.messages[sent.id]
    assert [version.what for version in message.life] == ["created", "edited", "deleted"]


async def test_another_members_message_is_not_the_bots_to_change(scene: Scene) -> None:
    hers = scene.wire.say(scene.ada, scene.art, "mine")
    message = scene.channel.get_partial_message(hers.id)
    with refused(403, 50005):
        await message.edit(content="yours")
    scene.art.deny("manage_messages")
    with refused(403, 50013):
        await message.delete()


@pytest.mark.parametrize(
    ("permission", "code"),
    [("view_channel", 50001), ("send_messages", 50013), ("attach_files", 50013)],
)
async def test_a_permission_that_is_taken_is_missed(
    scene: Scene, permission: str, code: int
) -> None:
    scene.art.deny(permission)
    with refused(403, code):
        await scene.channel.send("hello", file=discord.File(__file__))
    scene.art.allow(permission)
    await scene.channel.send("hello", file=discord.File(__file__))
    assert scene.wire.invalid_requests == 1


async def test_too_long_and_empty_messages_are_refused(scene: Scene) -> None:
    with refused(400, 50035):
        await scene.channel.send("x" * 2001)
    with refused(400, 50006):
        await scene.channel.send("")


async def test_it_is_known_whom_a_message_pings(scene: Scene) -> None:
    silent = discord.AllowedMentions.none()
    text = f"@everyone {scene.ada.mention}"
    loud = await scene.channel.send(text)
    mute = await scene.channel.send(text, allowed_mentions=silent)
    one = await scene.channel.send(
        text,
        allowed_mentions=discord.AllowedMentions(everyone=False, users=[scene.bot.user]),  # type: ignore[list-item]
    )
    messages = scene.wire.world.messages
    assert messages[loud.id].pings == {scene.ada.id}
    assert messages[loud.id].pings_everyone
    assert not messages[mute.id].pings
    assert not messages[mute.id].pings_everyone
    assert not messages[one.id].pings


async def test_members_who_left_are_unknown(scene: Scene) -> None:
    assert scene.art.guild
    guild = await scene.bot.fetch_guild(scene.art.guild.id, with_counts=False)
    member = await guild.fetch_member(scene.ada.id)
    assert member.name == "ada"
    scene.ada.leave()
    with refused(404, 10007):
        await guild.fetch_member(scene.ada.id)
    with refused(404, 10013):
        await guild.fetch_member(1)


async def test_a_server_without_the_bot_is_closed_to_it(scene: Scene) -> None:
    assert scene.art.guild
    scene.art.guild.remove_bot()
    with refused(403, 50001):
        await scene.bot.fetch_guild(scene.art.guild.id, with_counts=False)
    with refused(403, 50001):
        await scene.channel.send("hello")


async def test_a_member_can_be_written_to_in_private_unless_they_refuse(scene: Scene) -> None:
    user = await scene.bot.fetch_user(scene.ada.id)
    sent = await user.send("hello")
    assert scene.wire.world.messages[sent.id].channel.recipient is scene.ada.user
    scene.ada.user.takes_messages = False
    with refused(403, 50007):
        await user.send("hello")


async def test_typing_and_channels_are_there(scene: Scene) -> None:
    async with scene.channel.typing():
        channel = await scene.bot.fetch_channel(scene.art.id)
    assert isinstance(channel, discord.TextChannel)
    assert channel.name == "art"
    thread = await scene.bot.fetch_channel(scene.art.thread("ideas").id)
    assert isinstance(thread, discord.Thread)


async def test_discords_clock_can_be_set_apart(wire: WireDiscord) -> None:
    wire.clock_offset_s = 3600
    guild = wire.guild()
    ahead = discord.utils.snowflake_time(guild.id) - discord.utils.utcnow()
    assert 3590 < ahead.total_seconds() < 3601
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{wire.url}/api/v10/gateway") as response,
    ):
        told = parsedate_to_datetime(response.headers["Date"]) - discord.utils.utcnow()
    assert 3590 < told.total_seconds() < 3601


async def test_a_route_that_is_not_there_is_a_violation(scene: Scene) -> None:
    with refused(404, 0):
        await scene.bot.fetch_sticker(1)
    (violation,) = scene.wire.violations
    assert "/stickers/1: there is no such route" in violation
    scene.wire.violations.clear()
