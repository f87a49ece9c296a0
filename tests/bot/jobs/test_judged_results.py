"""What was drawn is judged before any of it is shown."""

from pathlib import Path

import pytest

from bot.storage import Bands, ServerPreferences
from bot.storage.db.column_types import VERDICT
from bot.storage.db.tables import pictures, reviews
from bot.verdicts import Ruling
from generation import Finished, OnnxChecker, Picture, PictureUnchecked
from generation.safety import onnx_checker
from tests.bot.fakes import TIMINGS, FakeChecker, picture_judge
from tests.bot.jobs.dispatching import dispatching
from tests.bot.storage.store import Store
from tests.generation.safety.pictures import colour_model, described


async def test_what_is_safe_is_shown_plainly(store: Store) -> None:
    async with dispatching(store) as it:
        await it.drawing()
        it.service.finish()
        await it.idle()
        (delivery,) = await it.deliveries()
        assert (delivery.content, delivery.spoiler) == ("drawn", False)
        (picture,) = await it.store.rows(pictures)
        assert (picture.hidden, picture.spoiler) == (None, False)


async def test_what_is_in_the_spoilers_band_is_hidden_until_a_click(store: Store) -> None:
    async with dispatching(store, judge=picture_judge(FakeChecker(0.4))) as it:
        await it.drawing()
        it.service.finish()
        await it.idle()
        (delivery,) = await it.deliveries()
        assert (delivery.content, delivery.spoiler) == ("drawn", True)
        (picture,) = await it.store.rows(pictures)
        assert (picture.hidden, picture.spoiler) == (None, True)


@pytest.mark.parametrize(
    ("score", "hidden", "rule"),
    [
        (0.6, "held", "nudity"),
        (0.9, "blocked", "nudity"),
        (PictureUnchecked("died"), "held", "unchecked"),
    ],
)
async def test_what_is_held_or_blocked_is_kept_and_not_posted(
    store: Store, score: float | Exception, hidden: str, rule: str
) -> None:
    async with dispatching(store, judge=picture_judge(FakeChecker(score))) as it:
        await it.asked(of=2)
        await it.until(lambda: it.submitted)
        it.service.finish()
        await it.idle()
        (delivery,) = await it.deliveries()
        if hidden == "held":
            assert (delivery.content, delivery.state) == ("drawn", "held")
        else:
            assert (delivery.content, delivery.files) == ("blocked", "[]")
        assert not await it.here.outbox.take(1) or hidden == "blocked"
        assert [one.hidden for one in await it.store.rows(pictures)] == [hidden, hidden]
        (review,) = await it.store.rows(reviews)
        assert VERDICT.load(review.verdict).rule == rule
        assert review.state == {"held": "open", "blocked": "rejected"}[hidden]


@pytest.mark.parametrize("fault", ["missing", "damaged", "unfit", "hang", "die", "fail", "nan"])
async def test_whatever_happens_to_the_checker_what_was_drawn_is_held(
    store: Store, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = described(tmp_path, b"no model" if fault == "unfit" else colour_model())
    if fault == "missing":
        file.unlink()
    elif fault == "damaged":
        file.write_bytes(b"another model")
    elif fault != "unfit":
        monkeypatch.setattr(onnx_checker, "MODULE", "tests.generation.safety.stubborn_checker")
    checker = OnnxChecker(file, deadline_s=2)
    async with dispatching(store, judge=picture_judge(checker)) as it:
        asked = await it.drawing()
        picture = Picture(fault.encode(), 7, 128, 128)
        it.service.tell(asked.request, Finished((picture,), TIMINGS))
        await it.idle()
        (delivery,) = await it.deliveries()
        assert delivery.state == "held"
        assert await it.states() == ["held"]
        assert not await it.here.outbox.take(1)
        (review,) = await it.store.rows(reviews)
        assert VERDICT.load(review.verdict).rule == "unchecked"
        assert [one.hidden for one in await it.store.rows(pictures)] == ["held"]
    await checker.close()


async def test_each_picture_is_judged_and_not_their_grid(store: Store) -> None:
    checker = FakeChecker()
    async with dispatching(store, judge=picture_judge(checker)) as it:
        (one,) = await it.asked(of=4)
        await it.until(lambda: it.submitted)
        it.service.finish()
        await it.idle()
        (checked,) = checker.checked
        assert list(checked) == [picture.png for picture in it.writer.results[0].pictures]
        assert len(checked) == one.request.count


async def test_the_bands_of_the_server_hold_for_what_was_drawn(store: Store) -> None:
    strict = ServerPreferences(bands=Bands(0.05, 0.1, 0.15))
    async with dispatching(store, judge=picture_judge(FakeChecker(0.2), strict)) as it:
        await it.drawing()
        it.service.finish()
        await it.idle()
        (review,) = await it.store.rows(reviews)
        assert VERDICT.load(review.verdict).ruling is Ruling.REFUSE
