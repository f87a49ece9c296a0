"""Leafing through pictures in the simulated Discord."""

from typing import Any

import discord
import pytest
import simcord
from PIL import ImageDraw

from bot.app import run_workers
from bot.composition import build
from bot.interactions.client import SyncedCommands
from bot.storage import MemberPreferences, PictureStore, Preferences, ServerPreferences
from bot.storage.db.tables import pictures
from tests.bot.fakes import FakeService
from tests.bot.features.gallery.scenes import (
    answer,
    buttons,
    drawn,
    drawn_in,
    files,
    forge,
    press,
    rows,
)
from tests.bot.world import TIMELESS, World, scratch, simulated, world


async def look(
    w: World, who: simcord.MemberActor | None = None, command: str = "gallery", **options: Any
) -> simcord.ResponseMessage:
    """Open a page; it is private."""
    return await answer(w, await (who or w.ada).slash(w.channel, command, **options))


def prompts(reply: simcord.ResponseMessage) -> list[str]:
    """What is listed on a page."""
    return [line.split("`")[1] for line in reply.content.split("\n")[1:] if "`" in line]


async def turned(w: World, reply: simcord.ResponseMessage, label: str) -> simcord.ResponseMessage:
    """Press a button between the pages; the page stands where the other one was."""
    before = reply.content
    await press(w, reply, label)
    await w.until(lambda: reply.content != before)
    return reply


async def many(w: World, number: int) -> None:
    """Draw so many pictures, four at a time, for there are more to look at than one page has."""
    for first in range(0, number, 4):
        await drawn(w, f"apple {first}", count=min(4, number - first))


async def test_a_page_has_a_sheet_a_list_with_links_and_a_button_a_picture() -> None:
    async with world() as w:
        first = await drawn(w, "red apple")
        second = await drawn(w, "green pear", w.ben)
        page = await look(w)
        link = f"https://discord.com/channels/{w.guild.id}/{w.channel.id}"
        assert page.content.split("\n") == [
            "Pictures of this server, page 1",
            f"1. `green pear` by <@{w.ben.id}> [#1]({link}/{second.id})",
            f"2. `red apple` by <@{w.ada.id}> [#2]({link}/{first.id})",
        ]
        (sheet,) = page.attachments
        assert sheet.filename == "pictures.jpg"
        assert sheet.description == (
            "Contact sheet of 2 AI-generated pictures: 1. green pear, requested by ben, "
            "2. red apple, requested by ada"
        )
        assert [*buttons(w, page)] == ["Show 1", "Show 2"]
        single = await answer(w, await press(w, page, "Show 2"))
        assert (
            single.attachments[0].description == "AI-generated picture: red apple, requested by ada"
        )


PROMPTS = ("りんご、赤い", "🍎 🍏", "красное яблоко", "تفاحة حمراء", "Äpfel é ñ ç ß →")


