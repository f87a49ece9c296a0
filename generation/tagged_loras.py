"""Replace the LoRA tags in a request's prompts by entries of its LoRAs."""

from collections.abc import Iterable
from dataclasses import replace

from generation.prompts.lora_tags import (
    find_tags,
    fold_file_name,
    fold_name,
    index_names,
    remove_tags,
)
from generation.request import GenerationRequest


def with_tagged_loras(request: GenerationRequest, known: Iterable[str]) -> GenerationRequest:
    """Replace the LoRA tags in a request's prompts by entries of its LoRAs.

    The first strength of a LoRA counts: the request's own entry, then the first tag. Tags in the
    negative prompt are removed without effect.

    Args:
        request: with tags in its prompts.
        known: names of the LoRAs compatible with its model.

    Returns:
        A request without tags; `left_out` holds the names of LoRAs that are not in `known`, and of
        those in the negative prompt.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, extensions-builtin/Lora, ExtraNetworkLora.
    """
    prompts = [request.prompt, *(keyframe.prompt for keyframe in request.morph)]
    wanted, unwanted = [*find_tags(prompts)], [*find_tags([request.negative_prompt])]
    if not wanted and not unwanted:
        return request
    offered = index_names(known)
    loras, left_out = dict(request.loras), dict.fromkeys(name for name, _ in unwanted)
    for name, strength in wanted:
        if found := offered.get(fold_name(name)) or offered.get(fold_file_name(name)):
            loras.setdefault(found, strength)
        else:
            left_out[name] = None
    return replace(
        request,
        prompt=remove_tags(request.prompt).strip(),
        negative_prompt=remove_tags(request.negative_prompt).strip(),
        morph=tuple(replace(key, prompt=remove_tags(key.prompt)) for key in request.morph),
        loras=tuple(loras.items()),
        left_out=tuple(left_out),
    )
