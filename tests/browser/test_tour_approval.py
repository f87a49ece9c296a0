"""The tour of docs/tour.md: what moderators approve before anybody sees it."""

import signal
import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests.browser.composer import Value
from tests.browser.conftest import drawing, free_port, served
from tests.browser.page import BUTTON, PICTURE_S, SKETCH, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OLIVE, MO = "Olive (owner)", "Mo (moderator)"
Running = tuple[subprocess.Popen[bytes], str]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A playground of its own, whose review channel is deleted in the end."""
    folder = tmp_path_factory.mktemp("studio")
    words = ["tests.browser.studio", str(free_port())]
    with served(words, folder / "studio.log", drawing(folder)) as serving:
        yield serving


@pytest.fixture
def studio(page: Page, running: Running) -> Iterator[Page]:
    """The owner's page in the channel #art; it may lose nothing."""
    page.chrome.set_window_size(900, 1500)
    page.open(running[1])
    be(page, OLIVE)
    yield page
    assert page.lost() == 0


@pytest.fixture
def send(running: Running) -> Callable[[signal.Signals], None]:
    return running[0].send_signal


def be(page: Page, name: str, channel: str = "#art") -> None:
    page.view_as(name)
    page.go_to(channel)


def approve_before(page: Page, what: str) -> None:
    """Set what moderators approve, as the owner."""
    be(page, OLIVE)
    page.run("server approval mode", what=what)
    page.answer(f"Moderators approve here: {what}.")


def ask(page: Page, prompt: str, member: str = "Ada", **options: Value) -> str:
    """Ask for a picture, and give the id of the answer once it says that it is held."""
    be(page, member)
    page.run("imagine", prompt=prompt, **{"steps": SKETCH, **options})
    return page.answer("for a moderator", PICTURE_S)


def find_card(page: Page, prompt: str, moderator: str = MO) -> str:
    """Open the review channel, and give the id of the card about a prompt that waits."""
    be(page, moderator, "#moderators")

    def found() -> str:
        cards = [one for one in page.ids() if prompt in page.message(one).text]
        return next((one for one in cards if page.all(BUTTON, page.message(one))), "")

    return page.until(found, f"no card about {prompt}")


def reject(page: Page, prompt: str, reason: str) -> str:
    """Reject what waits, as a moderator, and give the id of its card."""
    card = find_card(page, prompt)
    page.press("Reject", card)
    page.send_form(Reason=reason)
    page.read(card, f"Rejected by @{MO}")
    return card


def photograph_card(page: Page, name: str, message_id: str) -> None:
    page.photograph(name, page.find(".component-container", page.message(message_id)))


def labels(page: Page, message_id: str) -> list[str]:
    return [label.text for label in page.all(BUTTON, page.message(message_id))]


def channels(page: Page) -> list[str]:
    return [entry.text for entry in page.all("#channels button")]


class TestSettingUp:
    def test_the_owner_chooses_where_and_until_when_moderators_decide(self, studio: Page) -> None:
        studio.run("server approval channel", channel="moderators")
        studio.answer("#moderators")
        studio.run("server approval deadline", hours=24, then="reject")
        studio.answer("rejected after 24 hours")
        studio.run("server show")
        studio.answer("This server's settings")


class TestPrompts:
    def test_a_request_is_drawn_once_a_moderator_approves_it(self, studio: Page) -> None:
        approve_before(studio, "prompts")
        answer = ask(studio, "red apple")
        studio.photograph("held", studio.message(answer))
        assert not studio.all("img:not([class*=avatar])", studio.message(answer))
        card = find_card(studio, "red apple")
        photograph_card(studio, "card-prompt", card)
        studio.press("Approve", card)
        studio.read(card, f"Approved by @{MO}")
        assert not labels(studio, card)
        photograph_card(studio, "card-approved", card)
        be(studio, "Ada")
        studio.read(answer, "seed", PICTURE_S)
        studio.drawn(answer)
        studio.photograph("approved", studio.message(answer))

    def test_a_rejected_member_appeals_and_draws_what_another_moderator_approves(
        self, studio: Page
    ) -> None:
        answer = ask(studio, "blue heart")
        card = reject(studio, "blue heart", "Not today")
        be(studio, "Ada")
        studio.read(answer, "Reason: Not today")
        studio.photograph("rejected-prompt", studio.message(answer))
        studio.press("Appeal", answer)
        studio.send_form(Why="It is only a heart")
        studio.answer("Another moderator looks at it")
        be(studio, MO, "#moderators")
        studio.read(card, "It is only a heart")
        studio.press("Approve", card)
        studio.answer("You rejected this, so somebody else decides")
        be(studio, OLIVE, "#moderators")
        studio.press("Approve", card)
        studio.read(card, "The appeal succeeded")
        be(studio, "Ada")
        notice = studio.answer("your appeal succeeded")
        photograph_card(studio, "granted", notice)
        studio.press("Draw it", notice)
        studio.picture("blue heart")


