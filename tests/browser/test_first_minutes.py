"""The first minutes of a stranger at the playground, with default settings."""

from collections.abc import Iterator
from functools import partial

import pytest
from selenium.webdriver.remote.webelement import WebElement

from bot.language import LANGUAGES, SOURCE, say, text
from tests.browser.composer import begin
from tests.browser.page import BUTTON, SKETCH, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_OVERLAP = """
const shown = arguments[0].getBoundingClientRect();
const list = document.getElementById("channel-timeline").getBoundingClientRect();
return shown.top >= list.top && shown.bottom <= list.bottom;
"""
RAW = ("</", "<@", "<#", "<t:", "discord.com/channels")


def in_view(page: Page, element: WebElement) -> bool:
    return bool(page.chrome.execute_script(_OVERLAP, element))


def must_be_in_view(page: Page, message_id: str) -> None:
    """Wait until all pictures of a message are in view, and have stayed there for a moment."""
    pictures = page.drawn(message_id)
    page.until(lambda: all(in_view(page, one) for one in pictures), "a picture is out of view")
    left = page.while_patient(lambda: not all(in_view(page, one) for one in pictures), 2)
    assert not left, "a picture is moved out of view"


@pytest.fixture
def visitor(page: Page, playground: str) -> Iterator[Page]:
    """A page as it opens: nothing is chosen on it."""
    page.chrome.set_window_size(1280, 900)
    page.open(playground)
    yield page
    assert page.lost() == 0


def test_a_visitor_begins_as_ada_on_a_page_without_tools(visitor: Page) -> None:
    assert visitor.chrome.title == "imagine-bot"
    toolbar = visitor.find("#toolbar").text
    assert toolbar.split("\n")[:2] == ["i", "imagine-bot"]
    for tool in ("SimCord", "Refresh", "Capture", "Inspector", "Search", "Jump to"):
        assert tool not in visitor.find("body").text
    assert visitor.find("#viewer-picker option:checked").text == "Ada"


def test_tools_for_developers_are_behind_one_button(visitor: Page) -> None:
    assert not visitor.find("#inspector-toggle").is_displayed()
    visitor.find(".session-menu summary").click()
    visitor.find("#developer-tools").click()
    assert visitor.find("#inspector-toggle").is_displayed()


def test_each_new_answer_is_in_view_without_scrolling(visitor: Page) -> None:
    for prompt in ("red apple", "blue heart", "rocket on a blue background"):
        must_be_in_view(visitor, visitor.draw(prompt))
    must_be_in_view(visitor, visitor.draw("red apple", count=4))
    visitor.run("morph", first="red apple", second="blue heart", frames=4, steps=SKETCH)
    must_be_in_view(visitor, visitor.picture())
    visitor.run("help")
    must_be_in_view(visitor, visitor.answer("Your first picture"))


def test_the_page_opens_at_the_newest_message(visitor: Page, playground: str) -> None:
    newest = visitor.draw(count=4)
    # It depends on the order in which pictures are loaded.
    for _ in range(3):
        visitor.open(playground)
        must_be_in_view(visitor, newest)


def test_who_reads_older_messages_is_left_there_until_a_new_one_comes(visitor: Page) -> None:
    oldest = visitor.ids()[0]
    while in_view(visitor, visitor.message(oldest)):
        visitor.draw()
    visitor.chrome.execute_script("arguments[0].scrollIntoView()", visitor.message(oldest))
    assert not visitor.while_patient(lambda: not in_view(visitor, visitor.message(oldest)), 2)
    must_be_in_view(visitor, visitor.draw())


def test_a_link_in_the_gallery_leads_to_its_message(visitor: Page) -> None:
    picture = visitor.draw("yellow star")
    visitor.draw(count=4)
    visitor.run("gallery", search="yellow star")
    gallery = visitor.answer("page 1")
    visitor.find("a.markdown-link", visitor.message(gallery)).click()
    must_be_in_view(visitor, picture)


def test_a_tour_taken_twice_exhausts_no_allowance(visitor: Page) -> None:
    for _ in range(2):
        picture = visitor.draw(seed=1)
        for label in ("Vary", "Upscale", "Re-roll"):
            visitor.press(label, picture)
            visitor.picture()
        visitor.draw(count=4)
        visitor.run("morph", first="red apple", second="blue heart", steps=SKETCH)
        visitor.picture()
        visitor.run("blend", first="red apple", second="a green tree", steps=SKETCH)
        visitor.picture()


def test_options_are_listed_with_their_descriptions(visitor: Page) -> None:
    begin(visitor, "imagine")
    visitor.labelled(".command-entry strong", "/imagine").click()
    visitor.until(lambda: visitor.find(".command-ghost").click() or True, "no options")
    listed = visitor.find(".command-suggestion[data-value='seed']").text
    assert say(SOURCE, text("imagine-seed")) in listed.replace("\n", " ")


def test_relative_times_go_on(visitor: Page) -> None:
    visitor.view_as("Olive (owner)")
    visitor.run("moderation ban", member="Ben", reason="Kept spamming", duration="1h")
    visitor.answer("Ben")
    visitor.chrome.execute_script(
        "document.querySelector('time[data-relative]').dateTime ="
        " new Date(Date.now() + 30.4 * 60_000).toISOString()"
    )
    visitor.until(
        lambda: visitor.find("time[data-relative]").text == "in 30 minutes", "it stands still"
    )
    visitor.run("moderation unban", member="Ben", reason="Said sorry")
    visitor.answer("Ben")


def test_a_ban_of_an_hour_ends_in_an_hour(visitor: Page) -> None:
    visitor.view_as("Olive (owner)")
    visitor.run("moderation ban", member="Ben", reason="Kept spamming", duration="1h")
    banned = visitor.read(visitor.answer("Ben"))
    visitor.run("moderation unban", member="Ben", reason="Said sorry")
    visitor.answer("Ben")
    assert "in 1 hour" in banned or "in 60 minutes" in banned


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shows_a_raw_mention(visitor: Page, language: str) -> None:
    visitor.run("settings set", language=LANGUAGES[language])
    visitor.answer()
    seen = [visitor.draw()]
    visitor.run("help")
    help_ = visitor.answer()
    for title in _labels(visitor, help_)[1:]:
        visitor.press(title, help_)
        visitor.until(partial(_is_open, visitor, help_, title), f"no page {title}")
        _must_read_well(visitor, help_)
    visitor.run("gallery")
    seen.append(visitor.answer())
    visitor.run("picture-details")
    seen.append(visitor.answer())
    visitor.run("queue")
    seen.append(visitor.answer())
    for message_id in seen:
        _must_read_well(visitor, message_id)
    visitor.run("settings reset")
    visitor.answer()


def _labels(page: Page, message_id: str) -> list[str]:
    return [label.text for label in page.all(BUTTON, page.message(message_id))]


def _is_open(page: Page, message_id: str, title: str) -> bool:
    """Tell whether a page of the help is shown: its own button cannot be pressed."""
    button = page.labelled("button.component-button", title, page.message(message_id))
    return button.get_attribute("aria-disabled") == "true"


def _must_read_well(page: Page, message_id: str) -> None:
    said = page.read(message_id)
    assert not [raw for raw in RAW if raw in said], said
