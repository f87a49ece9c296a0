"""The buttons that draw, pressed in the simulated Discord."""

from typing import Any

import discord
import pytest
import simcord

from bot.app import run_workers
from bot.composition import build
from bot.interactions.client import SyncedCommands
from bot.storage import MemberPreferences, PictureStore, Preferences
from tests.bot.fakes import FakeService
from tests.bot.features.gallery.scenes import (
    answer,
    buttons,
    drawn_in,
    filled_in,
    finished,
    forge,
    press,
    press_more,
)
from tests.bot.world import TIMELESS, World, private, scratch, simulated, world


def prices(w: World, reply: simcord.ResponseMessage) -> dict[str, int]:
    """The prices on the buttons of a message, by label."""
    stored = w.env.backend.get_message(reply.channel_id, reply.id)
    labels = [button["label"] for row in stored.components for button in row["components"]]
    return {
        one: int(price) for one, _, price in (each.partition(" · ") for each in labels) if price
    }


async def drawn(w: World, **options: Any) -> simcord.ResponseMessage:
    """A finished answer of Ada's."""
    result = await w.imagine("red apple", seed=7, **options)
    w.service.finish()
    reply = await w.answered(result)
    await w.until(lambda: buttons(w, reply))
    return reply


async def test_a_single_picture_has_what_is_often_done_with_it() -> None:
    async with world() as w:
        assert [*buttons(w, await drawn(w))] == [
            "Vary", "Upscale", "Use as start", "Re-roll", "Edit", "Details", "Favourite", "More",
        ]  # fmt: skip


async def test_a_grid_has_a_number_for_each_picture_and_one_row_about_all_of_them() -> None:
    async with world() as w:
        labels = [*buttons(w, await drawn(w, count=4))]
        assert labels == ["1", "2", "3", "4", "Re-roll", "Edit", "Details", "More"]


async def test_a_reroll_draws_as_many_again_for_whoever_pressed() -> None:
    async with world() as w:
        reply = await drawn(w, count=2)
        result = await press(w, reply, "Re-roll", w.ben)
        await w.until(lambda: len(w.service.requests) == 2)
        again = w.service.requests[-1]
        assert (again.prompt, again.count, again.user) == ("red apple", 2, str(w.ben.id))
        assert again.seed != 7
        w.service.finish()
        said = (await w.answered(result)).content
        assert f"-# {w.ben.mention} re-rolled {w.ada.mention}'s picture · seed" in said


@pytest.mark.parametrize(
    ("label", "done", "parameters"),
    [
        ("Vary", "varied", "seed 7 · variation 0.4 towards seed "),
        ("Upscale", "upscaled", "seed 7 · 256×256 · "),
        ("Re-roll", "re-rolled", "seed "),
    ],
)
async def test_the_answer_says_who_pressed_what_and_all_that_draws_it_again(
    label: str, done: str, parameters: str
) -> None:
    async with world() as w:
        reply = await drawn(w)
        for who, whose in ((w.ben, f"{w.ada.mention}'s picture"), (w.ada, "their own picture")):
            said = (await _child(w, reply, label, who)).content
            assert f"-# {who.mention} {done} {whose} · {parameters}" in said


async def test_the_price_on_a_button_is_what_its_press_is_charged() -> None:
    async with world() as w:
        grid = await drawn(w, count=3)
        one = await answer(w, await press(w, grid, "2"))
        large = await _child(w, await drawn(w), "Upscale")
        assert {**prices(w, grid), **prices(w, one)} == {"Re-roll": 3, "Vary": 3, "Upscale": 9}
        assert prices(w, large) == {"Re-roll": 9}
        for reply in (grid, one, large):
            for label, price in prices(w, reply).items():
                await _child(w, reply, label)
                assert w.service.requests[-1].units == price


async def test_a_press_that_counts_as_many_pictures_says_so_where_that_is_too_many() -> None:
    async with world(user_limit="3/hour") as w:
        reply = await drawn(w)
        said = private(await press(w, reply, "Upscale", w.ben))
        assert "3 pictures per hour, and this counts as" in said


async def test_a_strangers_press_spends_the_strangers_allowance_only() -> None:
    async with world(user_limit="2/hour") as w:
        reply = await drawn(w)
        await press(w, reply, "Re-roll", w.ben)
        await press(w, reply, "Re-roll", w.ben)
        said = private(await press(w, reply, "Re-roll", w.ben))
        assert "Your limit is 2 pictures per hour" in said
        assert not (await w.imagine()).ephemeral


