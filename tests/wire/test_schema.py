import discord
import pytest

from tests.wire import message_payloads, payloads, schema
from tests.wire.scene import Scene, refused
from tests.wire.server import WireDiscord

pytestmark = pytest.mark.skipif(
    not schema.available(), reason="Discord's description of its API is not at hand"
)

MESSAGES = "/channels/{channel_id}/messages"


async def test_a_payload_that_discord_does_not_describe_is_caught(scene: Scene) -> None:
    embed = discord.Embed(title="x" * 257)
    with refused(400, 50035):
        await scene.channel.send(embed=embed)
    (violation,) = scene.wire.violations
    assert "$.embeds[0].title" in violation
    assert scene.wire.calls("POST", "*/messages")[0].violation == violation
    assert not scene.art.messages
    scene.wire.violations.clear()


async def test_a_callback_is_validated_too(scene: Scene) -> None:
    scene.bot.defers = False
    asked, taken = await scene.taken()
    with refused(400, 50035):
        await taken.response.send_message("x" * 2001)
    assert scene.wire.violations
    assert not asked.acknowledged.is_set()
    scene.wire.violations.clear()


async def test_validation_can_be_switched_off(scene: Scene) -> None:
    scene.wire.validate = False
    await scene.channel.send(embed=discord.Embed(title="x" * 257))
    assert not scene.wire.violations


def test_an_unknown_query_or_content_type_is_a_problem() -> None:
    def problem(kind: str, **query: str) -> str | None:
        return schema.request_problem("POST", MESSAGES, kind, {"content": ""}, query)

    assert problem("application/json") is None
    assert problem("application/json", wait="1") == "unknown in the query: wait"
    assert problem("text/plain") == "Discord takes no text/plain here"
    assert schema.request_problem("POST", MESSAGES, "application/json", None, {})


def test_ids_may_be_integers_as_discord_py_sends_them() -> None:
    body = {"attachments": [{"id": 0, "filename": "a.png"}]}
    assert schema.request_problem("POST", MESSAGES, "application/json", body, {}) is None


def test_the_wires_own_answers_are_what_discord_describes(wire: WireDiscord) -> None:
    guild = wire.guild()
    art, ada = guild.text_channel(), guild.member("ada")
    message = wire.say(ada, art, "hello")
    message.attachments.append(wire.upload("a.png", b"1"))
    answers = {
        "/users/@me": payloads.me(wire.application),
        "/oauth2/applications/@me": payloads.application(wire.application),
        "/guilds/{guild_id}": payloads.guild(guild),
        "/guilds/{guild_id}/members/{user_id}": payloads.member(ada),
        "/channels/{channel_id}/messages/{message_id}": message_payloads.message(message),
    }
    for route, answer in answers.items():
        assert schema.response_problem("GET", route, answer) is None, route
    for channel in (art, art.thread(), wire.world.dm(ada.user)):
        answer = payloads.channel(channel)
        assert schema.response_problem("GET", "/channels/{channel_id}", answer) is None
