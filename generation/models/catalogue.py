"""Catalogue of the published models, known without loading any of them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generation.files.remote_file import RemoteFile
from generation.models.model import Model
from generation.types import ModelInfo

HERE = Path(__file__).parent


STARTER = Model(
    ModelInfo(
        name="starter",
        summary="Small and quick: draws emoji-like things on coloured backgrounds, no download.",
        sizes=((128, 128),),
        steps=20,
        max_steps=50,
        guidance=2.0,
        max_guidance=20.0,
        max_tokens=30,
    ),
    prediction="v",
    beta_start=0.00085,
    beta_end=0.02,
    context_length=32,
    text_width=256,
    builder="generation.models.starter:network_factories",
    files={},
    local={
        "weights": HERE / "starter.safetensors",
        "vocabulary": HERE / "starter_merges.txt",
    },
    kind="starter",
    licence="Apache-2.0",
    size_bytes=30_000_000,
    # Fitted by training/preview.py.
    rgb_factors=(
        (0.104, 0.136, 0.082),
        (-0.003, 0.068, 0.422),
        (-0.244, -0.398, -0.18),
        (0.373, 0.063, 0.107),
        (0.262, 0.114, 0.021),
    ),
    recommended_model="sd-v1.4",
    examples=("red apple", "cat", "rocket on blue", "yellow star", "pizza", "owl above a house"),
    takes_adapters=False,
    memory_bytes=1_200_000_000,
)

# OpenCLIP, the text encoder of 2.x, was trained on prompts filled up with the first token.
OPENCLIP_PADDING = 0

CLIP_VOCABULARY = RemoteFile(
    "bpe_simple_vocab_16e6.txt.gz",
    "https://github.com/openai/CLIP/blob/main/clip/bpe_simple_vocab_16e6.txt.gz?raw=true",
    "924691ac288e54409236115652ad4aa250f48203de50a9e4722a6ecd48d6804a",
    1_400_000,
)
_KCV = "https://huggingface.co/fchollet/stable-diffusion/resolve/main/"
_KCV_2 = "https://huggingface.co/ianstenbit/keras-sd2.1/resolve/main/"

# SD 1.x and 2.x share the autoencoder.
_AUTOENCODER = {
    "decoder": RemoteFile(
        "kcv_decoder.h5",
        _KCV + "kcv_decoder.h5",
        "ad350a65cc8bc4a80c8103367e039a3329b4231c2469a1093869a345f55b1962",
        198_000_000,
    ),
    "image_encoder": RemoteFile(
        "vae_encoder.h5",
        _KCV + "vae_encoder.h5",
        "c60fb220a40d090e0f86a6ab4c312d113e115c87c40ff75d11ffcf380aab7ebb",
        137_000_000,
    ),
    "vocabulary": CLIP_VOCABULARY,
}

SD_1_4 = Model(
    ModelInfo(
        name="sd-v1.4",
        summary="Stable Diffusion 1.4: anything you can describe, 512 pixels, 4.3 GB to download.",
        sizes=((512, 512), (512, 768), (768, 512), (512, 640), (640, 512)),
        steps=25,
        max_steps=100,
        guidance=7.5,
        max_guidance=30.0,
        max_tokens=225,
    ),
    prediction="epsilon",
    beta_start=0.00085,
    beta_end=0.012,
    context_length=77,
    text_width=768,
    builder="generation.models.stable_diffusion:network_factories_v1",
    files={
        "text_encoder": RemoteFile(
            "kcv_encoder.h5",
            _KCV + "kcv_encoder.h5",
            "4789e63e07c0e54d6a34a29b45ce81ece27060c499a709d556c7755b42bb0dc4",
            492_000_000,
        ),
        "diffusion_model": RemoteFile(
            "kcv_diffusion_model.h5",
            _KCV + "kcv_diffusion_model.h5",
            "8799ff9763de13d7f30a683d653018e114ed24a6a819667da4f5ee10f9e805fe",
            3_440_000_000,
        ),
        **_AUTOENCODER,
    },
    local={},
    kind="SD 1.x",
    licence="CreativeML Open RAIL-M",
    size_bytes=4_300_000_000,
    # https://discuss.huggingface.co/t/decoding-latents-to-rgb-without-upscaling/23204
    rgb_factors=(
        (0.298, 0.207, 0.208),
        (0.187, 0.286, 0.173),
        (-0.158, 0.189, 0.264),
        (-0.184, -0.271, -0.473),
        (0.0, 0.0, 0.0),
    ),
)

SD_2_1 = replace(
    SD_1_4,
    info=replace(
        SD_1_4.info,
        name="sd-v2.1",
        summary="Stable Diffusion 2.1 base: anything you can describe, 512 pixels, 5.2 GB.",
    ),
    text_width=1024,
    builder="generation.models.stable_diffusion:network_factories_v2",
    files={
        "text_encoder": RemoteFile(
            "text_encoder_v2_1.h5",
            _KCV_2 + "text_encoder_v2_1.h5",
            "985002e68704e1c5c3549de332218e99c5b9b745db7171d5f31fcd9a6089f25b",
            1_360_000_000,
        ),
        "diffusion_model": RemoteFile(
            "diffusion_model_v2_1.h5",
            _KCV_2 + "diffusion_model_v2_1.h5",
            "c31730e91111f98fe0e2dbde4475d381b5287ebb9672b1821796146a25c5132d",
            3_460_000_000,
        ),
        **_AUTOENCODER,
    },
    kind="SD 2.x",
    padding=OPENCLIP_PADDING,
    licence="CreativeML Open RAIL++-M",
    size_bytes=5_200_000_000,
)

CATALOGUE: Mapping[str, Model] = {model.info.name: model for model in (STARTER, SD_1_4, SD_2_1)}
