"""Presets: what is added around a prompt. A few are built in; a server may have its own."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from dataclasses import replace
from typing import Any

import discord
from discord.app_commands import Choice

from bot.features.base import Services
from bot.generation_api import PictureModel
from bot.interactions.context import Context, Refused
from bot.language import text
from bot.language.formatting import quote
from bot.requests.member_defaults import allowed_defaults
from bot.requests.model_choice import parse_model
from bot.requests.options import Options
from bot.storage import Preset, StorageUnavailable

log = logging.getLogger(__name__)

Offer = Callable[[discord.Interaction, str], Coroutine[Any, Any, list[Choice[str]]]]

PLACE = "{prompt}"
# Discord shows so many, with names of so many characters.
OFFERED, CHOICE_LIMIT = 25, 100

# What `starter` knows: things on coloured backgrounds, large or small, and where they stand.
_OF_STARTER = (
    Preset("sky", f"{PLACE} on a light blue background"),
    Preset("meadow", f"{PLACE} on a green background"),
    Preset("sunset", f"{PLACE} on an orange background"),
    Preset("night", f"{PLACE} on a black background"),
    Preset("candy", f"{PLACE} on a pink background"),
    Preset("paper", f"{PLACE} on a white background"),
    Preset("tiny", f"tiny {PLACE}"),
)
_OF_OTHERS = (
    Preset(
        "photographic",
        f"photograph of {PLACE}, natural light, 50mm lens, sharp focus, high detail",
        "painting, drawing, illustration, cartoon, render, blurry",
    ),
    Preset(
        "cinematic",
        f"cinematic still of {PLACE}, dramatic light, shallow depth of field, film grain",
        "drawing, cartoon, flat light, text",
    ),
    Preset(
        "oil painting",
        f"oil painting of {PLACE}, visible brush strokes, rich colours, on canvas",
        "photograph, render, text, signature",
    ),
    Preset(
        "watercolour",
        f"watercolour of {PLACE}, soft washes, paper texture, loose edges",
        "photograph, render, harsh lines, text",
    ),
    Preset(
        "line art",
        f"line art of {PLACE}, clean black ink lines on white paper",
        "photograph, colour, shading, blurry",
    ),
    Preset(
        "comic",
        f"comic book panel of {PLACE}, bold outlines, flat colours, halftone",
        "photograph, blurry, text, speech bubble",
    ),
    Preset(
        "pixel art",
        f"pixel art of {PLACE}, 16-bit, limited palette, crisp edges",
        "photograph, blurry, smooth shading",
    ),
    Preset(
        "3d render",
        f"3d render of {PLACE}, soft studio light, smooth materials, high detail",
        "photograph, drawing, flat, noise",
    ),
)


def built_in_presets(model: str) -> Mapping[str, Preset]:
    """Give the presets that suit a model, by name."""
    return {style.name: style for style in (_OF_STARTER if model == "starter" else _OF_OTHERS)}


async def presets_for(
    services: Services, guild_id: int, model: PictureModel | None = None
) -> Mapping[str, Preset]:
    """Give the presets that a server offers, by name: the built-in ones, then its own.

    Its own of the same name stands in for a built-in one; one without a prompt hides it.

    Args:
        services: the bot's parts.
        guild_id: the server.
        model: that the built-in ones are to suit; None for any that is offered.

    Raises:
        StorageUnavailable: its own cannot be read.
    """
    own = {style.name: style for style in await services.choices.styles(guild_id)}
    models = [model.info.name] if model else services.service.models
    offered = {name: style for one in models for name, style in built_in_presets(one).items()} | own
    return {name: style for name, style in offered.items() if style.prompt}


async def apply_defaults(
    services: Services, context: Context, options: Options, model: PictureModel
) -> Options:
    """Fill in what the member has chosen for all, and put the preset around the prompt.

    What they chose for another model is left out where this one does not allow it.

    A preset that is only their default may be one of another server's: then there is none.

    Raises:
        Refused: they ask for a preset that the server does not offer.
        StorageUnavailable: its own cannot be read.
    """
    whole = options.by_default(allowed_defaults(context.member, model.info))
    if not whole.style:
        return whole
    if style := (await presets_for(services, context.guild_id, model)).get(whole.style):
        prompt, negative = apply_preset(whole.prompt, whole.negative_prompt or "", style)
        return replace(whole, prompt=prompt, negative_prompt=negative)
    if options.style:
        raise Refused(text("refused-style", name=quote(options.style, 60)), "invalid")
    return whole


def apply_preset(prompt: str, negative_prompt: str, style: Preset) -> tuple[str, str]:
    """Put a preset around a prompt.

    Args:
        prompt: what the member wrote.
        negative_prompt: what they wrote.
        style: without a place for the prompt, it is added after it; of several places, which
            a preset of an earlier version may have, only the first is filled.

    Returns:
        The prompt and the negative prompt to draw with.
    """
    around = style.prompt if PLACE in style.prompt else f"{PLACE}, {style.prompt}"
    before, _, after = around.partition(PLACE)
    negative = ", ".join(filter(None, (negative_prompt.strip(), style.negative_prompt)))
    return f"{before}{prompt}{after.replace(PLACE, '')}", negative


def preset_autocomplete(services: Services) -> Offer:
    """Make the autocompletion of presets that suit the model that is to draw."""

    async def names(context: Context) -> Iterable[str]:
        model = parse_model(services.service, context.server, context.interaction)
        return await presets_for(services, context.guild_id, model)

    return autocomplete(services, names)


def autocomplete_everywhere(services: Services) -> Offer:
    """Make the autocompletion of presets, whichever model they suit."""
    return autocomplete(services, lambda context: presets_for(services, context.guild_id))


def autocomplete(services: Services, names: Callable[[Context], Awaitable[Iterable[str]]]) -> Offer:
    """Make an option's autocompletion; it offers none where it cannot be read what holds there.

    Args:
        services: the bot's parts.
        names: lists them for a visit.
    """

    async def offer(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        try:
            return _matching(await names(await services.handler.read_context(interaction)), typed)
        except StorageUnavailable as error:
            log.warning("nothing can be offered: %s", error)
            return []

    return offer


def _matching(names: Iterable[str], typed: str) -> list[Choice[str]]:
    """Offer the names in which the typed text stands, as many as Discord shows.

    One choice that is too long would make Discord show none; such a name can be written in full.
    """
    found = [
        name
        for name in names
        if typed.strip().casefold() in name.casefold() and len(name) <= CHOICE_LIMIT
    ]
    return [Choice(name=name, value=name) for name in found[:OFFERED]]
