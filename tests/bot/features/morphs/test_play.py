"""The button under a still that plays its animation, for whoever presses it."""

from io import BytesIO

import pytest
import simcord
from PIL import Image

from bot.storage import MemberPreferences, Preferences
from tests.bot.fakes import webp
from tests.bot.features.gallery.scenes import buttons, files, press
from tests.bot.world import World, private, world


async def stilled(w: World) -> simcord.ResponseMessage:
    """A morph of Ada's, posted as a still."""
    await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(still=True))
    result = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=5, seed=7)
    await w.until(lambda: w.service.requests)
    w.service.finish()
    reply = await w.answered(result)
    await w.until(lambda: buttons(w, reply))
    return reply


async def frames(message: simcord.ResponseMessage | None) -> int:
    assert message
    (file,) = message.attachments
    return int(getattr(Image.open(BytesIO(await file.read())), "n_frames", 1))


async def test_a_still_has_a_button_and_what_moves_has_none() -> None:
    async with world() as w:
        assert [*buttons(w, await stilled(w))][:2] == ["Play", "Re-roll"]
    async with world() as w:
        result = await w.ada.slash(w.channel, "morph", first="a", second="b", frames=5)
        await w.until(lambda: w.service.requests)
        w.service.finish()
        reply = await w.answered(result)
        await w.until(lambda: buttons(w, reply))
        assert [*buttons(w, reply)][:1] == ["Re-roll"]


async def test_whoever_presses_sees_it_moving_and_alone() -> None:
    async with world() as w:
        shown = await press(w, await stilled(w), "Play", w.ben)
        assert shown.ephemeral
        assert await frames(shown.response) == 5
        assert shown.response
        (file,) = shown.response.attachments
        assert file.filename == "a-7.webp"
        assert file.description == "AI-generated animation: a → b, requested by ada"


async def test_an_animation_that_is_too_large_is_played_smaller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        reply = await stilled(w)
        limit = int(0.7 * len(webp(5)))
        monkeypatch.setattr("bot.interactions.uploads.REQUEST_LIMIT_BYTES", limit)
        assert await frames((await press(w, reply, "Play")).response) == 5
        monkeypatch.setattr("bot.interactions.uploads.REQUEST_LIMIT_BYTES", 100)
        assert private(await press(w, reply, "Play"))


async def test_a_file_that_is_gone_gets_a_sentence() -> None:
    async with world() as w:
        reply = await stilled(w)
        for file in files(w):
            file.unlink()
        assert "no longer kept" in private(await press(w, reply, "Play"))
