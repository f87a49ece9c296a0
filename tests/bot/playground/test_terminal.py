import subprocess
import sys
import threading
import webbrowser

import pytest

from bot.playground import terminal

PRINTS = """
import os, sys
from bot.playground.terminal import mute_libraries
with mute_libraries():
    os.write(2, b"of a library\\n")
    print("of Python", file=sys.stderr)
os.write(2, b"afterwards\\n")
print("of Python afterwards", file=sys.stderr)
"""


def test_libraries_are_muted_while_python_is_not() -> None:
    run = subprocess.run([sys.executable, "-c", PRINTS], capture_output=True, check=True)
    assert run.stderr.split(b"\n") == [b"of Python", b"afterwards", b"of Python afterwards", b""]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that are opened, on a Unix without a screen."""
    addresses: list[str] = []
    monkeypatch.setattr(webbrowser, "open", addresses.append)
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return addresses


def open_and_wait() -> None:
    before = set(threading.enumerate())
    terminal.open_in_browser("http://127.0.0.1:1/")
    for thread in set(threading.enumerate()) - before:
        thread.join()


@pytest.mark.parametrize("screen", ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"])
def test_the_page_opens_where_there_is_a_screen(
    opened: list[str], monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    monkeypatch.setenv(screen, ":0")
    open_and_wait()
    assert opened == ["http://127.0.0.1:1/"]


def test_no_browser_takes_over_a_terminal_without_a_screen(opened: list[str]) -> None:
    open_and_wait()
    assert opened == []
