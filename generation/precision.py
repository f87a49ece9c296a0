"""Which stage runs in which dtype, and why.

| stage | dtype | reason |
| --- | --- | --- |
| schedule, coefficients, guidance, latents | float32 | differences of near-equal numbers |
| text encoder, diffusion model, decoder | the chosen precision | nearly all the arithmetic |
| variables | the chosen precision | half the memory; a pass of `starter` differs from float32's by
1.0 % in bfloat16, by 0.9 % with float32 variables |
| normalisation's means and variances | float32 | Keras computes them so under any policy |
"""

from generation.types import Precision

POLICIES = {
    "float32": "float32",
    "bfloat16": "bfloat16",
    "float16": "float16",
}


def policy(precision: str, engine: str) -> str:
    """Name the Keras policy that networks are built with.

    OpenVINO cannot read bfloat16 weights: it is given float16 ones, and computes in bfloat16.
    """
    if engine == "openvino" and precision == "bfloat16":
        return "float16"
    return POLICIES[precision]


def candidates(asked: Precision, on_gpu: bool) -> tuple[str, ...]:
    """List the precisions worth measuring.

    float16 is left out on CPUs, which have no arithmetic for it and emulate it slowly.

    Args:
        asked: the setting; anything but "auto" is the only candidate.
        on_gpu: whether the worker has a GPU.
    """
    if asked != "auto":
        return (asked,)
    return ("float32", "bfloat16", "float16") if on_gpu else ("float32", "bfloat16")
