"""Whatever happens in whatever order, each accepted job ends exactly once."""

import asyncio
import time
from collections import Counter
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.storage import (
    MAX_ATTEMPTS,
    Accepted,
    Delivery,
    Duplicate,
    Job,
    Limit,
    Order,
    Route,
    Sending,
    State,
)
from bot.storage.tables import deliveries, jobs
from tests.bot.storage.store import LEASE_S, NOTICE, PICTURES, TROUBLE, Process, Store, caps, order

T = TypeVar("T")
USERS, PICTURES_AN_HOUR, IN_WORK, WAITING = 3, 6, 3, 12
CAPS = caps(Limit("user", PICTURES_AN_HOUR, 3600.0), user_open=IN_WORK, waiting=WAITING)
PROCESSES = 3
ENDED = {State.DELIVERED, State.FAILED, State.CANCELLED}

number = st.integers(0, 11)
which = st.integers(0, PROCESSES - 1)


class JobLife(RuleBasedStateMachine):
    """Several processes at work on one database, any of which may stop at any point."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.store = Store(self.url, self.url.startswith("sqlite"))
        self.asked: dict[str, Order] = {}
        # What each process believes to have, also long after it was overtaken.
        self.held: list[tuple[int, Job]] = []
        self.sending: list[tuple[int, Delivery]] = []
        self.finished: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.processes: list[Process] = []

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def begin(self) -> None:
        async def emptied() -> None:
            async with self.store.database.writing() as connection:
                await connection.execute(sa.delete(jobs))

        self.do(emptied())
        self.processes = [self.store.process() for _ in range(PROCESSES)]

    @rule(at=which, user=st.integers(1, USERS), count=st.integers(1, 4))
    def accept(self, at: int, user: int, count: int) -> None:
        asked = order(user=user, count=count)
        if isinstance(self.do(self.processes[at].accept(asked, CAPS)), Accepted):
            self.asked[asked.id] = asked

    @precondition(lambda self: self.asked)
    @rule(at=which, n=number)
    def come_twice(self, at: int, n: int) -> None:
        again = list(self.asked.values())[n % len(self.asked)]
        assert isinstance(self.do(self.processes[at].accept(again, CAPS)), Duplicate)

    @rule(at=which, most=st.integers(1, 3))
    def claim(self, at: int, most: int) -> None:
        claimed = self.do(self.processes[at].jobs.claim(most))
        assert len(claimed) <= most
        self.held += [(at, job) for job in claimed]

    @precondition(lambda self: self.held)
    @rule(at=which)
    def renew(self, at: int) -> None:
        mine = [job for holder, job in self.held if holder == at]
        kept = self.do(self.processes[at].jobs.renew(mine))
        assert kept <= {job.id for job in mine}

    @precondition(lambda self: self.held)
    @rule(n=number, well=st.booleans(), forget=st.booleans())
    def finish(self, n: int, well: bool, forget: bool) -> None:
        at, job = self.held[n % len(self.held)]
        if forget:
            self.held.remove((at, job))
        message = PICTURES if well else TROUBLE
        self.finished[job.id] += self.do(self.processes[at].jobs.finish(job, message))

    @precondition(lambda self: self.held)
    @rule(n=number)
    def release(self, n: int) -> None:
        at, job = self.held[n % len(self.held)]
        self.do(self.processes[at].jobs.release(job))

    @precondition(lambda self: self.asked)
    @rule(at=which, n=number)
    def cancel(self, at: int, n: int) -> None:
        job_id = list(self.asked)[n % len(self.asked)]
        self.ended[job_id] += self.do(self.processes[at].jobs.cancel(job_id, "member left"))

    @rule(at=which)
    def requeue_lost(self, at: int) -> None:
        self.do(self.processes[at].jobs.requeue_lost(NOTICE))

    @rule(at=which, most=st.integers(1, 3))
    def take(self, at: int, most: int) -> None:
        taken = self.do(self.processes[at].outbox.take(most))
        assert len(taken) <= most
        self.sending += [(at, delivery) for delivery in taken]

    @precondition(lambda self: self.sending)
    @rule(n=number)
    def reroute(self, n: int) -> None:
        at, delivery = self.sending[n % len(self.sending)]
        self.do(self.processes[at].outbox.reroute(delivery, Route.CHANNEL))

    @precondition(lambda self: self.sending)
    @rule(n=number)
    def put_off(self, n: int) -> None:
        at, delivery = self.sending[n % len(self.sending)]
        self.do(self.processes[at].outbox.later(delivery, 90.0, "status 500"))

    @precondition(lambda self: self.sending)
    @rule(n=number, forget=st.booleans())
    def sent(self, n: int, forget: bool) -> None:
        at, delivery = self.sending[n % len(self.sending)]
        if forget:
            self.sending.remove((at, delivery))
        sent = self.processes[at].outbox.sent(delivery, delivery.message.outcome, 9)
        self.ended[delivery.order.id] += self.do(sent)

    @precondition(lambda self: self.sending)
    @rule(n=number, outcome=st.sampled_from([State.FAILED, State.CANCELLED]))
    def stored(self, n: int, outcome: State) -> None:
        at, delivery = self.sending[n % len(self.sending)]
        stored = self.processes[at].outbox.stored(delivery, outcome, "refused")
        self.ended[delivery.order.id] += self.do(stored)

    @rule(seconds=st.sampled_from([10.0, LEASE_S + 1, 1900.0]))
    def time_passes(self, seconds: float) -> None:
        self.do(self.store.later(seconds))

    @rule(at=which)
    def crash(self, at: int) -> None:
        self.held = [one for one in self.held if one[0] != at]
        self.sending = [one for one in self.sending if one[0] != at]
        self.processes[at] = self.store.process()

    @rule(at=which)
    def restart(self, at: int) -> None:
        if self.store.is_file:
            # All that there are: a file has one process.
            self.held, self.sending = [], []
        self.do(self.processes[at].jobs.take_over(NOTICE))

    @invariant()
    def all_is_well(self) -> None:
        rows = {row.id: row for row in self.do(self.store.rows())}
        letters = {row.job_id: row for row in self.do(self.store.rows(deliveries))}
        assert rows.keys() == self.asked.keys()
        for job_id, row in rows.items():
            self._one_is_well(row, letters.get(job_id))
        for user in range(1, USERS + 1):
            self._member_is_well([row for row in rows.values() if row.user_id == user])
        line = [row.units for row in rows.values() if row.state in {State.QUEUED, State.RUNNING}]
        assert sum(line) <= WAITING

    def _one_is_well(self, row: Any, letter: Any) -> None:
        assert row.attempts <= MAX_ATTEMPTS
        assert self.finished[row.id] <= 1
        assert self.ended[row.id] == (row.state in ENDED) == (row.ended_at is not None)
        failing = letter and letter.outcome == State.FAILED
        assert row.refunded == (row.state in {State.FAILED, State.CANCELLED} or bool(failing))
        assert bool(letter) or row.state not in {State.OUTGOING, State.DELIVERED, State.FAILED}
        if letter:
            done = letter.state in {Sending.SENT, Sending.STORED}
            assert done == (row.state in ENDED)

    def _member_is_well(self, rows: list[Any]) -> None:
        now = self.store.clock.now if self.store.is_file else time.time()
        paid = [row for row in rows if not row.refunded and row.accepted_at > now - 3600]
        assert sum(row.units for row in paid) <= PICTURES_AN_HOUR
        in_work = [row for row in rows if row.state in {State.QUEUED, State.RUNNING}]
        assert len(in_work) <= IN_WORK

    def teardown(self) -> None:
        try:
            if self.processes:
                self.to_the_end()
        finally:
            self.do(self.store.close())
            self.runner.close()

    def to_the_end(self) -> None:
        """One process is left, and nothing goes wrong any more."""
        self.processes = [self.store.process()] * PROCESSES
        for _ in range(MAX_ATTEMPTS + 1):
            self.time_passes(LEASE_S + 100)
            self.requeue_lost(0)
            self.held, self.sending = [], []
            self.claim(0, WAITING)
            while self.held:
                self.finish(0, well=True, forget=True)
            self.take(0, 1000)
            while self.sending:
                self.sent(0, forget=True)
            self.all_is_well()
        assert all(self.ended[job_id] == 1 for job_id in self.asked)


@pytest.mark.parametrize("examples", [15, pytest.param(150, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_accepted_job_ends_exactly_once(
    kind: str, examples: int, request: pytest.FixtureRequest
) -> None:
    machine = type(kind, (JobLife,), {"url": request.getfixturevalue(f"{kind}_url")})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
