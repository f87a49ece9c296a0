"""Pictures of forwarded messages, clicked on in the simulated Discord."""

import discord
import pytest
import simcord

from bot.storage import MemberPreferences, Preferences
from tests.bot.features.gallery.scenes import answer, drawn, drawn_in, shown
from tests.bot.features.gallery.test_menus import FOREIGN, click, picture, values
from tests.bot.features.gallery.test_pages import hidden
from tests.bot.world import World, private, world


async def forwarded(w: World, message: discord.Message) -> discord.Message:
    return await w.ben.forward(message, w.channel)


async def theirs(w: World) -> discord.Message:
    """A message of Ben's with a picture of another tool."""
    return await w.ben.send(w.channel, "look", attachments=(("castle.png", picture(FOREIGN)),))


async def opted_out(w: World, who: simcord.MemberActor) -> None:
    await Preferences(w.database).choose_for_member(who.id, MemberPreferences(remix=False))


async def test_details_of_another_tools_picture_are_told() -> None:
    async with world() as w:
        said = await answer(
            w, await click(w, "Picture details", await forwarded(w, await theirs(w)))
        )
        assert "**`Seed`** `42`" in said.content


async def test_another_tools_picture_can_be_started_from() -> None:
    async with world() as w:
        form = await click(w, "Use as start image", await forwarded(w, await theirs(w)))
        assert form.modal
        await w.ada.submit_modal(form, values(form.modal, "pear"))
        await w.until(lambda: w.service.requests)
        assert w.service.requests[0].start


async def test_ours_is_known_by_the_message_that_is_forwarded() -> None:
    async with world() as w:
        message = await forwarded(w, (await drawn(w, who=w.ben)).message)
        details = await answer(w, await click(w, "Picture details", message))
        assert shown(details)["Seed"] == "7"
        form = await click(w, "Use as start image", message)
        assert form.modal
        await w.ada.submit_modal(form, values(form.modal, "pear"))
        await w.until(lambda: len(w.service.requests) == 2)
        w.service.finish()
        credit = f"{w.ada.mention} started from {w.ben.mention}'s picture"
        await w.until(lambda: credit in w.channel.history()[-1].content)


async def test_who_may_not_be_remixed_is_not_in_a_forward_either() -> None:
    async with world() as w:
        message = await forwarded(w, (await drawn(w, who=w.ben)).message)
        await opted_out(w, w.ben)
        assert "doesn't want others" in private(await click(w, "Use as start image", message))


@pytest.mark.parametrize("elsewhere", ["a hidden channel", "another server"])
async def test_ours_of_elsewhere_is_a_picture_like_any_other_if_its_author_allows(
    elsewhere: str,
) -> None:
    async with world() as w:
        channel, ada = hidden(w), w.ada
        if elsewhere == "another server":
            guild = w.env.create_guild("Elsewhere")
            channel, ada = guild.create_text_channel("art"), guild.add_member(w.ada.user)
        source = await drawn_in(w, channel, "secret pear", ada)
        message = await w.ada.forward(source.message, w.channel)
        details = await w.ben.context_menu(w.channel, "Picture details", message)
        told = await answer(w, details)
        assert not told.embeds
        assert str(w.ada.id) not in told.content
        form = await w.ben.context_menu(w.channel, "Use as start image", message)
        assert form.modal
        await opted_out(w, w.ada)
        sent = await w.ben.submit_modal(form, values(form.modal, "pear"))
        assert "doesn't want others" in private(sent)
        refused = await w.ben.context_menu(w.channel, "Use as start image", message)
        assert "doesn't want others" in private(refused)


async def test_a_forwarded_message_without_a_picture_gets_a_sentence() -> None:
    async with world() as w:
        message = await forwarded(w, await w.ben.send(w.channel, "look"))
        for menu in ("Picture details", "Use as start image"):
            assert "There's no picture" in private(await click(w, menu, message))
