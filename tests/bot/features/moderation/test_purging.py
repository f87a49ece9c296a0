"""A purge deletes the messages of many pictures, and what it cannot delete is hidden."""

from typing import Any

import discord
import pytest

from bot.features.moderation import purging
from tests.bot.features.gallery.scenes import drawn, drawn_in, rows
from tests.bot.features.moderation.acting import log_of, moderator, use
from tests.bot.world import World, private, world


def there(w: World) -> set[int]:
    return {message.id for message in w.channel.history() if message.attachments}


async def hidden(w: World) -> list[str | None]:
    return sorted((row.hidden for row in await rows(w)), key=str)


async def test_the_pictures_of_a_member_in_this_channel_go_and_those_of_others_stay() -> None:
    async with world() as w:
        mod = moderator(w, manage_messages=True)
        kept, elsewhere = await drawn(w), w.guild.create_text_channel("other")
        for _ in range(2):
            await drawn(w, "pear", w.ben)
        other = await drawn_in(w, elsewhere, "pear", w.ben)
        said = private(await use(w, mod, "purge", member=w.ben, reason="spam"))
        assert said.startswith("2 messages with pictures have been deleted.")
        assert there(w) == {kept.id}
        assert any(message.id == other.id for message in elsewhere.history())
        assert await hidden(w) == [None, None, "deleted", "deleted"]
        (entry,) = await log_of(w)
        assert (entry.action, entry.user_id, entry.after) == ("purge", w.ben.id, "2")
        said = private(await use(w, mod, "purge", member=w.ben, reason="spam"))
        assert said == "There are no such pictures in this channel."
        assert len(await log_of(w)) == 1


async def test_the_pictures_of_the_last_minutes_go_whoever_asked_for_them() -> None:
    async with world() as w:
        await drawn(w)
        await drawn(w, "pear", w.ben)
        mod = moderator(w, manage_messages=True)
        said = private(await use(w, mod, "purge", minutes=5, reason="raid"))
        assert said.startswith("2 messages with pictures have been deleted.")
        assert there(w) == set()


async def test_what_discord_does_not_delete_is_hidden_and_the_next_purge_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        mod = moderator(w, manage_messages=True)
        for _ in range(2):
            await drawn(w, "pear", w.ben)
        with monkeypatch.context() as broken:
            broken.setattr(discord.PartialMessage, "delete", _refuse)
            broken.setattr("discord.http.HTTPClient.delete_messages", _refuse)
            said = private(await use(w, mod, "purge", member=w.ben, reason="spam"))
        assert "2 messages could not be deleted; their pictures are hidden" in said
        assert await hidden(w) == ["hidden", "hidden"]
        said = private(await use(w, mod, "purge", member=w.ben, reason="spam"))
        assert said.startswith("2 messages with pictures have been deleted.")
        assert len(await log_of(w)) == 1


async def _refuse(*_: Any, **__: Any) -> None:
    raise ConnectionResetError


async def test_a_purge_is_bounded_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "MOST_MESSAGES", 1)
    async with world() as w:
        mod = moderator(w, manage_messages=True)
        for _ in range(2):
            await drawn(w, "pear", w.ben)
        said = private(await use(w, mod, "purge", member=w.ben, reason="spam"))
        assert "There are more" in said
        assert len(there(w)) == 1
        said = private(await use(w, mod, "purge", member=w.ben, reason="spam"))
        assert "There are more" not in said
        assert there(w) == set()


async def test_messages_are_deleted_a_hundred_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "MOST_AT_ONCE", 2)
    deleted: list[int] = []
    bulk = discord.http.HTTPClient.delete_messages

    async def note(http: Any, channel_id: int, ids: list[int], **options: Any) -> Any:
        deleted.append(len(ids))
        return await bulk(http, channel_id, ids, **options)

    monkeypatch.setattr("discord.http.HTTPClient.delete_messages", note)
    async with world() as w:
        mod = moderator(w, manage_messages=True)
        for _ in range(3):
            await drawn(w, "pear", w.ben)
        await use(w, mod, "purge", member=w.ben, reason="spam")
        assert deleted == [2]
        assert there(w) == set()


async def test_a_purge_needs_the_permission_to_delete_messages_and_a_bound() -> None:
    async with world() as w:
        await drawn(w)
        said = private(await use(w, moderator(w), "purge", minutes=5, reason="x"))
        assert "needs the permission Manage Messages" in said
        mod = moderator(w, "zoe", manage_messages=True)
        said = private(await use(w, mod, "purge", reason="x"))
        assert said == "Name a member or a number of minutes, or both."
        assert "owns this server" in private(
            await use(w, mod, "purge", member=w.guild.owner, reason="x")
        )
        assert await hidden(w) == [None]
