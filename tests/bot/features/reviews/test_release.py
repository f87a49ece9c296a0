"""`/moderation release`, and what is held while there is no channel for its card."""

import asyncio
from dataclasses import replace

from tests.bot.features.reviews.scenes import fill_in, labels, reviewing, said
from tests.bot.features.server_settings.scenes import owner, shown, use
from tests.bot.world import World, private, world


async def test_what_is_held_without_a_review_channel_is_decided_in_the_list() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        await _without_channel(w)
        asked = await w.imagine()
        w.service.finish()
        await _held(w, 1)
        listed = await there.mod.slash(w.channel, "moderation release")
        assert f"1. Picture by <@{w.ada.id}>" in private(listed)
        assert "shown in no channel" in private(listed)
        opened = await there.mod.click(listed.response, label="Open 1")
        assert opened.ephemeral
        card = opened.response
        assert card
        assert '"spoiler": true' in said(w, card)
        await there.mod.click(card, label="Approve")
        await w.answered(asked)
        assert f"Approved by <@{there.mod.id}>" in said(w, card)
        assert labels(w, card) == []
        empty = await there.mod.slash(w.channel, "moderation release")
        assert private(empty) == "Nothing waits for a decision."


async def test_a_private_card_shows_a_rejection_too() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt")
        await _without_channel(w)
        await w.ada.slash(w.channel, "imagine", prompt="red apple")
        listed = await there.mod.slash(w.channel, "moderation release")
        card = (await there.mod.click(listed.response, label="Open 1")).response
        assert card
        await fill_in(there.mod, await there.mod.click(card, label="Reject"), "no")
        assert f"Rejected by <@{there.mod.id}>" in said(w, card)


async def test_a_new_review_channel_gets_the_cards_that_wait() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt")
        await _without_channel(w)
        await w.ada.slash(w.channel, "imagine", prompt="red apple")
        await _held(w, 1)
        boss = owner(w)
        assert "`/moderation release`" in await shown(w, boss)
        new = w.guild.create_text_channel("new-reviews")
        answer = private(await use(w, boss, "approval channel", channel=new))
        assert f"<#{new.id}> from now on, and 1 that waits already." in answer
        assert f"Everybody can read <#{new.id}>" in answer
        await _posted(w)
        (card,) = new.history()
        assert "`red apple`" in said(w, card)
        listed = private(await there.mod.slash(w.channel, "moderation release"))
        assert f"/{new.id}/{card.id}>)" in listed
        assert "`/moderation release`" not in await shown(w, boss)


async def test_cards_of_a_deleted_channel_are_in_the_list() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt")
        w.env.backend.delete_channel(there.cards.id)
        await w.ada.slash(w.channel, "imagine", prompt="red apple")
        await _held(w, 1)
        listed = await there.mod.slash(w.channel, "moderation release")
        assert "shown in no channel" in private(listed)
        card = (await there.mod.click(listed.response, label="Open 1")).response
        await there.mod.click(card, label="Approve")
        await w.until(lambda: w.service.requests)


async def test_the_list_is_paged() -> None:
    async with world(user_limit="none", user_in_flight=20) as w:
        there = await reviewing(w, approval="prompt")
        for number in range(7):
            await w.ada.slash(w.channel, "imagine", prompt=f"apple {number}", seed=number)
        await _held(w, 7)
        listed = await there.mod.slash(w.channel, "moderation release")
        assert listed.response
        assert "6. Request" in listed.response.content
        await there.mod.click(listed.response, label="Next")
        assert labels(w, listed.response) == ["Back", "Open 1"]


async def _without_channel(w: World) -> None:
    server = await w.bot.stores.preferences.server(w.guild.id)
    await w.server_chooses(replace(server, review_channel=None))


async def _posted(w: World) -> None:
    """Wait until every card is noted as posted."""
    async with asyncio.timeout(10):
        while (await w.bot.stores.reviews.count_unposted(w.guild.id))[1]:  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def _held(w: World, count: int) -> None:
    """Wait until so many things are held."""
    async with asyncio.timeout(10):
        while len(await w.bot.stores.reviews.list_open(w.guild.id, 20)) < count:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.005)