@pytest.mark.parametrize("number", [1, 2])
async def test_each_picture_of_a_grid_is_varied_by_its_own_seed(number: int) -> None:
    async with world() as w:
        reply = await drawn(w, count=2)
        await press(w, await answer(w, await press(w, reply, str(number))), "Vary")
        await w.until(lambda: len(w.service.requests) == 2)
        varied = w.service.requests[-1]
        assert (varied.seed, varied.count, varied.mode) == (6 + number, 2, "variation")


async def test_an_upscale_starts_from_the_picture_that_was_pressed() -> None:
    async with world() as w:
        reply = await drawn(w)
        await press(w, reply, "Upscale")
        await w.until(lambda: len(w.service.requests) == 2)
        large = w.service.requests[-1]
        assert large.mode == "upscale"
        assert large.start
        assert large.start.picture.startswith(b"\x89PNG")


async def test_of_an_enlargement_is_drawn_again_what_was_enlarged() -> None:
    """What is enlarged is drawn without guidance, and hardly anew."""
    async with world() as w:
        large = await _child(w, await _child(w, await drawn(w, guidance=9.0), "Upscale"), "Re-roll")
        await press(w, large, "Vary")
        await w.until(lambda: len(w.service.requests) == 4)
        varied = w.service.requests[-1]
        assert (varied.mode, varied.guidance, varied.seed) == ("variation", 9.0, 7)
        shown = await press(w, large, "Edit")
        assert shown.modal
        await w.ada.submit_modal(shown, _values(shown.modal, prompt="green pear"))
        await w.until(lambda: len(w.service.requests) == 5)
        edited = w.service.requests[-1]
        assert (edited.mode, edited.guidance, edited.prompt) == ("text", 9.0, "green pear")


async def test_of_an_enlargement_whose_picture_was_deleted_the_models_guidance_is_taken() -> None:
    async with world() as w:
        reply = await drawn(w, guidance=9.0)
        large = await _child(w, reply, "Upscale")
        await press(w, await answer(w, await press_more(w, reply, "Delete")), "Delete permanently")
        await press(w, large, "Vary")
        await w.until(lambda: len(w.service.requests) == 3)
        varied = w.service.requests[-1]
        assert (varied.mode, varied.guidance) == ("variation", 4.0)


@pytest.mark.parametrize("label", ["Edit", "Use as start"])
async def test_a_form_that_was_open_already_asks_again_whether_it_may_be_sent(label: str) -> None:
    async with world() as w:
        reply = await drawn(w)
        shown = await press(w, reply, label, w.ben)
        later = await press(w, reply, label, w.ben)
        await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(remix=False))
        assert shown.modal
        said = private(await w.ben.submit_modal(shown, filled_in(shown.modal)))
        assert "doesn't want others" in said
        await PictureStore(w.database).delete([buttons(w, reply)[label].partition(":")[2]])
        assert later.modal
        said = private(await w.ben.submit_modal(later, filled_in(later.modal)))
        assert "isn't here any more" in said
        assert len(w.service.requests) == 1


@pytest.mark.parametrize("label", ["Re-roll", "Vary", "Upscale", "Edit", "Use as start"])
async def test_who_has_lost_the_channel_makes_nothing_of_its_pictures(label: str) -> None:
    async with world() as w:
        hidden = w.guild.create_text_channel(
            "hidden", overwrites={w.ben: discord.PermissionOverwrite(view_channel=False)}
        )
        forged = buttons(w, await drawn_in(w, hidden, "a secret"))[label]
        said = private(await forge(w, await drawn(w), forged, w.ben))
        assert "isn't here any more" in said
        assert len(w.service.requests) == 2


async def test_what_is_made_of_a_picture_has_its_size() -> None:
    async with world() as w:
        shown = await press(w, await drawn(w, size="128×192"), "Use as start")
        assert shown.modal
        await w.ada.submit_modal(shown, filled_in(shown.modal))
        await w.until(lambda: len(w.service.requests) == 2)
        assert (w.service.requests[-1].width, w.service.requests[-1].height) == (128, 192)


async def test_the_form_is_filled_in_and_draws_what_was_changed() -> None:
    async with world() as w:
        shown = await press(w, await drawn(w), "Edit")
        assert shown.modal
        text = str(shown.modal)
        assert "red apple" in text
        assert "'7'" in text
        await w.ada.submit_modal(shown, _values(shown.modal, prompt="green pear", seed=""))
        await w.until(lambda: len(w.service.requests) == 2)
        assert w.service.requests[-1].prompt == "green pear"
        assert w.service.requests[-1].seed != 7


