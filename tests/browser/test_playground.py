"""A visitor's way through the playground, in a real browser."""

import os
import re
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions as shown
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser

PAGE_S = 30
PICTURE_S = 180
# Names the file that the page is photographed to: the picture in the README is made with it.
SCREENSHOT = "PLAYGROUND_SCREENSHOT"

PICTURE = (By.CSS_SELECTOR, "img.attachment-image[src^='blob:']")
PICTURE_IS_DRAWN = "return arguments[0].complete && arguments[0].naturalWidth"


def imagine(browser: Chrome, prompt: str) -> None:
    """Type the command and fill its form, as a visitor does."""
    wait = WebDriverWait(browser, PAGE_S)
    composer = wait.until(shown.element_to_be_clickable((By.ID, "channel-composer-input")))
    composer.send_keys("/imagine")
    wait.until(shown.element_to_be_clickable((By.CLASS_NAME, "command-entry"))).click()
    option = (By.CSS_SELECTOR, "input[data-option='prompt']")
    field = wait.until(shown.element_to_be_clickable(option))
    field.send_keys(prompt)
    field.send_keys(Keys.ENTER)


def test_a_visitor_gets_a_red_apple_with_its_timing(browser: Chrome, playground: str) -> None:
    browser.get(playground)
    imagine(browser, "red apple")
    wait = WebDriverWait(browser, PICTURE_S)
    picture = wait.until(shown.presence_of_element_located(PICTURE))
    width = wait.until(lambda page: page.execute_script(PICTURE_IS_DRAWN, picture))

    reply = browser.find_element(By.ID, "channel-message-list").text
    assert width >= 128
    assert "red apple" in picture.get_attribute("alt")
    assert re.search(r"\d[\d.]* ?s\b", reply), reply
    assert re.search(r"steps?/s", reply), reply
    if path := os.environ.get(SCREENSHOT):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        assert browser.save_screenshot(path)
