"""A real headless Chromium, and the playground that it looks at."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.browser.page import Page

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
    # A mouse, as on a desk: without one, the page shows always what it shows under the pointer.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,"
    "primaryPointerType=4,availablePointerTypes=4",
)
START_S = 120
# The page is let in by the key behind the #.
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*(?=\n)")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs Debian's chromium and chromium-driver")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    chrome = Chrome(options, Service(driver))
    yield chrome
    chrome.quit()


@pytest.fixture(scope="session")
def page(browser: Chrome) -> Page:
    return Page(browser)


@pytest.fixture(scope="session")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address that a playground of its own prints once its page answers."""
    folder = tmp_path_factory.mktemp("playground")
    words = ["bot", "playground", "--no-browser", "--port", str(free_port())]
    with served(words, folder / "playground.log", drawing(folder)) as (_, address):
        yield address


def drawing(folder: Path) -> dict[str, str]:
    """Give a playground its environment: that its mode is chosen well is asserted elsewhere."""
    return {
        **os.environ,
        "IMAGINE_ENGINE": "graph",
        "IMAGINE_PRECISION": "float32",
        "IMAGINE_CACHE_FOLDER": str(folder / "cache"),
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture(scope="session")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page on which moderators decide by cards."""
    log = tmp_path_factory.mktemp("cards") / "cards.log"
    with served(["tests.browser.cards", str(free_port())], log, dict(os.environ)) as (_, address):
        yield address


@contextmanager
def served(
    words: list[str], log: Path, environment: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run a module that serves a page, and give its process and the page's address."""
    command = [sys.executable, "-m", *words]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        yield process, printed_address(process, log)
    finally:
        process.terminate()
        process.wait(timeout=60)


def printed_address(process: subprocess.Popen[bytes], log: Path) -> str:
    give_up = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < give_up:
        if found := ADDRESS.search(log.read_text("utf-8")):
            return found.group()
        time.sleep(0.2)
    pytest.fail(f"the playground did not come up:\n{log.read_text('utf-8')}")


@pytest.fixture
def tour(page: Page, playground: str) -> Iterator[Page]:
    """Ada's page, freshly loaded and with nothing begun on it; it may lose nothing."""
    page.chrome.set_window_size(900, 1500)
    page.open(playground)
    page.view_as("Ada")
    yield page
    assert page.lost() == 0


@pytest.fixture
def owner(tour: Page) -> Page:
    tour.view_as("Olive (owner)")
    return tour
