"""Where XLA keeps its compiled programs from one start to the next."""

import hashlib
import os
import platform
from collections.abc import Iterator, MutableMapping
from importlib.metadata import version
from pathlib import Path

FLAG = "--tf_xla_persistent_cache_directory"
CPU_INFO = Path("/proc/cpuinfo")
NVIDIA = Path("/proc/driver/nvidia")


def use_cache(cache_folder: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Tell TensorFlow, which must not have been imported yet, where to keep compiled programs.

    Args:
        cache_folder: the service's.
        environment: of the process; an operator's own flag in it stays.
    """
    flags = environment.get("TF_XLA_FLAGS", "")
    if FLAG in flags:
        return
    folder = cache_folder.expanduser() / "compiled" / machine_name()
    folder.mkdir(parents=True, exist_ok=True)
    # What is not quoted ends at the first blank.
    environment["TF_XLA_FLAGS"] = f"{flags} {FLAG}='{folder}'".strip()


def machine_name() -> str:
    """Name what a compiled program depends on, and XLA's own cache key leaves out.

    A program compiled for another processor, card, driver or TensorFlow crashes or is wrong.
    """
    parts = "\n".join([platform.machine(), *_processor(), *_nvidia()])
    digest = hashlib.sha256(parts.encode()).hexdigest()[:12]
    return f"tf{version('tensorflow')}-{platform.machine()}-{digest}"


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
