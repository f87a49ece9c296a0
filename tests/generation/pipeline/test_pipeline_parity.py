"""Whole pictures from a checkpoint: our pipeline against diffusers', on the same folder.

Random weights in the published architectures, about 5 GB at rest: slow. diffusers draws first and
is forgotten before ours is loaded, so that never both are in memory.
"""

import gc
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

torch = pytest.importorskip("torch", reason="the extra parity is not installed")
diffusers = pytest.importorskip("diffusers", reason="the extra parity is not installed")
transformers = pytest.importorskip("transformers", reason="the extra parity is not installed")

from generation.pipeline.noise import initial_noise  # noqa: E402
from generation.pipeline.pipeline import Pipeline  # noqa: E402
from generation.request import GenerationRequest, Start  # noqa: E402
from generation.types import Sampler, ServiceConfig  # noqa: E402
from tests.generation.prompts.clip_vocabulary import full_size_merges, full_size_tokenizer  # noqa: E402
from tests.generation.requests import ask, make_unit  # noqa: E402
from tests.generation.weights import published  # noqa: E402

# Theirs warn of numpy's next version, Keras of networks that are built at this size.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

EDGE, STEPS, GUIDANCE, SEED, STRENGTH = 128, 5, 7.5, 11, 0.6
# No "!": that is 2.x's padding, and transformers takes each one in a prompt for padding (token 0).
# Ours is a word (token 256), as in OpenCLIP, on whose tokens 2.x was trained.
PROMPT, NEGATIVE = "a red apple, 35mm?", "blurry é"
PREDICTIONS = {1: "epsilon", 2: "v_prediction"}
SCHEDULERS: Mapping[Sampler, tuple[str, Mapping[str, Any]]] = {
    "ddim": ("DDIMScheduler", {"clip_sample": False}),
    "dpm++2m": ("DPMSolverMultistepScheduler", {}),
}
# A sampler, and whether it starts from a picture.
Case = tuple[Sampler, bool]
CASES: list[Case] = [("ddim", False), ("dpm++2m", False), ("ddim", True)]


@dataclass(frozen=True)
class Outputs:
    """A finished latent (height // 8, width // 8, 4), and the picture (height, width, 3) of it."""

    latent: Any
    picture: Any


@dataclass(frozen=True)
class Both:
    """What each pipeline drew from one folder, by sampler and whether a picture was given."""

    theirs: Mapping[Case, Outputs]
    ours: Mapping[Case, Outputs]


