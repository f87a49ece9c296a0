"""Move the LoRA tags of a request's prompts into its LoRAs."""

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
    """Replace the tags in a request's texts by the LoRAs that they name.

    A LoRA that is named more than once, or asked for besides, is worn as it was asked for first.
    What a negative prompt names is not worn.

    Args:
        request: as it was written.
        known: names of the LoRAs that its model can wear.

    Returns:
        A request whose texts have no tags; those that name none of them are in `left_out`.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, extensions-builtin/Lora, ExtraNetworkLora.
    """
    prompts = [request.prompt, *(keyframe.prompt for keyframe in request.morph)]
    wanted, unwanted = [*find_tags(prompts)], [*find_tags([request.negative_prompt])]
    if not wanted and not unwanted:
        return request
    offered = index_names(known)
    worn, left_out = dict(request.loras), dict.fromkeys(name for name, _ in unwanted)
    for name, strength in wanted:
        if found := offered.get(fold_name(name)) or offered.get(fold_file_name(name)):
            worn.setdefault(found, strength)
        else:
            left_out[name] = None
    return replace(
        request,
        prompt=remove_tags(request.prompt).strip(),
        negative_prompt=remove_tags(request.negative_prompt).strip(),
        morph=tuple(replace(key, prompt=remove_tags(key.prompt)) for key in request.morph),
        loras=tuple(worn.items()),
        left_out=tuple(left_out),
    )
