"""What the tests of the gallery do in the simulated Discord."""

import asyncio
import re
from pathlib import Path
from typing import Any

import discord
import simcord
import sqlalchemy as sa

from bot.storage.db.tables import pictures
from tests.bot.world import World


async def drawn(
    w: World, prompt: str = "red apple", who: simcord.MemberActor | None = None, **options: Any
) -> simcord.ResponseMessage:
    """A finished answer, of Ada's unless it is said whose."""
    result = await w.imagine(prompt, who, **{"seed": 7, **options})
    return await finished(w, result)


async def drawn_in(
    w: World, channel: simcord.ChannelHandle, prompt: str, who: simcord.MemberActor | None = None
) -> simcord.ResponseMessage:
    """The same in another channel."""
    before = len(w.service.requests)
    result = await (who or w.ada).slash(channel, "imagine", prompt=prompt, seed=7)
    await w.until(lambda: len(w.service.requests) > before)
    return await finished(w, result)


async def finished(w: World, result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """Let what waits be drawn, and an answer be whole."""
    w.service.finish()
    reply = await w.answered(result)
    await w.until(lambda: "Details" in buttons(w, reply))
    async with asyncio.timeout(10):
        # The message is noted down after it stands there.
        while not await rows(w, pictures.c.message_id == reply.id):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.005)
    return reply


async def rows(w: World, *which: sa.ColumnElement[bool]) -> list[Any]:
    """What is kept of pictures."""
    async with w.database.reading() as connection:
        return list((await connection.execute(sa.select(pictures).where(*which))).all())


def buttons(w: World, reply: simcord.ResponseMessage) -> dict[str, str]:
    """The ids of a message's buttons, by label without the price."""
    stored = w.env.backend.get_message(reply.channel_id, reply.id)
    rows = [row["components"] for row in stored.components]
    return {
        re.sub(r" · \d+$", "", button["label"]): button["custom_id"]
        for row in rows
        for button in row
    }


async def press(
    w: World, reply: simcord.ResponseMessage, label: str, who: simcord.MemberActor | None = None
) -> simcord.InteractionResult:
    return await (who or w.ada).click(reply.message, custom_id=buttons(w, reply)[label])


async def press_more(
    w: World, reply: simcord.ResponseMessage, label: str, who: simcord.MemberActor | None = None
) -> simcord.InteractionResult:
    """Press a button that is shown to whoever presses More."""
    return await press(w, await answer(w, await press(w, reply, "More", who)), label, who)


async def forge(
    w: World, reply: simcord.ResponseMessage, custom_id: str, who: simcord.MemberActor | None = None
) -> simcord.InteractionResult:
    """Press a button that does not stand there, as no client of Discord's would."""
    stored = w.env.backend.get_message(reply.channel_id, reply.id)
    stored.components[0]["components"][0]["custom_id"] = custom_id
    return await (who or w.ada).click(reply.message, custom_id=custom_id)


async def answer(w: World, result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """What only the member sees."""
    await w.until(lambda: result.response and (result.response.content or result.response.embeds))
    assert result.ephemeral
    assert result.response
    return result.response


def filled_in(modal: dict[str, Any]) -> dict[str, str]:
    """What a member sends who changes nothing."""
    fields = [row["component"] for row in modal["components"]]
    return {field["custom_id"]: field.get("value") or "" for field in fields}


def shown(reply: simcord.ResponseMessage) -> dict[str, str]:
    """The fields of a message's embed."""
    (embed,) = reply.embeds
    return {str(field.name): str(field.value) for field in embed.fields}


def files(w: World) -> list[Path]:
    """Every picture on the disk."""
    folder = Path(str(w.database.engine.url.database)).parent / "pictures"
    return [path for path in folder.rglob("*") if path.is_file()]


def moderator(w: World) -> simcord.MemberActor:
    """Somebody who may delete messages."""
    role = w.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    return w.guild.add_member(w.env.create_user("mo"), roles=[role])
