"""What is kept about a member: shown, handed over, deleted, whatever is being drawn meanwhile."""

import asyncio
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
import sqlalchemy as sa

from bot.features.privacy.export import pack_export
from bot.storage import (
    BanStore,
    FileStore,
    MemberPreferences,
    ModerationLog,
    PictureRecord,
    PictureStore,
    Preferences,
)
from bot.storage.db.tables import metadata
from generation import Progress
from tests.bot.fakes import png
from tests.bot.features.gallery.scenes import buttons, press
from tests.bot.features.remix.test_buttons import drawn
from tests.bot.world import World, private, world


async def privacy(
    w: World, command: str, who: simcord.MemberActor | None = None
) -> simcord.InteractionResult:
    return await (who or w.ada).slash(w.channel, f"privacy {command}")


async def confirm(w: World, word: str = "delete") -> simcord.InteractionResult:
    """Ask for the deletion, press the button, and write the word."""
    asked = await privacy(w, "delete")
    assert asked.response
    assert asked.ephemeral
    shown = await w.ada.click(asked.response.message, label="Delete everything…")
    assert shown.modal
    (row,) = shown.modal["components"]
    return await w.ada.submit_modal(shown, {row["component"]["custom_id"]: word})


def told(result: simcord.InteractionResult) -> str:
    """What a member was told after a deferral."""
    said = [result.response, *result.followups]
    return "\n".join(message.content for message in said if message)


async def places(w: World, sought: str) -> list[str]:
    """Search every column of every table."""
    async with w.database.reading() as connection:
        return [
            table.name
            for table in metadata.sorted_tables
            for row in (await connection.execute(sa.select(table))).all()
            if any(sought in str(value) for value in row)
        ]


def folder(w: World) -> Path:
    return Path(w.database.engine.url.database or "").parent


def files(w: World) -> list[Path]:
    return [path for path in (folder(w) / "pictures").rglob("*") if path.is_file()]


async def posted(w: World, message_id: int) -> list[PictureRecord]:
    """Wait until it is written down that a message stands in its channel."""
    async with asyncio.timeout(10):
        gallery = PictureStore(w.database)
        while not (found := await gallery.in_message(message_id, w.guild.id)):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.005)
    return found


async def test_what_is_kept_is_said_in_plain_words_with_the_operators_days() -> None:
    async with world(keep_days=9) as w:
        await drawn(w)
        said = private(await privacy(w, "show"))
        assert "1 request with your name and prompt; each is deleted 9 days after" in said
        assert "1 picture with its prompt" in said
        assert "No settings of your own" in said
        await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(steps=5))
        assert "Your own settings, which" in private(await privacy(w, "show"))


@pytest.mark.parametrize("count", [1, 3])
async def test_after_the_deletion_no_row_and_no_file_has_anything_of_the_member(
    count: int,
) -> None:
    async with world() as w:
        reply = await drawn(w, count=count)
        hers = set(files(w))
        again = await press(w, reply, "Re-roll", w.ben)
        await w.until(lambda: len(w.service.requests) == 2)
        w.service.finish(size_bytes=50)
        his, *_ = await posted(w, (await w.answered(again)).id)
        await w.ada.slash(w.channel, "settings set", negative_prompt="blurry")
        result = await confirm(w)
        assert f"{count} picture" in told(result)
        assert await places(w, str(w.ada.id)) == ["jobs"], "what her allowance is counted from"
        assert hers
        assert not hers & set(files(w))
        assert files(w), "Ben's stay"
        assert [parent for _, parent in await PictureStore(w.database).parents(his.id)] == [None]
        for path in folder(w).glob("imagine.sqlite3*"):
            assert b"blurry" not in path.read_bytes()


async def test_who_has_everything_deleted_is_told_that_their_allowance_is_no_new_one() -> None:
    async with world(user_limit="1/hour", keep_days=9) as w:
        await drawn(w)
        assert "when and where, for 9 days" in private(await privacy(w, "delete"))
        await confirm(w)
        assert "Your limit is 1 picture per hour" in private(await w.imagine())
        said = private(await privacy(w, "show"))
        assert "0 requests with your name" in said
        assert "1 request of which I keep only the server, the time and the number" in said


