"""Cards of Components V2, as moderators get them, on the playground's page."""

from collections.abc import Iterator

import pytest

from tests.browser.page import BUTTON, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BLUR = "return getComputedStyle(arguments[0]).filter"


@pytest.fixture
def olive(page: Page, cards: str) -> Iterator[Page]:
    """The owner's page, with a card for a picture of Ada's on it."""
    page.chrome.set_window_size(900, 1500)
    page.open(cards)
    page.view_as("Ada")
    page.run("ask")
    page.answer("Your picture is held.")
    page.view_as("Olive")
    page.go_to("#staff")
    yield page
    assert page.lost() == 0


def newest(page: Page) -> str:
    """Give the id of the newest message, once its pictures are drawn."""
    message_id = page.ids()[-1]
    page.drawn(message_id)
    return message_id


def test_a_card_shows_texts_thumbnail_picture_file_and_buttons(olive: Page) -> None:
    card = newest(olive)
    said = olive.read(card)
    for expected in ("Publish this picture?", "@Ada asked for red apple.", "Rule", "log.csv"):
        assert expected in said
    assert len(olive.drawn(card)) == 2
    labels = [label.text for label in olive.all(BUTTON, olive.message(card))]
    assert labels == ["Record", "Approve", "Reject"]
    assert not olive.all(".media-unavailable, .component-unavailable", olive.message(card))


def test_a_picture_is_behind_a_spoiler_until_a_click(olive: Page) -> None:
    card = newest(olive)
    held = olive.find(".spoiler-media img", olive.message(card))
    assert "blur" in olive.chrome.execute_script(BLUR, held)
    shown = olive.reveal(card)
    assert olive.chrome.execute_script(BLUR, shown) == "none"
    assert shown.rect["width"] == olive.find(".gallery-item", olive.message(card)).rect["width"]


def test_a_button_in_a_container_decides_and_goes(olive: Page) -> None:
    card = newest(olive)
    olive.press("Approve", card)
    olive.read(card, "Approved by @Olive")
    assert [label.text for label in olive.all(BUTTON, olive.message(card))] == ["Record"]


def test_a_button_beside_a_text_answers_with_a_card_for_its_presser_alone(olive: Page) -> None:
    card = newest(olive)
    olive.press("Record", card)
    record = olive.answer("One picture so far")
    assert "Only you can see this" in olive.read(record)
    olive.drawn(record)


def test_a_rejected_member_appeals_in_a_direct_message_and_the_card_says_so(olive: Page) -> None:
    card = newest(olive)
    olive.press("Reject", card)
    olive.send_form(Reason="Too red")
    olive.read(card, "Rejected: Too red")
    olive.view_as("Ada")
    olive.go_to("@TestBot")
    note = olive.ids()[-1]
    assert "Your picture is rejected." in olive.read(note)
    olive.press("Appeal", note)
    olive.answer("Somebody else will look at it.")
    olive.view_as("Olive")
    olive.go_to("#staff")
    olive.read(card, "Appealed")


def test_a_channel_with_a_new_message_is_marked_until_it_is_opened(olive: Page) -> None:
    olive.view_as("Ada")
    olive.run("ask")
    olive.answer("Your picture is held.")
    olive.view_as("Olive")
    olive.go_to("#art")
    olive.until(lambda: olive.all("#channels [data-unread]"), "no channel is marked")
    olive.go_to("#staff")
    olive.until(lambda: not olive.all("#channels [data-unread]"), "#staff is marked as unread")
