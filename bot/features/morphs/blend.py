"""`/blend`: one picture of two or three things, each said in words, shown, or both."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.imagine.command import complete as autocomplete
from bot.features.imagine.command import descriptions, sizes, with_models
from bot.features.morphs.morph import PROMPT_LIMIT, Prompt
from bot.generation_api import PictureService
from bot.interactions.context import Context, Refused
from bot.language import describe, text
from bot.requests.model_choice import choose_model, widest_limits
from bot.requests.options import Options, with_start_picture
from generation import (
    MAX_SEED,
    GenerationRequest,
    InvalidRequest,
    PictureDecoder,
    clipped,
)

# Of the pictures, laid over each other, enough stays to be recognised, and is drawn into one.
STRENGTH = 0.5
# Stands for the words until the pictures have been read.
UNTOLD = "…"


@dataclass(frozen=True, slots=True)
class Thing:
    """One of what is blended; words beside a picture say what it shows."""

    words: str | None
    picture: discord.Attachment | None


Callback = Callable[[discord.Interaction, Options, Sequence[Thing]], Awaitable[None]]


def blend(services: Services) -> app_commands.Command[Any, ..., None]:
    """Offer `/blend`."""

    async def receive(
        interaction: discord.Interaction, options: Options, things: Sequence[Thing]
    ) -> None:
        async def take(context: Context) -> None:
            given = _given(things)
            pictures = [thing.picture for thing in given if thing.picture]
            known = [thing.words or "" for thing in given]
            request = await _request(services, context, options, known, begun=bool(pictures))
            complete = partial(_complete, services, context, options, given) if pictures else None
            await services.intake.take(context, request, complete=complete)

        await services.handler.serve(interaction, take)

    command = _command(services.service, receive)
    autocomplete(command, services)
    return command


def _given(things: Sequence[Thing]) -> list[Thing]:
    """List the things that there are.

    Raises:
        Refused: there is only one.
    """
    given = [thing for thing in things if thing.words or thing.picture]
    if len(given) < 2:
        raise Refused(text("refused-blend-one"), "invalid")
    return given


async def _request(
    services: Services, context: Context, options: Options, words: Sequence[str], *, begun: bool
) -> GenerationRequest:
    """Make the request: the words in one prompt, and room for the pictures laid over each other.

    Args:
        services: the bot's parts.
        context: whose it is.
        options: what else was filled in.
        words: of each thing, empty where none are known yet.
        begun: whether there are pictures.
    """
    if begun and options.strength is None:
        options = replace(options, strength=STRENGTH)
    options = replace(options, prompt=" and ".join(filter(None, words)) or UNTOLD)
    model = choose_model(services.service, context.server, options.model)
    options = await services.presets.apply_defaults(context, options, model)
    return options.to_request(model.info, context.user_id, b"" if begun else None)


async def _complete(
    services: Services, context: Context, options: Options, things: Sequence[Thing]
) -> GenerationRequest:
    """Fetch the pictures, and make the whole request.

    Raises:
        Refused: nothing says what is to be drawn, or a picture cannot be had.
        InvalidRequest: one is no picture.
    """
    decoder = services.attachments.decoder
    pictures = [thing.picture for thing in things if thing.picture]
    async with services.attachments.hold(pictures) as files:
        unread = iter(files)
        words = [await _words(decoder, thing, unread) for thing in things]
        if not any(words):
            raise Refused(text("refused-blend-words"), "invalid")
        request = await _request(services, context, options, words, begun=True)
        blended = await decoder.blended_png(files, request.width, request.height)
    return with_start_picture(request, blended)


async def _words(decoder: PictureDecoder, thing: Thing, unread: Iterator[bytes]) -> str:
    """Give a thing's words, or what its picture, the next one, was drawn from, where it says."""
    file = next(unread) if thing.picture else b""
    if thing.words:
        return thing.words
    try:
        fields = await decoder.fields_in(file)
    except InvalidRequest:
        return ""
    return clipped(fields.get("Prompt", ""), PROMPT_LIMIT)


def _command(service: PictureService, receive: Callback) -> app_commands.Command[Any, ..., None]:
    """Define the command; every use of it goes to `receive`."""
    limits = widest_limits(service)

    @app_commands.command(name="blend", description=describe("blend-description"))
    @app_commands.describe(
        first=describe("blend-first"),
        second=describe("blend-second"),
        third=describe("blend-third"),
        first_picture=describe("blend-first-picture"),
        second_picture=describe("blend-second-picture"),
        third_picture=describe("blend-third-picture"),
        strength=describe("blend-strength", default=f"{STRENGTH:g}"),
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
