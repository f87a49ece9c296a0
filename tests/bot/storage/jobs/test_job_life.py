"""Whatever happens in whatever order, each accepted job ends exactly once."""

import asyncio
import time
from collections import Counter
from collections.abc import Coroutine
from dataclasses import replace
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
    DeliveryState,
    Duplicate,
    Job,
    JobRequest,
    Jobs,
    Outbox,
    Quota,
    Route,
    State,
)
from bot.storage.db.tables import deliveries, jobs
from tests.bot.storage.jobs.test_sliding_window import fullest
from tests.bot.storage.store import LEASE_S, PICTURES, TROUBLE, Process, Store, caps, order

T = TypeVar("T")
USERS, PICTURES_AN_HOUR, IN_WORK, WAITING = 3, 6, 3, 12
CAPS = caps(Quota("user", PICTURES_AN_HOUR, 3600.0), user_open=IN_WORK, waiting=WAITING)
WAITS = replace(CAPS, longest_wait_s=3600.0)
PROCESSES = 3
ENDED = {State.DELIVERED, State.FAILED, State.CANCELLED}

number = st.integers(0, 11)
which = st.integers(0, PROCESSES - 1)

# What its process does with a job and with a delivery; "finish" and "sent" are what it does most.
HOLDING = ("finish", "finish", "nothing", "nothing", "fail", "release", "renew", "cancel")
STORED = {"refused": State.FAILED, "member left": State.CANCELLED}
SENDING = ("sent", "sent", "nothing", "nothing", "refused", "member left", "later", "reroute")


