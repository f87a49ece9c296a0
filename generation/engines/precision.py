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

from generation.engines.cuda.cards import Capability

AUTOENCODER = ("decoder", "image_encoder")


# The first compute capabilities with fast arithmetic in float16 (Volta) and in bfloat16 (Ampere).
FLOAT16_CARDS: Capability = (7, 0)
BFLOAT16_CARDS: Capability = (8, 0)


def precisions_on_cpu(with_float32: bool) -> tuple[str, ...]:
    """List the precisions worth measuring on a CPU.

    float16 is left out: CPUs have no arithmetic for it and emulate it slowly.

    Args:
        with_float32: whether float32 may win, and there is memory for it.
    """
    return ("float32", "bfloat16") if with_float32 else ("bfloat16",)


def precision_on_card(capability: Capability, overflows: bool) -> str:
    """Return the fastest precision of a graphics card, which needs no measuring.

    Args:
        capability: compute capability.
        overflows: whether the model's attention overflows float16, as that of 2.x does.
    """
    if capability < FLOAT16_CARDS:
        return "float32"
    return "bfloat16" if overflows and capability >= BFLOAT16_CARDS else "float16"


def network_precision(role: str, precision: str) -> str:
    """Return the dtype policy that a network is built in; see the table.

    Args:
        role: of the network, such as "decoder".
        precision: the chosen one.
    """
    overflows = precision == "float16" and role in AUTOENCODER
    return "float32" if overflows else precision
