"""Fingerprints of the machine and the software that compiled programs and timings depend on."""

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generation.engines.cuda.cards import find_cards

PACKAGE = Path(__file__).parents[1]
# They decide what a compiled program computes and how fast it runs.
DECISIVE = ("engines", "models", "pipeline", "sampling", "weights")
CPU_INFO = Path("/proc/cpuinfo")
NVIDIA = Path("/proc/driver/nvidia")
LIBRARIES = ("tensorflow", "keras", "keras-cv", "openvino")


def machine_name() -> str:
    """Compute a name from the processor, the graphics cards, their driver, and TensorFlow.

    XLA's own cache key leaves them out, and a program compiled for others crashes or is wrong.
    """
    facts = [platform.machine()]
    if CPU_INFO.exists():
        first_core, _, _ = CPU_INFO.read_text().partition("\n\n")
        lines = first_core.splitlines()
        facts += [line for line in lines if line.startswith(("model name", "flags"))]
    else:
        facts.append(platform.processor())
    files = sorted([*NVIDIA.glob("version"), *NVIDIA.glob("gpus/*/information")])
    for path in files:
        lines = path.read_text().splitlines()
        facts += [line for line in lines if "Model" in line or "NVRM" in line]
    if not files:  # WSL2 has none of them.
        facts += map(str, find_cards())
    digest = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:12]
    return f"tf{version('tensorflow')}-{platform.machine()}-{digest}"


@cache
def software_name() -> str:
    """Compute a name from the source of compiled programs and the numerical libraries' versions."""
    digest = hashlib.sha256()
    for folder in DECISIVE:
        for source in sorted((PACKAGE / folder).rglob("*.py")):
            digest.update(source.read_bytes())
    for package in LIBRARIES:
        digest.update(f"{package} {version(package)}\0".encode())
    return digest.hexdigest()[:12]
