"""What one picture knows, and what goes with it when it is deleted."""

from dataclasses import replace

import pytest

from bot.storage import PictureStore
from bot.storage.db.tables import favourites, lineage, tags
from tests.bot.fakes import TIMINGS
from tests.bot.storage.store import Process, Store, order


@pytest.fixture
def here(store: Store) -> Process:
    return store.process()


@pytest.fixture
def gallery(here: Process) -> PictureStore:
    return PictureStore(here.database)


async def test_a_message_knows_its_pictures(here: Process, gallery: PictureStore) -> None:
    drawn = await here.drew(replace(order(count=2), spoiler=True), "a", "b")
    assert await gallery.in_message(9, 1) == drawn
    assert [picture.spoiler for picture in drawn] == [True, True]
    assert [picture.timings for picture in drawn] == [TIMINGS, None]
    assert await gallery.in_message(9, 2) == []


async def test_with_a_picture_goes_all_that_is_about_it(
    store: Store, here: Process, gallery: PictureStore
) -> None:
    (picture,) = await here.drew(order(), "a")
    await gallery.toggle_favourite(1, picture.id)
    await gallery.tag(picture.id, ["red"])
    (child,) = await here.drew(replace(order(), parents=(picture.id,)), "b")
    assert await gallery.delete([picture.id]) == {"a", f"{picture.job_id}grid"}
    assert not await store.rows(favourites)
    assert not await store.rows(tags)
    assert [row.child_id for row in await store.rows(lineage)] == [child.id]
    assert await gallery.parents(child.id) == [(picture.id, None)]


async def test_a_file_that_another_picture_shows_stays(
    here: Process, gallery: PictureStore
) -> None:
    first, second = await here.drew(order(count=2), "a", "a")
    (third,) = await here.drew(order(), "a")
    await gallery.delete([first.id, second.id])
    assert "a" in await gallery.delete([third.id])


async def test_a_file_that_a_waiting_job_begins_with_stays(
    here: Process, gallery: PictureStore
) -> None:
    (picture,) = await here.drew(order(), "a")
    await here.accept(replace(order(), sources=("a",)))
    assert await gallery.delete([picture.id]) == {f"{picture.job_id}grid"}
