"""Every message is brought until it is known what became of it, whatever comes in between."""

from collections.abc import AsyncIterator, Callable

import pytest

from bot.jobs import LockedOut, Outcome, Postman, Sent
from bot.jobs.postman import LOCKED_OUT_S, MAX_DELIVERIES
from bot.operations import Metrics
from bot.storage import Delivery, Sending, State
from bot.storage.tables import deliveries
from tests.bot.storage.store import LEASE_S, PICTURES, Process, Store
from tests.bot.world import scratch


class Messenger:
    """A courier of whose ways the test decides."""

    def __init__(self, says: Callable[[], Outcome]) -> None:
        self._says = says

    async def edit(self, _delivery: Delivery) -> Outcome:
        return self._says()

    async def post(self, _delivery: Delivery) -> Outcome:
        return self._says()

    async def find(self, _delivery: Delivery) -> Outcome | None:
        return None


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    lent = Store("", is_file=True)
    async with scratch(lent.clock) as (_, database):
        lent.opened.append(database)
        yield lent


async def outgoing(store: Store) -> Process:
    """Finish a job whose message is to be brought."""
    here = store.process()
    assert await here.jobs.finish(await here.claimed(), PICTURES)
    return here


async def test_a_delivery_that_fails_on_our_side_is_tried_so_often_and_no_more(
    store: Store,
) -> None:
    def unreadable() -> Outcome:
        raise PermissionError(13, "Permission denied")

    here = await outgoing(store)
    postman = Postman(here.outbox, Messenger(unreadable), Metrics(), LEASE_S)
    for attempts in range(1, MAX_DELIVERIES + 1):
        await postman.flush()
        (row,) = await store.rows(deliveries)
        assert (row.attempts, row.reason) == (attempts, "fault")
        await store.later(1000)
    assert row.state == Sending.STORED
    (job,) = await store.rows()
    assert (job.state, job.reason, job.refunded) == (State.FAILED, "fault", True)


async def test_a_token_that_was_refused_once_holds_deliveries_for_a_while_and_not_for_ever(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    outcomes: list[Outcome] = [LockedOut(), Sent(9)]
    here = await outgoing(store)
    messenger = Messenger(lambda: outcomes.pop(0))
    postman = Postman(here.outbox, messenger, Metrics(), LEASE_S, store.clock)
    await postman.flush()
    await store.later(LOCKED_OUT_S - 1)
    await postman.flush()
    assert outcomes == [Sent(9)]
    assert "set a new IMAGINE_TOKEN" in caplog.text
    await store.later(1)
    await postman.flush()
    (job,) = await store.rows()
    assert job.state == State.DELIVERED


async def test_whom_discord_has_shut_out_for_good_no_time_lets_in_again(store: Store) -> None:
    here = await outgoing(store)
    postman = Postman(here.outbox, Messenger(LockedOut), Metrics(), LEASE_S, store.clock)
    postman.hold()
    await store.later(LOCKED_OUT_S + 1)
    await postman.flush()
    (row,) = await store.rows(deliveries)
    assert row.state == Sending.WAITING
