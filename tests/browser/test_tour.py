"""The tour of docs/tour.md: every command, button, form and menu, as members use them.

One playground for all of it. `TOUR_PICTURES=docs/images/tour` takes the document's pictures anew.
"""

from pathlib import Path

import pytest
from PIL import Image

from tests.browser.page import BUTTON, Page
from tests.browser.promised import buttons, commands, forms

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Where the picture does not matter.
SKETCH = 4


@pytest.fixture(scope="module")
def opened(page: Page, playground: str) -> Page:
    page.chrome.set_window_size(900, 1500)
    page.open(playground)
    return page


@pytest.fixture
def tour(opened: Page) -> Page:
    """Ada's page, with nothing begun on it."""
    opened.clear()
    opened.view_as("Ada")
    return opened


@pytest.fixture
def owner(tour: Page) -> Page:
    tour.view_as("Olive (owner)")
    return tour


def drawn(page: Page, prompt: str = "red apple", steps: int = SKETCH, **options: str | int) -> str:
    page.run("imagine", prompt=prompt, steps=steps, **options)
    return page.picture()


def long_drawing(page: Page) -> str:
    """Ask for what takes a while, and give the answer that is still to come."""
    page.run("imagine", prompt="a cat above a heart", steps=50, count=4)
    return page.answer("Cancel")


