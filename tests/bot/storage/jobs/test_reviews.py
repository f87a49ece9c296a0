"""Reviews: each is decided once, together with its job; on both databases."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.storage import (
    CARD,
    NO_MODERATOR,
    NOTICE,
    PUBLISHED,
    REJECTED,
    Attachment,
    BanStore,
    Decision,
    FileStore,
    Hold,
    JobRequest,
    MemberRecord,
    Message,
    ModerationLog,
    PictureRecord,
    PictureStore,
    Posts,
    Privacy,
    Review,
    Reviews,
    ReviewState,
    Stage,
    State,
)
from bot.storage.db.tables import deliveries, pictures, posts, reviews
from bot.verdicts import Ruling, Verdict
from tests.bot.storage.store import LEASE_S, NO_LIMITS, Process, Store, of_job, order

GUILD, CHANNEL, MOD, OTHER = 1, 50, 7, 8
HELD = Verdict(Ruling.HOLD, "nudity", 0.6)
PROMPT = Hold(Stage.PROMPT, HELD, CHANNEL, hours=1.0)
PICTURE = Hold(Stage.PICTURE, HELD, CHANNEL, hours=1.0)
BLOCKED = replace(PICTURE, verdict=Verdict(Ruling.REFUSE, "nudity", 0.9))


def written(_order: JobRequest, review: Review) -> str:
    """The text about a rejection."""
    return f"rejected by {review.moderator_id}: {review.reason}"


def reviews_of(here: Process) -> Reviews:
    return Reviews(here.database, here.session)


async def held_prompt(here: Process, hold: Hold = PROMPT, user: int = 1) -> Review:
    """Let a prompt wait for a moderator."""
    asked = order(user=user)
    await here.jobs.acceptance.accept(asked, NO_LIMITS, 10, State.HELD, hold)
    return await review_of(here, asked.id)


async def held_picture(here: Process, hold: Hold = PICTURE) -> tuple[Review, PictureRecord]:
    """Let a drawn picture wait for a moderator, or be blocked."""
    job = await here.claimed()
    hidden = "blocked" if hold.is_rejected else "held"
    drawn = replace(of_job(job, 0, "f" * 64), hidden=hidden)
    file = Attachment(drawn.sha256, "a.png", "an apple")
    message = Message(State.DELIVERED, "here", (file,), pictures=(drawn.id,))
    if hold.is_rejected:
        message = Message(State.CANCELLED, "blocked", reason=REJECTED)
    assert await here.jobs.finish(job, message, (drawn,), hold)
    return await review_of(here, job.id), drawn


async def review_of(here: Process, job_id: str) -> Review:
    async with here.database.reading() as connection:
        rows = (await connection.execute(reviews.select().where(reviews.c.job_id == job_id))).all()
    (row,) = rows
    found = await reviews_of(here).find(row.id, GUILD)
    assert found
    return found


async def decide(
    here: Process, review: Review, decision: Decision, moderator: int = MOD, reason: str = ""
) -> Review:
    decided = await reviews_of(here).decide(review.id, GUILD, decision, moderator, reason, written)
    assert decided
    assert decided.changed
    return decided.review


async def actions(store: Store) -> list[tuple[str, int]]:
    page = await ModerationLog(store.database).page(GUILD, 20)
    return [(entry.action, entry.moderator_id) for entry in reversed(page)]


async def hidden_now(store: Store) -> tuple[str | None, bool]:
    """Why the only picture is not shown, and whether its time is noted."""
    (row,) = await store.rows(pictures)
    return row.hidden, row.hidden_at is not None


async def test_a_held_prompt_is_claimed_only_once_it_is_approved(store: Store) -> None:
    here = store.process()
    review = await held_prompt(here)
    assert (review.state, review.is_open) == (ReviewState.OPEN, True)
    assert not await here.jobs.claim(9)
    after = await decide(here, review, Decision.APPROVE)
    assert (after.state, after.moderator_id) == (ReviewState.APPROVED, MOD)
    (job,) = await here.jobs.claim(9)
    assert (job.id, job.order.spoiler) == (review.job_id, False)
    assert await actions(store) == [("approve", MOD)]


async def test_a_prompt_approved_as_a_spoiler_is_drawn_behind_one(store: Store) -> None:
    here = store.process()
    await decide(here, await held_prompt(here), Decision.SPOILER)
    (job,) = await here.jobs.claim(9)
    assert job.order.spoiler
    assert await actions(store) == [("spoiler", MOD)]


async def test_a_rejected_prompt_ends_refunded_and_its_member_is_told(store: Store) -> None:
    here = store.process()
    review = await held_prompt(here)
    await reviews_of(here).mark_told(review.id)
    await decide(here, review, Decision.REJECT, reason="no")
    row = await store.row(review.job_id)
    assert (row.state, row.refunded, row.reason) == (State.OUTGOING, True, REJECTED)
    (delivery,) = await here.outbox.take(9)
    assert delivery.message.content == f"rejected by {MOD}: no"
    assert delivery.message.review_id == review.id


async def test_an_outcome_waits_for_the_notice_that_the_request_is_held(store: Store) -> None:
    here = store.process()
    await decide(here, await held_prompt(here), Decision.REJECT)
    assert not await here.outbox.take(9)
    await store.later(60)
    assert len(await here.outbox.take(9)) == 1


@pytest.mark.parametrize("decision", [Decision.APPROVE, Decision.SPOILER])
async def test_a_held_picture_is_posted_and_shown_only_once_it_is_approved(
    store: Store, decision: Decision
) -> None:
    here = store.process()
    review, picture = await held_picture(here)
    await reviews_of(here).mark_told(review.id)
    assert (await store.row(review.job_id)).state == State.HELD
    assert not await here.outbox.take(9)
    assert await PictureStore(here.database).find(picture.id, GUILD) is None
    await decide(here, review, decision)
    (delivery,) = await here.outbox.take(9)
    assert delivery.message.pictures == (picture.id,)
    assert delivery.message.spoiler is (decision is Decision.SPOILER)
    shown = await PictureStore(here.database).find(picture.id, GUILD)
    assert shown
    assert shown.spoiler is (decision is Decision.SPOILER)


async def test_a_rejected_picture_stays_charged_and_is_kept_for_moderators(store: Store) -> None:
    here = store.process()
    review, _ = await held_picture(here)
    await reviews_of(here).mark_told(review.id)
    assert await hidden_now(store) == ("held", False)
    await decide(here, review, Decision.REJECT)
    assert await hidden_now(store) == ("rejected", True)
    assert not (await store.row(review.job_id)).refunded
    (delivery,) = await here.outbox.take(9)
    assert not delivery.message.files


async def test_two_moderators_at_once_give_one_outcome(store: Store) -> None:
    here = store.process()
    review = await held_prompt(here)
    both = await asyncio.gather(
        reviews_of(here).decide(review.id, GUILD, Decision.APPROVE, MOD, "", written),
        reviews_of(store.process()).decide(review.id, GUILD, Decision.REJECT, OTHER, "", written),
    )
    assert sorted(one.changed for one in both if one) == [False, True]
    (winner,) = [one.review for one in both if one and one.changed]
    (loser,) = [one.review for one in both if one and not one.changed]
    assert (loser.state, loser.moderator_id) == (winner.state, winner.moderator_id)
    assert len(await actions(store)) == 1


async def test_a_review_of_another_server_is_neither_found_nor_decided(store: Store) -> None:
    here = store.process()
    review = await held_prompt(here)
    assert await reviews_of(here).find(review.id, GUILD + 1) is None
    elsewhere = review.id, GUILD + 1, Decision.APPROVE, MOD, "", written
    assert await reviews_of(here).decide(*elsewhere) is None
    assert await actions(store) == []


async def test_an_appeal_is_decided_once_and_not_by_who_rejected(store: Store) -> None:
    here = store.process()
    review, picture = await held_picture(here)
    await decide(here, review, Decision.REJECT, reason="no")
    asked = reviews_of(here)
    assert not await asked.appeal(review.id, 99, "please", 1.0, CHANNEL)
    assert await asked.appeal(review.id, 1, "please", 1.0, CHANNEL)
    assert not await asked.appeal(review.id, 1, "again", 1.0, CHANNEL)
    own = await asked.decide(review.id, GUILD, Decision.APPROVE, MOD, "", written)
    assert own
    assert not own.changed
    assert own.review.was_rejected_by(MOD)
    after = await decide(here, review, Decision.APPROVE, OTHER)
    assert (after.state, after.appeal, after.rejected_by) == (
        ReviewState.OVERTURNED,
        "please",
        MOD,
    )
    assert await hidden_now(store) == (None, False)
    assert {row.kind for row in await store.rows(posts)} == {CARD, PUBLISHED}
    assert await actions(store) == [("reject", MOD), ("overturn", OTHER)]
    sent = Posts(here.database, here.session, LEASE_S)
    (post,) = [one for one in await sent.take(9) if one.kind == PUBLISHED]
    assert await sent.mark_sent(post, 4711)
    assert [one.id for one in await PictureStore(here.database).in_message(4711, GUILD)] == [
        picture.id
    ]


async def test_an_upheld_appeal_ends_with_a_notice(store: Store) -> None:
    here = store.process()
    review = await held_prompt(here)
    await decide(here, review, Decision.REJECT)
    assert await reviews_of(here).appeal(review.id, 1, "please", 1.0, None)
    assert (await decide(here, review, Decision.REJECT, OTHER)).state is ReviewState.UPHELD
    assert {row.kind for row in await store.rows(posts)} == {CARD, NOTICE}
    assert not await reviews_of(here).appeal(review.id, 1, "again", 1.0, None)


async def test_what_the_filter_blocks_gets_a_card_only_by_an_appeal(store: Store) -> None:
    here = store.process()
    review, _ = await held_picture(here, BLOCKED)
    assert (review.state, review.moderator_id) == (ReviewState.REJECTED, NO_MODERATOR)
    assert await hidden_now(store) == ("blocked", True)
    assert await store.rows(posts) == []
    (delivery,) = await here.outbox.take(9)
    assert delivery.message.review_id == review.id
    assert await reviews_of(here).appeal(review.id, 1, "please", 1.0, CHANNEL)
    (card,) = await store.rows(posts)
    assert (card.kind, card.subject, card.channel_id) == (CARD, review.id, CHANNEL)


async def test_a_cancelled_job_ends_its_review_and_drops_what_was_held(store: Store) -> None:
    here = store.process()
    review, _ = await held_picture(here)
    cancelled = Message(State.CANCELLED, "cancelled", reason="Cancelled")
    assert await here.jobs.call_off(review.job_id, cancelled, 1)
    found = await reviews_of(here).find(review.id, GUILD)
    assert found
    assert found.state is ReviewState.CANCELLED
    assert await hidden_now(store) == ("deleted", True)
    (delivery,) = await store.rows(deliveries)
    assert (delivery.content, delivery.files) == ("cancelled", "[]")
    late = await reviews_of(here).decide(review.id, GUILD, Decision.APPROVE, MOD, "", written)
    assert late
    assert not late.changed
    assert await actions(store) == []


async def test_a_decision_and_a_cancellation_at_once_give_one_outcome(store: Store) -> None:
    here, there = store.process(), store.process()
    for user in range(10):
        review = await held_prompt(here, user=user)
        cancelled = Message(State.CANCELLED, "cancelled", reason="Cancelled")
        decided, _ = await asyncio.gather(
            reviews_of(there).decide(review.id, GUILD, Decision.REJECT, MOD, "", written),
            here.jobs.call_off(review.job_id, cancelled),
        )
        assert decided
        (row,) = [one for one in await store.rows(deliveries) if one.job_id == review.job_id]
        assert (row.content == "cancelled") is not decided.changed


async def test_the_review_of_a_member_whose_data_is_deleted_says_nothing_of_them(
    store: Store, tmp_path: Path
) -> None:
    here = store.process()
    review = await held_prompt(here)
    files = FileStore(tmp_path, 2**20, 60.0, store.clock)
    await Privacy(here.database, files).erase(1)
    found = await reviews_of(here).find(review.id, GUILD)
    assert found
    assert (found.state, found.user_id, found.is_open) == (ReviewState.ERASED, 0, False)
    assert await reviews_of(here).find_order(review.job_id) is None
    assert not await here.jobs.claim(9)


@pytest.mark.parametrize(
    ("at_deadline", "state"),
    [(Decision.REJECT, ReviewState.REJECTED), (Decision.APPROVE, ReviewState.APPROVED)],
)
async def test_a_review_is_overdue_after_its_hours_and_decided_by_nobody(
    store: Store, at_deadline: Decision, state: ReviewState
) -> None:
    here = store.process()
    later = await held_prompt(here, user=2)
    hold = replace(PROMPT, hours=-1.0, at_deadline=at_deadline)
    review = await held_prompt(here, hold)
    assert [one.id for one in await reviews_of(here).list_overdue(9)] == [review.id]
    after = await decide(here, review, review.at_deadline, NO_MODERATOR)
    assert (after.state, after.moderator_id) == (state, NO_MODERATOR)
    assert not await reviews_of(here).list_overdue(9)
    assert [one.id for one in await reviews_of(here).list_open(GUILD, 9)] == [later.id]


async def test_members_are_told_once_that_they_wait(store: Store) -> None:
    here = store.process()
    review = await held_prompt(here)
    ((untold, asked),) = await reviews_of(here).list_untold(9)
    assert (untold.id, asked.id) == (review.id, review.job_id)
    await reviews_of(here).mark_told(review.id)
    assert not await reviews_of(here).list_untold(9)


async def test_cards_are_counted_as_posted_until_their_channel_takes_none(store: Store) -> None:
    here = store.process()
    review = await held_prompt(here)
    asked, sent = reviews_of(here), Posts(here.database, here.session, LEASE_S)
    assert await asked.count_unposted(GUILD) == (1, 1)
    assert await asked.count_unposted_by_server() == {GUILD: 1}
    assert await asked.find_card(review.id) is None
    (post,) = await sent.take(9)
    await sent.mark_sent(post, 4711)
    assert await asked.count_unposted(GUILD) == (1, 0)
    assert await asked.count_unposted_by_server() == {}
    assert await asked.find_card(review.id) == (CHANNEL, 4711)
    await decide(here, review, Decision.REJECT)
    assert await asked.appeal(review.id, 1, "please", 1.0, CHANNEL)
    (post,) = await sent.take(9)
    await sent.mark_stored(post, "unknown channel")
    assert await asked.count_unposted(GUILD) == (1, 1)


async def test_open_cards_move_into_a_new_channel(store: Store) -> None:
    here = store.process()
    review, decided = await held_prompt(here), await held_prompt(here, user=2)
    await decide(here, decided, Decision.REJECT)
    assert await reviews_of(here).repost(GUILD, CHANNEL + 1) == 1
    channels = {row.subject: row.channel_id for row in await store.rows(posts)}
    assert channels == {review.id: CHANNEL + 1, decided.id: CHANNEL}


async def test_a_members_record_counts_what_was_decided_before(store: Store) -> None:
    here = store.process()
    for decision in (Decision.APPROVE, Decision.SPOILER, Decision.REJECT):
        await decide(here, await held_prompt(here), decision)
    await held_prompt(here)
    await BanStore(here.database).ban(GUILD, MOD, 1, "spam", 60.0)
    assert await reviews_of(here).count_for_member(GUILD, 1) == MemberRecord(2, 1, 1)
    assert await reviews_of(here).count_for_member(GUILD, 2) == MemberRecord(0, 0, 0)
