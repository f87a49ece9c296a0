"""The tour of docs/tour.md: what draws."""

from pathlib import Path

import pytest
from PIL import Image

from tests.browser.page import SKETCH, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def long_drawing(page: Page) -> str:
    """Ask for what takes a while, and give the answer that is still to come."""
    page.run("morph", first="a cat above a heart", second="red apple", steps=50, frames=48)
    return page.answer("Cancel")


class TestImagine:
    def test_words_become_a_picture_with_what_it_takes_to_draw_it_again(self, tour: Page) -> None:
        tour.run("imagine", prompt="red apple")
        message = tour.picture()
        assert "@Ada · seed " in tour.read(message)
        (picture,) = tour.drawn(message)
        assert picture.get_attribute("alt") == "AI-generated picture: red apple, requested by Ada"
        tour.photograph("picture", tour.message(message))

    def test_four_pictures_come_in_one_answer_of_any_sampler_and_seed(self, tour: Page) -> None:
        message = tour.draw(
            "rocket on a blue background",
            steps=20,
            count=4,
            seed=7,
            sampler="DPM++ 2M",
            negative_prompt="tree",
            guidance="2.5",
        )
        said = tour.read(message)
        assert "seeds 7, 8, 9, 10" in said
        assert "guidance 2.5" in said
        tour.photograph("four", tour.message(message))

    def test_a_style_is_offered_while_one_types_and_put_around_the_prompt(self, tour: Page) -> None:
        message = tour.draw(style="meadow")
        assert "red apple on a green background" in tour.read(message)

    def test_words_in_braces_stand_for_one_of_them(self, tour: Page) -> None:
        assert "drawn: " in tour.read(tour.draw("{red|blue} heart", seed=1))

    def test_a_file_of_ones_own_is_begun_with(self, tour: Page, tmp_path: Path) -> None:
        file = tmp_path / "green.png"
        Image.new("RGB", (200, 100), "green").save(file)
        tour.run("imagine", prompt="a green tree", start=file, strength="0.7", steps=SKETCH)
        tour.picture()

    def test_a_request_that_breaks_a_rule_gets_one_sentence_that_only_its_member_sees(
        self, tour: Page
    ) -> None:
        tour.run("imagine", prompt="red apple", strength="0.5")
        answer = tour.answer("Only you can see this")
        assert "needs a picture to start from" in tour.read(answer)


class TestButtons:
    def test_re_roll_draws_the_same_words_with_another_seed(self, tour: Page) -> None:
        first = tour.draw(seed=1)
        tour.press("Re-roll", first)
        assert "seed 1 " not in tour.read(tour.picture())

    def test_vary_draws_what_is_like_it(self, tour: Page) -> None:
        tour.press("Vary", tour.draw())
        tour.picture()

    def test_a_number_opens_that_picture_with_its_buttons(self, tour: Page) -> None:
        four = tour.draw(count=4)
        tour.press("2", four)
        second = tour.answer("Only you can see this")
        tour.drawn(second)
        tour.press("Vary", second)
        assert len(tour.drawn(tour.picture("varied their own picture"))) == 1
        tour.press("3", four)
        third = tour.answer("Only you can see this")
        tour.drawn(third)
        tour.press("Upscale", third)
        tour.picture("256×256")

    def test_upscale_draws_it_at_twice_its_size(self, tour: Page) -> None:
        tour.press("Upscale", tour.draw())
        tour.picture("256×256")

    def test_edit_opens_a_form_with_everything_filled_in(self, tour: Page) -> None:
        first = tour.draw(seed=5)
        tour.press("Edit", first)
        tour.photograph("edit", tour.form())
        tour.send_form(Prompt="green apple", Seed="6")
        answer = tour.picture("green apple")
        assert "seed 6 " in tour.read(answer)

    def test_a_refused_form_opens_again_with_what_was_written(self, tour: Page) -> None:
        tour.press("Edit", tour.draw(seed=5))
        tour.send_form(Prompt="green apple", Seed="six")
        tour.press("Try again", tour.answer("must be a whole number"))
        tour.send_form(Seed="6")
        assert "seed 6 " in tour.read(tour.picture("green apple"))

    def test_use_as_start_makes_something_else_of_it(self, tour: Page) -> None:
        first = tour.draw()
        tour.press("Use as start", first)
        tour.photograph("start", tour.form())
        tour.send_form(Prompt="blue heart", How_much="0.8")
        tour.picture("blue heart")

    def test_whoever_presses_is_credited_beside_the_author(self, tour: Page) -> None:
        first = tour.draw()
        tour.view_as("Ben")
        tour.press("Vary", first)
        assert "@Ben varied @Ada's picture" in tour.read(tour.picture())


class TestTheLine:
    def test_cancel_calls_off_what_is_being_drawn(self, tour: Page) -> None:
        answer = long_drawing(tour)
        tour.press("Cancel", answer)
        tour.read(answer, "Cancelled by @Ada")

    def test_queue_tells_how_far_ones_requests_are(self, tour: Page) -> None:
        drawing = long_drawing(tour)
        tour.run("queue")
        said = tour.read(tour.answer("Only you can see this"))
        assert "a cat above a heart" in said
        tour.run("cancel", request="All my requests")
        answer = tour.answer("Only you can see this")
        assert "toward the limit" in tour.read(answer)
        tour.read(drawing, "Cancelled by @Ada")


class TestMorphs:
    def test_two_prompts_become_one_animation(self, tour: Page) -> None:
        tour.run("morph", first="red apple", second="blue heart")
        message = tour.picture()
        assert "red apple → blue heart" in tour.read(message)
        tour.photograph("morph", tour.message(message))
        tour.keep("morph.webp", tour.drawn(message)[0])

    def test_the_prompts_of_an_animation_are_edited_a_line_each(self, tour: Page) -> None:
        tour.run("morph", first="red apple", second="blue heart", frames=4, steps=SKETCH)
        tour.press("Edit", tour.picture())
        tour.send_form(Frames="5")
        assert "5 frames" in tour.read(tour.picture())

    def test_who_wants_little_motion_gets_a_still_first_and_plays_it(self, tour: Page) -> None:
        tour.run("settings set", still="True", steps=SKETCH)
        tour.answer("Your settings")
        tour.run("morph", first="red apple", second="blue heart", frames=4)
        still = tour.picture()
        tour.photograph("still", tour.message(still))
        tour.press("Play", still)
        tour.drawn(tour.answer())
        tour.run("settings reset", what="Steps")
        tour.run("settings reset", what="Animations as a still picture first")

    def test_two_things_are_blended_into_one_picture(self, tour: Page, tmp_path: Path) -> None:
        file = tmp_path / "green.png"
        Image.new("RGB", (128, 128), "green").save(file)
        tour.run("blend", first="red apple", second="a green tree", second_picture=file)
        assert "red apple and a green tree" in tour.read(tour.picture())
