"""Deleting what was drawn, in the simulated Discord."""

import discord
import pytest

from bot.storage import ModerationLog, PictureStore
from bot.storage.pictures.pictures import SHOWN
from tests.bot.features.gallery.scenes import (
    answer,
    buttons,
    drawn,
    finished,
    forge,
    moderator,
    press,
    press_more,
    rows,
)
from tests.bot.world import World, private, world


def there(w: World, message_id: int) -> bool:
    return any(message.id == message_id for message in w.channel.history())


@pytest.mark.complaint("AndBobs#36")
async def test_nothing_is_deleted_before_it_is_confirmed() -> None:
    async with world() as w:
        reply = await drawn(w, count=2)
        asked = await answer(w, await press_more(w, reply, "Delete"))
        assert asked.content.startswith("Delete the 2 pictures of this message")
        assert len(await rows(w)) == 2
        assert there(w, reply.id)
        await press(w, asked, "Delete permanently")
        await w.until(lambda: not there(w, reply.id))
        assert await rows(w, SHOWN) == []
        assert [row.hidden for row in await rows(w)] == ["deleted"] * 2
        said = w.env.backend.get_message(asked.channel_id, asked.id)
        assert said.content == "The 2 pictures have been deleted."
        assert not said.components


async def test_a_stranger_cannot_delete_not_even_by_a_forged_press() -> None:
    async with world() as w:
        reply = await drawn(w)
        assert "Only the member who requested" in private(
            await press_more(w, reply, "Delete", w.ben)
        )
        forged = buttons(w, reply)["Details"].replace("details", "erase")
        assert "Only the member who requested" in private(await forge(w, reply, forged, w.ben))
        assert len(await rows(w)) == 1


async def test_who_may_delete_messages_may_delete_pictures_and_that_is_logged() -> None:
    async with world() as w:
        reply, mo = await drawn(w), moderator(w)
        asked = await answer(w, await press_more(w, reply, "Delete", mo))
        await press(w, asked, "Delete permanently", mo)
        await w.until(lambda: not there(w, reply.id))
        (entry,) = await ModerationLog(w.database).page(w.guild.id, 9)
        assert (entry.action, entry.moderator_id, entry.user_id) == ("delete", mo.id, w.ada.id)


async def test_a_moderator_of_one_channel_is_none_of_another() -> None:
    async with world() as w:
        reply = await drawn(w)
        theirs = w.guild.create_text_channel(
            "theirs", overwrites={w.ben: discord.PermissionOverwrite(manage_messages=True)}
        )
        own = await w.ben.slash(theirs, "imagine", prompt="pear", seed=1)
        await w.until(lambda: len(w.service.requests) == 2)
        other = await finished(w, own)
        forged = buttons(w, reply)["Details"].replace("details", "delete")
        assert "Only the member who requested" in private(await forge(w, other, forged, w.ben))


async def test_what_others_made_of_it_stays() -> None:
    async with world() as w:
        reply = await drawn(w)
        again = await press(w, reply, "Re-roll", w.ben)
        await w.until(lambda: len(w.service.requests) == 2)
        child = await finished(w, again)
        asked = await answer(w, await press_more(w, reply, "Delete"))
        await press(w, asked, "Delete permanently")
        await w.until(lambda: not there(w, reply.id))
        assert there(w, child.id)
        assert len(await rows(w, SHOWN)) == 1


async def test_a_message_that_is_gone_already_is_no_obstacle() -> None:
    async with world() as w:
        reply = await drawn(w)
        asked = await answer(w, await press_more(w, reply, "Delete"))
        place = asked.channel_id, asked.id
        await moderator(w).delete(reply.message)
        await press(w, asked, "Delete permanently")
        await w.until(lambda: "deleted" in w.env.backend.get_message(*place).content)
        assert await rows(w, SHOWN) == []


@pytest.mark.parametrize(("status", "left"), [(503, 1), (403, 0)])
async def test_nothing_is_deleted_while_discord_is_down_but_all_where_it_never_will(
    status: int, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world() as w:
        reply = await drawn(w)
        asked = await answer(w, await press_more(w, reply, "Delete"))

        async def refuse(*_: object, **__: object) -> None:
            raise discord.HTTPException(_Response(status), "no")  # type: ignore[arg-type]

        monkeypatch.setattr(discord.PartialMessage, "delete", refuse)
        pressed = await press(w, asked, "Delete permanently")
        assert len(await rows(w, SHOWN)) == left
        if left:
            assert "nothing was deleted" in pressed.followups[0].content
        else:
            said = w.env.backend.get_message(asked.channel_id, asked.id).content
            assert "I'm no longer allowed to delete its message" in said


async def test_a_picture_that_was_deleted_gets_a_sentence() -> None:
    async with world() as w:
        reply = await drawn(w)
        (picture,) = await PictureStore(w.database).in_message(reply.id, w.guild.id)
        await PictureStore(w.database).delete([picture.id])
        for label in ("Details", "Favourite", "More"):
            assert "isn't here any more" in private(await press(w, reply, label))


class _Response:
    """What discord.py reads of an answer."""

    reason = "no"

    def __init__(self, status: int) -> None:
        self.status = status