class JobLife(RuleBasedStateMachine):
    """Several processes at work on one database, any of which may stop at any point."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.store = Store(self.url, self.url.startswith("sqlite"))
        self.asked: dict[str, JobRequest] = {}
        # What each process believes to have, also long after it was overtaken.
        self.held: list[tuple[int, Job]] = []
        self.sending: list[tuple[int, Delivery]] = []
        self.finished: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        # The newest claim of each job, and attempt of each delivery: no other one may succeed.
        self.claims: dict[str, int] = {}
        self.attempts: dict[str, int] = {}
        self.processes: list[Process] = []

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    # Few rules with many ways: a run is made of rules at random, and what matters lies deep.

    @initialize()
    def begin(self) -> None:
        async def emptied() -> None:
            async with self.store.database.writing() as connection:
                await connection.execute(sa.delete(jobs))

        self.do(emptied())
        self.processes = [self.store.process() for _ in range(PROCESSES)]
        for user in range(1, USERS + 1):
            self.accept(0, user, 1)
        self.work(0, ["nothing"])

    @rule(at=which, user=st.integers(1, USERS), count=st.integers(1, 4), waits=st.booleans())
    def accept(self, at: int, user: int, count: int, waits: bool = False) -> None:
        asked, allowed = order(user=user, count=count), WAITS if waits else CAPS
        answer = self.do(self.processes[at].accept(asked, allowed))
        if isinstance(answer, Accepted):
            self.asked[asked.id] = asked
            assert waits or answer.due_at is None
            assert isinstance(self.do(self.processes[at].accept(asked, allowed)), Duplicate)

    @rule(at=which, steps=st.lists(st.sampled_from(HOLDING), min_size=1, max_size=3))
    def work(self, at: int, steps: list[str]) -> None:
        claimed = self.do(self.processes[at].jobs.claim(len(steps)))
        assert len(claimed) <= len(steps)
        self.held += [(at, job) for job in claimed]
        self.claims |= {job.id: job.fence for job in claimed}
        for _, step in zip(claimed, steps, strict=False):
            self.hold(-1, forget=step == "finish", step=step)

    @precondition(lambda self: self.held)
    @rule(n=number, forget=st.booleans(), step=st.sampled_from(HOLDING))
    def hold(self, n: int, forget: bool, step: str) -> None:
        at, job = self.held[n % len(self.held)]
        if forget:
            self.held.remove((at, job))
        changed = self._held(self.processes[at].jobs, job, step)
        assert not changed or job.fence == self.claims[job.id]
        self.finished[job.id] += changed and step in {"finish", "fail"}

    def _held(self, by: Jobs, job: Job, step: str) -> bool:
        if step == "renew":
            return bool(self.do(by.renew([job])))
        if step == "release":
            return self.do(by.release(job))
        if step == "cancel":
            # By whom it was held does not matter.
            self.ended[job.id] += self.do(by.cancel(job.id, "member left"))
        if step in {"nothing", "cancel"}:
            return False
        return self.do(by.finish(job, PICTURES if step == "finish" else TROUBLE))

    @rule(at=which, steps=st.lists(st.sampled_from(SENDING), min_size=1, max_size=3))
    def post(self, at: int, steps: list[str]) -> None:
        taken = self.do(self.processes[at].outbox.take(len(steps)))
        assert len(taken) <= len(steps)
        self.sending += [(at, delivery) for delivery in taken]
        self.attempts |= {delivery.order.id: delivery.fence for delivery in taken}
        for _, step in zip(taken, steps, strict=False):
            self.deliver(-1, forget=step == "sent", step=step)

    @precondition(lambda self: self.sending)
    @rule(n=number, forget=st.booleans(), step=st.sampled_from(SENDING))
    def deliver(self, n: int, forget: bool, step: str) -> None:
        at, delivery = self.sending[n % len(self.sending)]
        if forget:
            self.sending.remove((at, delivery))
        changed = self._delivered(self.processes[at].outbox, delivery, step)
        assert not changed or delivery.fence == self.attempts[delivery.order.id]
        self.ended[delivery.order.id] += changed and step in {"sent", *STORED}

    def _delivered(self, outbox: Outbox, delivery: Delivery, step: str) -> bool:
        if step == "nothing":
            return False
        if step == "later":
            return self.do(outbox.postpone(delivery, 90.0, "status 500"))
        if step == "reroute":
            return self.do(outbox.reroute(delivery, Route.CHANNEL))
        if step == "sent":
            return self.do(outbox.mark_sent(delivery, delivery.message.outcome, 9))
        return self.do(outbox.mark_stored(delivery, STORED[step], step))

    @rule(at=which, seconds=st.sampled_from([10.0, LEASE_S + 1, LEASE_S + 1, 1900.0]))
    def time_passes(self, at: int, seconds: float) -> None:
        self.do(self.store.later(seconds))
        self.do(self.processes[at].jobs.requeue_lost())

    @rule(at=which, n=number, held=st.sampled_from(HOLDING), sending=st.sampled_from(SENDING))
    def wake_too_late(self, at: int, n: int, held: str, sending: str) -> None:
        """One goes on with what others slept over, and then those wake."""
        self.time_passes(at, LEASE_S + 1)
        self.work(at, ["nothing"] * 3)
        self.post(at, ["nothing"] * 3)
        if self.held:
            self.hold(n, forget=False, step=held)
        if self.sending:
            self.deliver(n, forget=False, step=sending)

    @rule(at=which, restarted=st.booleans())
    def die(self, at: int, restarted: bool) -> None:
        gone = set(range(PROCESSES)) if self.store.is_file and restarted else {at}
        self.held = [one for one in self.held if one[0] not in gone]
        self.sending = [one for one in self.sending if one[0] not in gone]
        self.processes[at] = self.store.process()
        if restarted:
            self.do(self.processes[at].jobs.take_over())

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
        now = self.store.clock.now if self.store.is_file else time.time()
        assert row.due_at <= now or (row.state, row.attempts) == (State.QUEUED, 0) or row.refunded
        assert self.ended[row.id] == (row.state in ENDED) == (row.ended_at is not None)
        failing = letter and letter.outcome == State.FAILED
        assert row.refunded == (row.state in {State.FAILED, State.CANCELLED} or bool(failing))
        assert bool(letter) or row.state not in {State.OUTGOING, State.DELIVERED, State.FAILED}
        if letter:
            done = letter.state in {DeliveryState.SENT, DeliveryState.STORED}
            assert done == (row.state in ENDED)

    def _member_is_well(self, rows: list[Any]) -> None:
        paid = [(row.due_at, row.units) for row in rows if not row.refunded]
        assert not paid or fullest(paid, 3600.0) <= PICTURES_AN_HOUR
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
        self.time_passes(0, WAITS.longest_wait_s)
        for _ in range(MAX_ATTEMPTS + 1):
            self.time_passes(0, LEASE_S + 100)
            self.work(0, ["finish"] * WAITING)
            self.post(0, ["sent"] * len(self.asked))
            self.all_is_well()
        assert all(self.ended[job_id] == 1 for job_id in self.asked)


@pytest.mark.parametrize("examples", [10, pytest.param(150, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_accepted_job_ends_exactly_once(
    kind: str, examples: int, request: pytest.FixtureRequest
) -> None:
    machine = type(kind, (JobLife,), {"url": request.getfixturevalue(f"{kind}_url")})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
