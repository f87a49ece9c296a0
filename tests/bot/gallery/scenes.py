"""What the tests of the gallery do in the simulated Discord."""

from pathlib import Path
from typing import Any

import simcord

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
    await w.until(lambda: buttons(w, reply))
    await w.until(lambda: "job" not in buttons(w, reply))
    return reply


def buttons(w: World, reply: simcord.ResponseMessage) -> dict[str, str]:
    """The ids of a message's buttons, by label."""
    stored = w.env.backend.get_message(reply.channel_id, reply.id)
    rows = [row["components"] for row in stored.components]
    return {button["label"]: button["custom_id"] for row in rows for button in row}


async def press(
    w: World, reply: simcord.ResponseMessage, label: str, who: simcord.MemberActor | None = None
) -> simcord.InteractionResult:
    return await (who or w.ada).click(reply.message, custom_id=buttons(w, reply)[label])


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


def shown(reply: simcord.ResponseMessage) -> dict[str, str]:
    """The fields of a message's embed."""
    (embed,) = reply.embeds
    return {str(field.name): str(field.value) for field in embed.fields}


def files(w: World) -> list[Path]:
    """Every picture on the disk."""
    folder = Path(str(w.database.engine.url.database)).parent / "pictures"
    return [path for path in folder.rglob("*") if path.is_file()]
