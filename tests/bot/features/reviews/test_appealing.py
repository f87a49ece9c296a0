"""Appeals against rejections, and what follows from them."""

import asyncio
from typing import Any

import simcord

from bot.storage import PictureRecord, ReviewState
from tests.bot.features.reviews.scenes import (
    Reviewing,
    fill_in,
    labels,
    reviewing,
    said,
    wait_for,
)
from tests.bot.world import World, private, world


async def rejected(there: Reviewing, prompt: str = "red apple") -> tuple[Any, Any]:
    """Let a moderator reject what Ada asks for; returns its card and her reply."""
    w = there.w
    asked = await w.ada.slash(w.channel, "imagine", prompt=prompt)
    if (await w.bot.stores.preferences.server(w.guild.id)).approval == "picture":
        await w.until(lambda: w.service.requests)
        w.service.finish()
    card = await there.card(f"`{prompt}`")
    await fill_in(there.mod, await there.mod.click(card, label="Reject"), "too red")
    await w.until(lambda: asked.response and "too red" in asked.response.content)
    return card, asked.response


async def _pictures_in(w: World, message_id: int) -> list[PictureRecord]:
    """Wait for the pictures of a message, which are noted after it is posted."""
    async with asyncio.timeout(10):
        while True:
            if found := await w.bot.stores.pictures.in_message(message_id, w.guild.id):
                return found
            await asyncio.sleep(0.005)


async def appeal(
    there: Reviewing, reply: Any, words: str = "it is only fruit"
) -> simcord.InteractionResult:
    """Let Ada appeal against a rejection."""
    w = there.w
    return await fill_in(w.ada, await w.ada.click(reply, label="Appeal"), words)


async def test_an_appealed_picture_is_decided_by_another_moderator_and_posted() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        card, reply = await rejected(there)
        result = await appeal(there, reply)
        assert result.followups[-1].content.startswith("Thanks.")
        assert labels(w, reply) == []
        card = await there.card("`it is only fruit`")
        assert f"Rejected by <@{there.mod.id}>" in said(w, card)
        assert labels(w, card)[0] == "Approve"
        own = private(await there.mod.click(card, label="Approve"))
        assert own.startswith("You rejected this")
        await there.other.click(card, label="Approve as spoiler")
        answer = await wait_for(w, w.channel, "Here is your picture")
        assert f"<@{w.ada.id}>" in said(w, answer)
        assert '"spoiler": true' in said(w, answer)
        assert "Re-roll" in labels(w, answer)
        (picture,) = await _pictures_in(w, answer.id)
        assert picture.spoiler
        assert [entry.action for entry in await there.log()] == ["overturn", "reject"]
        await there.card(f"approved by <@{there.other.id}>")


async def test_the_buttons_under_a_picture_that_an_appeal_published_work() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        _, reply = await rejected(there)
        await appeal(there, reply)
        await there.other.click(await there.card("`it is only fruit`"), label="Approve")
        answer = await wait_for(w, w.channel, "Here is your picture")
        before = len(w.service.requests)
        await w.ben.click(answer, label="Re-roll")
        await w.until(lambda: len(w.service.requests) > before)


async def test_an_appealed_prompt_is_drawn_by_its_member_alone_and_not_held_again() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt")
        _, reply = await rejected(there)
        await appeal(there, reply)
        card = await there.card("`it is only fruit`")
        assert "Approve as spoiler" not in labels(w, card)
        await there.other.click(card, label="Approve")
        notice = await wait_for(w, w.channel, "your request is approved")
        assert "apple" not in said(w, notice)
        not_his = private(await w.ben.click(notice, label="Draw it"))
        assert not_his.startswith("Only the member")
        assert not w.service.requests
        drawn = await w.ada.click(notice, label="Draw it")
        await w.until(lambda: w.service.requests)
        w.service.finish()
        await w.answered(drawn)


async def test_an_upheld_rejection_is_told_with_its_reason_and_stays() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        _, reply = await rejected(there)
        await appeal(there, reply)
        card = await there.card("`it is only fruit`")
        await fill_in(there.other, await there.other.click(card, label="Reject"), "still red")
        notice = await wait_for(w, w.channel, "the rejection stays")
        assert "still red" in said(w, notice)
        assert [entry.action for entry in await there.log()] == ["uphold", "reject"]
        await there.card("The rejection stays, says")


async def test_only_the_author_appeals_and_only_once() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt")
        _, reply = await rejected(there)
        assert private(await w.ben.click(reply, label="Appeal")).startswith("Only the member")
        first, second = [await w.ada.click(reply, label="Appeal") for _ in range(2)]
        await fill_in(w.ada, first, "please")
        late = private(await fill_in(w.ada, second, "once more"))
        assert late.startswith("There's no appeal")
        assert (await there.review()).appeal == "please"


async def test_a_picture_that_the_filter_blocked_gets_its_card_when_its_member_appeals() -> None:
    async with world() as w:
        there = await reviewing(w)
        w.checker.score = 0.95
        asked = await w.imagine()
        w.service.finish()
        await w.until(lambda: asked.response and labels(w, asked.response) == ["Appeal"])
        assert there.cards.history() == []
        await appeal(there, asked.response)
        card = await there.card("nudity, 0.95")
        assert "Rejected without a moderator" in said(w, card)
        await there.mod.click(card, label="Approve")
        await wait_for(w, w.channel, "Here is your picture")


async def test_an_appeal_that_nobody_decides_on_is_rejected_at_its_deadline() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt", review_hours=-1.0)
        await w.ada.slash(w.channel, "imagine", prompt="red apple")
        await w.bot.held_jobs._decide_overdue()
        reply = await wait_for(w, w.channel, "in time")
        await appeal(there, reply)
        await w.bot.held_jobs._decide_overdue()
        await wait_for(w, w.channel, "nobody decided on your appeal in time")
        await there.card("nobody decided on the appeal in time")
        assert not await w.bot.stores.reviews.list_open(w.guild.id, 1)
        assert {(entry.action, entry.moderator_id) for entry in await there.log()} == {
            ("reject", 0),
            ("uphold", 0),
        }


async def test_what_the_server_approves_at_the_deadline_is_drawn() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt", review_hours=-1.0, review_timeout="approve")
        await w.ada.slash(w.channel, "imagine", prompt="red apple")
        await w.bot.held_jobs._decide_overdue()
        await w.until(lambda: w.service.requests)
        await there.card("because nobody decided in time")


async def test_rejected_pictures_are_shown_to_moderators_alone() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        await rejected(there)
        for who in (w.ada, w.ben):
            for command in ("gallery", "history"):
                assert "apple" not in str((await who.slash(w.channel, command)).response)
        kept = await there.mod.slash(w.channel, "moderation kept")
        assert "rejected: `red apple`" in private(kept)
        (picture,) = await w.bot.stores.hidden.list_kept(w.guild.id, 5)
        assert picture.why == ReviewState.REJECTED
