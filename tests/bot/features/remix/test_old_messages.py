"""Buttons on messages that were posted before an answer had two rows: every old id is served."""

import pytest

from tests.bot.features.gallery.scenes import answer, buttons, drawn, forge, shown
from tests.bot.world import World, private, world

# Messages of up to four pictures had them for each picture; others stood under single pictures.
DRAWING = {"vary": "variation", "upscale": "upscale", "reroll": "text"}
FORMS = {"edit": "Edit and draw again", "start": "Start from this picture", "tags": "Tags of this"}


async def second_picture(w: World) -> str:
    """Draw two pictures, and give the id of the second."""
    return buttons(w, await drawn(w, count=2))["2"].partition(":")[2]


@pytest.mark.parametrize("action", DRAWING)
async def test_an_old_button_draws_from_the_picture_in_its_id(action: str) -> None:
    async with world() as w:
        picture = await second_picture(w)
        await forge(w, await drawn(w, "pear"), f"{action}:{picture}")
        await w.until(lambda: len(w.service.requests) == 3)
        made = w.service.requests[-1]
        assert (made.prompt, made.mode) == ("red apple", DRAWING[action])
        assert action == "reroll" or made.seed == 8


@pytest.mark.parametrize("action", FORMS)
async def test_an_old_button_opens_its_form(action: str) -> None:
    async with world() as w:
        picture = await second_picture(w)
        pressed = await forge(w, await drawn(w, "pear"), f"{action}:{picture}")
        assert pressed.modal
        assert str(pressed.modal["title"]).startswith(FORMS[action])


@pytest.mark.parametrize("action", ["single", "play"])
async def test_an_old_button_shows_the_picture_alone(action: str) -> None:
    async with world() as w:
        picture = await second_picture(w)
        said = await answer(w, await forge(w, await drawn(w, "pear"), f"{action}:{picture}"))
        assert said.attachments[0].filename == "red-apple-8.png"
        assert buttons(w, said)["Vary"] == f"vary:{picture}"


async def test_old_buttons_that_draw_nothing_say_what_they_always_said() -> None:
    async with world() as w:
        picture = await second_picture(w)
        reply = await drawn(w, "pear")
        details = await answer(w, await forge(w, reply, f"details:{picture}"))
        assert shown(details)["Seed"] == "8"
        assert "your favourites" in private(await forge(w, reply, f"favourite:{picture}"))
        asked = await answer(w, await forge(w, reply, f"delete:{picture}"))
        assert asked.content.startswith("Delete the 2 pictures")
        assert "has already ended" in private(await forge(w, reply, "cancel:" + "0" * 32))
        assert "no longer works" in private(await forge(w, reply, f"unknown:{picture}"))
