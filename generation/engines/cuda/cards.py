"""Graphics cards of this machine, and the reasons why TensorFlow cannot use one.

No TensorFlow is imported: the bot's process asks, too. Cards are listed by `nvidia-smi`, which is
part of NVIDIA's driver, also in WSL2 and in containers that have a card.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

Capability = tuple[int, int]

# Of the pinned TensorFlow. From compute capability 10.0 on (Blackwell), its XLA ends the process
# and its graphs raise: https://github.com/tensorflow/tensorflow/issues/111958
CUDA_VERSION = (12, 5)
BLACKWELL: Capability = (10, 0)
# The first driver of CUDA 12.
FIRST_DRIVER = 525
DRIVER_FILES = tuple(map(Path, ("/proc/driver/nvidia/version", "/dev/nvidia0", "/dev/dxg")))
WSL_FOLDER = "/usr/lib/wsl/lib"
FIELDS = "name,memory.total,driver_version,compute_cap"
# Without its persistence daemon the driver starts anew for each listing, a second for each card.
LISTING_TIMEOUT_S = 30.0
# Cards sold with 12 GB have somewhat less than 12 GiB.
ROOM_FOR_TWO_BYTES = 11 * 2**30
INSTALL = 'python -m pip install --editable ".[gpu]"'


@dataclass(frozen=True, slots=True)
class GraphicsCard:
    """A graphics card, as its driver describes it.

    Args:
        name: of the product.
        memory_bytes: of the card; 0 if unknown.
        driver: version of the driver.
        capability: compute capability, the version of the card's architecture.
    """

    name: str
    memory_bytes: int
    driver: str
    capability: Capability

    @property
    def obstacle(self) -> str:
        """Reason why TensorFlow cannot use the card, with its remedy; empty if it can."""
        if sys.platform != "linux":
            return "TensorFlow uses cards on Linux and in WSL2 alone"
        if not is_supported(self.capability):
            return (
                f"its compute capability is {format_version(self.capability)}, and this version "
                f"of TensorFlow supports those below {format_version(BLACKWELL)}; pictures are "
                "made on the processor"
            )
        if int(self.driver.partition(".")[0]) < FIRST_DRIVER:
            return f"its driver is older than {FIRST_DRIVER}; install a newer one"
        if not _has_libraries():
            return f"CUDA's libraries are missing; install them with: {INSTALL}"
        return ""

    def __str__(self) -> str:
        memory = f", {self.memory_bytes / 2**30:.0f} GiB" if self.memory_bytes else ""
        return f"{self.name}{memory}, driver {self.driver}"


@dataclass(frozen=True, slots=True)
class CardReport:
    """Sentences for operators about the graphics cards.

    Args:
        used: of each card that TensorFlow can use.
        unused: of each card that it cannot use, with the reason and the remedy.
    """

    used: tuple[str, ...]
    unused: tuple[str, ...]


def is_supported(capability: Capability) -> bool:
    """Check whether TensorFlow has programs for cards of a compute capability."""
    return capability < BLACKWELL


def format_version(numbers: Sequence[int]) -> str:
    """Format a version's numbers, such as 12.0."""
    return ".".join(map(str, numbers))


def driver_is_present() -> bool:
    """Check whether this machine has a driver of NVIDIA's, and so probably a card."""
    return any(file.exists() for file in DRIVER_FILES)


def holds_one_model(cards: Sequence[GraphicsCard]) -> bool:
    """Check whether these cards hold no second model beside one, if there is a card at all.

    Two of 512×512 pixels take 7.7 GiB together, and a desktop some more: 12 GiB suffice.
    """
    return len(cards) == 1 and 0 < cards[0].memory_bytes < ROOM_FOR_TWO_BYTES


def find_cards() -> tuple[GraphicsCard, ...]:
    """List the graphics cards of this machine; this may take seconds."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), WSL_FOLDER])
    program = shutil.which("nvidia-smi", path=path)
    if program is None:
        return ()
    command = [program, f"--query-gpu={FIELDS}", "--format=csv,noheader,nounits"]
    try:
        listing = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=LISTING_TIMEOUT_S
        )
        rows = csv.reader(listing.stdout.splitlines(), skipinitialspace=True)
        return tuple(_parse_card(*row) for row in rows)
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return ()


def report_cards() -> CardReport:
    """Describe each graphics card: used, or the reason and the remedy; this may take seconds."""
    cards = find_cards()
    if not cards and driver_is_present():
        unreachable = (
            "An NVIDIA driver is there, but lists no card that can be used: update the driver, and "
            "in a container add compose.gpu.yaml (docs/owners.md)."
        )
        return CardReport((), (unreachable,))
    return CardReport(
        tuple(f"{card}: used." for card in cards if not card.obstacle),
        tuple(f"{card}: not used, because {card.obstacle}." for card in cards if card.obstacle),
    )


def _parse_card(name: str, mebibytes: str, driver: str, capability: str) -> GraphicsCard:
    """Parse a row of the listing; memory that the card shares with the system is "[N/A]"."""
    major, minor = map(int, capability.split("."))
    memory_bytes = int(mebibytes) * 2**20 if mebibytes.isdigit() else 0
    return GraphicsCard(name, memory_bytes, driver, (major, minor))


def _has_libraries() -> bool:
    """Check whether CUDA's libraries are there, as packages or installed in the system."""
    try:
        return bool(version("nvidia-cudnn-cu12"))
    except PackageNotFoundError:
        return find_library("cudnn") is not None
