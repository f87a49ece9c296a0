"""Requests that are called off, by their button and by `/cancel`."""

import asyncio

import discord
import pytest
import simcord

from bot.app import run_workers
from bot.composition import build
from bot.delivery.progress_updates import ProgressUpdater
from bot.interactions.client import SyncedCommands
from bot.jobs.files import JobFiles
from bot.storage import Job, JobRequest, Message, ModerationLog, PictureRecord, State
from generation import Finished, Progress
from tests.bot.fakes import FakeService
from tests.bot.world import TIMELESS, World, private, scratch, simulated, world


async def pressed(
    w: World, result: simcord.InteractionResult, who: simcord.MemberActor
) -> simcord.InteractionResult:
    """Press the button of an answer that is still to come."""
    await w.until(lambda: buttons(w, result))
    assert result.response
    return await who.click(result.response.message, custom_id=buttons(w, result)[0])


def buttons(w: World, result: simcord.InteractionResult) -> list[str]:
    """The ids of the buttons under an answer."""
    if result.response is None:
        return []
    stored = w.env.backend.get_message(w.channel.id, result.response.id)
    return [button["custom_id"] for row in stored.components for button in row["components"]]


async def waits(w: World, *prompts: str, who: simcord.MemberActor | None = None) -> None:
    """Ask for something while the model is still being loaded."""
    w.service.phase("loading")
    for prompt in prompts:
        await w.imagine(prompt, who)


