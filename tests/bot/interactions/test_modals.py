"""Forms, opened in the simulated Discord."""

from bot.interactions.modals import REMEMBERED_S
from tests.bot.features.gallery.scenes import drawn, press
from tests.bot.world import world


async def test_a_form_that_was_closed_unsent_is_forgotten_in_the_end() -> None:
    async with world() as w:
        opened = w.bot.client._connection._view_store._modals
        assert (await press(w, await drawn(w), "Edit")).modal
        assert opened
        await w.env.advance_time(REMEMBERED_S + 1)
        assert not opened
