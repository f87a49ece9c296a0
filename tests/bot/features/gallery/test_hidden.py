"""What a moderator took away in Discord, or hid, is shown nowhere any more."""

import discord
import pytest
import simcord

from bot.storage import ModerationLog, PictureStore
from bot.storage.db.tables import pictures
from tests.bot.features.gallery.scenes import answer, drawn, moderator, press, rows
from tests.bot.features.gallery.test_pages import look, prompts
from tests.bot.features.moderation.test_commands import let_all_use, use
from tests.bot.features.moderation.test_commands import moderator as who_may_ban
from tests.bot.world import World, private, world

GONE = "isn't here any more"


async def shown(w: World, who: simcord.MemberActor, command: str = "gallery") -> list[str]:
    return prompts(await look(w, who, command))


async def test_a_picture_whose_message_was_deleted_is_in_no_list_any_more() -> None:
    async with world() as w:
        reply = await drawn(w, "red apple")
        await drawn(w, "green pear")
        await press(w, reply, "Favourite", w.ben)
        assert await shown(w, w.ben) == ["green pear", "red apple"]
        await moderator(w).delete(reply.message)
        assert await shown(w, w.ben) == ["green pear"]
        assert await shown(w, w.ada, "history") == ["green pear"]
        assert prompts(await look(w, w.ben, favourites=True)) == []
        stats = await answer(w, await w.ben.slash(w.channel, "stats"))
        assert "1 picture" in stats.content
        (row,) = await rows(w, pictures.c.message_id == reply.id)
        assert row.hidden == "deleted"


async def test_a_page_that_was_open_shows_no_picture_that_was_deleted_meanwhile() -> None:
    async with world() as w:
        reply = await drawn(w, "red apple")
        page = await look(w, w.ben)
        await moderator(w).delete(reply.message)
        assert GONE in private(await press(w, page, "Show 1", w.ben))


async def test_all_pictures_of_a_deleted_message_are_gone_and_what_moves_up_is_shown() -> None:
    async with world(user_limit="99/hour", user_in_flight=9) as w:
        old = await drawn(w, "old", count=4)
        kept = [await drawn(w, f"apple {number}", count=2) for number in range(2)]
        reply = await drawn(w, "newest", count=4)
        await moderator(w).delete(reply.message)
        await moderator(w).delete(kept[1].message)
        assert await shown(w, w.ben) == ["apple 0"] * 2 + ["old"] * 4
        assert old


async def test_where_discord_does_not_say_others_see_nothing_and_its_author_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        await drawn(w, "red apple")

        async def silent(*_: object) -> None:
            raise discord.HTTPException(type("R", (), {"status": 503, "reason": ""})(), "")  # type: ignore[arg-type]

        monkeypatch.setattr(discord.PartialMessageable, "fetch_message", silent)
        assert await shown(w, w.ben) == []
        assert await shown(w, w.ada, "history") == ["red apple"]
        (row,) = await rows(w)
        assert row.hidden is None


async def test_a_moderator_hides_all_pictures_of_a_member_and_shows_them_again() -> None:
    async with world() as w:
        mod = who_may_ban(w)
        reply = await drawn(w, "red apple", count=2)
        await drawn(w, "green pear", w.ben)
        said = private(await use(w, mod, "hide", member=w.ada, reason="spam"))
        assert f"2 pictures by <@{w.ada.id}> are now hidden" in said
        assert await shown(w, w.ben) == ["green pear"]
        assert await shown(w, w.ada, "history") == []
        assert GONE in private(await press(w, reply, "Re-roll", w.ben))
        assert GONE in private(await press(w, reply, "Details", w.ben))
        assert (
            "no pictures by" in private(await use(w, mod, "hide", member=w.ada, reason="x")).lower()
        )
        again = private(await use(w, mod, "unhide", member=w.ada, reason="sorry"))
        assert "2 pictures" in again
        assert await shown(w, w.ben) == ["green pear", "red apple", "red apple"]
        log = await ModerationLog(w.database).page(w.guild.id, 9)
        assert [(one.action, one.reason) for one in log] == [("unhide", "sorry"), ("hide", "spam")]
        assert "hid the pictures by" in private(await use(w, mod, "log"))


async def test_what_was_deleted_in_discord_is_not_shown_again_by_unhiding() -> None:
    async with world() as w:
        mod = who_may_ban(w)
        reply = await drawn(w, "red apple")
        await moderator(w).delete(reply.message)
        await shown(w, w.ben)
        assert "No picture" in private(await use(w, mod, "unhide", member=w.ada, reason="x"))
        await use(w, mod, "hide", member=w.ada, reason="x")
        assert not await PictureStore(w.database).in_message(reply.id, w.guild.id)


@pytest.mark.parametrize("command", ["hide", "unhide"])
async def test_only_moderators_hide_whatever_discords_settings_say(command: str) -> None:
    async with world() as w:
        await drawn(w, "red apple")
        await let_all_use(w)
        refusal = private(await use(w, w.ben, command, member=w.ada, reason="x"))
        assert "Timeout Members" in refusal
        assert await shown(w, w.ben) == ["red apple"]


async def test_nobody_shows_their_own_pictures_again() -> None:
    async with world() as w:
        mod = who_may_ban(w)
        await drawn(w, "red apple", mod)
        await use(w, mod, "hide", member=mod, reason="x")
        assert "another moderator" in private(await use(w, mod, "unhide", member=mod, reason="x"))
