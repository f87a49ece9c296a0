"""Requests that are derived from the request of a picture."""

from collections.abc import Mapping
from dataclasses import replace

from bot.requests.options import START_STRENGTH, parse_number
from generation import (
    GenerationRequest,
    InvalidRequest,
    Keyframe,
    ModelInfo,
    Start,
    random_seed,
)

# Half-way to another noise, the composition is still the same.
VARIATION = 0.4
# Of a morph, the first included.
MOST_PROMPTS = 6
# Small, and without guidance, so that a tile repeats its content and not the whole prompt.
UPSCALE_STRENGTH, UPSCALE_GUIDANCE = 0.2, 1.0


def reroll(request: GenerationRequest, count: int) -> GenerationRequest:
    """Return the same request with another seed; all prompts of a morph share it.

    Args:
        request: of the picture.
        count: number of pictures.
    """
    seed = random_seed()
    morph = tuple(Keyframe(keyframe.prompt, seed) for keyframe in request.morph)
    return replace(request, count=count, morph=morph).with_seed(seed)


def vary(request: GenerationRequest, count: int) -> GenerationRequest:
    """Return a request for variations of a picture.

    Args:
        request: of the picture.
        count: number of pictures.
    """
    if request.start:
        # Pictures with a start picture vary by their noise.
        start = replace(request.start, strength=max(request.start.strength, START_STRENGTH))
        return replace(request, start=start, count=count).with_seed(random_seed())
    varied = replace(request, variation=VARIATION, variation_seed=random_seed(), count=count)
    return varied.with_seed(request.seed)


def upscale(request: GenerationRequest, picture: bytes) -> GenerationRequest:
    """Return a request for a picture at twice its size.

    Args:
        request: of the picture.
        picture: its file.
    """
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
    """Return the request before an upscale, as far as that preserves it: without the guidance.

    Args:
        request: of the upscaled picture.
        model: default of the guidance scale.
    """
    return replace(request, start=None, upscale=False, guidance=model.guidance)


def edit(
    request: GenerationRequest, written: Mapping[str, str], count: int, model: ModelInfo
) -> GenerationRequest:
    """Return a request with the values of the form.

    Args:
        request: of the picture.
        written: fields prompt, negative, steps, seed, and guidance, or frames for a morph, whose
            prompts are the lines of the field; an empty value becomes the default, and an empty
            seed a random one.
        count: number of pictures.
        model: defaults of the model.

    Raises:
        InvalidRequest: a value is not a number, or a morph has fewer than two prompts.
    """
    seed = written["seed"].strip()
    whole = int(parse_number("seed", seed, 0, whole=True)) if seed else random_seed()
    changed = replace(
        request,
        prompt=written["prompt"],
        negative_prompt=written["negative"],
        steps=int(parse_number("steps", written["steps"], model.steps, whole=True)),
        count=count,
    ).with_seed(whole)
    if not request.morph:
        return replace(
            changed, guidance=parse_number("guidance", written["guidance"], model.guidance)
        )
    first, *others = _parse_prompts(written["prompt"])
    frames = int(parse_number("frames", written["frames"], request.frames, whole=True))
    keyframes = tuple(Keyframe(other, whole) for other in others)
    return replace(changed, prompt=first, morph=keyframes, frames=frames)


def _parse_prompts(written: str) -> list[str]:
    """Parse the prompts of a morph, one per line.

    Raises:
        InvalidRequest: there are fewer than two; the request itself checks for too many.
    """
    prompts = [line.strip() for line in written.splitlines() if line.strip()]
    if len(prompts) < 2:
        limits = {"low": "2", "high": str(MOST_PROMPTS)}
        raise InvalidRequest(
            "prompts", len(prompts), f"must be between 2 and {MOST_PROMPTS}", "between", limits
        )
    return prompts
