"""A picture's request → the request of what is made of it."""

import secrets
from collections.abc import Mapping
from dataclasses import replace

from bot.requests.options import START_STRENGTH, parse_number
from generation import MAX_SEED, GenerationRequest, Keyframe, ModelInfo, Start

# Half-way to another noise the composition is still the same one.
VARIATION = 0.4
# Small, and without guidance, so that a tile draws what is there and not the whole prompt again.
UPSCALE_STRENGTH, UPSCALE_GUIDANCE = 0.2, 1.0


def random_seed() -> int:
    """Draw a seed."""
    return secrets.randbelow(MAX_SEED + 1)


def reroll(request: GenerationRequest, count: int) -> GenerationRequest:
    """Ask for the same once more, with another seed; all of a morph's prompts share it."""
    seed = random_seed()
    morph = tuple(Keyframe(keyframe.prompt, seed) for keyframe in request.morph)
    return replace(request, count=count, morph=morph).with_seed(seed)


def vary(request: GenerationRequest, count: int) -> GenerationRequest:
    """Ask for pictures that are like one of them."""
    if request.start:
        # What began with a picture varies by its noise.
        start = replace(request.start, strength=max(request.start.strength, START_STRENGTH))
        return replace(request, start=start, count=count).with_seed(random_seed())
    varied = replace(request, variation=VARIATION, variation_seed=random_seed(), count=count)
    return varied.with_seed(request.seed)


def upscale(request: GenerationRequest, picture: bytes) -> GenerationRequest:
    """Ask for a picture at twice its size."""
    enlarged = replace(
        request,
        start=Start(picture, UPSCALE_STRENGTH),
        upscale=True,
        guidance=UPSCALE_GUIDANCE,
        variation=0.0,
        variation_seed=0,
        count=1,
    )
    return enlarged.with_seed(request.seed)


def before_upscale(request: GenerationRequest, model: ModelInfo) -> GenerationRequest:
    """Ask for what was enlarged, as far as the enlargement tells: not how it was guided."""
    return replace(request, start=None, upscale=False, guidance=model.guidance)


def edit(
    request: GenerationRequest, written: Mapping[str, str], count: int, model: ModelInfo
) -> GenerationRequest:
    """Ask for what a member made of a request's values.

    Args:
        request: of the picture.
        written: in the form's fields: prompt, negative, steps, guidance, seed; a value that is
            left empty becomes the model's default, and the seed a random one.
        count: pictures.
        model: its defaults.

    Raises:
        InvalidRequest: what should be a number is none.
    """
    seed = written["seed"].strip()
    changed = replace(
        request,
        prompt=written["prompt"],
        negative_prompt=written["negative"],
        steps=int(parse_number("steps", written["steps"], model.steps, whole=True)),
        guidance=parse_number("guidance", written["guidance"], model.guidance),
        count=count,
    )
    whole = int(parse_number("seed", seed, 0, whole=True)) if seed else random_seed()
    return changed.with_seed(whole)
