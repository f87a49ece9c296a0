"""`/rules` explains what holds in a channel, and what happened to a member's own."""

from datetime import time

import simcord

from bot.delivery.held_notices import rejection_text
from bot.storage import (
    BanStore,
    Decision,
    QuietHours,
    ServerPreferences,
    StrikeRules,
    StrikeStore,
    WordRule,
)
from tests.bot.features.reports.scenes import said
from tests.bot.world import World, world


async def rules(w: World, who: simcord.MemberActor | None = None) -> str:
    """What a member reads, who alone reads it."""
    result = await (who or w.ada).slash(w.channel, "rules")
    await w.until(lambda: result.response)
    assert result.ephemeral
    return said(w, result.response)


async def test_what_is_filtered_here_is_told_from_the_servers_settings() -> None:
    async with world(user_limit="5/hour") as w:
        hours = QuietHours(time(22), time(7), "Europe/Berlin")
        await w.server_chooses(
            ServerPreferences(
                categories={"violence": "hold", "hate": "off"},
                channel_approval={w.channel.id: "picture"},
                quiet_hours=hours,
            )
        )
        whole = await rules(w)
        for words in (
            "Sexual content with minors: always refused",
            "Violence and gore: held until a moderator decides",
            "Hate: allowed",
            "from 0.3, waits for a moderator from 0.5, and isn't shown from 0.85",
            "before anybody else: pictures",
            "22:00 to 07:00 (Europe/Berlin)",
            "5 pictures",
            "0 of 3",
            "Nothing of yours was held lately",
        ):
            assert words in whole


async def test_the_operators_least_holds_beside_the_servers_choice() -> None:
    async with world(least_categories={"hate": "refuse"}) as w:
        await w.server_chooses(ServerPreferences(categories={"hate": "off"}))
        assert "Hate: refused" in await rules(w)


async def test_a_servers_own_rules_are_counted_and_not_told() -> None:
    async with world() as w:
        kept = w.bot.stores.word_rules
        await kept.change(w.guild.id, lambda _old: [WordRule("word", "zanzibar")])
        whole = await rules(w)
        assert "a rule of its own" in whole
        assert "zanzibar" not in whole


async def test_a_member_reads_why_theirs_was_held_and_their_own_alone() -> None:
    async with world() as w:
        await w.server_chooses(ServerPreferences(approval="prompt"))
        await w.ada.slash(w.channel, "imagine", prompt="red apple")
        assert "a request (moderators look at everything here): waits" in await rules(w)
        assert "Nothing of yours" in await rules(w, w.ben)
        reviews = w.bot.stores.reviews
        (review,) = await reviews.list_open(w.guild.id, 9)
        decision = review.id, w.guild.id, Decision.REJECT, 9, "too red"
        await reviews.decide(*decision, rejection_text)
        whole = await rules(w)
        assert "not approved; you can appeal" in whole
        assert "`too red`" in whole


async def test_warnings_and_a_ban_are_told() -> None:
    async with world() as w:
        strikes = StrikeStore(w.database)
        await strikes.add(w.guild.id, 9, w.ada.id, "spam", StrikeRules())
        await strikes.take_untold(w.guild.id, w.ada.id)
        await BanStore(w.database).ban(w.guild.id, 9, w.ada.id, "rude", None)
        whole = await rules(w)
        assert "1 of 3" in whole
        assert "banned you from drawing here permanently. Reason: `rude`" in whole
