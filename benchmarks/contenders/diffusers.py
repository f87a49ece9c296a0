"""diffusers' `StableDiffusionPipeline` in eager torch, channels last, with random weights."""

import importlib
from typing import Any

from benchmarks.contenders.protocol import Parts, Setup

# In no lock, and untyped in parts: to mypy they are Any.
torch, hub, transformers = (
    importlib.import_module(name) for name in ("torch", "diffusers", "transformers")
)
GUIDANCE = 7.5
LENGTH, WIDTH = 77, 768


def networks(size: int) -> tuple[Any, Any]:
    """Build SD 1.4's diffusion model and autoencoder, in float32."""
    unet = hub.UNet2DConditionModel(sample_size=size // 8, cross_attention_dim=WIDTH)
    vae = hub.AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(128, 256, 512, 512),
        layers_per_block=2,
        latent_channels=4,
        sample_size=size,
    )
    return unet.eval(), vae.eval()


def pipeline(unet: Any, vae: Any, dtype: Any) -> Any:
    """Put the networks into diffusers' own pipeline, without a tokenizer or a safety checker."""
    config = transformers.CLIPTextConfig(
        hidden_size=WIDTH, intermediate_size=4 * WIDTH, num_hidden_layers=12, num_attention_heads=12
    )
    scheduler = hub.DPMSolverMultistepScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1
    )
    made = hub.StableDiffusionPipeline(
        vae=vae,
        unet=unet,
        text_encoder=transformers.CLIPTextModel(config).eval().to(dtype),
        tokenizer=None,
        scheduler=scheduler,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    made.set_progress_bar_config(disable=True)
    return made


def parts(setup: Setup) -> Parts:
    """Build the networks, and time them and the pipeline that they are in."""
    torch.set_grad_enabled(False)
    dtype = getattr(torch, setup.precision)
    unet, vae = (net.to(dtype, memory_format=torch.channels_last) for net in networks(setup.size))
    return parts_of(pipeline(unet, vae, dtype), setup, dtype)


def parts_of(whole: Any, setup: Setup, dtype: Any) -> Parts:
    """Say what is timed of a pipeline of diffusers'."""
    edge = setup.size // 8
    latent = torch.zeros((1, 4, edge, edge), dtype=dtype)
    context = torch.zeros((1, LENGTH, WIDTH), dtype=dtype)
    time = torch.tensor(500)

    def predict(rows: int) -> Any:
        inputs = latent.repeat(rows, 1, 1, 1), time
        return whole.unet(*inputs, encoder_hidden_states=context.repeat(rows, 1, 1))

    def picture() -> Any:
        tokens = torch.randint(49_000, (2, LENGTH))
        negative, positive = whole.text_encoder(tokens)[0].split(1)
        return whole(
            prompt_embeds=positive,
            negative_prompt_embeds=negative,
            height=setup.size,
            width=setup.size,
            num_inference_steps=setup.steps,
            guidance_scale=GUIDANCE,
            output_type="np",
        )

    return {
        "pass": lambda: predict(1),
        "step": lambda: predict(2),
        "decode": lambda: whole.vae.decode(latent, return_dict=False),
        "picture": picture,
    }
