"""Members report pictures; three of them hide one until a moderator has looked at it."""

import pytest

from bot.storage import BanStore, ReportStore
from bot.storage.people import reports as store
from bot.storage.pictures.pictures import SHOWN
from tests.bot.features.gallery.scenes import answer, drawn, forge, press, press_more, rows
from tests.bot.features.reports.scenes import labels, payload, report, reporting, said, send
from tests.bot.world import World, private, world


def there(w: World, message_id: int) -> bool:
    return any(message.id == message_id for message in w.channel.history())


async def test_a_report_reaches_the_review_channel_with_the_picture_behind_a_spoiler() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        thanks = private(await report(w, reply, w.ben, "this is rude"))
        assert thanks == "Thank you. The moderators will look at it."
        card = await scene.card("`this is rude`")
        assert labels(w, card) == ["Keep", "Remove", "Ban"]
        whole = said(w, card)
        assert f"By <@{w.ada.id}> in <#{w.channel.id}>" in whole
        assert f"<@{w.ben.id}>" in whole
        assert '"spoiler": true' in whole
        assert payload(w, card)["attachments"]
        assert payload(w, reply)["attachments"]


async def test_a_member_reports_a_picture_once_and_never_their_own() -> None:
    async with world() as w:
        await reporting(w)
        reply = await drawn(w)
        await report(w, reply, w.ben)
        assert private(await report(w, reply, w.ben)).startswith("You have reported this picture")
        own = private(await press_more(w, reply, "Report"))
        assert own.startswith("This is your own picture")


async def test_a_member_who_is_banned_between_the_form_and_its_sending_reports_nothing() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        opened = await press_more(w, reply, "Report", w.ben)
        await BanStore(w.database).ban(w.guild.id, scene.mod.id, w.ben.id, "spam", None)
        assert "banned you" in private(await send(w.ben, opened, "rude"))
        assert not await w.bot.stores.reports.list_open(w.guild.id, 9)


async def test_the_reports_of_a_member_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_A_DAY", 1)
    async with world(user_limit="none") as w:
        await reporting(w)
        await report(w, await drawn(w), w.ben)
        second = await drawn(w, "pear")
        assert private(await report(w, second, w.ben)).startswith("You have reported many")


async def test_three_reports_hide_a_picture_and_keeping_it_puts_it_back() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        one, two, three, late = scene.members(4)
        for member in (one, two):
            await report(w, reply, member)
        assert await rows(w, SHOWN)
        await report(w, reply, three)
        assert [row.hidden for row in await rows(w)] == ["reported"]
        await w.until(lambda: "Several members reported" in said(w, reply))
        assert not payload(w, reply)["attachments"]
        assert not labels(w, reply)
        card = await scene.card("3 members have reported it")
        assert "hidden until you decide" in said(w, card)
        await scene.mod.click(card, label="Keep")
        await w.until(lambda: payload(w, reply)["attachments"])
        assert "it stays" in said(w, reply)
        assert "Re-roll" in " ".join(labels(w, reply))
        assert await rows(w, SHOWN)
        decided = await scene.card(f"Kept by <@{scene.mod.id}>")
        assert labels(w, decided) == []
        assert [entry.action for entry in await scene.log()] == ["keep", "autohide"]
        (picture,) = await rows(w)
        record = await w.bot.stores.pictures.find(picture.id, w.guild.id)
        assert record
        await w.bot.stores.reports.add(record, late.id, "again", None)
        assert await rows(w, SHOWN), "what a moderator has kept is hidden by no further report"


async def test_removing_deletes_the_message_once_and_is_logged() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        await report(w, reply, w.ben)
        card = await scene.card("One member has reported it")
        await scene.mod.click(card, label="Remove")
        await w.until(lambda: not there(w, reply.id))
        assert [row.hidden for row in await rows(w)] == ["deleted"]
        await scene.card(f"Removed by <@{scene.mod.id}>")
        (entry,) = await scene.log()
        assert (entry.action, entry.moderator_id, entry.user_id) == (
            "delete",
            scene.mod.id,
            w.ada.id,
        )
        (picture,) = await rows(w)
        late = private(await forge(w, await drawn(w), f"reportkeep:{picture.id}", scene.mod))
        assert late.startswith("This was decided before: Removed by")


