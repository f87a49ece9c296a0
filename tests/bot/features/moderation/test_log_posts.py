"""The log is repeated in a channel: each entry once, in its order."""

import itertools

import pytest
import simcord
import sqlalchemy as sa

from bot.storage import BanStore, ServerPreferences, StrikeRules
from bot.storage.db.tables import posts
from bot.storage.people import moderation_log
from tests.bot.features.moderation.acting import moderator, use
from tests.bot.features.reports.scenes import said, wait_for
from tests.bot.world import World, private, world


def owner_of(w: World) -> simcord.MemberActor:
    return w.guild.add_member(w.guild.owner)


async def test_each_entry_is_posted_once_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moderation_log, "_POST_GAP_S", 0.01)
    async with world() as w:
        logs, mod = w.guild.create_text_channel("log"), moderator(w)
        told = private(await owner_of(w).slash(w.channel, "server log set", channel=logs))
        assert f"repeated in <#{logs.id}>" in told
        await use(w, mod, "warn", member=w.ben, reason="first")
        await use(w, mod, "ban", member=w.ben, reason="second", duration="1h")
        await use(w, mod, "unban", member=w.ben, reason="third")
        await wait_for(w, logs, "`third`")
        whole = [said(w, message) for message in logs.history()]
        if "`third`" in whole[0]:
            whole.reverse()
        assert len(whole) == 4
        for reason, message in zip(("first", "second", "third"), whole[1:], strict=True):
            assert f"`{reason}`" in message


async def test_nothing_is_posted_without_a_channel_or_after_it_is_taken_away() -> None:
    async with world() as w:
        logs, mod, owner = w.guild.create_text_channel("log"), moderator(w), owner_of(w)
        await use(w, mod, "warn", member=w.ben, reason="before")
        await owner.slash(w.channel, "server log set", channel=logs)
        await owner.slash(w.channel, "server log off")
        await use(w, mod, "warn", member=w.ben, reason="after")
        async with w.database.reading() as connection:
            subjects = (await connection.execute(sa.select(posts.c.subject))).scalars().all()
        entries = await w.bot.stores.log.page(w.guild.id, 9)
        assert len(entries) == 4
        assert [entry.action for entry in entries if str(entry.id) in subjects] == ["settings"]


async def test_a_channel_in_which_the_bot_cannot_write_is_refused() -> None:
    async with world() as w:
        closed = w.guild.create_text_channel("log", overwrites=w.deny_bot("send_messages"))
        said_ = private(await owner_of(w).slash(w.channel, "server log set", channel=closed))
        assert said_.startswith(f"I can't write in <#{closed.id}>")
        assert (await w.bot.stores.preferences.server(w.guild.id)).log_channel is None


async def test_a_burst_is_spread_below_the_limit_of_discord() -> None:
    async with world() as w:
        await w.server_chooses(ServerPreferences(log_channel=5, log_application=6))
        bans = BanStore(w.database)
        for user in range(1, 6):
            await bans.ban(w.guild.id, 1, user, "raid", None)
        async with w.database.reading() as connection:
            times = sa.select(posts.c.not_before).order_by(sa.cast(posts.c.subject, sa.Integer))
            due = (await connection.execute(times)).scalars().all()
        gaps = [later - earlier for earlier, later in itertools.pairwise(due)]
        assert len(gaps) == 4
        assert min(gaps) > 0.99


async def test_a_member_whose_data_is_deleted_is_named_by_no_posted_entry() -> None:
    async with world() as w:
        logs, mod = w.guild.create_text_channel("log"), moderator(w)
        await owner_of(w).slash(w.channel, "server log set", channel=logs)
        await use(w, mod, "unban", member=w.ben, reason="x")
        await w.bot.stores.strikes.add(w.guild.id, mod.id, w.ben.id, "spam", StrikeRules())
        entry = await wait_for(w, logs, "`spam`")
        await w.bot.stores.privacy.erase(w.ben.id)
        w.bot.post_worker.wake()
        await w.until(lambda: str(w.ben.id) not in said(w, entry))
        assert "spam" not in said(w, entry)
