"""Checks shapes, keeps torch and TensorFlow apart in one process, lends the wire-level Discord."""

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from jaxtyping import install_import_hook

from tests.array_checks import CHECKED_MODULES

# Before any of the modules is imported.
install_import_hook(CHECKED_MODULES, "tests.array_checks.check_arrays")

# Each brings an LLVM of its own, torch's in Triton; Triton's crashes when it comes second.
with suppress(ImportError):
    import triton  # noqa: F401

if TYPE_CHECKING:
    from tests.wire import WireDiscord


@pytest.fixture
async def wire() -> "AsyncIterator[WireDiscord]":
    """Discord on loopback, with discord.py pointed at it; no request may break its rules."""
    # Not above: the tests of the generation need no discord.py.
    from tests.wire import WireDiscord, pointed_at

    async with WireDiscord() as here:
        with pointed_at(here.url):
            yield here
    assert not here.violations
