"""A visitor's way through the playground, in a real browser."""

import os
import re
import time
from pathlib import Path

import pytest
from selenium.common.exceptions import TimeoutException
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as shown
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser

PAGE_S = 30
# Until the picture is there, a cold start of the model included, on a busy machine.
PICTURE_S = 300
# Names the file that the page is photographed to: the picture in the README is made with it.
SCREENSHOT = "PLAYGROUND_SCREENSHOT"

PICTURE = (By.CSS_SELECTOR, "img.attachment-image[src^='blob:']")
PROMPT_HAS_THE_FOCUS = "return document.activeElement.matches('input[data-option=prompt]')"
PICTURE_IS_DRAWN = "return arguments[0].complete && arguments[0].naturalWidth"


def type_keys(browser: Chrome, *keys: str) -> None:
    """Type into whatever has the focus: the page redraws its parts while one types."""
    ActionChains(browser).send_keys(*keys).perform()


def imagine(browser: Chrome, prompt: str) -> None:
    """Type the command and fill its form, as a visitor does."""
    wait = WebDriverWait(browser, PAGE_S)
    wait.until(shown.element_to_be_clickable((By.ID, "channel-composer-input"))).click()
    type_keys(browser, "/imagine")
    wait.until(shown.visibility_of_element_located((By.CLASS_NAME, "command-entry")))
    type_keys(browser, Keys.ENTER)
    wait.until(lambda page: page.execute_script(PROMPT_HAS_THE_FOCUS))
    type_keys(browser, prompt)
    wait.until(sent)


def sent(browser: Chrome) -> bool:
    """Press Enter as often as a visitor does: the page refuses while it is being republished."""
    if browser.find_elements(By.CLASS_NAME, "command-chip"):
        type_keys(browser, Keys.ENTER)
    return "used /imagine" in channel(browser)


def channel(browser: Chrome) -> str:
    return browser.find_element(By.ID, "channel-message-list").text


def test_a_visitor_gets_a_red_apple_with_its_timing(browser: Chrome, playground: str) -> None:
    browser.get(playground)
    begun = time.monotonic()
    imagine(browser, "red apple")
    wait = WebDriverWait(browser, PICTURE_S)
    try:
        picture = wait.until(shown.presence_of_element_located(PICTURE))
    except TimeoutException:
        pytest.fail(f"no picture came; the channel reads:\n{channel(browser)}")
    width = wait.until(lambda page: page.execute_script(PICTURE_IS_DRAWN, picture))
    elapsed_s = time.monotonic() - begun

    reply = channel(browser)
    assert width >= 128
    assert "red apple" in picture.get_attribute("alt")
    assert "steps/s" in reply
    total = re.search(r"total ([\d.]+) s", reply)
    assert total, reply
    assert 0 < float(total[1]) <= elapsed_s + 0.1, "the reply counts from when it was asked"
    if path := os.environ.get(SCREENSHOT):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        assert browser.save_screenshot(path)
