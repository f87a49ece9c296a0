"""The details of a picture, for members and for other tools."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import discord

from bot.delivery.reply_text import prompts
from bot.language import Text, decimal, say, text
from bot.language.formatting import message_link, number_text, one_line, quote
from bot.requests.options import size_text
from bot.storage import PictureRecord, PictureStore
from generation import GenerationRequest, PreparedRequest, infotext, sampler_names

PROMPT_LIMIT, NEGATIVE_LIMIT, NAME_LIMIT = 2000, 1000, 100
CONTENT_LIMIT = 2000
MOST_PARENTS = 6


@dataclass(frozen=True, slots=True)
class Relations:
    """Relations of a picture to other pictures and to members.

    Args:
        parents: ids of the pictures that it descends from, with None for deleted ones.
        children: number of pictures that descend from it.
        likes: number of members with it among their favourites.
        tags: its tags.
        siblings: the pictures of its message, itself included.
    """

    parents: list[tuple[str, PictureRecord | None]]
    children: int
    likes: int
    tags: list[str]
    siblings: Sequence[PictureRecord] = ()


async def read_relations(picture_store: PictureStore, picture: PictureRecord) -> Relations:
    """Read the relations of a picture.

    Args:
        picture_store: store of the pictures.
        picture: the picture.
    """
    return Relations(
        await picture_store.parents(picture.id),
        await picture_store.children(picture.id),
        await picture_store.likes(picture.id),
        await picture_store.list_tags(picture.id),
        await picture_store.list_siblings(picture),
    )


def build_embed(picture: PictureRecord, relations: Relations, locale: str) -> discord.Embed:
    """Build the embed with all details of a picture.

    Args:
        picture: the picture.
        relations: of the picture.
        locale: of the reader.
    """
    request = picture.request
    prompt = quote(" → ".join(prompts(request)), PROMPT_LIMIT)
    title = text("details-title")
    if len(relations.siblings) > 1:
        number = [one.id for one in relations.siblings].index(picture.id) + 1
        title = text("details-title-of", number=number, count=len(relations.siblings))
    embed = discord.Embed(title=say(locale, title), description=prompt)
    if request.negative_prompt.strip():
        negative = quote(request.negative_prompt, NEGATIVE_LIMIT)
        embed.add_field(name=say(locale, text("details-negative")), value=negative, inline=False)
    for name, value in _fields(picture, relations):
        shown = say(locale, value) if isinstance(value, Text) else value
        embed.add_field(name=say(locale, text(f"details-{name}")), value=shown)
    credits_ = [
        text("details-parent", author=f"<@{parent.user_id}>", link=picture_link(parent))
        if parent
        else text("details-parent-deleted")
        for _, parent in relations.parents[:MOST_PARENTS]
    ]
    if credits_:
        lines = "\n".join(say(locale, credit) for credit in credits_)
        embed.add_field(name=say(locale, text("details-parents")), value=lines, inline=False)
    return embed


def _fields(picture: PictureRecord, relations: Relations) -> Iterator[tuple[str, str | Text]]:
    """List the short fields of the embed, by the names of their texts."""
    request = picture.request
    yield "size", size_text(request)
    yield "steps", str(request.steps)
    yield "guidance", number_text(request.guidance)
    if request.guidance_range != (0.0, math.inf):
        low, high = map(number_text, request.guidance_range)
        yield "guidance-range", text("details-range", low=low, high=high)
    yield "seed", str(request.seed)
    yield "sampler", sampler_names()[request.sampler]
    if request.spacing:
        yield "spacing", request.spacing
    yield from _mode_fields(request)
    for name, strength in request.loras:
        shown = number_text(strength)
        yield "lora", text("setting-line", name=quote(name, NAME_LIMIT), value=shown)
    yield "model", quote(picture.model, NAME_LIMIT)
    yield "took", timing_text(picture)
    yield "author", f"<@{picture.user_id}>"
    yield "date", f"<t:{int(picture.created_at)}:f>"
    yield "children", str(relations.children)
    yield "favourites", text("details-members", count=relations.likes)
    if relations.tags:
        yield "tags", ", ".join(quote(tag) for tag in relations.tags)


def timing_text(picture: PictureRecord) -> Text:
    """Format the time of a picture and of each stage, the model's precision and its engine."""
    timings = picture.timings
    if timings is None:
        return text("details-seconds", seconds=decimal(picture.seconds, 1))
    return text(
        "details-stages",
        total=decimal(timings.total_s, 1),
        queue=decimal(timings.queue_s, 1),
        encode=decimal(timings.encode_s, 2),
        denoise=decimal(timings.denoise_s, 1),
        speed=decimal(timings.steps_per_s, 1),
        decode=decimal(timings.decode_s, 2),
        precision=timings.precision,
        engine=timings.engine,
    )


def _mode_fields(request: GenerationRequest) -> Iterator[tuple[str, str | Text]]:
    """List the fields of requests with a start picture, of variations and of morphs."""
    if request.start:
        yield "strength", number_text(request.start.strength)
        if request.start.zoom > 1:
            yield "zoom", number_text(request.start.zoom)
    if request.upscale:
        yield "upscale", "2×"
    if request.variation:
        share, seed = number_text(request.variation), str(request.variation_seed)
        yield "variation", text("details-towards", share=share, seed=seed)
    if request.morph:
        yield "frames", str(request.frames)


def picture_link(picture: PictureRecord) -> str:
    """Return the link of a picture's message; empty if it is not posted yet."""
    if picture.message_id is None:
        return ""
    return message_link(picture.guild_id, picture.channel_id, picture.message_id)


def format_parameters(picture: PictureRecord) -> tuple[str, list[discord.File]]:
    """Format the parameters of a picture as other tools read them.

    Returns:
        A code block and no file; or, where Discord would change or cut the text, a file alone.
    """
    whole = infotext(PreparedRequest.restore(picture.request).picture_request(0), picture.model)
    block = f"```\n{whole}\n```"
    harmless = "`" not in whole and one_line(whole) == " ".join(whole.split())
    if harmless and len(block) <= CONTENT_LIMIT:
        return block, []
    return "", [parameters_file(whole)]


def parameters_file(whole: str) -> discord.File:
    """Build an attachment with parameters that do not fit into a message."""
    return discord.File(BytesIO(whole.encode()), "parameters.txt")
