"""The recipe draws with Debian's emoji font; where it is absent its tests skip and say so."""

import pytest

from training.emoji import FONT


@pytest.fixture(autouse=True)
def emoji_font() -> None:
    if not FONT.exists():
        pytest.skip("fonts-noto-color-emoji is not installed")