async def test_a_ban_removes_the_picture_and_keeps_its_author_from_drawing() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        await report(w, reply, w.ben)
        card = await scene.card("One member has reported it")
        result = await send(scene.mod, await scene.mod.click(card, label="Ban"), "1d", "rude")
        await w.until(lambda: not there(w, reply.id))
        assert "can't draw here any more" in result.followups[-1].content
        assert [entry.action for entry in await scene.log()] == ["ban", "delete"]
        assert "banned you" in private(await w.imagine())


async def test_without_a_review_channel_reports_are_kept_and_decided_from_their_list() -> None:
    async with world() as w:
        scene, reply = await reporting(w, with_channel=False), await drawn(w)
        thanks = private(await report(w, reply, w.ben, "this is rude"))
        assert "/moderation reports" in thanks
        assert not scene.cards.history()
        listed = await scene.mod.slash(w.channel, "moderation reports")
        assert "one report" in private(listed)
        shown = await scene.mod.click(await answer(w, listed), label="Decide 1")
        await w.until(lambda: shown.response and labels(w, shown.response))
        assert "this is rude" in said(w, shown.response)
        await scene.mod.click(shown.response, label="Keep")
        await w.until(lambda: "Kept by" in said(w, shown.response))
        assert "No reports wait" in private(await scene.mod.slash(w.channel, "moderation reports"))


async def test_a_picture_is_reported_from_the_context_menu_of_its_message() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        opened = await w.ben.context_menu(w.channel, "Report picture", reply.message)
        await send(w.ben, opened, "from the menu")
        await scene.card("`from the menu`")


async def test_pictures_of_one_message_are_reported_together() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w, count=2)
        (other,) = scene.members(1)
        await report(w, reply, w.ben)
        alone = await answer(w, await press(w, reply, "2", other))
        await report(w, alone, other)
        ((picture, count),) = await w.bot.stores.reports.list_open(w.guild.id, 9)
        assert (picture.place, count) == (0, 2)


async def test_a_member_without_the_permission_decides_nothing() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        await report(w, reply, w.ben)
        card = await scene.card("One member has reported it")
        for label in ("Keep", "Remove", "Ban"):
            assert private(await w.ben.click(card, label=label)).startswith(
                "This is for moderators"
            )
        assert await rows(w, SHOWN)


async def test_a_moderator_does_not_decide_on_reports_of_their_own_picture() -> None:
    async with world() as w:
        scene = await reporting(w)
        reply = await drawn(w, who=scene.mod)
        await report(w, reply, w.ben)
        card = await scene.card("One member has reported it")
        assert "another moderator decides" in private(await scene.mod.click(card, label="Keep"))


async def test_two_decisions_at_once_give_one() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        await report(w, reply, w.ben)
        (picture,) = await rows(w)
        reports: ReportStore = w.bot.stores.reports
        found = await reports.find(picture.id, w.guild.id)
        assert found
        made = [
            await reports.decide(found.picture, decision, scene.mod.id)
            for decision in store.ReportDecision
        ]
        assert made == [True, False]
        assert len(await scene.log()) == 1


async def test_what_a_deleted_member_reported_is_gone_from_the_card() -> None:
    async with world() as w:
        scene, reply = await reporting(w), await drawn(w)
        await report(w, reply, w.ben, "this is rude")
        card = await scene.card("`this is rude`")
        await w.bot.stores.privacy.erase(w.ben.id)
        w.bot.post_worker.wake()
        await w.until(lambda: "data about it was deleted" in said(w, card))
        assert str(w.ben.id) not in said(w, card)
