"""Judging pictures draws with Debian's emoji font; where it is absent the tests skip."""

import pytest

from training.emoji import FONT


@pytest.fixture(autouse=True)
def emoji_font() -> None:
    if not FONT.exists():
        pytest.skip("fonts-noto-color-emoji is not installed")
