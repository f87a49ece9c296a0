"""The tour of docs/tour.md: what members, owners and moderators decide."""

import pytest

from tests.browser.page import BUTTON, SKETCH, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class TestSettings:
    def test_ones_own_defaults_are_set_shown_and_reset(self, tour: Page) -> None:
        tour.run("settings set", steps=SKETCH, style="meadow", remix="False")
        shown = tour.answer("Your settings in every server")
        tour.photograph("settings", tour.message(shown))
        tour.run("imagine", prompt="red apple")
        assert "red apple on a green background" in tour.read(tour.picture())
        tour.run("settings show")
        tour.answer("meadow")
        tour.run("settings reset")
        tour.answer("All your settings are back to default")


class TestPrivacy:
    def test_what_is_kept_is_shown_and_taken_along(self, tour: Page) -> None:
        tour.draw()
        tour.run("privacy show")
        tour.photograph("privacy", tour.message(tour.answer("What I keep about you")))
        tour.run("privacy export")
        assert "imagine-bot.zip" in tour.read(tour.answer("everything I keep about you"))

    def test_all_of_it_is_deleted_once_one_has_written_so(self, tour: Page) -> None:
        tour.view_as("Ben")
        tour.draw()
        tour.run("privacy delete")
        question = tour.answer("It can't be undone")
        tour.press("Delete everything…", question)
        tour.send_form(Type="keep")
        tour.answer("Nothing was deleted")
        tour.press("Delete everything…", question)
        tour.send_form(Type="delete")
        tour.answer("Everything I kept about you has been deleted")


