"""Table of the stages' dtypes, with reasons.

| stage | dtype | reason |
| --- | --- | --- |
| schedule, coefficients, guidance, latents | float32 | differences of near-equal numbers |
| text encoder, diffusion model | the chosen precision | nearly all the arithmetic |
| tiny decoder and encoder | the chosen precision | their values are small, float16 holds them |
| decoder, image encoder | the chosen precision, float32 instead of float16 | fine-tuned ones
overflow float16, and their pictures are black; costs 0.2 GB, and 0.7 GB while they decode |
| variables | the chosen precision | half the memory; a pass of `starter` differs from float32's by
1.0 % in bfloat16, by 0.9 % with float32 variables |
| normalisation's means and variances | float32 | Keras computes them so under any policy |

The names of precisions are those of Keras' dtype policies.
"""

AUTOENCODER = ("decoder", "image_encoder")


def precisions_for(on_gpu: bool, with_float32: bool) -> tuple[str, ...]:
    """List the precisions worth measuring.

    float16 is left out on CPUs, which have no arithmetic for it and emulate it slowly.

    Args:
        on_gpu: whether the worker has a GPU.
        with_float32: whether float32 may win, and there is memory for it.
    """
    halves = ("bfloat16", "float16") if on_gpu else ("bfloat16",)
    return ("float32", *halves) if with_float32 else halves


def network_precision(role: str, precision: str) -> str:
    """Return the dtype policy that a network is built in; see the table.

    Args:
        role: of the network, such as "decoder".
        precision: the chosen one.
    """
    overflows = precision == "float16" and role in AUTOENCODER
    return "float32" if overflows else precision
