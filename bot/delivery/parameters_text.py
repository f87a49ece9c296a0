"""The parameters of a picture in a few words: with the prompt, all that draws it again."""

from collections.abc import Iterator

from bot.language import Text, text
from bot.language.formatting import quote
from bot.requests.options import DEFAULT_SAMPLER, size_name, size_text
from generation import GenerationRequest, ModelInfo, sampler_names


def parameter_texts(
    request: GenerationRequest, model: ModelInfo | None, most: int
) -> Iterator[str | Text]:
    """List the seeds, and the other parameters where they are not the model's defaults.

    Args:
        request: of the pictures.
        model: the model's defaults; None if it is no longer offered, so that all are listed.
        most: characters of each quotation.
    """
    seeds = [str(seed) for seed in dict.fromkeys(request.seeds())]
    yield text("answer-seeds", count=len(seeds), seeds=", ".join(seeds))
    if model is None or size_text(request) != size_name(*model.sizes[0]):
        yield size_text(request)
    if model is None or request.steps != model.steps:
        yield text("answer-steps", steps=str(request.steps))
    # The guidance and the strength of an upscale are those of every upscale.
    if not request.upscale and (model is None or request.guidance != model.guidance):
        yield text("answer-guidance", guidance=request.guidance)
    if request.sampler != DEFAULT_SAMPLER:
        yield sampler_names()[request.sampler]
    yield from _mode_texts(request)
    for name, strength in request.loras:
        yield text("answer-lora", lora=quote(name, min(most, 60)), strength=strength)


def _mode_texts(request: GenerationRequest) -> Iterator[Text]:
    """List the parameters that other requests do not have."""
    if request.start and not request.upscale:
        yield text("answer-start", strength=request.start.strength)
    if request.variation:
        seed = str(request.variation_seed)
        yield text("answer-variation", share=request.variation, seed=seed)
    if request.morph:
        yield text("answer-frames", count=request.frames)
