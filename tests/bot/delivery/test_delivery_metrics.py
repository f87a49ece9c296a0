"""What is counted of deliveries is what Discord was asked, and what became of that."""

import asyncio
from dataclasses import dataclass, field

from bot.delivery.outbox_worker import MAX_DELIVERIES, OutboxWorker
from bot.delivery.transport import Blocked, Later, Outcome, Sent
from bot.operations import Metrics
from bot.storage import Delivery, Outbox, State
from tests.bot.operations.test_metrics import samples
from tests.bot.storage.store import PICTURES, Process, Store

SENT = Sent(9)


@dataclass
class FakeCourier:
    """Answers as the test says; None is an answer that never comes."""

    edited: Outcome | None = SENT
    posted: Outcome | None = SENT
    found: Outcome | None = None
    pause_s: float = 0.0
    asked: list[str] = field(default_factory=list)

    async def edit(self, _: Delivery) -> Outcome:
        return await self._answer("edit", self.edited)

    async def post(self, _: Delivery) -> Outcome:
        return await self._answer("post", self.posted)

    async def find(self, _: Delivery) -> Outcome | None:
        return self.found

    async def _answer(self, what: str, outcome: Outcome | None) -> Outcome:
        self.asked.append(what)
        await asyncio.sleep(self.pause_s)
        if outcome is None:
            await asyncio.Event().wait()
        assert outcome
        return outcome


async def waiting(store: Store) -> Process:
    """A process with a message in its outbox."""
    here = store.process()
    assert await here.jobs.finish(await here.claimed(), PICTURES)
    return here


async def delivered(
    outbox: Outbox, transport: FakeCourier, lease_s: float = 60.0
) -> dict[str, float]:
    """Deliver what is due; what was counted of that, without the zeros."""
    metrics = Metrics()
    outbox_worker = OutboxWorker(outbox, transport, metrics, lease_s)
    await outbox_worker.flush()
    counted = await samples(metrics)
    return {name: value for name, value in counted.items() if value and name.startswith("imagine")}


def attempts(counted: dict[str, float]) -> dict[str, float]:
    """Attempts to deliver, by route and outcome."""
    prefix = "imagine_delivery_attempts_total,outcome="
    return {
        name.removeprefix(prefix): number
        for name, number in counted.items()
        if name.startswith(prefix)
    }


async def test_an_edit_that_is_blocked_and_the_message_that_replaces_it_are_two_attempts(
    store: Store,
) -> None:
    here = await waiting(store)
    counted = await delivered(here.outbox, FakeCourier(edited=Blocked("token expired")))
    assert attempts(counted) == {"blocked,route=edit": 1, "sent,route=channel": 1}


async def test_an_attempt_that_takes_too_long_counts_under_the_route_it_took(store: Store) -> None:
    here = await waiting(store)
    transport = FakeCourier(edited=Blocked("token expired"), posted=None)
    counted = await delivered(here.outbox, transport, lease_s=1.0)
    assert attempts(counted) == {"blocked,route=edit": 1, "later,route=channel": 1}


async def test_a_message_that_an_attempt_before_has_posted_counts_as_sent(store: Store) -> None:
    here = await waiting(store)
    transport = FakeCourier(edited=Blocked("token expired"), found=SENT)
    counted = await delivered(here.outbox, transport)
    assert attempts(counted) == {"blocked,route=edit": 1, "sent,route=channel": 1}
    assert transport.asked == ["edit"]


async def test_the_wait_of_a_member_includes_the_upload(store: Store) -> None:
    here = await waiting(store)
    counted = await delivered(here.outbox, FakeCourier(pause_s=0.01))
    assert counted["imagine_jobs_delivered_total"] == 1
    assert counted["imagine_wait_seconds_sum"] > 0, "the database's clock stands still"


async def test_what_was_tried_too_often_counts_as_undeliverable(store: Store) -> None:
    here = await waiting(store)
    for _ in range(MAX_DELIVERIES):
        counted = await delivered(here.outbox, FakeCourier(*[Later("status 500")] * 2))
        await store.later(1000)
    (row,) = await store.rows()
    assert row.state == State.FAILED
    assert counted["imagine_jobs_failed_total,reason=undeliverable"] == 1
