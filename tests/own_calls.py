"""The functions of the packages that are being run."""

from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[1]
PACKAGES = tuple(str(ROOT / package) for package in ("bot", "generation"))


def own_calls(frame: FrameType | None) -> list[str]:
    """List the functions of our packages that are open in a frame's stack, outermost first."""
    calls: list[str] = []
    while frame:
        code = frame.f_code
        # A comprehension is no call; Python 3.11 runs it in a frame of its own.
        if code.co_filename.startswith(PACKAGES) and not code.co_name.startswith("<"):
            calls.append(code.co_qualname)
        frame = frame.f_back
    return calls[::-1]
