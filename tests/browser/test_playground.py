"""A visitor's way through the playground, in a real browser."""

import re
import time

import pytest
from selenium.webdriver import Keys

from tests.browser.composer import is_sent
from tests.browser.page import Page

pytestmark = pytest.mark.browser


PROMPT_HAS_THE_FOCUS = "return document.activeElement.matches('input[data-option=prompt]')"


def imagine(page: Page, prompt: str) -> None:
    """Type the command and fill its form with the keyboard alone, as a visitor does."""
    page.until(lambda: page.find("#channel-composer-input").is_enabled(), "there is no composer")
    page.find("#channel-composer-input").click()
    page.type("/imagine")
    page.until(lambda: page.find(".command-entry"), "no command is offered")
    page.type(Keys.ENTER)
    page.until(lambda: page.chrome.execute_script(PROMPT_HAS_THE_FOCUS), "no prompt is asked for")
    page.type(prompt)
    page.insist(lambda: page.type(Keys.ENTER), lambda: is_sent(page), "the command is not sent")


def test_a_visitor_gets_a_red_apple_with_its_timing(page: Page, playground: str) -> None:
    page.open(playground)
    begun = time.monotonic()
    imagine(page, "red apple")
    message = page.picture()
    elapsed_s = time.monotonic() - begun

    reply = page.read(message, "seed")
    (picture,) = page.drawn(message)
    assert picture.get_property("naturalWidth") >= 128
    assert "red apple" in picture.get_attribute("alt")
    total = re.search(r"· ([\d.]+) s$", reply, re.MULTILINE)
    assert total, reply
    assert 0 < float(total[1]) <= elapsed_s + 0.1, "the reply counts from when it was asked"


def test_a_command_that_is_typed_in_one_go_is_sent_as_one(page: Page, playground: str) -> None:
    page.open(playground)
    page.find("#channel-composer-input").click()
    page.type("/imagine red apple")
    page.until(lambda: page.chrome.execute_script(PROMPT_HAS_THE_FOCUS), "no prompt is asked for")
    before = set(page.ids())
    page.insist(lambda: page.type(Keys.ENTER), lambda: is_sent(page), "the command is not sent")
    answer = page.until(lambda: set(page.ids()) - before, "no answer")
    page.drawn(*answer)
    assert "red apple" in page.read(*answer)
