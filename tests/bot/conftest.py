"""Gives every test the logging that it found."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    yield
    # pytest's own handlers come and go by themselves.
    for handler in [new for new in root.handlers if new not in handlers]:
        root.removeHandler(handler)
    root.setLevel(level)