class TestPictures:
    def test_a_picture_is_seen_by_moderators_before_anybody_else(self, studio: Page) -> None:
        approve_before(studio, "pictures")
        answer = ask(studio, "yellow star", steps=20, count=2)
        studio.photograph("held-picture", studio.message(answer))
        assert not studio.all("img:not([class*=avatar])", studio.message(answer))
        card = find_card(studio, "yellow star")
        studio.drawn(card)
        studio.reveal(card)
        photograph_card(studio, "card", card)
        studio.press("Approve", card)
        studio.read(card, f"Approved by @{MO}")
        be(studio, "Ben")
        studio.drawn(answer)
        assert not studio.all(".spoiler-media", studio.message(answer))

    def test_a_picture_is_approved_as_a_spoiler(self, studio: Page) -> None:
        answer = ask(studio, "pink flower")
        card = find_card(studio, "pink flower")
        studio.press("Approve as spoiler", card)
        studio.read(card, f"Approved as a spoiler by @{MO}")
        photograph_card(studio, "card-spoiler", card)
        be(studio, "Ben")
        studio.drawn(answer)
        assert studio.all(".spoiler-media", studio.message(answer))
        studio.photograph("spoiler", studio.message(answer))
        studio.reveal(answer)

    def test_a_rejected_picture_is_published_after_an_appeal(self, studio: Page) -> None:
        answer = ask(studio, "orange cat")
        card = find_card(studio, "orange cat")
        studio.press("Reject", card)
        studio.photograph("reject-form", studio.form())
        studio.send_form(Reason="Off topic")
        studio.read(card, "Reason: Off topic")
        photograph_card(studio, "card-rejected", card)
        be(studio, "Ada")
        studio.read(answer, "Reason: Off topic")
        studio.photograph("rejected", studio.message(answer))
        studio.press("Appeal", answer)
        studio.photograph("appeal-form", studio.form())
        studio.send_form(Why="Cats are always on topic")
        studio.answer("Another moderator looks at it")
        be(studio, OLIVE, "#moderators")
        studio.read(card, "Cats are always on topic")
        studio.drawn(card)
        photograph_card(studio, "appeal", card)
        studio.press("Approve", card)
        studio.read(card, "The appeal succeeded")
        photograph_card(studio, "card-overturned", card)
        be(studio, "Ada")
        published = studio.answer("Here is your picture")
        studio.drawn(published)
        photograph_card(studio, "published", published)

    def test_a_moderator_warns_and_bans_from_the_card(self, studio: Page) -> None:
        ask(studio, "black dog", "Ben")
        card = find_card(studio, "black dog")
        studio.press("Warn", card)
        studio.send_form(Reason="Please don't")
        studio.answer("Only you can see this")
        be(studio, "Ben")
        studio.run("imagine", prompt="white dog", steps=SKETCH)
        studio.answer("A moderator has warned you")
        ask(studio, "white dog", "Ben")
        card = find_card(studio, "white dog")
        photograph_card(studio, "card-record", card)
        studio.press("Ban", card)
        studio.send_form(Reason="Again", How_long="1h")
        studio.answer("can't draw here any more")
        be(studio, "Ben")
        studio.run("imagine", prompt="white dog", steps=SKETCH)
        studio.answer("A moderator has banned you")
        be(studio, MO)
        studio.run("moderation unban", member="Ben", reason="Said sorry")
        studio.answer("can draw here again")


class TestBoth:
    def test_the_prompt_is_approved_and_then_the_picture(self, studio: Page) -> None:
        approve_before(studio, "prompts and pictures")
        answer = ask(studio, "purple fish")
        first = find_card(studio, "purple fish")
        studio.press("Approve", first)
        studio.read(first, f"Approved by @{MO}")
        be(studio, "Ada")
        studio.read(answer, "Your picture is ready", PICTURE_S)
        second = find_card(studio, "purple fish")
        assert second != first
        studio.press("Approve", second)
        studio.read(second, f"Approved by @{MO}")
        be(studio, "Ada")
        studio.drawn(answer)


class TestNobodyIsThere:
    def test_what_waits_is_listed_for_a_moderator_who_was_away(self, studio: Page) -> None:
        approve_before(studio, "prompts")
        answer = ask(studio, "grey mouse")
        studio.run("queue")
        studio.photograph("queue-held", studio.message(studio.answer("grey mouse")))
        be(studio, MO)
        studio.run("moderation release")
        waiting = studio.answer("What waits for a decision")
        studio.photograph("release", studio.message(waiting))
        studio.press("Open 1", waiting)
        card = studio.answer("A request waits for approval")
        photograph_card(studio, "release-card", card)
        studio.press("Approve", card)
        studio.read(card, f"Approved by @{MO}")
        be(studio, "Ada")
        studio.read(answer, "seed", PICTURE_S)

    def test_a_request_that_nobody_looks_at_is_rejected_in_time(
        self, studio: Page, send: Callable[[signal.Signals], None]
    ) -> None:
        be(studio, OLIVE)
        studio.run("server approval deadline", hours=1, then="reject")
        studio.answer("rejected after an hour")
        answer = ask(studio, "green tree", "Ben")
        send(signal.SIGUSR1)
        studio.read(answer, "No moderator looked at this request in time")
        studio.photograph("late", studio.message(answer))
        be(studio, MO, "#moderators")
        late = studio.answer("because nobody decided in time")
        photograph_card(studio, "card-late", late)

    def test_without_the_review_channel_what_is_held_is_kept_and_decided(
        self, studio: Page, send: Callable[[signal.Signals], None]
    ) -> None:
        before = ask(studio, "brown bear")
        find_card(studio, "brown bear")
        send(signal.SIGUSR2)
        studio.until(lambda: "#moderators" not in channels(studio), "#moderators is still there")
        after = ask(studio, "silver moon")
        be(studio, OLIVE)
        studio.run("server show")
        overview = studio.answer("the review channel has been deleted")
        assert "Waiting for moderators: 2; shown in no channel: 2." in studio.read(overview)
        studio.photograph("gone", studio.message(overview))
        be(studio, MO)
        for prompt, answer in (("brown bear", before), ("silver moon", after)):
            studio.run("moderation release")
            waiting = studio.answer("What waits for a decision")
            studio.photograph(f"release-{prompt.split()[0]}", studio.message(waiting))
            studio.press("Open 1", waiting)
            card = studio.answer(prompt)
            studio.press("Approve", card)
            studio.read(card, f"Approved by @{MO}")
            studio.read(answer, "seed", PICTURE_S)
