"""The tour in the simulated Discord."""

import re
from importlib import resources
from typing import Any

import discord
import pytest
import simcord

from bot.features.help.mentions import COMMANDS, Mentions
from bot.features.help.topics import FOR_OWNERS, TOPICS, topic_text
from bot.language import LANGUAGES
from bot.storage import ServerPreferences
from generation import UPSCALE_TILES
from generation.images.metadata.provenance import SOURCE_TYPE
from tests.bot.world import World, world

DESCRIPTION_LIMIT, PICTURE_LIMIT = 4096, 30 * 1024


def shown(w: World, result: simcord.InteractionResult) -> Any:
    """The message as Discord has it."""
    assert result.response
    return w.env.backend.get_message(w.channel.id, result.response.id)


def labels(w: World, result: simcord.InteractionResult) -> list[str]:
    return [button["label"] for row in shown(w, result).components for button in row["components"]]


def description(w: World, result: simcord.InteractionResult) -> str:
    (embed,) = shown(w, result).embeds
    return str(embed["description"])


def owner(w: World) -> simcord.MemberActor:
    role = w.guild.create_role("owners", permissions=discord.Permissions(manage_guild=True))
    return w.guild.add_member(w.env.create_user("olga"), roles=[role])


async def page(w: World, who: simcord.MemberActor, topic: str) -> simcord.InteractionResult:
    """Ask for help, and press the button of a page."""
    result = await who.slash(w.channel, "help")
    assert result.response
    return await who.click(result.response.message, custom_id=f"help:{topic}")


async def test_help_is_private_and_begins_with_the_first_picture() -> None:
    async with world() as w:
        result = await w.ada.slash(w.channel, "help")
        assert result.ephemeral
        (embed,) = shown(w, result).embeds
        assert embed["title"] == "Your first picture"
        assert re.search(r"Type </imagine:\d+>, describe", embed["description"])
        (attached,) = shown(w, result).attachments
        assert attached["filename"] == "first.webp"
        assert attached["description"] == "AI-generated picture: A red apple on a green background"


@pytest.mark.parametrize("topic", TOPICS[1:])
async def test_every_button_turns_to_its_page(topic: str) -> None:
    async with world() as w:
        turned = await page(w, owner(w), topic)
        (attached,) = shown(w, turned).attachments
        assert attached["filename"] == f"{topic}.webp"
        disabled = [
            button["custom_id"]
            for row in shown(w, turned).components
            for button in row["components"]
            if button.get("disabled")
        ]
        assert disabled == [f"help:{topic}"]


async def test_the_page_for_owners_is_for_those_who_manage_the_server() -> None:
    async with world() as w:
        assert "For server owners" in labels(w, await owner(w).slash(w.channel, "help"))
        result = await w.ada.slash(w.channel, "help")
        assert "For server owners" not in labels(w, result)
        # A press that no button of theirs could send.
        stored = shown(w, result)
        stored.components[0]["components"][1]["custom_id"] = f"help:{FOR_OWNERS}"
        assert result.response
        forged = await w.ada.click(result.response.message, custom_id=f"help:{FOR_OWNERS}")
        assert forged.response
        assert forged.response.content == "This button no longer works."


async def test_limits_are_this_servers_and_what_the_member_has_left() -> None:
    async with world(user_limit="3/hour", server_limit="9/day", user_in_flight=2) as w:
        await w.server_chooses(ServerPreferences(waits=True))
        await w.imagine(count=2)
        told = description(w, await page(w, w.ada, "limits"))
        assert told.splitlines()[1:] == [
            "- Your limit is 3 pictures per hour; 1 is left right now.",
            "- This server's limit is 9 pictures per day; 7 are left right now.",
            "- You can have 2 requests in progress at once.",
            "- Anything beyond that waits its turn, for up to an hour.",
        ]
        await w.imagine(count=1)
        assert "none are left" in description(w, await page(w, w.ada, "limits"))


async def test_where_nobody_waits_it_says_so() -> None:
    async with world() as w:
        assert "beyond that is refused" in description(w, await page(w, w.ada, "limits"))


async def test_commands_are_named_plainly_until_discord_says_their_ids(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:

        async def silent(_application_id: int) -> None:
            raise OSError

        monkeypatch.setattr(w.bot.client.http, "get_global_commands", silent)
        assert "Type `/imagine`, describe" in description(w, await w.ada.slash(w.channel, "help"))
        monkeypatch.undo()
        assert "Type </imagine:" in description(w, await w.ada.slash(w.channel, "help"))


async def test_every_command_that_is_mentioned_is_there() -> None:
    async with world() as w:
        tree = w.bot.client.tree
        for path in COMMANDS.values():
            name, *inside = path.split()
            found: Any = tree.get_command(name)
            for step in inside:
                found = found.get_command(step)
            assert isinstance(found, discord.app_commands.Command), path
        named = await Mentions(w.bot.client).all()
        assert all(mention.startswith("</") for mention in named.values())


@pytest.mark.parametrize("topic", TOPICS)
def test_pages_fit_into_discord(topic: str) -> None:
    mentions = {key: f"</{path}:{2**63}>" for key, path in COMMANDS.items()}
    # With room for the limits.
    assert len(topic_text("en", topic, mentions, sizes=5)) <= DESCRIPTION_LIMIT / 2
    picture = (
        resources.files("bot.features.help").joinpath("pictures", f"{topic}.webp").read_bytes()
    )
    assert picture.startswith(b"RIFF")
    assert SOURCE_TYPE.encode() in picture, "it is marked as drawn by a model"
    assert len(picture) <= PICTURE_LIMIT


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_option_size_is_named_where_it_is_offered(language: str) -> None:
    one, several = (
        topic_text(language, "styles", dict.fromkeys(COMMANDS, ""), sizes) for sizes in (1, 2)
    )
    assert "**size**" in several
    assert "size" not in one
    assert "**seed**" in one


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["buttons", "limits"])
def test_what_an_upscale_counts_as_is_told_before_it_is_pressed(topic: str, language: str) -> None:
    mentions = dict.fromkeys(COMMANDS, "")
    assert str(UPSCALE_TILES) in topic_text(language, topic, mentions, sizes=5)


def test_wildcards_are_shown_as_they_are_written() -> None:
    mentions = dict.fromkeys(COMMANDS, "")
    assert "`a {red|green} apple`" in topic_text("en", "styles", mentions, sizes=5)
