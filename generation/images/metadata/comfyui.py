"""Parsing of ComfyUI's graph of nodes, as far as it has the prompts as plain text."""

import re
from collections.abc import Mapping

from generation.images.metadata.fields import NEGATIVE, PROMPT, Number

Inputs = Mapping[str, object]
Graph = Mapping[str, Inputs]
# Names of a sampler's inputs, by the name of the field.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "Steps": ("steps",),
    "Sampler": ("sampler_name",),
    "CFG scale": ("cfg",),
    "Seed": ("seed", "noise_seed"),
    "Model": ("ckpt_name", "unet_name"),
}
SAMPLER_INPUTS = frozenset(
    {"seed", "noise_seed", "sampler_name", "sampler", "noise", "latent_image"}
)
CONDITION_INPUTS = frozenset({"positive", "guider"})
# Inputs whose strings are parts of a prompt.
WORDS = re.compile(r"(text|string|prompt|value|clip_[lg]|t5xxl)(_?[a-z0-9])?")
# Inputs that lead to no prompt.
WORDLESS = frozenset(
    {"clip", "model", "vae", "control_net", "image", "pixels", "samples", "latent_image", "mask"}
)
# Inputs of a guider by side: one with a single condition has no negative.
GUIDER_INPUTS = {"positive": ("positive", "conditioning"), "negative": ("negative",)}
OPPOSITE = {"positive": "negative", "negative": "positive"}


def parse_graph(graph: Mapping[str, object], most_text: int) -> dict[str, str] | None:
    """Parse the prompts and the settings of a graph's samplers.

    Args:
        graph: nodes by their ids, in the format of ComfyUI's API.
        most_text: most characters of a prompt; the rest is cut off.

    Returns:
        Fields as of `generation.images.metadata.fields`; None if no words lead to a sampler.
    """
    nodes = {
        name: inputs
        for name, node in graph.items()
        if isinstance(node, dict) and isinstance(inputs := node.get("inputs"), dict)
    }
    samplers: list[Inputs] = [
        inputs
        for inputs in nodes.values()
        if not SAMPLER_INPUTS.isdisjoint(inputs) and not CONDITION_INPUTS.isdisjoint(inputs)
    ]
    prompt, negative = (_collect_texts(nodes, samplers, side)[:most_text] for side in OPPOSITE)
    if not prompt:
        return None
    # Settings are plain inputs of the first sampler, or of the nodes linked to it.
    links = [name for value in samplers[0].values() for name in _linked_nodes(value)]
    near = [samplers[0], *(nodes.get(name, {}) for name in links)]
    fields = {PROMPT: prompt, NEGATIVE: negative}
    for field, keys in FIELDS.items():
        values = (inputs.get(key) for inputs in near for key in keys)
        plain = next((value for value in values if isinstance(value, str)), None)
        if plain is not None:
            fields[field] = plain
    return fields


def _collect_texts(nodes: Graph, samplers: list[Inputs], side: str) -> str:
    """Collect the texts that lead to the positive or the negative input of all samplers.

    Each node is visited once, so that a graph may have cycles.
    """
    words, visited, open_ = dict[str, None](), set[str](), list[str]()
    for sampler in samplers:
        if isinstance(text := sampler.get(side), str):
            words[text] = None
        guiders = [nodes.get(name, {}) for name in _linked_nodes(sampler.get("guider"))]
        inputs = [guider.get(key) for guider in guiders for key in GUIDER_INPUTS[side]]
        open_ += [name for value in (text, *inputs) for name in _linked_nodes(value)]
    while open_:
        name = open_.pop()
        if name in visited:
            continue
        visited.add(name)
        for key, value in nodes.get(name, {}).items():
            if type(value) is str and (key == side or WORDS.fullmatch(key)):
                words[value] = None
            elif key not in WORDLESS and key != OPPOSITE[side]:
                open_ += _linked_nodes(value)
    return "\n".join(text for text in words if text.strip())


def _linked_nodes(value: object) -> list[str]:
    """Return the node that an input is linked to, given as [name, number of the output]."""
    match value:
        case [str(name), Number()]:
            return [name]
    return []
