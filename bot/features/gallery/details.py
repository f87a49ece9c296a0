"""All that is known about a picture, as a member reads it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import discord

from bot.delivery.reply_text import prompts
from bot.language import Text, decimal, say, text
from bot.language.formatting import one_line, quote
from bot.requests.options import size_text
from bot.storage import PictureRecord, PictureStore
from generation import GenerationRequest, infotext, sampler_names

PROMPT_LIMIT, NEGATIVE_LIMIT, NAME_LIMIT = 2000, 1000, 100
CONTENT_LIMIT = 2000
MOST_PARENTS = 6


@dataclass(frozen=True, slots=True)
class Around:
    """What belongs to a picture.

    Args:
        parents: ids of what it descends from; None for what was deleted.
        children: how many descend from it.
        likes: whose favourite it is, counted.
        tags: its tags.
    """

    parents: list[tuple[str, PictureRecord | None]]
    children: int
    likes: int
    tags: list[str]


async def around(gallery: PictureStore, picture_id: str) -> Around:
    """Find out what belongs to a picture."""
    return Around(
        await gallery.parents(picture_id),
        await gallery.children(picture_id),
        await gallery.likes(picture_id),
        await gallery.list_tags(picture_id),
    )


def embed_of(picture: PictureRecord, known: Around, locale: str) -> discord.Embed:
    """Say everything about a picture, for whoever reads the locale."""
    request = picture.request
    asked = quote(" → ".join(prompts(request)), PROMPT_LIMIT)
    embed = discord.Embed(title=say(locale, text("details-title")), description=asked)
    if request.negative_prompt.strip():
        negative = quote(request.negative_prompt, NEGATIVE_LIMIT)
        embed.add_field(name=say(locale, text("details-negative")), value=negative, inline=False)
    for name, value in (*_asked(request), *_drawn(picture, known)):
        shown = say(locale, value) if isinstance(value, Text) else value
        embed.add_field(name=say(locale, text(f"details-{name}")), value=shown)
    if known.parents:
        value = "\n".join(say(locale, line) for line in _parents(known))
        embed.add_field(name=say(locale, text("details-parents")), value=value, inline=False)
    return embed


def _asked(request: GenerationRequest) -> Iterator[tuple[str, str]]:
    """List what was asked for, but for the prompts."""
    yield "size", size_text(request)
    yield "steps", str(request.steps)
    yield "guidance", f"{request.guidance:g}"
    if request.guidance_range != (0.0, math.inf):
        yield "guidance-range", "{:g}–{:g}".format(*request.guidance_range)
    yield "seed", str(request.seed)
    yield "sampler", sampler_names()[request.sampler]
    if request.spacing:
        yield "spacing", request.spacing
    yield from _in_mode(request)
    for name, strength in request.loras:
        yield "lora", f"{quote(name, NAME_LIMIT)} {strength:g}"


def _in_mode(request: GenerationRequest) -> Iterator[tuple[str, str]]:
    """List what only pictures of a start picture, variations and morphs have."""
    if request.start:
        yield "strength", f"{request.start.strength:g}"
        if request.start.zoom > 1:
            yield "zoom", f"{request.start.zoom:g}"
    if request.upscale:
        yield "upscale", "2×"
    if request.variation:
        yield "variation", f"{request.variation:g} → {request.variation_seed}"
    if request.morph:
        yield "frames", str(request.frames)


def _drawn(picture: PictureRecord, known: Around) -> Iterator[tuple[str, str | Text]]:
    """List what has become of it."""
    yield "model", quote(picture.model, NAME_LIMIT)
    yield "took", text("details-seconds", seconds=decimal(picture.seconds, 1))
    yield "author", f"<@{picture.user_id}>"
    yield "date", f"<t:{int(picture.created_at)}:f>"
    yield "children", str(known.children)
    yield "favourites", text("details-members", count=known.likes)
    if known.tags:
        yield "tags", ", ".join(quote(tag) for tag in known.tags)


def _parents(known: Around) -> Iterator[Text]:
    """Credit those whose pictures it descends from."""
    for _, parent in known.parents[:MOST_PARENTS]:
        if parent is None:
            yield text("details-parent-deleted")
        else:
            yield text("details-parent", author=f"<@{parent.user_id}>", link=link_to(parent))


def link_to(picture: PictureRecord) -> str:
    """Give the address of a picture's message; nothing before it is posted."""
    if picture.message_id is None:
        return ""
    place = f"{picture.guild_id}/{picture.channel_id}/{picture.message_id}"
    return f"https://discord.com/channels/{place}"


def parameters_of(picture: PictureRecord) -> tuple[str, list[discord.File]]:
    """Give the parameters as other tools read them: a block to copy, or else a file."""
    whole = infotext(picture.request.alone(0), picture.model)
    block = f"```\n{whole}\n```"
    harmless = "`" not in whole and one_line(whole) == " ".join(whole.split())
    return (block, []) if harmless and len(block) <= CONTENT_LIMIT else ("", [as_file(whole)])


def as_file(whole: str) -> discord.File:
    """Attach parameters that cannot stand in a message as they are."""
    return discord.File(BytesIO(whole.encode()), "parameters.txt")
