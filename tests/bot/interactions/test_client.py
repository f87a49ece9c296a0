from pathlib import Path

import discord
import pytest

from tests.bot.world import World, world


def syncs(w: World) -> int:
    """Count how often Discord was told of the commands."""
    return sum(call.method == "PUT" for call in w.env.http_requests)


@pytest.mark.complaint("AIYA PR#185")
async def test_commands_are_synced_once_and_again_only_when_they_changed(tmp_path: Path) -> None:
    async with world(folder=tmp_path) as w:
        assert syncs(w) == 1
        await w.bot.client.setup_hook()
        assert syncs(w) == 1
        w.bot.client.tree.remove_command("imagine")
        await w.bot.client.setup_hook()
        assert syncs(w) == 2


async def test_another_application_is_synced_anew(tmp_path: Path) -> None:
    (tmp_path / "commands-1.sha256").write_text("another one's")
    async with world(folder=tmp_path) as w:
        assert syncs(w) == 1


async def test_a_sync_that_discord_refuses_does_not_stop_the_bot() -> None:
    async with world() as w:
        w.env.inject_error("PUT", "/applications/*/commands", status=403, code=50001)
        await w.bot.client.setup_hook()
        assert not (await w.imagine()).ephemeral


async def test_no_intents_and_no_mentions() -> None:
    async with world() as w:
        assert w.bot.client.intents == discord.Intents.none()
        allowed = w.bot.client.allowed_mentions
        assert allowed
        assert dict(allowed.to_dict()) == {"parse": []}


async def test_a_command_that_is_gone_is_answered() -> None:
    async with world() as w:
        w.bot.client.tree.remove_command("imagine")
        result = await w.forge(prompt=(3, "apple"))
        assert result.response
        assert "has just changed" in result.response.content
        assert len(w.env.errors) == 1
