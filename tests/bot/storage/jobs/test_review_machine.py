"""Whatever happens in whatever order to a held job: decided once, and nothing held is seen."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.storage import (
    PUBLISHED,
    Accepted,
    Decision,
    Delivery,
    DeliveryState,
    FileStore,
    Hold,
    Job,
    JobRequest,
    Message,
    Post,
    Privacy,
    Review,
    ReviewState,
    Stage,
    State,
)
from bot.storage.db.tables import deliveries, jobs, pictures, posts, reviews
from bot.storage.jobs.holding import load_review
from bot.verdicts import Ruling, Verdict
from tests.bot.storage.conftest import KINDS
from tests.bot.storage.store import LEASE_S, NO_LIMITS, Process, Store, of_job, order

T = TypeVar("T")
PROCESSES, USERS, MODERATORS = 2, 3, (91, 92)
CHANNELS = 8, 9
HOURS = 1.0
ENDED = {State.DELIVERED, State.FAILED, State.CANCELLED}

number = st.integers(0, 11)
which = st.integers(0, PROCESSES - 1)
flags = st.booleans()
endings = st.sampled_from(["sent", "sent", "died", "later", "closed", "deleted"])
moderators = st.sampled_from(MODERATORS)
decisions = st.sampled_from(list(Decision))
CALLING_OFF = Message(State.CANCELLED, "It is called off.", reason="cancelled")


def hold(stage: Stage, ruling: Ruling, at_deadline: Decision = Decision.REJECT) -> Hold:
    return Hold(stage, Verdict(ruling, "approval"), CHANNELS[0], HOURS, at_deadline)


def write(order: JobRequest, review: Review) -> str:
    return f"{order.id} was rejected: {review.reason}"


class HeldLife(RuleBasedStateMachine):
    """Two processes and two moderators at work; any of them may stop at any point."""

    url, folder = "", Path()

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.store = Store(self.url, self.url.startswith("sqlite"))
        self.asked: dict[str, JobRequest] = {}
        # What each process believes to have, also long after it was overtaken.
        self.drawing: list[tuple[int, Job]] = []
        self.sending: list[tuple[int, Delivery]] = []
        self.posting: list[tuple[int, Post]] = []
        self.ended: Counter[str] = Counter()
        # How often each review was decided, once as it was asked and once on appeal.
        self.decided: Counter[tuple[str, bool]] = Counter()
        # The jobs whose pictures Discord has; and of each post what was last attempted.
        self.shown: set[str] = set()
        self.attempted: dict[str, tuple[int, int]] = {}
        self.messages: set[tuple[str, int]] = set()
        self.erased: set[str] = set()
        self.processes: list[Process] = []

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def begin(self) -> None:
        async def emptied() -> None:
            async with self.store.database.writing() as connection:
                for table in (jobs, reviews, posts, pictures):
                    await connection.execute(sa.delete(table))

        self.do(emptied())
        self.processes = [self.store.process() for _ in range(PROCESSES)]
        for user in range(1, USERS + 1):
            self.ask(0, user, prompt_held=user < USERS, publishes=user == 1)

    @rule(at=which, user=st.integers(1, USERS), prompt_held=flags, publishes=flags)
    def ask(self, at: int, user: int, prompt_held: bool, publishes: bool) -> None:
        asked = order(user=user, count=2)
        at_deadline = Decision.APPROVE if publishes else Decision.REJECT
        held = hold(Stage.PROMPT, Ruling.HOLD, at_deadline) if prompt_held else None
        state = State.HELD if held else State.QUEUED
        acceptance = self.processes[at].jobs.acceptance
        answer = self.do(acceptance.accept(asked, NO_LIMITS, 10.0, state, held))
        assert isinstance(answer, Accepted)
        self.asked[asked.id] = asked

    @rule(at=which, most=st.integers(1, 4))
    def claim(self, at: int, most: int) -> None:
        self.drawing += [(at, job) for job in self.do(self.processes[at].jobs.claim(most))]

    @rule(n=number, forget=flags, ruling=st.sampled_from(list(Ruling)))
    def finish(self, n: int, forget: bool, ruling: Ruling) -> None:
        if not self.drawing:
            return
        at, job = self.drawing[n % len(self.drawing)]
        if forget:
            self.drawing.remove((at, job))
        is_held = ruling in (Ruling.HOLD, Ruling.REFUSE)
        held = hold(Stage.PICTURE, ruling) if is_held else None
        hidden = "blocked" if ruling is Ruling.REFUSE else "held" if is_held else None
        drawn = [
            of_job(job, place, f"{job.id[1:]}{place}" * 2, hidden=hidden) for place in range(2)
        ]
        ids = tuple(picture.id for picture in drawn)
        message = Message(State.DELIVERED, "here", pictures=ids)
        if ruling is Ruling.REFUSE:
            message = Message(State.CANCELLED, "blocked", reason="blocked")
        self.do(self.processes[at].jobs.finish(job, message, drawn, held))

    # Without preconditions: which of two moderators is first differs from run to run on a server,
    # and what may follow would differ with it.

    @rule(at=which, n=number, by=moderators, decision=decisions, second=decisions)
    def press(self, at: int, n: int, by: int, decision: Decision, second: Decision) -> None:
        """One presses, and the other one at the same moment through the other process."""
        if (review := self.review(n)) is None:
            return
        other = MODERATORS[by == MODERATORS[0]]

        async def both() -> tuple[Any, Any]:
            return await asyncio.gather(
                self.decide(at, review, decision, by), self.decide(1 - at, review, second, other)
            )

        answers = self.do(both())
        assert sum(answer.changed for answer in answers) <= 1
        if any(answer.changed for answer in answers):
            self.count_decision(review)

    async def decide(self, at: int, review: Review, decision: Decision, by: int) -> Any:
        found = self.processes[at].reviews
        return await found.decide(review.id, review.guild_id, decision, by, "no", write)

    def count_decision(self, review: Review) -> None:
        self.decided[review.id, review.state is ReviewState.APPEALED] += 1

    @rule(at=which, n=number, channel=st.sampled_from([None, *CHANNELS]))
    def appeal(self, at: int, n: int, channel: int | None) -> None:
        if (review := self.review(n)) is None:
            return
        appealed = self.processes[at].reviews.appeal(
            review.id, review.user_id, "please", HOURS, channel
        )
        assert self.do(appealed) == (review.state is ReviewState.REJECTED)

    @rule(at=which, seconds=st.sampled_from([10.0, LEASE_S + 1, LEASE_S + 1, HOURS * 3600]))
    def time_passes(self, at: int, seconds: float) -> None:
        self.do(self.store.later(seconds))
        self.do(self.processes[at].jobs.requeue_lost())

    @rule(at=which, seen=flags, decision=decisions)
    def deadline(self, at: int, seen: bool, decision: Decision) -> None:
        """A moderator may decide, and the member appeal, after the deadline's read."""
        by = self.processes[at].reviews
        for review in self.do(by.list_overdue(20)):
            pressed = seen and self.do(self.decide(1 - at, review, decision, MODERATORS[0])).changed
            if pressed:
                self.do(by.appeal(review.id, review.user_id, "please", HOURS, None))
            ended = self.do(by.decide_overdue(review, write))
            assert not (pressed and ended)
            if pressed or ended:
                self.count_decision(review)

    @rule(at=which, n=number, quietly=flags)
    def cancel(self, at: int, n: int, quietly: bool) -> None:
        job_id = list(self.asked)[n % len(self.asked)]
        if quietly:
            self.ended[job_id] += self.do(self.processes[at].jobs.cancel(job_id, "member left"))
        else:
            self.do(self.processes[at].jobs.call_off(job_id, CALLING_OFF))

    @rule(user=st.integers(1, USERS))
    def erase(self, user: int) -> None:
        files = FileStore(self.folder, 1, 1.0)
        self.do(Privacy(self.store.database, files).erase(user))
        self.erased |= {asked.id for asked in self.asked.values() if asked.user_id == user}

    @rule(at=which, channel=st.sampled_from(CHANNELS))
    def repost(self, at: int, channel: int) -> None:
        self.do(self.processes[at].reviews.repost(1, channel))

    @rule(at=which)
    def tell(self, at: int) -> None:
        for review, _ in self.do(self.processes[at].reviews.list_untold(20)):
            self.do(self.processes[at].reviews.mark_told(review.id))

    # What goes to Discord.

    @rule(at=which, most=st.integers(1, 4))
    def take(self, at: int, most: int) -> None:
        self.sending += [(at, one) for one in self.do(self.processes[at].outbox.take(most))]

    @rule(n=number, died=flags)
    def deliver(self, n: int, died: bool) -> None:
        if not self.sending:
            return
        at, delivery = self.sending.pop(n % len(self.sending))
        job_id, message = delivery.order.id, delivery.message
        # Once its lease is over and it was taken again, an attempt has ended.
        letter = {row.job_id: row for row in self.rows(deliveries)}.get(job_id)
        if not letter or (letter.state, letter.fence) != (DeliveryState.SENDING, delivery.fence):
            return
        hidden = {row.id: row.hidden for row in self.rows(pictures)}
        assert not [one for one in message.pictures if hidden.get(one, "gone") is not None]
        # A message of an earlier attempt is found, and not posted again.
        self.shown |= {job_id} if message.pictures else set()
        if not died:
            sent = self.processes[at].outbox.mark_sent(delivery, message.outcome, 9)
            self.ended[job_id] += self.do(sent)

    @rule(at=which, most=st.integers(1, 4))
    def take_posts(self, at: int, most: int) -> None:
        taken = self.do(self.processes[at].posts.take(most))
        assert len({post.channel_id for post in taken}) == len(taken) <= most
        self.posting += [(at, post) for post in taken]

    @rule(n=number, ending=endings)
    def post(self, n: int, ending: str) -> None:
        if not self.posting:
            return
        at, post = self.posting.pop(n % len(self.posting))
        by = self.processes[at].posts
        row = {(one.kind, one.subject): one for one in self.rows(posts)}[post.kind, post.subject]
        if (row.state, row.fence) != (DeliveryState.SENDING, post.fence):
            assert not self.do(by.mark_sent(post, 1))
            return
        # It is rendered at once, and all that happens before its end comes after that.
        self.attempted[post.key] = post.version, post.channel_id
        assert post.message_id in (None, post.channel_id)
        assert post.fence > 1 or (post.key, post.channel_id) not in self.messages
        if ending in ("sent", "died"):
            self.messages.add((post.key, post.channel_id))
            if post.kind == PUBLISHED:
                self.assert_published(post)
        # The ids of messages are those of their channels.
        endings = {
            "sent": lambda: by.mark_sent(post, post.channel_id),
            "later": lambda: by.postpone(post, 90.0, "status 500"),
            "closed": lambda: by.mark_stored(post, "unknown channel"),
            "deleted": lambda: by.forget_message(post),
        }
        assert ending == "died" or self.do(endings[ending]())

    def assert_published(self, post: Post) -> None:
        (review,) = [one for one in self.rows(reviews) if one.id == post.subject]
        if review.state != ReviewState.ERASED:
            assert review.state == ReviewState.OVERTURNED
            drawn = [one for one in self.rows(pictures) if one.job_id == review.job_id]
            assert all(one.hidden is None for one in drawn)

    @rule(at=which, n=number, decision=decisions, channel=st.sampled_from(CHANNELS), ending=endings)
    def change_while_posting(
        self, at: int, n: int, decision: Decision, channel: int, ending: str
    ) -> None:
        """Subjects change, or get another channel, while their posts are sent."""
        self.take_posts(at, len(CHANNELS))
        self.press(at, n, MODERATORS[0], decision, decision)
        self.repost(1 - at, channel)
        while self.posting:
            self.post(-1, ending)

    @rule(at=which, restarted=flags)
    def die(self, at: int, restarted: bool) -> None:
        gone = set(range(PROCESSES)) if self.store.is_file and restarted else {at}
        self.drawing = [one for one in self.drawing if one[0] not in gone]
        self.sending = [one for one in self.sending if one[0] not in gone]
        self.posting = [one for one in self.posting if one[0] not in gone]
        self.processes[at] = self.store.process()
        if restarted:
            self.do(self.processes[at].jobs.take_over())

    # What holds after each of them.

    def rows(self, table: sa.Table) -> list[Any]:
        return self.do(self.store.rows(table))

    def review(self, n: int) -> Review | None:
        """One that is not erased: first those that wait, in the order of their jobs."""
        there = sa.select(reviews).where(reviews.c.state != ReviewState.ERASED)

        async def load() -> list[Review]:
            async with self.store.database.reading() as connection:
                return [load_review(row) for row in (await connection.execute(there)).all()]

        found = self.do(load())
        place = {job_id: place for place, job_id in enumerate(self.asked)}
        found.sort(key=lambda one: (not one.is_open, place[one.job_id], one.stage))
        return found[n % len(found)] if found else None

    @invariant()
    def all_is_well(self) -> None:
        found = {row.id: row for row in self.rows(jobs)}
        letters = {row.job_id: row for row in self.rows(deliveries)}
        seen, drawn = defaultdict[str, list[Any]](list), defaultdict[str, list[Any]](list)
        for table, by_job in ((reviews, seen), (pictures, drawn)):
            for row in self.rows(table):
                by_job[row.job_id].append(row)
        for job_id, row in found.items():
            if job_id not in self.erased:
                self._job_is_well(row, letters.get(job_id), seen[job_id])
                self._pictures_are_well(row, letters.get(job_id), drawn[job_id])
        for erased in self.erased:
            assert erased not in letters
            assert not drawn[erased]
            assert {row.state for row in seen[erased]} <= {ReviewState.ERASED}
        assert all(count == 1 for count in self.decided.values())

    def _job_is_well(self, row: Any, letter: Any, seen: list[Any]) -> None:
        assert self.ended[row.id] == (row.state in ENDED) == (row.ended_at is not None)
        is_open = [one for one in seen if one.state == ReviewState.OPEN]
        assert len(is_open) == (row.state == State.HELD)
        assert len({one.stage for one in seen}) == len(seen)
        if row.state in {State.QUEUED, State.RUNNING}:
            assert {one.state for one in seen} <= {ReviewState.APPROVED, ReviewState.SPOILER}
        held_back = letter is not None and letter.state == DeliveryState.HELD
        assert held_back == bool(is_open and is_open[0].stage == Stage.PICTURE)

    def _pictures_are_well(self, row: Any, letter: Any, drawn: list[Any]) -> None:
        leaves = letter is not None and letter.state != DeliveryState.HELD
        leaves = leaves and letter.pictures != "[]"
        if leaves or row.id in self.shown or row.state == State.DELIVERED:
            assert all(one.hidden is None for one in drawn)

    def teardown(self) -> None:
        try:
            if self.processes:
                self.to_the_end()
        finally:
            self.do(self.store.close())
            self.runner.close()

    def to_the_end(self) -> None:
        """One process is left without moderators, and nothing goes wrong any more."""
        self.processes = [self.store.process()] * PROCESSES
        self.drawing, self.sending, self.posting = [], [], []
        for _ in range(5):
            self.time_passes(0, HOURS * 3600 + LEASE_S)
            self.deadline(0, seen=False, decision=Decision.REJECT)
            self.claim(0, 1000)
            while self.drawing:
                self.finish(0, forget=True, ruling=Ruling.HOLD)
            self.take(0, 1000)
            while self.sending:
                self.deliver(0, died=False)
            self.all_is_well()
        while taken := self.do(self.processes[0].posts.take(10)):
            self.posting = [(0, post) for post in taken]
            while self.posting:
                self.post(0, "sent")
        assert {row.state for row in self.rows(posts)} <= {DeliveryState.SENT, DeliveryState.STORED}
        assert all(self.ended[row.id] == 1 or row.id in self.erased for row in self.rows(jobs))
        waiting = {ReviewState.OPEN, ReviewState.APPEALED}
        assert not [row for row in self.rows(reviews) if row.state in waiting]
        for row in self.rows(posts):
            assert self.attempted[f"{row.kind}:{row.subject}"] == (row.version, row.channel_id)


thorough = [pytest.param(kind, 150, marks=pytest.mark.slow) for kind in KINDS]


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 10), ("postgresql", 3), *thorough])
def test_what_is_held_is_decided_once_and_never_seen_before(
    kind: str, examples: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue(f"{kind}_url")
    machine = type(kind, (HeldLife,), {"url": url, "folder": tmp_path})
    healthy = list(HealthCheck)
    often = settings(max_examples=examples, deadline=None, suppress_health_check=healthy)
    run_state_machine_as_test(machine, settings=often)
