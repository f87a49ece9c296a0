"""Cards in the review channel, and what moderators decide on them."""

from tests.bot.features.reviews.scenes import fill_in, labels, reviewing, said
from tests.bot.world import private, world

BUTTONS = ["Approve", "Approve as spoiler", "Reject", "Warn", "Ban"]


async def test_an_approved_picture_is_posted_and_its_card_says_who_approved_it() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        asked = await w.imagine(negative_prompt="frogs")
        w.service.finish()
        card = await there.card("A picture waits for approval")
        for what in (
            f"<@{w.ada.id}>",
            f"<#{w.channel.id}>",
            "`red apple`",
            "`frogs`",
            "approved first",
        ):
            assert what in said(w, card)
        assert labels(w, card) == BUTTONS
        assert '"spoiler": true' in said(w, card)
        assert asked.response
        assert not asked.response.attachments
        await there.mod.click(card, label="Approve")
        shown = await w.answered(asked)
        assert not shown.attachments[0].filename.startswith("SPOILER_")
        decided = await there.card(f"Approved by <@{there.mod.id}>")
        assert decided.id == card.id
        assert labels(w, decided) == []
        assert "attachment" not in said(w, decided).replace('"attachments": []', "")
        (entry,) = await there.log()
        assert (entry.action, entry.moderator_id, entry.user_id) == (
            "approve",
            there.mod.id,
            w.ada.id,
        )


async def test_a_picture_approved_as_a_spoiler_is_posted_behind_one() -> None:
    async with world() as w:
        there = await reviewing(w)
        w.checker.score = 0.6
        asked = await w.imagine()
        w.service.finish()
        card = await there.card("nudity, 0.6")
        await there.mod.click(card, label="Approve as spoiler")
        shown = await w.answered(asked)
        assert shown.attachments[0].filename.startswith("SPOILER_")
        await there.card(f"Approved as a spoiler by <@{there.mod.id}>")


async def test_an_approved_prompt_is_drawn_and_a_rejected_one_is_not() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt")
        asked = await w.ada.slash(w.channel, "imagine", prompt="red apple")
        card = await there.card("A request waits for approval")
        assert not w.service.requests
        assert asked.response
        await w.until(lambda: "waits for a moderator" in asked.response.content)
        assert "apple" not in asked.response.content
        await there.mod.click(card, label="Approve")
        await w.until(lambda: w.service.requests)
        w.service.finish()
        await w.answered(asked)
        again = await w.ada.slash(w.channel, "imagine", prompt="blue boat")
        card = await there.card("`blue boat`")
        form = await there.mod.click(card, label="Reject")
        await fill_in(there.mod, form, "no boats")
        assert again.response
        await w.until(lambda: "Reason: `no boats`" in again.response.content)
        assert "boat`" not in again.response.content
        assert labels(w, again.response) == ["Appeal"]
        assert len(w.service.requests) == 1
        assert "no boats" in said(w, await there.card("Rejected by"))


async def test_the_second_of_two_moderators_reads_who_was_first() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        await w.imagine()
        w.service.finish()
        card = await there.card("waits for approval")
        form = await there.other.click(card, label="Reject")
        await there.mod.click(card, label="Approve")
        late = private(await fill_in(there.other, form, "no"))
        assert late.startswith(f"Somebody was faster. Approved by <@{there.mod.id}>")
        assert [entry.action for entry in await there.log()] == ["approve"]


async def test_a_warning_rejects_and_gives_one_strike() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        asked = await w.imagine()
        w.service.finish()
        card = await there.card("warnings: 0")
        form = await there.mod.click(card, label="Warn")
        result = await fill_in(there.mod, form, "not here")
        assert f"<@{w.ada.id}>" in result.followups[-1].content
        await w.until(lambda: asked.response and "not here" in asked.response.content)
        (strike,) = await w.bot.stores.strikes.list_counting(w.guild.id, w.ada.id)
        assert (strike.kind, strike.reason) == ("picture", "not here")
        assert sorted(entry.action for entry in await there.log()) == ["reject", "strike"]


async def test_a_ban_from_a_card_rejects_and_bans_for_its_time() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        await w.imagine()
        w.service.finish()
        card = await there.card("waits for approval")
        form = await there.mod.click(card, label="Ban")
        assert "`soon`" in private(await fill_in(there.mod, form, "soon", "spam"))
        assert (await there.review()).is_open
        form = await there.mod.click(card, label="Ban")
        await fill_in(there.mod, form, "1d", "spam")
        ban = await w.bot.stores.bans.find_ban(w.guild.id, w.ada.id)
        assert ban
        assert ban.until
        await there.card("Rejected by")


async def test_who_may_not_moderate_decides_nothing() -> None:
    async with world() as w:
        there = await reviewing(w, approval="picture")
        await w.imagine()
        w.service.finish()
        card = await there.card("waits for approval")
        for label in BUTTONS:
            assert "moderators" in private(await w.ben.click(card, label=label)).lower()
        assert (await there.review()).is_open


async def test_what_is_cancelled_while_it_is_held_is_said_on_its_card() -> None:
    async with world() as w:
        there = await reviewing(w, approval="prompt")
        await w.ada.slash(w.channel, "imagine", prompt="red apple")
        card = await there.card("`red apple`")
        await w.ada.slash(w.channel, "cancel", request="all")
        await there.card("Cancelled before anybody decided")
        assert labels(w, card) == []
        cancelled = [one.content for one in w.channel.history() if "ancelled" in one.content]
        assert not any("apple" in content for content in cancelled)
