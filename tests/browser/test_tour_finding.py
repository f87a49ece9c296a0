"""The tour of docs/tour.md: pictures found again."""

import pytest

from tests.browser.page import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestGalleries:
    def test_details_say_all_that_is_known_of_a_picture(self, tour: Page) -> None:
        first = tour.draw(seed=3)
        tour.press("Vary", first)
        tour.press("Details", tour.picture())
        details = tour.answer("Details of this picture")
        assert "a picture by" in tour.read(details)

    def test_a_favourite_and_a_tag_find_a_picture_again(self, tour: Page) -> None:
        picture = tour.draw("yellow star on a black background")
        tour.press("Favourite", picture)
        tour.answer("Added to your favourites")
        tour.press("More", picture)
        tour.press("Tags", tour.answer("More for this picture"))
        tour.send_form(Up_to="night, best of")
        tour.answer("best of")
        tour.run("gallery", tag="night", favourites="True")
        found = tour.answer("your favourites")
        assert "yellow star" in tour.read(found)
        tour.drawn(found)

    def test_pages_of_the_gallery_are_leafed_through(self, tour: Page) -> None:
        for prompt in ("red apple", "blue heart", "rocket on a blue background"):
            tour.draw(prompt, count=4)
        tour.run("gallery")
        page = tour.answer("page 1")
        tour.drawn(page)
        tour.press("Next page", page)
        tour.read(page, "page 2")
        tour.press("Previous page", page)
        tour.read(page, "page 1")
        tour.press("Next page", page)
        tour.read(page, "page 2")
        tour.press("First page", page)
        tour.read(page, "page 1")

    def test_one_of_a_page_is_shown_with_its_buttons(self, tour: Page) -> None:
        tour.draw("yellow star", steps=20)
        tour.draw("yellow star on a black background", steps=20)
        tour.run("gallery", search="yellow star", member="Ada")
        page = tour.answer("with the words")
        tour.drawn(page)
        tour.photograph("gallery", tour.message(page))
        tour.press("Show 1", page)
        shown = tour.answer("Use as start")
        tour.drawn(shown)

    def test_history_shows_ones_own(self, tour: Page) -> None:
        tour.draw()
        tour.run("history")
        tour.answer("Your pictures in this server")

    def test_stats_count_them(self, tour: Page) -> None:
        tour.draw()
        tour.run("stats")
        tour.answer("Most used samplers")

    def test_delete_asks_first(self, tour: Page) -> None:
        picture = tour.draw()
        tour.press("More", picture)
        tour.press("Delete", tour.answer("More for this picture"))
        tour.press("Delete permanently", tour.answer("permanently?"))
        tour.until(lambda: picture not in tour.ids(), "the picture is not deleted")


class TestContextMenus:
    """The page has no right click: slash commands of the same names stand in."""

    def test_picture_details_are_told_of_any_message(self, tour: Page) -> None:
        tour.draw("blue heart")
        tour.run("picture-details")
        tour.answer("Details of this picture")

    def test_use_as_start_image_opens_the_form(self, tour: Page) -> None:
        tour.draw("blue heart")
        tour.run("use-as-start-image")
        tour.send_form(Prompt="red apple")
        tour.picture()

    def test_gallery_of_this_member_shows_theirs_alone(self, tour: Page) -> None:
        tour.draw()
        tour.view_as("Ben")
        tour.run("gallery-of-this-member", member="Ada")
        tour.answer("requested by @Ada")
