"""What owners let moderators approve."""

import discord

from tests.bot.features.server_settings.scenes import chosen, let_all_use, owner, shown, use
from tests.bot.world import private, world


async def test_what_is_approved_is_set_for_the_server_or_one_channel() -> None:
    async with world() as w:
        boss = owner(w)
        said = private(await use(w, boss, "approval mode", what="both"))
        assert said.startswith("Moderators approve here: prompts and pictures.")
        assert "no channel for them yet: `/server approval channel`" in said
        there = await use(w, boss, "approval mode", what="none", channel=w.channel)
        assert private(there).startswith(f"Moderators approve in <#{w.channel.id}>: nothing.")
        server = await chosen(w)
        assert (server.approval, server.channel_approval) == ("both", {w.channel.id: "none"})
        back = await use(w, boss, "approval mode", what="server", channel=w.channel)
        assert "prompts and pictures" in private(back)
        assert (await chosen(w)).channel_approval == {}


async def test_the_deadline_is_set_with_what_happens_then() -> None:
    async with world() as w:
        boss = owner(w)
        said = private(await use(w, boss, "approval deadline", hours=1, then="approve"))
        assert said == (
            "What nobody decides on is approved after an hour, unless the filter holds it."
        )
        said = private(await use(w, boss, "approval deadline", hours=48, then="reject"))
        assert said == "What nobody decides on is rejected after 48 hours."
        assert ((await chosen(w)).review_hours, (await chosen(w)).review_timeout) == (48, "reject")


async def test_a_review_channel_in_which_the_bot_may_not_write_is_refused() -> None:
    async with world() as w:
        boss = owner(w)
        closed = w.guild.create_text_channel("mods", overwrites=w.deny_bot("send_messages"))
        said = private(await use(w, boss, "approval channel", channel=closed))
        assert "Send Messages" in said
        assert (await chosen(w)).review_channel is None


async def test_a_channel_of_the_moderators_alone_is_no_problem() -> None:
    async with world() as w:
        boss = owner(w)
        hidden = discord.PermissionOverwrite(view_channel=False)
        seen = discord.PermissionOverwrite(view_channel=True)
        overwrites = {w.guild.default_role: hidden, w.env.bot.user: seen, boss: seen}
        mods = w.guild.create_text_channel("mods", overwrites=overwrites)
        said = private(await use(w, boss, "approval channel", channel=mods))
        assert said == f"What waits for moderators is shown in <#{mods.id}> from now on."
        assert "Everybody can read" not in await shown(w, boss)
        assert (await chosen(w)).review_channel == mods.id


async def test_who_may_not_manage_the_server_sets_nothing() -> None:
    async with world() as w:
        await let_all_use(w)
        for command, options in (
            ("mode", {"what": "both"}),
            ("channel", {"channel": w.channel}),
            ("deadline", {"hours": 1}),
        ):
            assert "Manage Server" in private(await use(w, w.ben, f"approval {command}", **options))