@pytest.fixture(scope="module", params=[1, 2], ids=["1.x epsilon", "2.x v"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    models = tmp_path_factory.mktemp("models")
    theirs = drawn_by_diffusers(request.param, models / "random")
    gc.collect()
    ours = drawn_by_us(models)
    yield Both(theirs, ours)
    shutil.rmtree(models)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_latent_ends_where_diffusers_pipeline_ends(both: Both, case: Case) -> None:
    error = published.relative_error(both.ours[case].latent, both.theirs[case].latent)
    print(f"latent of {case}: {error:.1e}")  # noqa: T201  # pytest -s tells
    assert error < 1e-3


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_picture_is_diffusers_to_two_of_255(both: Both, case: Case) -> None:
    ours, theirs = both.ours[case].picture, both.theirs[case].picture
    difference = np.abs(ours.astype(int) - theirs).max()
    print(f"picture of {case}: {difference}/255, spread {theirs.std():.0f}")  # noqa: T201
    assert theirs.std() > 10, "grey would equal anything"
    assert difference <= 2


def drawn_by_us(models: Path) -> dict[Case, Outputs]:
    config = ServiceConfig(
        model="random",
        models_folder=models,
        cache_folder=models / "cache",
        precision="float32",
        engine="graph",
    )
    pipeline = Pipeline.load(config, lambda _: None)
    found = dict[Case, Outputs]()
    for case in CASES:
        sample = pipeline.begin(make_unit(asked(*case), 0))
        pipeline.advance([sample], STEPS)
        assert sample.remaining == 0
        found[case] = Outputs(sample.state[0], pipeline.decode([sample])[0])
    return found


def asked(sampler: Sampler, started: bool) -> GenerationRequest:
    return ask(
        PROMPT,
        negative_prompt=NEGATIVE,
        width=EDGE,
        height=EDGE,
        steps=STEPS,
        guidance=GUIDANCE,
        seed=SEED,
        sampler=sampler,
        spacing="trailing",
        start=Start(start_picture(), STRENGTH) if started else None,
    )


def start_picture() -> bytes:
    rows = np.random.default_rng(4).integers(0, 255, (8, 8, 3), np.uint8)
    buffer = BytesIO()
    Image.fromarray(rows).resize((EDGE, EDGE), Image.Resampling.BICUBIC).save(buffer, "PNG")
    return buffer.getvalue()


def drawn_by_diffusers(version: int, folder: Path) -> dict[Case, Outputs]:
    parts = made(version)
    pipeline = diffusers.StableDiffusionPipeline(
        **parts, scheduler=scheduler("ddim", version), **NO_CHECKER
    )
    assert_that_text_matters(pipeline)
    pipeline.save_pretrained(folder)
    write_vocabulary(folder / "tokenizer")
    found = dict[Case, Outputs]()
    for sampler, started in CASES:
        draw = from_picture if started else from_noise
        latent = draw(parts, scheduler(sampler, version))
        with torch.no_grad():
            decoded = parts["vae"].decode(latent / 0.18215).sample
        pixels = ((decoded + 1) * 127.5).clamp(0, 255).round()
        found[sampler, started] = Outputs(
            published.channels_last(latent)[0], published.channels_last(pixels)[0]
        )
    return found


def assert_that_text_matters(pipeline: Any) -> None:
    """Were both prompts one to the random weights, nothing would be said of guidance."""
    with torch.no_grad():
        contexts = pipeline.encode_prompt(PROMPT, "cpu", 1, True, NEGATIVE)
        outputs = [pipeline.unet(noise(), 500, context).sample for context in contexts]
    difference = published.relative_error(*(output.numpy() for output in outputs))
    print(f"between the two prompts: {difference:.1e}")  # noqa: T201
    assert difference > 0.01


NO_CHECKER = {"safety_checker": None, "feature_extractor": None, "requires_safety_checker": False}


def from_noise(parts: Mapping[str, Any], scheduler: Any) -> Any:
    pipeline = diffusers.StableDiffusionPipeline(**parts, scheduler=scheduler, **NO_CHECKER)
    return pipeline(**common(), height=EDGE, width=EDGE, latents=noise()).images


def from_picture(parts: Mapping[str, Any], scheduler: Any) -> Any:
    """Start as img2img does, from the mean of the encoded picture and from our noise."""
    pipeline = diffusers.StableDiffusionImg2ImgPipeline(**parts, scheduler=scheduler, **NO_CHECKER)
    pixels = np.asarray(Image.open(BytesIO(start_picture())), np.float32)[None] / 127.5 - 1
    with torch.no_grad():
        encoded = parts["vae"].encode(published.channels_first(pixels)).latent_dist.mean
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{type(pipeline).__module__}.randn_tensor", lambda *_, **__: noise())
        return pipeline(**common(), image=encoded * 0.18215, strength=STRENGTH).images


def common() -> dict[str, Any]:
    return {
        "prompt": PROMPT,
        "negative_prompt": NEGATIVE,
        "num_inference_steps": STEPS,
        "guidance_scale": GUIDANCE,
        "output_type": "latent",
    }


def noise() -> Any:
    return published.channels_first(initial_noise(SEED, EDGE, EDGE)[None])


def scheduler(sampler: Sampler, version: int) -> Any:
    name, options = SCHEDULERS[sampler]
    return getattr(diffusers, name)(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        timestep_spacing="trailing",
        prediction_type=PREDICTIONS[version],
        **options,
    )


def made(version: int) -> dict[str, Any]:
    """Make the parts of a pipeline whose outputs are of the size that trained ones have."""
    unet, vae = published.diffusion_model(version), published.autoencoder()
    latent = noise()
    context = torch.randn(1, 77, published.TEXT_WIDTH[version])
    with torch.no_grad():
        unet.conv_out.weight /= unet(latent, 500, context).sample.std()
        vae.decoder.conv_out.weight /= 2 * vae.decode(latent / 0.18215).sample.std()
    unet.register_to_config(sample_size=32)  # Ours warms up at this size.
    text_encoder = published.text_encoder(version)
    return {
        "unet": unet,
        "vae": vae,
        "text_encoder": text_encoder,
        "tokenizer": vocabulary(version),
    }


def vocabulary(version: int) -> Any:
    ours = full_size_tokenizer()
    return transformers.CLIPTokenizer(
        vocab={piece: index for index, piece in enumerate(ours.pieces)},
        merges=list(full_size_merges()),
        model_max_length=77,
        pad_token="!" if version == 2 else "<|endoftext|>",
    )


def write_vocabulary(folder: Path) -> None:
    """transformers from version 5 on write tokenizer.json alone."""
    lines = ["#version: 0.2", *map(" ".join, full_size_merges())]
    (folder / "merges.txt").write_text("\n".join(lines), "utf-8")