@pytest.mark.parametrize("language", ["en", "ja"])
async def test_a_sheet_has_digits_alone_whatever_the_prompts_are_written_in(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    draw = ImageDraw.ImageDraw.text

    def spy(self: ImageDraw.ImageDraw, at: Any, words: str, *args: Any, **kwargs: Any) -> None:
        written.append(words)
        draw(self, at, words, *args, **kwargs)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", spy)
    async with world() as w:
        for prompt in PROMPTS:
            await drawn(w, prompt)
        own = MemberPreferences(language=language)
        await Preferences(w.database).choose_for_member(w.ada.id, own)
        page = await look(w)
        assert prompts(page) == [*reversed(PROMPTS)]
        assert written == ["1", "2", "3", "4", "5"]
        assert all(prompt in (page.attachments[0].description or "") for prompt in PROMPTS)


async def test_there_are_nine_on_a_page_and_buttons_between_the_pages() -> None:
    async with world(user_limit="99/hour", user_in_flight=9) as w:
        await many(w, 19)
        page = await look(w)
        assert len(prompts(page)) == 9
        assert [*buttons(w, page)][9:] == ["Next page"]
        await turned(w, page, "Next page")
        assert page.content.split("\n")[1].startswith("10. ")
        assert [*buttons(w, page)][9:] == ["First page", "Previous page", "Next page"]
        await turned(w, page, "Next page")
        assert [*buttons(w, page)] == ["Show 19", "First page", "Previous page"]
        await turned(w, page, "Previous page")
        assert page.content.startswith("Pictures of this server, page 2")
        await turned(w, page, "First page")
        assert page.content.startswith("Pictures of this server, page 1")
        assert page.ephemeral


@pytest.mark.parametrize(("number", "labels"), [(9, 9), (10, 10)])
async def test_exactly_one_page_has_no_next_one(number: int, labels: int) -> None:
    async with world(user_limit="99/hour", user_in_flight=9) as w:
        await many(w, number)
        assert len(buttons(w, await look(w))) == labels


async def test_the_history_is_of_ones_own_pictures() -> None:
    async with world() as w:
        await drawn(w, "red apple")
        await drawn(w, "green pear", w.ben)
        page = await look(w, command="history")
        assert page.content.startswith("Your pictures in this server, page 1")
        assert prompts(page) == ["red apple"]


async def test_pictures_are_found_by_member_tag_favourite_and_words() -> None:
    async with world() as w:
        apple = await drawn(w, "Red apple")
        pear = await drawn(w, "green pear", w.ben)
        (tagged,) = await PictureStore(w.database).in_message(apple.id, w.guild.id)
        await PictureStore(w.database).tag(tagged.id, ["round fruit"])
        await press(w, pear, "Favourite")
        assert prompts(await look(w, member=w.ben)) == ["green pear"]
        assert prompts(await look(w, tag="Round  Fruit")) == ["Red apple"]
        assert prompts(await look(w, favourites=True)) == ["green pear"]
        assert prompts(await look(w, search="apple, red!")) == ["Red apple"]
        nothing = await look(w, search="apple", member=w.ben)
        assert nothing.content.split("\n")[1] == "There are no pictures to show here."
        assert not nothing.attachments
        # The favourites are the viewer's own.
        assert prompts(await look(w, w.ben, favourites=True)) == []
        choices = await w.ben.autocomplete(w.channel, "gallery", "tag", "FRUIT")
        assert choices == [{"name": "round fruit", "value": "round fruit"}]


def hidden(w: World) -> simcord.ChannelHandle:
    """A channel that Ben does not see."""
    return w.guild.create_text_channel(
        "hidden", overwrites={w.ben: discord.PermissionOverwrite(view_channel=False)}
    )


async def test_pictures_of_a_channel_are_shown_only_to_those_who_see_it() -> None:
    async with world() as w:
        await drawn(w, "red apple")
        reply = await drawn_in(w, hidden(w), "secret pear")
        (picture,) = await rows(w, pictures.c.message_id == reply.id)
        await PictureStore(w.database).tag(picture.id, ["secret"])
        assert prompts(await look(w)) == ["secret pear", "red apple"]
        assert prompts(await look(w, w.ben)) == ["red apple"]
        assert prompts(await look(w, w.ben, tag="secret")) == []
        assert await w.ben.autocomplete(w.channel, "gallery", "tag", "") == []
        assert await w.ada.autocomplete(w.channel, "gallery", "tag", "")
        public = await drawn(w, "green plum")
        for action in ("details", "single", "favourite", "delete", "tags"):
            result = await forge(w, public, f"{action}:{picture.id}", w.ben)
            assert result.response
            assert "isn't here any more" in result.response.content


async def test_pictures_of_age_restricted_channels_are_shown_in_such_channels_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    update = discord.TextChannel._update

    def restricted(channel: discord.TextChannel, guild: discord.Guild, data: Any) -> None:
        # The simulation knows no such channels.
        update(channel, guild, {**data, "nsfw": data["name"] == "adult"})

    monkeypatch.setattr(discord.TextChannel, "_update", restricted)
    async with world() as w:
        adult = w.guild.create_text_channel("adult")
        await drawn(w, "red apple")
        await drawn_in(w, adult, "bare tree")
        assert prompts(await look(w, w.ben)) == ["red apple"]
        there = await answer(w, await w.ben.slash(adult, "gallery"))
        assert prompts(there) == ["bare tree", "red apple"]


async def test_at_most_25_tags_are_offered() -> None:
    async with world() as w:
        for number, size in ((1, 10), (2, 10), (3, 6)):
            reply = await drawn(w, f"apple {number}")
            (picture,) = await rows(w, pictures.c.message_id == reply.id)
            names = [f"tag {number} {which}" for which in range(size)]
            await PictureStore(w.database).tag(picture.id, names)
        assert len(await w.ada.autocomplete(w.channel, "gallery", "tag", "tag")) == 25


async def test_where_discord_does_not_tell_the_channels_only_this_ones_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise OSError("no network")

    async with world() as w:
        await drawn(w, "red apple")
        await drawn_in(w, w.guild.create_text_channel("other"), "green pear")
        monkeypatch.setattr(discord.Client, "fetch_guild", refuse)
        assert prompts(await look(w)) == ["red apple"]
        assert prompts(await look(w, command="history")) == ["green pear", "red apple"]


async def test_no_page_shows_another_servers_pictures() -> None:
    async with world() as w:
        await drawn(w, "red apple")
        elsewhere = w.env.create_guild("Elsewhere")
        channel = elsewhere.create_text_channel("art")
        eve = elsewhere.add_member(w.env.create_user("eve"))
        result = await eve.slash(channel, "gallery")
        assert prompts(await answer(w, result)) == []


async def test_a_page_never_takes_the_place_of_what_others_see() -> None:
    async with world() as w:
        reply = await drawn(w)
        for forged in ("next:a.0...", buttons(w, reply)["Details"].replace("details", "erase")):
            result = await forge(w, reply, forged)
            assert result.response
            assert result.response.content == "This button no longer works."
        assert "red apple" in w.channel.history()[0].content


async def test_a_forged_page_gets_a_sentence() -> None:
    async with world() as w:
        await drawn(w)
        result = await forge(w, await look(w), "next:nonsense")
        assert result.response
        assert "This button no longer works." in [one.content for one in result.followups] + [
            result.response.content
        ]


async def test_pictures_that_were_hidden_are_hidden_on_the_sheet() -> None:
    async with world() as w:
        await w.server_chooses(ServerPreferences(spoiler=True))
        await drawn(w)
        await w.server_chooses(ServerPreferences())
        page = await look(w)
        assert page.attachments[0].is_spoiler()
        single = await answer(w, await press(w, page, "Show 1"))
        assert single.attachments[0].is_spoiler()


async def test_a_picture_whose_file_is_gone_is_listed_without_a_sheet() -> None:
    async with world() as w:
        await drawn(w)
        for file in files(w):
            file.unlink()
        page = await look(w)
        assert prompts(page) == ["red apple"]
        assert not page.attachments


async def test_a_page_that_discord_does_not_take_gets_a_sentence_at_once() -> None:
    async with world() as w:
        w.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=413)
        assert "Discord didn't accept the answer" in (await look(w)).content


async def test_the_buttons_between_the_pages_work_after_a_restart() -> None:
    async with (
        scratch(user_limit="99/hour", user_in_flight=9) as (settings, database),
        simulated(settings, FakeService(), database) as w,
    ):
        async with run_workers(w.bot, grace_s=0):
            await many(w, 10)
            page = await look(w)
        anew = build(settings, FakeService(), database, SyncedCommands(None), TIMELESS)
        await w.env.restart_bot(anew.client)
        async with run_workers(anew, grace_s=0):
            await turned(w, page, "Next page")
            assert len(prompts(page)) == 1
            single = await press(w, page, "Show 10")
            await w.until(lambda: single.response and single.response.attachments)
