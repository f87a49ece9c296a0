"""Members are told that they wait; what nobody decides on is decided at its deadline."""

import asyncio
from dataclasses import replace

import pytest

from bot.delivery import held_notices
from bot.delivery.held_notices import HeldJobs, rejection_text
from bot.storage import (
    NO_MODERATOR,
    Decision,
    Hold,
    JobRequest,
    Review,
    ReviewState,
    Stage,
    State,
)
from bot.verdicts import Ruling, Verdict
from tests.bot.storage.store import NO_LIMITS, Process, Store, order

PROMPT = Hold(Stage.PROMPT, Verdict(Ruling.HOLD, "adult"), None, hours=1.0)


class Replies:
    """Replies of members, which take a text or do not."""

    def __init__(self, takes: bool = True) -> None:
        self.takes = takes
        self.shown: list[tuple[str, str]] = []

    async def show(self, order: JobRequest, content: str) -> bool:
        self.shown.append((order.id, content))
        return self.takes


async def held(here: Process, hold: Hold = PROMPT, user: int = 1) -> str:
    """Let a prompt wait for a moderator."""
    asked = order(user=user)
    await here.jobs.acceptance.accept(asked, NO_LIMITS, 10, State.HELD, hold)
    return asked.id


def worker(here: Process, replies: Replies, decided: list[None]) -> HeldJobs:
    return HeldJobs(here.reviews, replies.show, lambda: decided.append(None))


async def tell(notices: HeldJobs) -> None:
    """Tell those who wait, until each was told or it has failed."""
    await notices._tell()
    await asyncio.gather(*notices._telling.values())


async def untold(here: Process, job_id: str) -> str:
    """Find the review of a job."""
    listed = await here.reviews.list_untold(100)
    return next(review.id for review, order in listed if order.id == job_id)


async def test_a_member_is_told_once_without_the_prompt(store: Store) -> None:
    here, replies = store.process(), Replies()
    job_id = await held(here)
    notices = worker(here, replies, [])
    await tell(notices)
    await tell(notices)
    ((told, content),) = replies.shown
    assert told == job_id
    assert "waits for a moderator" in content
    assert "apple" not in content


async def test_a_reply_that_takes_no_text_now_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_notices, "RETRY_S", 0.0)
    here, replies = store.process(), Replies(takes=False)
    await held(here)
    notices = worker(here, replies, [])
    await tell(notices)
    replies.takes = True
    await tell(notices)
    await tell(notices)
    assert len(replies.shown) == 2


async def test_replies_that_take_no_text_keep_no_other_member_waiting(store: Store) -> None:
    here, replies = store.process(), Replies(takes=False)
    for _ in range(held_notices.MAX_CONCURRENT):
        await held(here)
    notices = worker(here, replies, [])
    await notices._tell()
    await asyncio.sleep(0)
    replies.takes = True
    told = await held(here, user=2)
    await notices._tell()
    await asyncio.gather(notices._telling[(await untold(here, told))])
    assert replies.shown[-1][0] == told


async def test_a_review_that_cannot_be_decided_keeps_no_other_one_waiting(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, decided = store.process(), list[None]()
    broken = await held(here, replace(PROMPT, hours=-2.0))
    overdue = await held(here, replace(PROMPT, hours=-1.0))

    def write(order: JobRequest, _review: Review) -> str:
        return str({overdue: "rejected"}[order.id])

    monkeypatch.setattr(held_notices, "rejection_text", write)
    await worker(here, Replies(), decided)._decide_overdue()
    assert (await store.row(overdue)).state == State.OUTGOING
    assert (await store.row(broken)).state == State.HELD
    assert len(decided) == 1


@pytest.mark.parametrize(
    ("at_deadline", "state"),
    [(Decision.REJECT, State.OUTGOING), (Decision.APPROVE, State.QUEUED)],
)
async def test_only_what_is_overdue_is_decided_by_the_policy(
    store: Store, at_deadline: Decision, state: State
) -> None:
    here, decided = store.process(), list[None]()
    waiting = await held(here, user=2)
    overdue = await held(here, replace(PROMPT, hours=-1.0, at_deadline=at_deadline))
    notices = worker(here, Replies(), decided)
    await notices._decide_overdue()
    await notices._decide_overdue()
    assert len(decided) == 1
    assert (await store.row(overdue)).state == state
    assert (await store.row(waiting)).state == State.HELD


@pytest.mark.parametrize("stage", [*Stage])
@pytest.mark.parametrize(
    ("moderator", "says"), [(NO_MODERATOR, "in time"), (7, "moderator didn't approve")]
)
def test_a_rejection_says_why_and_does_not_repeat_the_prompt(
    stage: Stage, moderator: int, says: str
) -> None:
    review = Review(
        id="0a1b2c3d4e5f",
        job_id="job",
        guild_id=1,
        channel_id=5,
        user_id=1,
        stage=stage,
        verdict=PROMPT.verdict,
        state=ReviewState.REJECTED,
        asked_at=0.0,
        deadline=0.0,
        at_deadline=Decision.REJECT,
        told=True,
        decided_at=1.0,
        moderator_id=moderator,
        reason="too @everyone",
        appeal="",
        rejected_by=None,
    )
    said = rejection_text(order(), review)
    assert says in said.lower() or says in said
    assert "apple" not in said
    assert said.endswith("Reason: `too @everyone`")
    assert "Reason" not in rejection_text(order(), replace(review, reason=""))
