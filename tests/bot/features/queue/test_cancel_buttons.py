"""Cancel buttons under `/queue`."""

from tests.bot.features.gallery.scenes import answer, buttons, moderator, press
from tests.bot.world import private, world


async def test_the_queue_has_a_button_for_each_request_that_its_reader_may_cancel() -> None:
    async with world() as w:
        w.service.phase("loading")
        await w.imagine("green pear", w.ben)
        await w.imagine("red apple")
        own = await answer(w, await w.ada.slash(w.channel, "queue"))
        assert [*buttons(w, own)] == ["Cancel · red apple"]
        mod = moderator(w)
        all_ = await answer(w, await mod.slash(w.channel, "queue"))
        assert {*buttons(w, all_)} == {"Cancel · ada: red apple", "Cancel · ben: green pear"}
        said = private(await press(w, all_, "Cancel · ben: green pear", mod))
        assert said == "The request has been cancelled and doesn't count toward the limit."
        left = await answer(w, await mod.slash(w.channel, "queue"))
        assert [*buttons(w, left)] == ["Cancel · ada: red apple"]


async def test_the_queue_has_at_most_two_rows_of_buttons() -> None:
    async with world(user_in_flight=20, user_share=1) as w:
        w.service.phase("loading")
        for number in range(11):
            await w.imagine(f"{number} " + "`x`" * 200)
        said = await answer(w, await w.ada.slash(w.channel, "queue"))
        stored = w.env.backend.get_message(said.channel_id, said.id)
        assert [len(row["components"]) for row in stored.components] == [5, 5]
        assert all(len(label) <= 40 for label in buttons(w, said))
