"""Deleted pictures are seen by moderators, and by nobody else."""

from tests.bot.features.gallery.scenes import answer, buttons, drawn, forge, press, press_more, rows
from tests.bot.features.moderation.acting import moderator, use
from tests.bot.world import World, private, world


async def deleted(w: World) -> None:
    """Let Ben draw, and delete what he drew."""
    reply = await drawn(w, "pear", w.ben)
    asked = await answer(w, await press_more(w, reply, "Delete", w.ben))
    assert "Moderators can see it for 7 days." in asked.content
    await press(w, asked, "Delete permanently", w.ben)
    await w.until(lambda: not any(one.id == reply.id for one in w.channel.history()))


async def test_what_its_author_deleted_is_listed_and_shown_to_moderators() -> None:
    async with world() as w:
        await deleted(w)
        mod = moderator(w)
        listed = await answer(w, await use(w, mod, "kept"))
        assert f"by <@{w.ben.id}>, deleted: `pear`" in listed.content
        shown = await answer(w, await press(w, listed, "Picture 1", mod))
        (file,) = shown.attachments
        assert file.is_spoiler()
        assert shown.ephemeral
        (picture,) = await rows(w)
        other = await drawn(w)
        said = private(await forge(w, other, f"evidence:{picture.id}", w.ben))
        assert said == "This is for moderators: it needs the permission Timeout Members."


async def test_the_log_links_to_the_message_and_shows_its_picture() -> None:
    async with world() as w:
        reply, mod = await drawn(w, "pear", w.ben), moderator(w, manage_messages=True)
        asked = await answer(w, await press_more(w, reply, "Delete", mod))
        await press(w, asked, "Delete permanently", mod)
        logged = await answer(w, await use(w, mod, "log"))
        link = f"https://discord.com/channels/{w.guild.id}/{w.channel.id}/{reply.id}"
        assert f"[message](<{link}>)" in logged.content
        shown = await answer(w, await press(w, logged, "Picture 1", mod))
        assert len(shown.attachments) == 1


async def test_a_picture_that_is_shown_in_the_channel_is_no_evidence() -> None:
    async with world() as w:
        reply, mod = await drawn(w), moderator(w)
        picture_id = buttons(w, reply)["Details"].partition(":")[2]
        said = private(await forge(w, reply, f"evidence:{picture_id}", mod))
        assert said == "This picture isn't kept any more."


async def test_nothing_is_kept_where_nothing_was_deleted() -> None:
    async with world() as w:
        await drawn(w)
        said = private(await use(w, moderator(w), "kept"))
        assert said == "No deleted or hidden pictures are kept."
