"""Stand-in until the real one is merged."""

from collections.abc import Sequence


def fitted(png: bytes, limit_bytes: int) -> tuple[bytes, str]:
    raise ValueError


def grid(pngs: Sequence[bytes]) -> bytes:
    return pngs[0]


def still(animation: bytes) -> bytes:
    return animation