async def test_the_form_of_a_morph_has_its_prompts_and_frames() -> None:
    async with world() as w:
        result = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=5, seed=7)
        await w.until(lambda: w.service.requests)
        shown = await press(w, await finished(w, result), "Edit")
        assert shown.modal
        fields = [row["component"].get("value") for row in shown.modal["components"]]
        assert fields == ["a\nb", None, "20", "5", "7"]
        await w.ada.submit_modal(shown, _values(shown.modal, prompt="a\nb\nc"))
        await w.until(lambda: len(w.service.requests) == 2)
        edited = w.service.requests[-1]
        assert [edited.prompt, *(key.prompt for key in edited.morph)] == ["a", "b", "c"]


async def test_a_number_that_is_none_gets_a_sentence_with_the_value() -> None:
    async with world() as w:
        shown = await press(w, await drawn(w), "Edit")
        assert shown.modal
        said = private(await w.ada.submit_modal(shown, _values(shown.modal, steps="x")))
        assert said == "Steps must be a whole number. You gave x."
        assert len(w.service.requests) == 1


async def test_a_wildcard_is_rolled_again() -> None:
    async with world() as w:
        result = await w.imagine("{red|green|blue|white} apple", seed=1)
        w.service.finish()
        reply = await w.answered(result)
        await w.until(lambda: buttons(w, reply))
        await press(w, reply, "Re-roll")
        await w.until(lambda: len(w.service.requests) == 2)
        assert w.service.requests[-1].prompt == "{red|green|blue|white} apple"


async def test_who_may_not_be_remixed_is_not_but_by_themselves() -> None:
    async with world(user_in_flight=9) as w:
        reply = await drawn(w)
        await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(remix=False))
        for label in ("Re-roll", "Vary", "Upscale", "Edit", "Use as start"):
            said = private(await press(w, reply, label, w.ben))
            assert "doesn't want others to remix their pictures" in said
        assert len(w.service.requests) == 1
        assert not (await press(w, reply, "Re-roll")).ephemeral


@pytest.mark.parametrize("label", ["Re-roll", "Vary", "Upscale", "Edit", "Use as start"])
async def test_a_picture_of_another_server_gets_a_sentence(label: str) -> None:
    async with world() as w:
        reply = await drawn(w)
        elsewhere = w.env.create_guild("Elsewhere")
        channel = elsewhere.create_text_channel("art")
        eve = elsewhere.add_member(w.env.create_user("eve"))
        other = await eve.slash(channel, "imagine", prompt="pear", seed=9)
        await w.until(lambda: len(w.service.requests) == 2)
        w.service.finish()
        await w.until(lambda: other.response and other.response.attachments)
        assert other.response
        # A forged id: that of the first server's picture on the second server's message.
        stored = w.env.backend.get_message(channel.id, other.response.id)
        forged = buttons(w, reply)[label]
        stored.components[0]["components"][0]["custom_id"] = forged
        said = private(await eve.click(other.response.message, custom_id=forged))
        assert "isn't here any more" in said
        assert len(w.service.requests) == 2


@pytest.mark.complaint("ComfyUI-SDXL-DiscordBot#8")
async def test_buttons_of_a_message_from_before_a_restart_work_after_it() -> None:
    async with scratch() as (settings, database):
        async with simulated(settings, FakeService(), database) as w:
            async with run_workers(w.bot, grace_s=0):
                reply = await drawn(w)
                ids = buttons(w, reply)
            later = FakeService()
            anew = build(settings, later, database, SyncedCommands(None), TIMELESS)
            await w.env.restart_bot(anew.client)
            async with run_workers(anew, grace_s=0):
                await w.ada.click(reply.message, custom_id=ids["Re-roll"])
                await w.until(lambda: later.requests)
        assert later.requests[0].prompt == "red apple"


async def _child(
    w: World, reply: simcord.ResponseMessage, label: str, who: simcord.MemberActor | None = None
) -> simcord.ResponseMessage:
    """What a press makes of a picture, finished."""
    before = len(w.service.requests)
    result = await press(w, reply, label, who)
    await w.until(lambda: len(w.service.requests) > before)
    return await finished(w, result)


def _values(modal: dict[str, Any], **changed: str) -> dict[str, str]:
    """What a member sends: the fields as they were filled in, but for what they changed."""
    names = ("prompt", "negative", "steps", "guidance", "seed")
    fields = [row["component"] for row in modal["components"]]
    return {
        field["custom_id"]: changed.get(name, field.get("value") or "")
        for name, field in zip(names, fields, strict=True)
    }
