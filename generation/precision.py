"""Which stage runs in which dtype, and why.

| stage | dtype | reason |
| --- | --- | --- |
| schedule, coefficients, guidance, latents | float32 | differences of near-equal numbers |
| text encoder, diffusion model, decoder | the chosen precision | nearly all the arithmetic |
| variables | the chosen precision | half the memory; a pass of `starter` differs from float32's by
1.0 % in bfloat16, by 0.9 % with float32 variables |
| normalisation's means and variances | float32 | Keras computes them so under any policy |

The names of precisions are those of Keras' dtype policies.
"""


def precisions_for(on_gpu: bool, fits_float32: bool) -> tuple[str, ...]:
    """List the precisions worth measuring.

    float16 is left out on CPUs, which have no arithmetic for it and emulate it slowly.

    Args:
        on_gpu: whether the worker has a GPU.
        fits_float32: whether there is memory for weights of that size.
    """
    halves = ("bfloat16", "float16") if on_gpu else ("bfloat16",)
    return ("float32", *halves) if fits_float32 else halves
