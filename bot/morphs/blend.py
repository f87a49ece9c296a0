"""`/blend`: one picture of two or three things, each said in words, shown, or both."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.door import PictureService
from bot.imagine import Refused, Studio, Visit
from bot.imagine.attachments import attached
from bot.imagine.command import complete, descriptions, sizes, with_models
from bot.imagine.models import chosen_model, widest
from bot.imagine.options import Options, started_with
from bot.imagine.styles import filled_in
from bot.language import described, text
from bot.morphs.morph import PROMPT_LIMIT, Prompt
from generation import (
    MAX_SEED,
    GenerationRequest,
    InvalidRequest,
    ModelInfo,
    blended_png,
    clipped,
    fields_in,
    start_png,
)

# Of the pictures, laid over each other, enough stays to be recognised, and is drawn into one.
STRENGTH = 0.5


@dataclass(frozen=True, slots=True)
class Thing:
    """One of what is blended; words beside a picture say what it shows."""

    words: str | None
    picture: discord.Attachment | None


Receive = Callable[[discord.Interaction, Options, Sequence[Thing]], Awaitable[None]]


def blend(studio: Studio) -> app_commands.Command[Any, ..., None]:
    """Offer `/blend`."""

    async def receive(
        interaction: discord.Interaction, options: Options, things: Sequence[Thing]
    ) -> None:
        async def take(visit: Visit) -> None:
            given = _given(things)
            make = partial(_request, studio, visit, options, given)
            if any(thing.picture for thing in given):
                await studio.reception.take_later(visit, make)
            else:
                await studio.reception.take(visit, await make())

        await studio.host.serve(interaction, take)

    command = _command(studio.service, receive)
    complete(command, studio)
    return command


async def _request(
    studio: Studio, visit: Visit, options: Options, things: Sequence[Thing]
) -> GenerationRequest:
    """Make the request: the words in one prompt, the pictures laid over each other.

    Raises:
        Refused: nothing says what is to be drawn, or a picture cannot be had.
    """
    files = await asyncio.gather(*(_file(thing) for thing in things))
    words = [thing.words or await _told_by(file) for thing, file in zip(things, files, strict=True)]
    if not any(words):
        raise Refused(text("refused-blend-words"), "invalid")
    options = replace(options, prompt=" and ".join(filter(None, words)))
    model = chosen_model(studio.service, visit.server, options.model)
    options = await filled_in(studio, visit, options, model)
    return await _started(visit, options, model.info, [file for file in files if file])


def _given(things: Sequence[Thing]) -> list[Thing]:
    """List the things that there are.

    Raises:
        Refused: there is only one.
    """
    given = [thing for thing in things if thing.words or thing.picture]
    if len(given) < 2:
        raise Refused(text("refused-blend-one"), "invalid")
    return given


async def _started(
    visit: Visit, options: Options, model: ModelInfo, pictures: Sequence[bytes]
) -> GenerationRequest:
    if not pictures:
        return options.to_request(model, visit.user_id)
    strength = STRENGTH if options.strength is None else options.strength
    # Checked before pictures are cut to its size.
    request = replace(options, strength=strength).to_request(model, visit.user_id, b"")
    size = request.width, request.height
    # Photographs of twelve megapixels take their time: all at once.
    cut = [asyncio.to_thread(start_png, picture, *size) for picture in pictures]
    blended = await asyncio.to_thread(blended_png, await asyncio.gather(*cut), *size)
    return started_with(request, blended)


async def _file(thing: Thing) -> bytes:
    return await attached(thing.picture) if thing.picture else b""


async def _told_by(file: bytes) -> str:
    """Read from a picture what it was drawn from; nothing, where it does not say."""
    try:
        fields = await asyncio.to_thread(fields_in, file)
    except InvalidRequest:
        return ""
    return clipped(fields.get("Prompt", ""), PROMPT_LIMIT)


def _command(service: PictureService, receive: Receive) -> app_commands.Command[Any, ..., None]:
    """Define the command; every use of it goes to `receive`."""
    limits = widest(service)

    @app_commands.command(name="blend", description=described("blend-description"))
    @app_commands.describe(
        first=described("blend-first"),
        second=described("blend-second"),
        third=described("blend-third"),
        first_picture=described("blend-first-picture"),
        second_picture=described("blend-second-picture"),
        third_picture=described("blend-third-picture"),
        strength=described("blend-strength", default=f"{STRENGTH:g}"),
        **descriptions(limits),
    )
    @app_commands.choices(size=sizes(limits))
    @with_models(service)
    async def blend(
        interaction: discord.Interaction,
        first: Prompt | None = None,
        second: Prompt | None = None,
        third: Prompt | None = None,
        first_picture: discord.Attachment | None = None,
        second_picture: discord.Attachment | None = None,
        third_picture: discord.Attachment | None = None,
        strength: app_commands.Range[float, 0.05, 1.0] | None = None,
        negative_prompt: str | None = None,
        size: str | None = None,
        steps: app_commands.Range[int, 1, limits.max_steps] | None = None,
        guidance: app_commands.Range[float, 1.0, limits.max_guidance] | None = None,
        seed: app_commands.Range[int, 0, MAX_SEED] | None = None,
        style: str | None = None,
        model: str | None = None,
    ) -> None:
        options = Options(
            prompt="",
            negative_prompt=negative_prompt,
            size=size,
            steps=steps,
            guidance=guidance,
            seed=seed,
            style=style,
            model=model,
            strength=strength,
        )
        things = (
            Thing(first, first_picture),
            Thing(second, second_picture),
            Thing(third, third_picture),
        )
        await receive(interaction, options, things)

    return blend
