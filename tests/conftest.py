"""Keeps torch and TensorFlow apart in one process."""

from contextlib import suppress

# Each brings an LLVM of its own, torch's in Triton; Triton's crashes when it comes second.
with suppress(ImportError):
    import triton  # noqa: F401
