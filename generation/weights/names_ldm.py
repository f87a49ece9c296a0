"""Names in a single checkpoint file, as latent diffusion's own code wrote them.

The other modules of this folder use the names of diffusers; the rules here translate them.
"""

import re
from collections.abc import Callable, Mapping

from generation.weights.headers import Source
from generation.weights.names_diffusers import sources as diffusers_sources

PREFIXES = {
    "diffusion_model": "model.diffusion_model.",
    "decoder": "first_stage_model.",
    "image_encoder": "first_stage_model.",
}
CLIP = "cond_stage_model.transformer."
OPEN_CLIP = "cond_stage_model.model."

Rule = tuple[str, str | Callable[[re.Match[str]], str]]


def sources(role: str, name: str) -> tuple[Source, ...]:
    """List the locations of a parameter in a checkpoint, the usual one first.

    Args:
        role: the network's field in `Networks`.
        name: diffusers' name of the parameter, for example "conv_in.weight".
    """
    if role == "text_encoder":
        # Some merging tools leave "text_model." out.
        bare = name.removeprefix("text_model.")
        return Source(CLIP + name), Source(CLIP + bare), _open_clip_source(bare)
    if role == "diffusion_model":
        return (Source(PREFIXES[role] + _translate(name, _DIFFUSION_MODEL)),)
    translated = _translate(name, _AUTOENCODER)
    # An autoencoder in a separate file has no prefix, and may have diffusers' names.
    alone = (Source(translated), *diffusers_sources(role, name))
    return (Source(PREFIXES[role] + translated), *alone)


def _translate(name: str, rules: tuple[Rule, ...]) -> str:
    for pattern, replacement in rules:
        name = re.sub(pattern, replacement, name)
    return name


def _renumber(template: str, number: Callable[[int, int], int]) -> Callable[[re.Match[str]], str]:
    """Return a replacement that fills a template with a number computed from the match's two."""
    return lambda match: template.format(number(int(match[1]), int(match[2])), *match.groups())


# Down: a first convolution, then three blocks a level, the third one downsampling.
# Up: three blocks a level; upsampling follows the attention, which level 0 does not have.
_DIFFUSION_MODEL: tuple[Rule, ...] = (
    (r"^conv_in\.", "input_blocks.0.0."),
    (r"^conv_norm_out\.", "out.0."),
    (r"^conv_out\.", "out.2."),
    (r"^time_embedding\.linear_1\.", "time_embed.0."),
    (r"^time_embedding\.linear_2\.", "time_embed.2."),
    (r"(resnets\.\d\.)norm1\.", r"\1in_layers.0."),
    (r"(resnets\.\d\.)conv1\.", r"\1in_layers.2."),
    (r"(resnets\.\d\.)time_emb_proj\.", r"\1emb_layers.1."),
    (r"(resnets\.\d\.)norm2\.", r"\1out_layers.0."),
    (r"(resnets\.\d\.)conv2\.", r"\1out_layers.3."),
    (r"(resnets\.\d\.)conv_shortcut\.", r"\1skip_connection."),
    (r"^mid_block\.resnets\.0\.", "middle_block.0."),
    (r"^mid_block\.attentions\.0\.", "middle_block.1."),
    (r"^mid_block\.resnets\.1\.", "middle_block.2."),
    (
        r"^down_blocks\.(\d)\.resnets\.(\d)\.",
        _renumber("input_blocks.{}.0.", lambda level, index: 3 * level + index + 1),
    ),
    (
        r"^down_blocks\.(\d)\.attentions\.(\d)\.",
        _renumber("input_blocks.{}.1.", lambda level, index: 3 * level + index + 1),
    ),
    (
        r"^down_blocks\.(\d)\.downsamplers\.(\d)\.conv\.",
        _renumber("input_blocks.{}.0.op.", lambda level, _: 3 * level + 3),
    ),
    (
        r"^up_blocks\.(\d)\.resnets\.(\d)\.",
        _renumber("output_blocks.{}.0.", lambda level, index: 3 * level + index),
    ),
    (
        r"^up_blocks\.(\d)\.attentions\.(\d)\.",
        _renumber("output_blocks.{}.1.", lambda level, index: 3 * level + index),
    ),
    (r"^up_blocks\.0\.upsamplers\.0\.conv\.", "output_blocks.2.1.conv."),
    (
        r"^up_blocks\.(\d)\.upsamplers\.(\d)\.conv\.",
        _renumber("output_blocks.{}.2.conv.", lambda level, _: 3 * level + 2),
    ),
)

_AUTOENCODER: tuple[Rule, ...] = (
    (r"conv_norm_out\.", "norm_out."),
    (r"conv_shortcut\.", "nin_shortcut."),
    (r"mid_block\.resnets\.0\.", "mid.block_1."),
    (r"mid_block\.resnets\.1\.", "mid.block_2."),
    (r"mid_block\.attentions\.0\.", "mid.attn_1."),
    (r"(attn_1\.)group_norm\.", r"\1norm."),
    (r"(attn_1\.)to_([qkv])\.", r"\1\2."),
    (r"(attn_1\.)to_out\.0\.", r"\1proj_out."),
    (r"down_blocks\.(\d)\.resnets\.(\d)\.", r"down.\1.block.\2."),
    (r"down_blocks\.(\d)\.downsamplers\.0\.", r"down.\1.downsample."),
    # The decoder's levels are counted from the picture here, from the latent in diffusers.
    (
        r"up_blocks\.(\d)\.resnets\.(\d)\.",
        _renumber("up.{0}.block.{2}.", lambda level, _: 3 - level),
    ),
    (
        r"up_blocks\.(\d)\.upsamplers\.(\d)\.",
        _renumber("up.{}.upsample.", lambda level, _: 3 - level),
    ),
)

_OPEN_CLIP: Mapping[str, str] = {
    "layer_norm1": "ln_1",
    "layer_norm2": "ln_2",
    "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
    "self_attn.out_proj": "attn.out_proj",
}
_THIRDS = {"self_attn.q_proj": 0, "self_attn.k_proj": 1, "self_attn.v_proj": 2}
_OPEN_CLIP_ENDS: Mapping[str, str] = {
    "embeddings.token_embedding.weight": "token_embedding.weight",
    "embeddings.position_embedding.weight": "positional_embedding",
    "final_layer_norm.weight": "ln_final.weight",
    "final_layer_norm.bias": "ln_final.bias",
}


def _open_clip_source(name: str) -> Source:
    """Return the location of a text encoder's parameter in OpenCLIP, where q, k and v are one."""
    layer = re.fullmatch(r"encoder\.layers\.(\d+)\.(.+)\.(weight|bias)", name)
    if layer is None:
        return Source(OPEN_CLIP + _OPEN_CLIP_ENDS[name])
    index, part, parameter = layer.groups()
    block = f"{OPEN_CLIP}transformer.resblocks.{index}."
    if part in _THIRDS:
        return Source(f"{block}attn.in_proj_{parameter}", _THIRDS[part])
    return Source(f"{block}{_OPEN_CLIP[part]}.{parameter}")
