"""Patience: the playground's page redraws its parts while one looks at them."""

import time
from collections.abc import Callable
from typing import TypeVar

import pytest
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    JavascriptException,
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

Found = TypeVar("Found")

PAGE_S = 60
PRESS_S = 2
_LOOK_S = 0.1

_MOVED = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    JavascriptException,
    NoSuchElementException,
    StaleElementReferenceException,
)
_ACTIVITY = "return simcordPreview.activity"
_UNDER_WAY = "return Boolean(simcordPreview.pendingAction)"
# In the page: asking for each of hundreds of elements from outside takes seconds.
_LABELLED = """
const [within, selector, label] = arguments;
const found = [...(within ?? document).querySelectorAll(selector)];
return found.find((element) => element.textContent.trim().split(" · ")[0] === label) ?? null;
"""
_TO_THE_MIDDLE = "arguments[0].scrollIntoView({block: 'center'})"


class Eyes:
    """Finds what is on the page, and looks again when it has moved.

    Args:
        chrome: shows the page.
    """

    def __init__(self, chrome: Chrome) -> None:
        self.chrome = chrome

    def until(self, holds: Callable[[], Found], trouble: str, patience_s: float = PAGE_S) -> Found:
        """Look until something is so, and give it.

        Args:
            holds: gives what is looked for once it is there.
            trouble: what to report where it does not come.
            patience_s: largest time in which nothing that the channel shows may change.
        """
        shown = self.channel()
        while not (found := self.while_patient(holds, patience_s)):
            before, shown = shown, self.channel()
            if shown == before:
                said = self.find("#action-status").text
                pytest.fail(f"{trouble}; the page says: {said}; the channel reads:\n{shown}")
        return found

    def while_patient(self, holds: Callable[[], Found], patience_s: float) -> Found | None:
        """Look until something is so, or for so long."""
        give_up = time.monotonic() + patience_s
        while time.monotonic() < give_up:
            try:
                if found := holds():
                    return found
            except _MOVED:
                pass
            time.sleep(_LOOK_S)
        return None

    def channel(self) -> str:
        """Read all that is shown of the channel."""
        return self.find("#channel-message-list").text

    def find(self, selector: str, within: WebElement | None = None) -> WebElement:
        """Find one element."""
        return (within or self.chrome).find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str, within: WebElement | None = None) -> list[WebElement]:
        """Find all elements."""
        return (within or self.chrome).find_elements(By.CSS_SELECTOR, selector)

    def labelled(self, selector: str, label: str, within: WebElement | None = None) -> WebElement:
        """Find the element that reads so."""
        found = self.chrome.execute_script(_LABELLED, within, selector, label)
        if found is None:
            raise NoSuchElementException(f"{selector} {label!r}")
        return found

    def click(self, element: WebElement) -> None:
        """Click in the middle of the screen, where nothing covers it."""
        self.chrome.execute_script(_TO_THE_MIDDLE, element)
        element.click()

    def type(self, *keys: str) -> None:
        """Type into whatever has the focus: the page redraws its parts while one types."""
        ActionChains(self.chrome).send_keys(*keys).perform()

    def insist(self, act: Callable[[], None], done: Callable[[], object], trouble: str) -> None:
        """Do something as often as it takes: the page takes nothing while it is busy."""

        def tried() -> object:
            if not done():
                act()
            return self.while_patient(done, PRESS_S)

        self.until(tried, trouble)

    def acted(self, act: Callable[[], None], trouble: str) -> None:
        """Do something to a message once, however long the page is busy."""
        before = self._let_through()

        def unless_under_way() -> None:
            if not self.chrome.execute_script(_UNDER_WAY):
                act()

        self.insist(unless_under_way, lambda: self._let_through() - before, trouble)
        self.until(lambda: not self.chrome.execute_script(_UNDER_WAY), "it does not come to an end")

    def _let_through(self) -> set[str]:
        """List what was done to messages; the page's own doings have no target."""
        done = self.chrome.execute_script(_ACTIVITY)
        return {one["requestId"] for one in done if one["dispatched"] and one["target"]}