class TestImagine:
    def test_words_become_a_picture_with_what_it_takes_to_draw_it_again(self, tour: Page) -> None:
        tour.run("imagine", prompt="red apple")
        message = tour.picture()
        assert "20 steps" in tour.read(message)
        (picture,) = tour.drawn(message)
        assert picture.get_attribute("alt") == "red apple, asked for by Ada"
        tour.photograph("picture", tour.message(message))

    def test_four_pictures_come_in_one_answer_of_any_sampler_and_seed(self, tour: Page) -> None:
        message = drawn(
            tour,
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
        message = drawn(tour, style="meadow")
        assert "red apple on a green background" in tour.read(message)

    def test_words_in_braces_stand_for_one_of_them(self, tour: Page) -> None:
        assert "heart" in tour.read(drawn(tour, "{red|blue} heart", seed=1))

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
        first = drawn(tour, seed=1)
        tour.press("Re-roll", first)
        assert "seed 1 " not in tour.read(tour.picture())

    def test_vary_draws_what_is_like_it(self, tour: Page) -> None:
        tour.press("Vary", drawn(tour))
        tour.picture()

    def test_vary_and_upscale_are_for_each_picture_of_several(self, tour: Page) -> None:
        four = drawn(tour, count=4)
        tour.press("Vary 2", four)
        assert len(tour.drawn(tour.picture())) == 1
        tour.press("Upscale 3", four)
        tour.picture("256×256")

    def test_upscale_draws_it_at_twice_its_size(self, tour: Page) -> None:
        tour.press("Upscale", drawn(tour))
        tour.picture("256×256")

    def test_edit_opens_a_form_with_everything_filled_in(self, tour: Page) -> None:
        first = drawn(tour, seed=5)
        tour.press("Edit", first)
        tour.photograph("edit", tour.form())
        tour.send_form(Prompt="green apple", Seed="6")
        answer = tour.picture("green apple")
        assert "seed 6 " in tour.read(answer)

    def test_use_as_start_makes_something_else_of_it(self, tour: Page) -> None:
        first = drawn(tour)
        tour.press("Use as start", first)
        tour.photograph("start", tour.form())
        tour.send_form(Prompt="blue heart", How_much="0.8")
        tour.picture("blue heart")

    def test_whoever_presses_is_credited_beside_the_author(self, tour: Page) -> None:
        first = drawn(tour)
        tour.view_as("Ben")
        tour.press("Vary", first)
        assert "after a picture of @Ada" in tour.read(tour.picture())


class TestTheLine:
    def test_cancel_calls_off_what_is_being_drawn(self, tour: Page) -> None:
        answer = long_drawing(tour)
        tour.press("Cancel", answer)
        tour.read(answer, "Cancelled by @Ada")

    def test_queue_tells_how_far_ones_requests_are(self, tour: Page) -> None:
        long_drawing(tour)
        tour.run("queue")
        said = tour.read(tour.answer("Only you can see this"))
        assert "a cat above a heart" in said
        tour.run("cancel", request="All of my requests")
        tour.answer("called off")


class TestMorphs:
    def test_two_prompts_become_one_animation(self, tour: Page) -> None:
        tour.run("morph", first="red apple", second="blue heart")
        message = tour.picture()
        assert "red apple → blue heart" in tour.read(message)
        tour.photograph("morph", tour.message(message))
        tour.keep("morph.webp", tour.drawn(message)[0])

    def test_who_wants_little_motion_gets_a_still_first_and_plays_it(self, tour: Page) -> None:
        tour.run("settings set", still="True", steps=SKETCH)
        tour.answer("Your defaults")
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


class TestGalleries:
    def test_details_say_all_that_is_known_of_a_picture(self, tour: Page) -> None:
        first = drawn(tour, seed=3)
        tour.press("Vary", first)
        tour.press("Details", tour.picture())
        details = tour.answer("Details of this picture")
        assert "after a picture of" in tour.read(details)

    def test_a_favourite_and_a_tag_find_a_picture_again(self, tour: Page) -> None:
        picture = drawn(tour, "yellow star on a black background")
        tour.press("Favourite", picture)
        tour.answer("one of your favourites now")
        tour.press("Details", picture)
        tour.press("Tags", tour.answer("Details of this picture"))
        tour.send_form(At_most="night, best of")
        tour.answer("best of")
        tour.run("gallery", tag="night", favourites="True")
        found = tour.answer("your favourites")
        assert "yellow star" in tour.read(found)
        tour.drawn(found)

    def test_pages_of_the_gallery_are_leafed_through(self, tour: Page) -> None:
        for prompt in ("red apple", "blue heart", "rocket on a blue background"):
            drawn(tour, prompt, count=4)
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
        drawn(tour, "yellow star", steps=20)
        drawn(tour, "yellow star on a black background", steps=20)
        tour.run("gallery", search="yellow star", member="Ada")
        page = tour.answer("with the words")
        tour.drawn(page)
        tour.photograph("gallery", tour.message(page))
        tour.press("Show 1", page)
        shown = tour.answer("Use as start")
        tour.drawn(shown)

    def test_history_shows_ones_own(self, tour: Page) -> None:
        drawn(tour)
        tour.run("history")
        tour.answer("Your pictures in this server")

    def test_stats_count_them(self, tour: Page) -> None:
        drawn(tour)
        tour.run("stats")
        tour.answer("Most used samplers")

    def test_delete_asks_first(self, tour: Page) -> None:
        picture = drawn(tour)
        tour.press("Delete", picture)
        tour.press("Delete for good", tour.answer("for good?"))
        tour.until(lambda: picture not in tour.ids(), "the picture is not deleted")


class TestContextMenus:
    """The page has no right click: slash commands of the same names stand in."""

    def test_picture_details_are_told_of_any_message(self, tour: Page) -> None:
        drawn(tour, "blue heart")
        tour.run("picture-details")
        tour.answer("Details of this picture")

    def test_use_as_start_image_opens_the_form(self, tour: Page) -> None:
        drawn(tour, "blue heart")
        tour.run("use-as-start-image")
        tour.send_form(Prompt="red apple")
        tour.picture()

    def test_gallery_of_this_member_shows_theirs_alone(self, tour: Page) -> None:
        drawn(tour)
        tour.view_as("Ben")
        tour.run("gallery-of-this-member", member="Ada")
        tour.answer("asked for by @Ada")


class TestSettings:
    def test_ones_own_defaults_are_set_shown_and_reset(self, tour: Page) -> None:
        tour.run("settings set", steps=SKETCH, style="meadow", remix="False")
        shown = tour.answer("Your defaults in every server")
        tour.photograph("settings", tour.message(shown))
        tour.run("imagine", prompt="red apple")
        assert "red apple on a green background" in tour.read(tour.picture())
        tour.run("settings show")
        tour.answer("meadow")
        tour.run("settings reset")
        tour.answer("All your defaults are the bot's again")


class TestPrivacy:
    def test_what_is_kept_is_shown_and_taken_along(self, tour: Page) -> None:
        drawn(tour)
        tour.run("privacy show")
        tour.photograph("privacy", tour.message(tour.answer("What I keep about you")))
        tour.run("privacy export")
        assert "imagine-bot.zip" in tour.read(tour.answer("everything that I keep about you"))

    def test_all_of_it_is_deleted_once_one_has_written_so(self, tour: Page) -> None:
        tour.view_as("Ben")
        drawn(tour)
        tour.run("privacy delete")
        question = tour.answer("It cannot be undone")
        tour.press("Delete everything…", question)
        tour.send_form(Write="keep")
        tour.answer("Nothing was deleted")
        tour.press("Delete everything…", question)
        tour.send_form(Write="delete")
        tour.answer("Everything that I kept about you is deleted")


class TestServer:
    def test_drawing_is_kept_to_channels_roles_and_models(self, owner: Page) -> None:
        for group, thing in (("channels", "art"), ("roles", "Artists"), ("models", "starter")):
            option = group.removesuffix("s")
            owner.run(f"server {group} add", **{option: thing})
            owner.answer("only")
            owner.run(f"server {group} remove", **{option: thing})
            owner.answer("Pictures are drawn")
            owner.run(f"server {group} clear")
            owner.answer("Pictures are drawn")

    def test_limits_and_waiting_are_set(self, owner: Page) -> None:
        owner.run("server limits", member="30/hour", server="300/hour")
        owner.answer("One member may have 30 pictures")
        owner.run("server waits", wait="True")
        owner.answer("waits for it now")
        owner.run("server show")
        owner.photograph("server", owner.message(owner.answer("What is set for this server")))
        owner.run("server waits", wait="False")
        owner.answer("told so now")
        owner.run("server limits", member="none", server="none")
        owner.answer("Only the limits of the bot's operator hold now")

    def test_what_all_see_is_said_in_one_language(self, owner: Page) -> None:
        owner.run("server language", language="Deutsch")
        owner.answer("Deutsch")
        owner.run("imagine", prompt="red apple", steps=SKETCH)
        owner.picture("Schritte")
        owner.run("server language", language="as each member's own")
        owner.answer("whoever asks")

    def test_pictures_are_hidden_until_somebody_clicks_on_them(self, owner: Page) -> None:
        owner.run("server spoilers", hidden="True")
        owner.answer("hidden now")
        owner.run("imagine", prompt="red apple", steps=SKETCH)
        assert owner.all(".spoiler-media", owner.message(owner.answer("steps/s")))
        owner.run("server spoilers", hidden="False")
        owner.answer("shown at once")

    def test_the_servers_own_presets_are_written_into_a_form(self, owner: Page) -> None:
        owner.run("server styles add")
        owner.send_form(Name="moonlight", Prompt="{prompt} on a dark blue background")
        owner.answer("is offered now")
        owner.run("server styles edit", style="moonlight")
        owner.photograph("style", owner.form())
        owner.send_form(Prompt="{prompt} on a black background")
        owner.answer("is offered now")
        assert "on a black background" in owner.read(drawn(owner, style="moonlight"))
        for style in ("moonlight", "candy"):
            owner.run("server styles remove", style=style)
            owner.answer("offered no more")
        owner.run("server styles restore")
        owner.answer("1 built-in preset")

    def test_only_who_manages_the_server_may(self, tour: Page) -> None:
        tour.run("server show")
        tour.answer("permission Manage Server")


class TestModeration:
    def test_a_ban_keeps_a_member_from_drawing_until_it_is_lifted(self, tour: Page) -> None:
        self._ban(tour, "Kept spamming")
        tour.run("moderation bans")
        tour.answer("Kept spamming")
        tour.view_as("Ben")
        tour.run("imagine", prompt="red apple", steps=SKETCH)
        refusal = tour.answer("A moderator has banned you")
        tour.photograph("banned", tour.message(refusal))
        self._unban(tour)

    def test_the_log_is_leafed_through(self, tour: Page) -> None:
        for _ in range(5):
            self._ban(tour, "Again")
            self._unban(tour)
        tour.run("moderation log")
        log = tour.answer("What moderators did")
        tour.press("Next", log)
        tour.press("Back", log)
        tour.read(log, "lifted the ban of @Ben")

    def _ban(self, tour: Page, reason: str) -> None:
        tour.view_as("Olive (owner)")
        tour.run("moderation ban", member="Ben", reason=reason, duration="1h")
        tour.answer("may not draw here any more")

    def _unban(self, tour: Page) -> None:
        tour.view_as("Olive (owner)")
        tour.run("moderation unban", member="Ben", reason="Said sorry")
        tour.answer("may draw here again")


class TestHelp:
    def test_help_shows_a_page_with_a_picture_for_each_thing(self, owner: Page) -> None:
        owner.run("help")
        help_ = owner.answer("Your first picture")
        titles = [label.text for label in owner.all(BUTTON, owner.message(help_))]
        for title in [*titles[1:], titles[0]]:
            owner.press(title, help_)
            owner.drawn(help_)
        owner.photograph("help", owner.message(help_))


class TestTheWholeTour:
    """Fails for whatever is new and has no stop: add one above, and to docs/tour.md."""

    def test_every_command_was_run(self, tour: Page) -> None:
        assert not set(commands()) - tour.commands

    def test_every_button_was_pressed(self, tour: Page) -> None:
        assert not buttons() - {label.rstrip(" 0123456789") for label in tour.labels}

    def test_every_form_was_opened(self, tour: Page) -> None:
        assert not forms() - tour.forms