async def test_what_is_being_drawn_is_called_off_and_does_not_reappear() -> None:
    async with world() as w:
        result = await w.imagine("a xylograph")
        (request,) = w.service.requests
        w.service.tell(request, Progress(3, 20, 2.0))
        await confirm(w)
        assert w.service.cancelled == [request.id]
        await w.until(lambda: w.bot.dispatcher.units == 0)
        assert result.response
        assert "deleted their data" in result.response.content
        assert not result.response.components
        assert await places(w, str(w.ada.id)) == ["jobs"], "what was drawn of it still counts"
        assert not files(w)


async def test_what_ends_in_that_moment_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture is drawn, and the service has nothing to call off any more."""
    async with world() as w:
        await w.imagine("a xylograph")
        monkeypatch.setattr(w.service, "cancel", lambda _id: False)
        await confirm(w)
        w.service.finish()
        await w.until(lambda: w.bot.dispatcher.units == 0)
        assert await places(w, str(w.ada.id)) == []
        assert not files(w)


async def test_a_start_picture_that_was_refused_is_not_kept_but_one_that_was_there_is() -> None:
    async with world(user_limit="1/hour") as w:
        reply = await drawn(w)
        before = set(files(w))
        shown = await press(w, reply, "Upscale")
        assert "Your limit is 1 picture per hour" in private(shown)
        assert set(files(w)) == before
        refused = await w.imagine(start=("start.png", png()))
        assert "Your limit is" in private(refused)
        assert set(files(w)) == before


async def test_the_log_of_moderators_names_a_deleted_member_no_more() -> None:
    async with world() as w:
        role = w.guild.create_role("mods", permissions=discord.Permissions(moderate_members=True))
        mod = w.guild.add_member(w.env.create_user("mod"), roles=[role])
        await ModerationLog(w.database).append(w.guild.id, mod.id, w.ada.id, "delete", "spam")
        await confirm(w)
        said = private(await mod.slash(w.channel, "moderation log"))
        assert f"<@{mod.id}>" in said
        assert "…" in said
        assert "<@0>" not in said


async def test_the_word_has_to_be_written() -> None:
    async with world() as w:
        await drawn(w)
        assert "Nothing was deleted" in private(await confirm(w, "yes"))
        assert await places(w, str(w.ada.id))


async def test_the_button_deletes_nobody_elses_data() -> None:
    async with world() as w:
        reply = await drawn(w)
        stored = w.env.backend.get_message(w.channel.id, reply.id)
        stored.components[0]["components"][0]["custom_id"] = f"forget:{w.ada.id}"
        said = private(await w.ben.click(reply.message, custom_id=f"forget:{w.ada.id}"))
        assert "someone else's data" in said


async def test_posted_messages_stay_and_are_linked() -> None:
    async with world() as w:
        reply = await drawn(w)
        await posted(w, reply.id)
        said = private(await privacy(w, "delete"))
        assert "Posted messages stay in Discord" in said
        assert f"https://discord.com/channels/{w.guild.id}/{w.channel.id}/{reply.id}" in said
        await confirm(w)
        assert w.env.backend.get_message(w.channel.id, reply.id)


async def test_buttons_of_a_deleted_picture_get_a_sentence() -> None:
    async with world() as w:
        reply = await drawn(w)
        assert buttons(w, reply)
        await confirm(w)
        assert "isn't here any more" in private(await press(w, reply, "Vary", w.ben))


async def test_a_member_without_anything_can_ask_for_everything() -> None:
    async with world() as w:
        assert "0 requests" in private(await privacy(w, "show"))
        assert "(no pictures)" in told(await confirm(w))
        assert "0 pictures" in told(await privacy(w, "export"))


async def test_the_export_is_private_and_has_rows_links_and_pictures() -> None:
    async with world() as w:
        await drawn(w, count=2)
        result = await privacy(w, "export")
        assert "with 2 pictures." in private(result)
        assert result.response
        (file,) = result.response.attachments
        assert file.filename == "imagine-bot.zip"


def rows(*sha256s: str) -> dict[str, list[dict[str, Any]]]:
    place = {"guild_id": 1, "channel_id": 2, "message_id": 3, "request": '{"prompt": "apple"}'}
    place["hidden"] = None
    return {"pictures": [{"id": sha256, "sha256": sha256, **place} for sha256 in sha256s]}


async def test_the_archive_is_read_by_people(tmp_path: Path) -> None:
    kept = FileStore(tmp_path, 10**9, 1e9)
    still, moving = await kept.put(b"\x89PNG"), await kept.put(b"RIFF")
    made = pack_export(rows(still, moving, "gone"), kept.path, 10**6, "en-US")
    assert made
    assert (made.pictures, made.left_out) == (2, 1)
    with zipfile.ZipFile(io.BytesIO(made.content)) as opened:
        everything = json.loads(opened.read("everything.json"))
        assert everything["pictures"][0]["request"] == {"prompt": "apple"}
        assert opened.read(f"pictures/{still}.png") == b"\x89PNG"
        assert opened.read(f"pictures/{moving}.webp") == b"RIFF"
        assert opened.read("messages.txt") == b"https://discord.com/channels/1/2/3"
        assert opened.read("left-out.txt") == b"gone: its file is no longer kept."


@pytest.mark.parametrize("hidden", ["held", "rejected", "blocked"])
async def test_the_archive_has_no_picture_that_was_not_approved(
    hidden: str, tmp_path: Path
) -> None:
    kept = FileStore(tmp_path, 10**9, 1e9)
    found = rows(await kept.put(b"\x89PNG"))
    found["pictures"][0]["hidden"] = hidden
    made = pack_export(found, kept.path, 10**6, "en-US")
    assert made
    assert (made.pictures, made.left_out) == (0, 1)
    with zipfile.ZipFile(io.BytesIO(made.content)) as opened:
        assert not [name for name in opened.namelist() if name.startswith("pictures/")]
        assert b"wasn't approved" in opened.read("left-out.txt")


@pytest.mark.parametrize(("most", "fit"), [(4_000, 0), (10_000, 1), (30_000, 5), (100_000, 9)])
async def test_the_archive_is_never_larger_than_may_be_posted(
    most: int, fit: int, tmp_path: Path
) -> None:
    kept = FileStore(tmp_path, 10**9, 1e9)
    found = rows(*[await kept.put(bytes([number]) * 5000) for number in range(9)])
    made = pack_export(found, kept.path, most, "en-US")
    assert made
    assert len(made.content) <= most
    assert (made.pictures, made.left_out) == (fit, 9 - fit)


async def test_rows_alone_may_be_too_large() -> None:
    assert pack_export(rows(), Path, 10, "en-US") is None


async def test_what_cannot_be_sent_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    async with world() as w:
        monkeypatch.setattr("bot.interactions.uploads.REQUEST_LIMIT_BYTES", 10)
        assert "too large to send" in told(await privacy(w, "export"))


async def test_who_has_left_the_server_still_gets_at_their_data() -> None:
    async with world() as w:
        eve = w.env.create_user("eve")
        member = w.guild.add_member(eve)
        await w.imagine("a xylograph", who=member)
        w.guild.remove_member(eve)
        assert "1 request with" in private(await eve.slash("privacy show"))
        assert "the file" not in private(await eve.slash("privacy export"))


async def test_a_ban_in_force_is_named() -> None:
    async with world() as w:
        await BanStore(w.database).ban(w.guild.id, w.ben.id, w.ada.id, "spam", None)
        assert "A ban, warning or limit in force is kept, with your ID, until it ends" in told(
            await confirm(w)
        )
        assert await places(w, str(w.ada.id)) == ["bans"]
