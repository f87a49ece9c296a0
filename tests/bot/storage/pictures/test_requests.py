"""A request is kept once, however many pictures come of it, and no member's history has no end."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.storage import (
    Attachment,
    JobRequest,
    Message,
    PictureFilter,
    PictureRecord,
    PictureSearch,
    PictureStore,
    State,
    migrate,
)
from bot.storage.db.column_types import dump_request, load_request
from bot.storage.db.tables import deliveries, jobs, pictures, requests
from bot.storage.jobs.maintenance import FREE_JOBS
from bot.storage.jobs.records import picture_request
from generation import MAX_COUNT
from tests.bot.storage.store import Process, Store, of_job, order

EMOJI = "🍎" * 6000


async def drew(here: Process, asked: JobRequest, member: str = "") -> list[PictureRecord]:
    """Bring a job to its end as `JobFiles` does: pictures of which each knows its request."""
    job = await here.claimed(asked)
    drawn = [
        replace(
            of_job(job, place, f"{job.id}{place:032}"),
            request=picture_request(asked.prepared, place),
        )
        for place in range(asked.request.count)
    ]
    shown = (Attachment(f"{job.id}grid", "grid.png", asked.request.prompt[:1024]),)
    message = Message(State.DELIVERED, member, shown, pictures=tuple(one.id for one in drawn))
    assert await here.jobs.finish(job, message, drawn)
    (delivery,) = await here.outbox.take(1)
    assert await here.outbox.mark_sent(delivery, State.DELIVERED, asked.interaction_id)
    return drawn


async def test_a_job_of_four_pictures_of_6000_emoji_takes_less_than_80_kib(store: Store) -> None:
    # 461 KiB before: each emoji as escapes of twelve bytes, once a job and once a picture.
    here, number = store.process(), 20
    await drew(here, order(count=MAX_COUNT, prompt=EMOJI))
    before = await here.maintenance.size_bytes()
    for _ in range(number):
        await drew(here, order(count=MAX_COUNT, prompt=EMOJI))
    await store.database.scrub()
    assert (await here.maintenance.size_bytes() - before) / number < 80 * 1024


async def test_pictures_are_read_as_they_were_drawn_by_their_jobs_one_request(store: Store) -> None:
    here = store.process()
    asked = order(count=3, prompt="a {red|green} APPLE 🍎")
    drawn = await drew(here, asked)
    found = await PictureStore(store.database).list_siblings(drawn[0])
    assert [one.request for one in found] == [one.request for one in drawn]
    assert [one.request.seed for one in found] == [7, 8, 9]
    (kept,) = await store.rows(requests)
    assert load_request(kept.request) == asked.request
    assert [row.request + row.prompt for row in await store.rows(pictures)] == ["", "", ""]
    assert (await store.row(asked.id)).request == ""


async def test_pictures_are_found_by_the_words_of_their_jobs(store: Store) -> None:
    here = store.process()
    await drew(here, order(count=2, prompt="Grüne BIRNE 🍐"))
    await drew(here, order(prompt="red apple"))
    for words in (("birne",), ("grüne", "🍐")):
        assert (
            len(await PictureSearch(store.database).page(PictureFilter(1, words=words), 0, 9)) == 2
        )


async def test_a_request_goes_with_the_last_of_its_pictures(store: Store) -> None:
    here, gallery = store.process(), PictureStore(store.database)
    drawn = await drew(here, order(count=2))
    await gallery.delete([drawn[0].id])
    assert len(await store.rows(requests)) == 1
    await gallery.delete([drawn[1].id])
    assert not await store.rows(requests)


async def test_a_picture_is_kept_whatever_its_prompt_holds(store: Store) -> None:
    """What Discord sends as JSON can hold what no database takes."""
    drawn = await drew(store.process(), order(prompt="nul \0, half a pair \ud83d"))
    (found,) = await PictureStore(store.database).list_siblings(drawn[0])
    assert found.request == drawn[0].request


async def test_a_picture_from_before_keeps_its_own_request(store: Store) -> None:
    here = store.process()
    asked = order(count=2)
    drawn = await drew(here, asked)
    old = drawn[1].request
    async with store.database.writing() as connection:
        await connection.execute(sa.update(requests).values(request=None, prompt=""))
        await connection.execute(sa.update(pictures).values(request=old, prompt="red apple"))
    (first, second) = await PictureStore(store.database).list_siblings(drawn[0])
    assert first.request == second.request == drawn[1].request
    assert (
        len(await PictureSearch(store.database).page(PictureFilter(1, words=("apple",)), 0, 9)) == 2
    )


async def test_what_no_database_takes_is_kept_as_an_escape() -> None:
    request = order(prompt="half \ud800 and \0 and 🍎").request
    text = dump_request(request)
    assert "🍎" in text
    assert text.encode()
    assert load_request(text) == request


async def test_the_oldest_pictures_of_who_has_too_many_are_forgotten(store: Store) -> None:
    here, gallery = store.process(), PictureStore(store.database)
    mine = [await drew(here, order(user=1)) for _ in range(5)]
    theirs = await drew(here, order(user=2))
    sizes = [row.size_bytes for row in await store.rows(requests)]
    quota = 2 * max(sizes) + 10
    beyond = await here.maintenance.beyond_quota(quota, 10**9)
    assert set(beyond) <= {one.job_id for (one,) in mine}
    assert len(beyond) == 3
    files = await gallery.forget(beyond)
    assert files >= {one.sha256 for (one,) in mine if one.job_id in beyond}
    assert {row.user_id for row in await store.rows(pictures)} == {1, 2}
    assert await gallery.find(theirs[0].id, 1)
    assert not await here.maintenance.beyond_quota(quota, 10**9)


async def test_where_all_have_too_many_only_those_beyond_a_fair_share_lose_some(
    store: Store,
) -> None:
    here = store.process()
    for _ in range(6):
        await drew(here, order(user=1))
    (little,) = await drew(here, order(user=2))
    size = max(row.size_bytes for row in await store.rows(requests))
    beyond = await here.maintenance.beyond_quota(10**9, 4 * size)
    assert len(beyond) == 3
    assert little.job_id not in beyond


async def test_requests_that_cost_nothing_leave_no_endless_trail(store: Store) -> None:
    here = store.process()
    for _ in range(5):
        asked = order(user=1, prompt=EMOJI)
        await here.accept(asked)
        await here.jobs.cancel(asked.id, "why")
    paid = await drew(here, order(user=1))
    await here.accept(order(user=1))
    assert await here.maintenance.forget_free(2) == 3
    assert len(await store.rows()) == 4
    assert (await store.row(paid[0].job_id)).state == State.DELIVERED
    assert await here.maintenance.forget_free(FREE_JOBS) == 0


async def test_what_stands_in_the_channel_is_not_kept_a_second_time(store: Store) -> None:
    await drew(store.process(), order(prompt="red apple"), "`red apple`")
    (row,) = await store.rows(deliveries)
    assert "red apple" not in row.content + row.files


async def test_a_database_of_before_is_opened_and_goes_on(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'old.sqlite3'}", is_file=True)
    await migrate(store.database, to="0004")
    request = order(prompt="red apple").request
    async with store.database.writing() as connection:
        for place in (0, 1):
            row = (
                f"'{'p' * 11}{place}', 'j', {place}, 1, 5, 9, 1, 'Ada', 1.0, '{'a' * 64}', "
                "'starter', 'text', 'euler', 128, 128, 0, 'red apple', :request, '[]', 1.0"
            )
            old = {"request": dump_request(replace(request, seed=place))}
            await connection.execute(sa.text(f"INSERT INTO pictures VALUES ({row})"), old)
    await migrate(store.database)
    found = await PictureStore(store.database).in_message(9, 1)
    assert [one.request.seed for one in found] == [0, 1]
    (kept,) = await store.rows(requests)
    assert (kept.job_id, kept.user_id) == ("j", 1)
    assert kept.size_bytes > 2000
    assert (
        len(await PictureSearch(store.database).page(PictureFilter(1, words=("apple",)), 0, 9)) == 2
    )
    await PictureStore(store.database).forget(["j"])
    assert not await store.rows(pictures) + await store.rows(requests)
    await store.close()


@pytest.mark.parametrize("ended", [State.FAILED, State.CANCELLED])
async def test_what_was_not_drawn_keeps_its_request_for_its_member(
    store: Store, ended: State
) -> None:
    here = store.process()
    delivery = await here.taken(Message(ended, "no"))
    await here.outbox.mark_sent(delivery, ended, 9)
    assert load_request((await store.row(delivery.order.id)).request) == delivery.order.request
    async with store.database.reading() as connection:
        assert (await connection.execute(sa.select(sa.func.count()).select_from(jobs))).scalar()
