"""Names of what compiled programs and measurements depend on: this machine, and this software."""

import hashlib
import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
CPU_INFO = Path("/proc/cpuinfo")
NVIDIA = Path("/proc/driver/nvidia")
LIBRARIES = ("tensorflow", "keras", "keras-cv", "openvino")


def machine_name() -> str:
    """Name the processor, the cards with their driver, and TensorFlow.

    XLA's own cache key leaves them out, and a program compiled for others crashes or is wrong.
    """
    parts = "\n".join([platform.machine(), *_processor(), *_nvidia()])
    digest = hashlib.sha256(parts.encode()).hexdigest()[:12]
    return f"tf{version('tensorflow')}-{platform.machine()}-{digest}"


@cache
def software_name() -> str:
    """Name this package, every line of it, and the libraries that it computes with."""
    digest = hashlib.sha256()
    for source in sorted(PACKAGE.rglob("*.py")):
        digest.update(source.read_bytes())
    for package in LIBRARIES:
        digest.update(f"{package} {version(package)}\0".encode())
    return digest.hexdigest()[:12]


def _processor() -> Iterator[str]:
    """Tell the first core's model and instruction sets, where the system tells them."""
    if not CPU_INFO.exists():
        yield platform.processor()
        return
    first, _, _ = CPU_INFO.read_text().partition("\n\n")
    yield from (line for line in first.splitlines() if line.startswith(("model name", "flags")))


def _nvidia() -> Iterator[str]:
    """Tell the driver's version and the cards' models."""
    for path in sorted([*NVIDIA.glob("version"), *NVIDIA.glob("gpus/*/information")]):
        yield from (
            line for line in path.read_text().splitlines() if "Model" in line or "NVRM" in line
        )