class TestServer:
    def test_drawing_is_kept_to_channels_roles_and_models(self, owner: Page) -> None:
        for group, thing in (("channels", "art"), ("roles", "Artists"), ("models", "starter")):
            option = group.removesuffix("s")
            owner.run(f"server {group} add", **{option: thing})
            owner.answer("I now draw only")
            owner.run(f"server {group} remove", **{option: thing})
            owner.answer("I now draw")
            owner.run(f"server {group} clear")
            owner.answer("I now draw")

    def test_limits_and_waiting_are_set(self, owner: Page) -> None:
        owner.run("server limits", member="30/hour", server="300/hour")
        owner.answer("Limit per member: 30 pictures")
        owner.run("server waits", wait="True")
        owner.answer("now wait their turn")
        owner.run("server show")
        owner.photograph("server", owner.message(owner.answer("This server's settings")))
        owner.run("server waits", wait="False")
        owner.answer("now turned away")
        owner.run("server limits", member="none", server="none")
        owner.answer("Now only the limits of the bot's operator apply")

    def test_words_and_pictures_are_judged_as_the_server_chooses(self, owner: Page) -> None:
        owner.run("server safety words", category="Hate", ruling="held until a moderator decides")
        owner.answer("Hate: from now on held")
        owner.run("server safety pictures", level="strict", channel="art")
        owner.answer("from now on: strict")
        owner.run("server safety show")
        owner.answer("Sexual content with minors: always refused")
        owner.run("server safety pictures", level="default", channel="art")
        owner.answer("from now on: normal")

    def test_roles_have_limits_and_hidden_pictures(self, owner: Page) -> None:
        owner.run("server quotas add", role="Artists", limit="90/hour")
        owner.answer("Limits by role")
        owner.run("server quotas remove", role="Artists")
        owner.answer("No role has a limit")
        owner.run("server quotas clear")
        owner.answer("No role has a limit")
        owner.run("server spoiler-roles add", role="Artists")
        owner.answer("hidden at first")
        owner.run("server spoiler-roles remove", role="Artists")
        owner.answer("no role's pictures")
        owner.run("server spoiler-roles clear")
        owner.answer("no role's pictures")

    def test_a_channel_has_a_preset_of_its_own(self, owner: Page) -> None:
        owner.run("server channel set", channel="art", style="night", force="True")
        owner.answer("always the preset night")
        owner.run("imagine", prompt="red apple", steps=SKETCH)
        assert "red apple on a black background" in owner.read(owner.picture())
        owner.run("server channel reset", channel="art", what="preset")
        owner.answer("Nothing is set")
        owner.run("server channel allow", channel="art", style="night")
        owner.answer("only the presets night")
        owner.run("server channel forbid", channel="art", style="night")
        owner.answer("Nothing is set")

    def test_in_quiet_hours_nobody_draws(self, owner: Page) -> None:
        owner.run("server quiet set", start="0:00", end="23:59", zone="UTC")
        owner.answer("I now draw nothing in these hours")
        owner.run("imagine", prompt="red apple", steps=SKETCH)
        owner.answer("It's quiet hours here")
        owner.run("server quiet off")
        owner.answer("I now draw at all hours")

    def test_what_all_see_is_said_in_one_language(self, owner: Page) -> None:
        owner.run("server language", language="Deutsch")
        owner.answer("Deutsch")
        owner.run("imagine", prompt="red apple", steps=SKETCH)
        owner.picture("Schritte")
        owner.run("server language", language="each member's own")
        owner.answer("whoever asks")

    def test_pictures_are_hidden_until_somebody_clicks_on_them(self, owner: Page) -> None:
        owner.run("server spoilers", hidden="True")
        owner.answer("now hidden until")
        owner.run("imagine", prompt="red apple", steps=SKETCH)
        assert owner.all(".spoiler-media", owner.message(owner.picture()))
        owner.run("server spoilers", hidden="False")
        owner.answer("now shown right away")

    def test_the_servers_own_presets_are_written_into_a_form(self, owner: Page) -> None:
        owner.run("server styles add")
        owner.send_form(Name="moonlight", Prompt="{prompt} on a dark blue background")
        owner.answer("is now on offer")
        owner.run("server styles edit", style="moonlight")
        owner.photograph("style", owner.form())
        owner.send_form(Prompt="{prompt} on a black background")
        owner.answer("is now on offer")
        assert "on a black background" in owner.read(owner.draw(style="moonlight"))
        for style in ("moonlight", "candy"):
            owner.run("server styles remove", style=style)
            owner.answer("no longer on offer")
        owner.run("server styles restore")
        owner.answer("1 built-in preset")

    def test_only_who_manages_the_server_is_offered_that(self, owner: Page) -> None:
        assert "server show" in owner.offered()
        owner.view_as("Ben")
        assert "server show" not in owner.offered()


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

    def test_all_pictures_of_a_member_are_hidden_and_shown_again(self, tour: Page) -> None:
        tour.view_as("Ben")
        tour.draw("red apple")
        tour.view_as("Olive (owner)")
        tour.run("moderation hide", member="Ben", reason="Kept spamming")
        tour.answer("now hidden")
        tour.run("moderation unhide", member="Ben", reason="Said sorry")
        tour.answer("shown again")

    def test_the_log_is_leafed_through(self, tour: Page) -> None:
        for _ in range(5):
            self._ban(tour, "Again")
            self._unban(tour)
        tour.run("moderation log")
        log = tour.answer("What moderators did")
        tour.press("Next", log)
        tour.press("Back", log)
        tour.read(log, "lifted the ban on @Ben")

    def _ban(self, tour: Page, reason: str) -> None:
        tour.view_as("Olive (owner)")
        tour.run("moderation ban", member="Ben", reason=reason, duration="1h")
        tour.answer("can't draw here any more")

    def _unban(self, tour: Page) -> None:
        tour.view_as("Olive (owner)")
        tour.run("moderation unban", member="Ben", reason="Said sorry")
        tour.answer("can draw here again")


class TestHelp:
    def test_help_shows_a_page_with_a_picture_for_each_thing(self, owner: Page) -> None:
        owner.run("help")
        help_ = owner.answer("Your first picture")
        titles = [label.text for label in owner.all(BUTTON, owner.message(help_))]
        for title in [*titles[1:], titles[0]]:
            owner.press(title, help_)
            owner.drawn(help_)
        owner.photograph("help", owner.message(help_))
