"""Everything has a stop in the tour; run as a whole: `pytest tests/browser`.

What fails here is new: add a stop in one of the files beside this one, and to docs/tour.md.
"""

import pytest

from tests.browser.page import Page
from tests.browser.promised import buttons, commands, forms

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_command_was_run(tour: Page) -> None:
    assert not set(commands()) - tour.commands


def test_every_button_was_pressed(tour: Page) -> None:
    assert not buttons() - {label.rstrip(" 0123456789") for label in tour.labels}


def test_every_form_was_opened(tour: Page) -> None:
    assert not forms() - tour.forms
