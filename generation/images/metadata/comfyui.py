"""ComfyUI's graph of nodes, as far as it tells what was drawn in plain words."""

import re
from collections.abc import Iterator, Mapping

from generation.images.metadata.fields import NEGATIVE, PROMPT, Number

Inputs = Mapping[str, object]
Graph = Mapping[str, Inputs]
# What a sampler's inputs are called, by the name of the field.
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
# Inputs whose strings are read as a prompt.
WORDS = re.compile(r"(text|string|prompt|value|clip_[lg]|t5xxl)(_?[a-z0-9])?")
# Inputs behind which there are no words.
WORDLESS = frozenset(
    {"clip", "model", "vae", "control_net", "image", "pixels", "samples", "latent_image", "mask"}
)
OPPOSITE = {"positive": "negative", "negative": "positive"}


def fields_of_graph(graph: Mapping[str, object], most_text: int) -> dict[str, str] | None:
    """Read what a graph's samplers draw.

    Args:
        graph: nodes by their ids, as ComfyUI's API takes them.
        most_text: characters of a prompt that are read.

    Returns:
        Fields as of `generation.images.metadata.fields`; None if no words lead to a sampler.
    """
    nodes = dict(_inputs(graph))
    samplers = [node for node in nodes.values() if _is_sampler(node)]
    prompt, negative = (_words(nodes, samplers, side)[:most_text] for side in OPPOSITE)
    if not prompt:
        return None
    texts = {PROMPT: prompt, NEGATIVE: negative}
    return texts | dict(_values(nodes, samplers[0]))


def _inputs(graph: Mapping[str, object]) -> Iterator[tuple[str, Inputs]]:
    for name, node in graph.items():
        inputs = node.get("inputs") if isinstance(node, dict) else None
        if isinstance(inputs, dict):
            yield name, inputs


def _is_sampler(inputs: Inputs) -> bool:
    return not SAMPLER_INPUTS.isdisjoint(inputs) and not {"positive", "guider"}.isdisjoint(inputs)


def _words(nodes: Graph, samplers: list[Inputs], side: str) -> str:
    """Collect the words that lead to the positive or the negative side of all samplers.

    Each node is visited once, so that a graph may have circles.
    """
    words, visited, open_ = dict[str, None](), set[str](), list[str]()
    for sampler in samplers:
        if isinstance(text := sampler.get(side), str):
            words[text] = None
        open_ += [*_linked(sampler.get(side)), *_guided(nodes, sampler, side)]
    while open_:
        name = open_.pop()
        if name in visited:
            continue
        visited.add(name)
        for key, value in nodes.get(name, {}).items():
            if type(value) is str and (key == side or WORDS.fullmatch(key)):
                words[value] = None
            elif key not in WORDLESS and key != OPPOSITE[side]:
                open_ += _linked(value)
    return "\n".join(text for text in words if text.strip())


def _guided(nodes: Graph, sampler: Inputs, side: str) -> Iterator[str]:
    """Name the nodes behind a sampler's guider; one with a single condition has no negative."""
    for guider in _linked(sampler.get("guider")):
        inputs = nodes.get(guider, {})
        yield from _linked(inputs.get(side))
        if side == "positive":
            yield from _linked(inputs.get("conditioning"))


def _linked(value: object) -> list[str]:
    """Name the node that an input is linked to: it is [name, number of the output]."""
    match value:
        case [str(name), Number()]:
            return [name]
    return []


def _values(nodes: Graph, sampler: Inputs) -> Iterator[tuple[str, str]]:
    """List what a sampler, or a node next to it, says in plain values."""
    near = [nodes.get(name, {}) for value in sampler.values() for name in _linked(value)]
    for field, keys in FIELDS.items():
        found = (inputs.get(key) for inputs in (sampler, *near) for key in keys)
        plain = next((value for value in found if isinstance(value, str)), None)
        if plain is not None:
            yield field, plain
