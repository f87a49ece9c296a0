"""Pages of pictures, and how many of what there are."""

from dataclasses import replace

import pytest

from bot.storage import JobRequest, PictureFilter, PictureRecord, PictureSearch, PictureStore
from generation import PreparedRequest
from tests.bot.storage.store import Process, Store, order

OPEN = frozenset({5})


@pytest.fixture
def here(store: Store) -> Process:
    return store.process()


@pytest.fixture
def picture_search(here: Process) -> PictureSearch:
    return PictureSearch(here.database)


def elsewhere(asked: JobRequest) -> JobRequest:
    return replace(asked, channel_id=6)


async def ids(
    picture_search: PictureSearch, wanted: PictureFilter, skip: int = 0, most: int = 9
) -> list[str]:
    return [picture.id for picture in await picture_search.page(wanted, skip, most)]


async def test_the_newest_come_first_and_each_stands_on_one_page(
    store: Store, here: Process, picture_search: PictureSearch
) -> None:
    drawn: list[PictureRecord] = []
    for number in range(4):
        drawn = await here.drew(order(count=2), f"{number}a", f"{number}b") + drawn
        await store.later(1)
    expected = [picture.id for picture in drawn]
    assert sorted(await ids(picture_search, PictureFilter(1))) == sorted(expected)
    pages = [await ids(picture_search, PictureFilter(1), skip, 3) for skip in (0, 3, 6)]
    assert [len(page) for page in pages] == [3, 3, 2]
    assert sorted(one for page in pages for one in page) == sorted(expected)


async def test_no_server_sees_anothers_pictures(
    here: Process, picture_search: PictureSearch
) -> None:
    (mine,) = await here.drew(order(guild=1))
    await here.drew(order(guild=2))
    assert await ids(picture_search, PictureFilter(1)) == [mine.id]


async def test_pictures_of_other_channels_are_left_out(
    here: Process, picture_search: PictureSearch
) -> None:
    (shown,) = await here.drew(order())
    (hidden,) = await here.drew(elsewhere(order()))
    assert await ids(picture_search, PictureFilter(1, OPEN)) == [shown.id]
    assert await ids(picture_search, PictureFilter(1, frozenset())) == []
    await PictureStore(here.database).tag(hidden.id, ["secret"])
    assert await picture_search.tags(PictureFilter(1, OPEN), "", 25) == []
    assert await picture_search.tags(PictureFilter(1), "", 25) == ["secret"]


async def test_pictures_are_found_by_author_favourite_tag_and_words(
    here: Process, picture_search: PictureSearch
) -> None:
    gallery = PictureStore(here.database)
    (apple,) = await here.drew(order(user=1, prompt="Red apple"))
    (pear,) = await here.drew(order(user=2, prompt="Grüner PEAR, 100%"))
    await gallery.toggle_favourite(7, pear.id)
    await gallery.tag(apple.id, ["fruit", "round"])
    await gallery.tag(pear.id, ["fruit"])
    for wanted, found in (
        (PictureFilter(1, author=2), [pear.id]),
        (PictureFilter(1, liked_by=7), [pear.id]),
        (PictureFilter(1, liked_by=8), []),
        (PictureFilter(1, tag="round"), [apple.id]),
        (PictureFilter(1, words=("red", "apple")), [apple.id]),
        (PictureFilter(1, words=("red", "pear")), []),
        (PictureFilter(1, words=("GRÜNER", "pear")), [pear.id]),
        (PictureFilter(1, words=("0%",)), [pear.id]),
        (PictureFilter(1, words=("r_d",)), []),
    ):
        assert await ids(picture_search, wanted) == found
    assert await picture_search.tags(PictureFilter(1), "", 25) == ["fruit", "round"]
    assert await picture_search.tags(PictureFilter(1), "oun", 25) == ["round"]
    assert await picture_search.tags(PictureFilter(1), "", 1) == ["fruit"]


async def test_the_numbers_of_a_server_and_of_a_member(
    here: Process, picture_search: PictureSearch
) -> None:
    for user, steps in ((1, 10), (1, 20), (2, 40)):
        asked = order(user=user)
        request = replace(asked.request, steps=steps, height=128 if user == 1 else 192)
        await here.drew(replace(asked, prepared=PreparedRequest.restore(request)))
    numbers = await picture_search.numbers(1)
    assert (numbers.day, numbers.week, numbers.ever, numbers.members) == (3, 3, 3, 2)
    assert numbers.median_s == 20
    assert numbers.samplers == (("dpm++2m", 3),)
    assert numbers.sizes == (((128, 128), 2), ((128, 192), 1))
    assert numbers.authors == ((1, 2), (2, 1))
    own = await picture_search.numbers(1, 2)
    assert (own.ever, own.median_s, own.authors) == (1, 40, ((2, 1),))


async def test_what_is_older_counts_only_as_ever(sqlite_url: str) -> None:
    store = Store(sqlite_url, is_file=True)
    here = store.process()
    await here.drew()
    for days, expected in ((2, (0, 1, 1)), (6, (0, 0, 1))):
        await store.later(days * 86400)
        numbers = await PictureSearch(here.database).numbers(1)
        assert (numbers.day, numbers.week, numbers.ever) == expected
    await store.close()


async def test_an_empty_server_has_numbers_too(picture_search: PictureSearch) -> None:
    numbers = await picture_search.numbers(1)
    assert (numbers.day, numbers.ever, numbers.members, numbers.median_s) == (0, 0, 0, None)