def said(result: simcord.InteractionResult) -> str:
    return result.response.content if result.response else ""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers be edited often."""
    monkeypatch.setattr(ProgressUpdater.__init__, "__defaults__", (0.01,))


async def test_the_author_calls_a_drawing_off_and_the_answer_says_who_did() -> None:
    async with world() as w:
        result = await w.imagine("red apple")
        assert "cancelled" in private(await pressed(w, result, w.ada))
        await w.until(lambda: "Cancelled" in said(result))
        assert f"Cancelled by <@{w.ada.id}>" in said(result)
        assert "red apple" in said(result)
        assert w.service.cancelled == [w.service.requests[0].id]
        assert not buttons(w, result)


async def test_the_allowance_comes_back() -> None:
    async with world(user_limit="1/hour", user_in_flight=1) as w:
        result = await w.imagine("red apple")
        await pressed(w, result, w.ada)
        assert not (await w.imagine("blue boat")).ephemeral


async def test_what_is_called_off_near_its_end_is_charged_and_its_member_told() -> None:
    async with world(user_limit="4/hour") as w:
        result = await w.imagine("red apple", count=4)
        w.service.tell(w.service.requests[0], Progress(41, 80))
        await w.until(lambda: "step 41" in said(result))
        told = private(await pressed(w, result, w.ada))
        assert "1 of 4 pictures don't count toward the limit; 3 had been drawn" in told
        await w.until(lambda: "counted toward the limit: 3 of 4" in said(result))
        refusal = private(await w.ada.slash(w.channel, "imagine", prompt="two", count=2))
        assert "Right now 1 is left, and this counts as 2" in refusal


async def test_an_end_that_is_just_written_down_is_not_cheaper_to_call_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world(user_limit="1/hour") as w:
        writing, written = asyncio.Event(), asyncio.Event()
        store = JobFiles.store

        async def slowly(
            job_files: JobFiles, order: JobRequest, result: Finished
        ) -> tuple[PictureRecord, ...]:
            writing.set()
            await written.wait()
            return await store(job_files, order, result)

        monkeypatch.setattr(JobFiles, "store", slowly)
        result = await w.imagine("red apple")
        w.service.tell(w.service.requests[0], Progress(20, 20))
        w.service.finish()
        await writing.wait()
        assert "all of it counts toward the limit" in private(await pressed(w, result, w.ada))
        written.set()
        assert (await w.imagine("blue boat")).ephemeral


async def test_a_stranger_cancels_nothing() -> None:
    async with world() as w:
        result = await w.imagine("red apple")
        refusal = private(await pressed(w, result, w.ben))
        assert f"Only <@{w.ada.id}> or a moderator" in refusal
        assert not w.service.cancelled
        w.service.finish()
        await w.answered(result)


async def test_a_moderator_cancels_anybodys_and_is_named() -> None:
    async with world() as w:
        moderator = moderating(w)
        result = await w.imagine("red apple")
        assert "cancelled" in private(await pressed(w, result, moderator))
        await w.until(lambda: f"Cancelled by <@{moderator.id}>" in said(result))
        (entry,) = await ModerationLog(w.database).page(w.guild.id, 10)
        assert (entry.moderator_id, entry.user_id) == (moderator.id, w.ada.id)
        assert (entry.action, entry.reason) == ("cancel", "red apple")


async def test_what_members_cancel_of_their_own_is_not_logged() -> None:
    async with world() as w:
        await pressed(w, await w.imagine("red apple"), w.ada)
        assert await ModerationLog(w.database).page(w.guild.id, 10) == []


def moderating(w: World) -> simcord.MemberActor:
    """A member with Manage Messages."""
    role = w.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
    return w.guild.add_member(w.env.create_user("mod"), roles=[role])


async def test_who_moderates_one_channel_reaches_into_no_other() -> None:
    async with world() as w:
        own = w.guild.create_text_channel(
            "ours", overwrites={w.ben: discord.PermissionOverwrite(manage_messages=True)}
        )
        await waits(w, "red apple")
        offered = await w.ben.autocomplete(own, "cancel", "request", "")
        assert [choice["name"] for choice in offered] == ["All my requests"]
        (order,) = await w.bot.stores.jobs.list_waiting(1)
        refusal = private(await w.ben.slash(own, "cancel", request=order.id))
        assert "Only" in refusal
        assert await w.bot.stores.jobs.order(order.id)


async def test_nothing_of_a_cancelled_request_is_shown_any_more() -> None:
    async with world() as w:
        result = await w.imagine("red apple")
        w.service.tell(w.service.requests[0], Progress(3, 20))
        await w.until(lambda: "step 3" in said(result))
        await pressed(w, result, w.ada)
        await w.until(lambda: "Cancelled" in said(result))
        last = said(result)
        # Several rounds of the progress updater.
        await asyncio.sleep(0.1)
        assert said(result) == last
        assert not buttons(w, result)
        assert not await w.bot.progress_updater.list_progress(10)


async def test_a_request_that_still_waits_is_cancelled_too_and_never_drawn() -> None:
    async with world() as w:
        w.service.phase("loading")
        result = await w.imagine("red apple")
        await pressed(w, result, w.ada)
        await w.until(lambda: "Cancelled" in said(result))
        w.service.phase("ready")
        other = await w.imagine("blue boat")
        w.service.finish()
        await w.answered(other)
        assert [request.prompt for request in w.service.requests] == ["blue boat"]


async def test_a_press_after_the_end_gets_a_sentence() -> None:
    async with world() as w:
        result = await w.imagine("red apple")
        await w.until(lambda: buttons(w, result))
        # The button is there until the answer is.
        w.bot.outbox_worker.hold()
        w.service.finish()
        await w.until(lambda: w.bot.dispatcher.units == 0)
        assert "has already ended" in private(await pressed(w, result, w.ada))
        assert not w.service.cancelled


async def test_a_job_of_another_server_gets_the_same_sentence() -> None:
    async with world() as w:
        result = await w.imagine("red apple")
        await w.until(lambda: buttons(w, result))
        elsewhere = w.env.create_guild("Elsewhere")
        channel = elsewhere.create_text_channel("art")
        eve = elsewhere.add_member(w.env.create_user("eve"))
        w.service.phase("loading")
        theirs = await eve.slash(channel, "imagine", prompt="green pear")
        assert theirs.response
        await w.until(lambda: w.env.backend.get_message(channel.id, theirs.response.id).components)
        refusal = await eve.slash(channel, "cancel", request=buttons(w, result)[0].split(":")[1])
        assert "another server" in private(refusal)
        assert not w.service.cancelled


async def test_cancel_offers_a_members_own_requests_by_their_prompts() -> None:
    async with world() as w:
        await waits(w, "red apple", "blue boat")
        await waits(w, "green pear", who=w.ben)
        offered = await w.ada.autocomplete(w.channel, "cancel", "request", "")
        assert [choice["name"] for choice in offered] == [
            "All my requests", "red apple", "blue boat",
        ]  # fmt: skip
        found = await w.ada.autocomplete(w.channel, "cancel", "request", "BOAT")
        assert [choice["name"] for choice in found] == ["blue boat"]


async def test_moderators_are_offered_all_of_the_servers_their_own_first() -> None:
    async with world() as w:
        moderator = moderating(w)
        await waits(w, "red apple")
        await waits(w, "blue boat", who=moderator)
        offered = await moderator.autocomplete(w.channel, "cancel", "request", "")
        assert [choice["name"] for choice in offered][1:] == ["blue boat", "ada: red apple"]


async def test_over_25_requests_are_offered_as_far_as_discord_takes_them_and_found_by_typing() -> (
    None
):
    async with world(user_in_flight=30, user_share=1) as w:
        await waits(w, *(f"{'x' * 120} {number}" for number in range(25)), "blue boat")
        offered = await w.ada.autocomplete(w.channel, "cancel", "request", "")
        assert len(offered) == 25
        assert max(len(choice["name"]) for choice in offered) == 100
        found = await w.ada.autocomplete(w.channel, "cancel", "request", "boat")
        assert [choice["name"] for choice in found] == ["blue boat"]


async def test_all_cancels_all_of_ones_own_and_no_other() -> None:
    async with world() as w:
        await waits(w, "red apple", "blue boat")
        await waits(w, "green pear", who=w.ben)
        result = await w.ada.slash(w.channel, "cancel", request="all")
        assert private(result).startswith("2 requests have been cancelled")
        left = await w.bot.stores.jobs.list_open(None, w.guild.id)
        assert [order.request.prompt for order, _ in left] == ["green pear"]
        again = await w.ada.slash(w.channel, "cancel", request="all")
        assert private(again) == "You have no open requests here."


async def test_what_is_typed_and_is_no_request_gets_a_sentence() -> None:
    async with world() as w:
        result = await w.ada.slash(w.channel, "cancel", request="the apple")
        assert "has already ended" in private(result)


async def test_a_cancellation_is_told_after_a_restart_and_once() -> None:
    async with scratch() as (settings, database):
        service = FakeService()
        service.phase("loading")
        async with simulated(settings, service, database) as w:
            async with run_workers(w.bot, grace_s=0):
                result = await w.imagine("red apple")
                w.bot.outbox_worker.hold()
                await pressed(w, result, w.ada)
            assert "Cancelled" not in said(result)
            anew = build(settings, FakeService(), database, SyncedCommands(None), TIMELESS)
            await w.env.restart_bot(anew.client)
            async with run_workers(anew, grace_s=0):
                await w.until(lambda: "Cancelled" in said(result))
                assert not await anew.outbox_worker._outbox.take(9)


async def test_of_a_cancellation_and_an_end_at_the_same_time_exactly_one_wins() -> None:
    async with world() as w:
        w.service.phase("loading")
        await w.imagine("red apple")
        w.bot.outbox_worker.hold()
        w.bot.dispatcher.close()
        (job,) = await w.bot.stores.jobs.claim(1)
        done, off = await asyncio.gather(finished(w, job), called_off(w, job))
        assert done is not off


async def finished(w: World, job: Job) -> bool:
    return await w.bot.stores.jobs.finish(job, Message(State.DELIVERED, "there"))


async def called_off(w: World, job: Job) -> bool:
    return await w.bot.stores.jobs.call_off(
        job.id, Message(State.CANCELLED, "off", reason="Cancelled")
    )
