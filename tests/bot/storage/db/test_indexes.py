"""However many jobs have ended or wait, no query but the hourly one looks at all of them."""

import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from bot.storage import PictureFilter, PictureSearch, PictureStore, Quota, Route, State
from bot.storage.db.tables import jobs, metadata
from tests.bot.storage.store import PICTURES, Process, Store, caps, order

# With the alias under which a search looks into the requests.
TABLES = "|".join([*metadata.tables, "searched"])

Use = Callable[[Process], Awaitable[object]]


@contextmanager
def listened(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """Write down every statement with its parameters."""
    heard: list[tuple[str, Any]] = []

    def hear(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        heard.append((statement, parameters))

    engines = {each.sync_engine for each in (store.database.engine, store.database._hasty)}
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", hear)


async def steps(store: Store, heard: list[tuple[str, Any]]) -> list[str]:
    """Ask SQLite how it would run what was heard."""
    found = []
    async with store.database.reading() as connection:
        for statement, parameters in heard:
            if re.match(r"\s*(BEGIN|INSERT|PRAGMA)", statement):
                continue
            explained = f"EXPLAIN QUERY PLAN {statement}"
            plan = await connection.exec_driver_sql(explained, parameters)
            found += [f"{row.detail} in {statement}" for row in plan.all()]
    return found


async def scans(store: Store, heard: list[tuple[str, Any]]) -> list[str]:
    """List what looks at every row: a scan without an index."""
    scan = re.compile(rf"SCAN ({TABLES})\b(?!.*USING .*INDEX.* in )")
    return [step for step in await steps(store, heard) if scan.match(step)]


async def _life(here: Process) -> None:
    limits = caps(Quota("user", 100, 3600.0), Quota("server", 100, 3600.0))
    await here.accept(order(), limits)
    await here.accept(order(), caps(Quota("user", 1, 3600.0)))
    job = await here.claimed()
    await here.jobs.renew([job])
    await here.jobs.release(job)
    (job,) = await here.jobs.claim(1)
    await here.jobs.finish(job, PICTURES)
    (delivery,) = await here.outbox.take(1)
    await here.outbox.reroute(delivery, Route.CHANNEL)
    await here.outbox.postpone(delivery, 0, "status 500")
    (delivery,) = await here.outbox.take(1)
    await here.outbox.mark_sent(delivery, State.DELIVERED, 9)


async def _gallery(here: Process) -> None:
    gallery = PictureStore(here.database)
    (picture,) = await here.drew()
    await gallery.in_message(9, 1)
    await gallery.toggle_favourite(1, picture.id)
    await gallery.toggle_favourite(1, picture.id)
    await gallery.tag(picture.id, ["red"])
    for count in (gallery.parents, gallery.children, gallery.likes, gallery.list_tags):
        await count(picture.id)
    await gallery.find(picture.id, 1)
    await gallery.delete([picture.id])


async def _picture_search(here: Process) -> None:
    picture_search, channels = PictureSearch(here.database), frozenset({5})
    for wanted in (
        PictureFilter(1),
        PictureFilter(1, author=1),
        PictureFilter(1, channels, liked_by=1),
        PictureFilter(1, channels, tag="red", words=("apple",)),
    ):
        await picture_search.page(wanted, 0, 9)
        await picture_search.tags(wanted, "r", 25)
    await picture_search.numbers(1)
    await picture_search.numbers(1, 1)


async def test_a_server_looks_at_no_job_that_an_allowance_has_outlived(several: Store) -> None:
    here = several.process()
    await here.accept(order())
    await _age(several, 5000)
    with listened(several) as heard:
        await here.accept(order(), caps(Quota("user", 1, 3600.0), Quota("server", 1, 3600.0)))
    async with several.database.reading() as connection:
        (standing,) = (one for one in heard if "spent_0" in one[0])
        explained = await connection.exec_driver_sql(f"EXPLAIN {standing[0]}", standing[1])
        plan = "\n".join(explained.scalars())
    for name in ("user", "guild"):
        searched = rf"jobs_of_{name} on jobs.*\n +Index Cond: .*due_at > "
        assert re.search(searched, plan), plan


async def _age(store: Store, number: int) -> None:
    """Fill a server's table with jobs of one member that are older by the hour."""
    async with store.database.reading() as connection:
        row = (await connection.execute(sa.select(jobs))).one()
    old = [
        {**row._mapping, "id": f"{n}", "interaction_id": n, "due_at": row.due_at - 3600 * n}
        for n in range(1, number)
    ]
    async with store.database.writing() as connection:
        await connection.execute(sa.insert(jobs), old)
        await connection.execute(sa.text("ANALYZE jobs"))


USES: dict[str, Use] = {
    "life": _life,
    "gallery": _gallery,
    "browsing": _picture_search,
    "line": lambda here: here.jobs.list_waiting(20),
    "cancel": lambda here: here.jobs.cancel("a" * 32, "why"),
    "call_off": lambda here: here.jobs.call_off("a" * 32, PICTURES),
    "open_of": lambda here: here.jobs.list_open(1, 1),
    "open_in_server": lambda here: here.jobs.list_open(None, 1),
    "requeue_lost": lambda here: here.jobs.requeue_lost(),
    "take_over": lambda here: here.jobs.take_over(),
    "pictures_needed": lambda here: here.maintenance.pictures_needed(),
    "counts": lambda here: here.maintenance.counts(),
    "waiting": lambda here: here.maintenance.measure_queue(),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
async def test_no_query_looks_at_every_row(sqlite_url: str, use: Use) -> None:
    store = Store(sqlite_url, is_file=True)
    here = store.process()
    with listened(store) as heard:
        await use(here)
    assert heard
    assert not await scans(store, heard)
    await store.close()


async def test_the_numbers_of_a_server_are_counted_in_indexes_alone(sqlite_url: str) -> None:
    store = Store(sqlite_url, is_file=True)
    with listened(store) as heard:
        await PictureSearch(store.database).numbers(1)
    looked = [step for step in await steps(store, heard) if re.match("(SEARCH|SCAN) ", step)]
    assert len(looked) == 5
    assert all("USING COVERING INDEX" in step for step in looked)
    await store.close()
