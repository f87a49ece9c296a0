"""Queries about reviews: what waits for a moderator, and what they decide.

    open ─▶ approved | spoiler          published, or queued to be drawn
      │ └─▶ rejected ─▶ appealed ─▶ overturned | upheld
      └───▶ cancelled                   by its member, or because its job has ended

Every change names the state that it starts from, so two moderators give one outcome.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database, ProcessIdentity
from bot.storage.db.group_commit import GroupCommit
from bot.storage.db.tables import deliveries, jobs, moderation_log, pictures, posts, reviews
from bot.storage.jobs.decisions import WriteRejection, store_decision
from bot.storage.jobs.holding import NO_MODERATOR, Decision, Review, ReviewState, load_review
from bot.storage.jobs.posts import CARD, put_post, touch_post
from bot.storage.jobs.records import DeliveryState, JobRequest, State, load_job_request

_APPROVED = (ReviewState.APPROVED, ReviewState.SPOILER, ReviewState.OVERTURNED)
_REJECTED = (ReviewState.REJECTED, ReviewState.APPEALED, ReviewState.UPHELD)
_WAITS = reviews.c.state.in_([ReviewState.OPEN, ReviewState.APPEALED])
# A card that cannot be edited any more is in a channel that is gone or closed.
_POSTED = sa.and_(
    posts.c.kind == CARD,
    posts.c.message_id.is_not(None),
    posts.c.state != DeliveryState.STORED,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """Result of a decision.

    Args:
        review: as it is now.
        changed: False if it was decided before, or may not be decided by this moderator.
    """

    review: Review
    changed: bool


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """Earlier decisions about a member in a server.

    Args:
        approved: number of their reviews that were approved.
        rejected: number of those that were rejected.
        bans: number of bans, those that have ended included.
    """

    approved: int
    rejected: int
    bans: int


class Reviews:
    """Reviews of one application, as one process handles them.

    Args:
        database: the database of the reviews.
        session: identity of this process and its application.
    """

    def __init__(self, database: Database, session: ProcessIdentity) -> None:
        self._database, self._session = database, session
        self._telling = GroupCommit(database, self._mark_all_told, durable=False)

    async def find(self, review_id: str, guild_id: int) -> Review | None:
        """Find a review of a server by its id.

        Args:
            review_id: the review.
            guild_id: the server; a review of another one is not found.
        """
        which = sa.and_(reviews.c.id == review_id, reviews.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(sa.select(reviews).where(which))).one_or_none()
        return load_review(row) if row else None

    async def find_order(self, job_id: str) -> JobRequest | None:
        """Find the order of a job in any state; None once its request is erased."""
        async with self._database.reading() as connection:
            found = await connection.execute(sa.select(jobs).where(jobs.c.id == job_id))
            row = found.one_or_none()
        return load_job_request(row) if row and row.request is not None else None

    async def find_card(self, review_id: str) -> tuple[int, int] | None:
        """Find the channel and the message of a review's card; None if it is not posted."""
        card = sa.select(posts.c.channel_id, posts.c.message_id).where(
            posts.c.subject == review_id, _POSTED
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(card)).one_or_none()
        return (row.channel_id, row.message_id) if row else None

    async def count_for_member(self, guild_id: int, user_id: int) -> MemberRecord:
        """Count the earlier decisions about a member.

        Args:
            guild_id: the server.
            user_id: the member.
        """
        theirs = reviews.c.guild_id == guild_id, reviews.c.user_id == user_id
        decided = sa.select(reviews.c.state, sa.func.count()).where(*theirs)
        banned = sa.select(sa.func.count()).where(
            moderation_log.c.guild_id == guild_id,
            moderation_log.c.user_id == user_id,
            moderation_log.c.action.in_(("ban", "autoban")),
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(decided.group_by(reviews.c.state))
            counts = {state: int(count) for state, count in rows.all()}
            bans = (await connection.execute(banned)).scalar_one()
        approved = sum(counts.get(state, 0) for state in _APPROVED)
        rejected = sum(counts.get(state, 0) for state in _REJECTED)
        return MemberRecord(approved, rejected, bans)

    async def list_open(self, guild_id: int, most: int, skip: int = 0) -> list[Review]:
        """List the reviews of a server that wait for a decision, the oldest first.

        Args:
            guild_id: the server.
            most: most reviews to list.
            skip: number of reviews to skip.
        """
        waiting = sa.select(reviews).where(reviews.c.guild_id == guild_id, _WAITS)
        waiting = waiting.order_by(reviews.c.asked_at, reviews.c.id).limit(most).offset(skip)
        async with self._database.reading() as connection:
            return [load_review(row) for row in (await connection.execute(waiting)).all()]

    async def list_of_member(
        self, guild_id: int, user_id: int, states: Sequence[ReviewState], most: int
    ) -> list[Review]:
        """List the reviews of a member in a server, the newest first.

        Args:
            guild_id: the server.
            user_id: the member.
            states: the states to list.
            most: most reviews to list.
        """
        theirs = sa.and_(reviews.c.user_id == user_id, reviews.c.guild_id == guild_id)
        listed = sa.select(reviews).where(theirs, reviews.c.state.in_(states))
        listed = listed.order_by(reviews.c.asked_at.desc()).limit(most)
        async with self._database.reading() as connection:
            return [load_review(row) for row in (await connection.execute(listed)).all()]

    async def count_unposted(self, guild_id: int) -> tuple[int, int]:
        """Count the open reviews of a server, and those of them whose cards are not posted."""
        posted = sa.select(posts.c.subject).where(_POSTED)
        unposted = sa.func.sum(sa.case((reviews.c.id.in_(posted), 0), else_=1))
        counted = sa.select(sa.func.count(), unposted)
        counted = counted.where(reviews.c.guild_id == guild_id, _WAITS)
        async with self._database.reading() as connection:
            count, without = (await connection.execute(counted)).one()
        return count, int(without or 0)

    async def count_unposted_by_server(self) -> dict[int, int]:
        """Count the open reviews whose cards are not posted, by the ids of their servers."""
        posted = sa.select(posts.c.subject).where(_POSTED)
        counted = sa.select(reviews.c.guild_id, sa.func.count())
        counted = counted.where(_WAITS, reviews.c.id.not_in(posted)).group_by(reviews.c.guild_id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(counted)).all()
        return {guild_id: int(count) for guild_id, count in rows}

    async def decide(
        self,
        review_id: str,
        guild_id: int,
        decision: Decision,
        moderator_id: int,
        reason: str,
        write: WriteRejection,
    ) -> Decided | None:
        """Decide a review once, and move its job on.

        An appeal is not decided by the moderator of the rejection.

        Args:
            review_id: the review.
            guild_id: its server.
            decision: the decision.
            moderator_id: the moderator.
            reason: their text.
            write: writes the text for the member of a rejected job.

        Returns:
            The review; None if there is none.
        """
        which = sa.and_(reviews.c.id == review_id, reviews.c.guild_id == guild_id)
        return await self._decide(which, decision, moderator_id, reason, write)

    async def decide_overdue(self, review: Review, write: WriteRejection) -> bool:
        """Decide a review whose deadline is over, as its server has chosen.

        Args:
            review: as it was listed; one that was decided or appealed meanwhile is left alone.
            write: writes the text for the member of a rejected job.

        Returns:
            Whether it was decided by that.
        """
        unchanged = reviews.c.state == review.state, reviews.c.deadline == review.deadline
        which = sa.and_(reviews.c.id == review.id, *unchanged)
        decided = await self._decide(which, review.at_deadline, NO_MODERATOR, "", write)
        return decided is not None and decided.changed

    async def _decide(
        self,
        which: sa.ColumnElement[bool],
        decision: Decision,
        moderator_id: int,
        reason: str,
        write: WriteRejection,
    ) -> Decided | None:
        locked = sa.select(reviews).where(which).with_for_update()
        async with self._database.writing() as connection:
            row = (await connection.execute(locked)).one_or_none()
            if row is None:
                return None
            before = load_review(row)
            if not before.is_open or before.was_rejected_by(moderator_id):
                return Decided(before, changed=False)
            after = await store_decision(
                connection, self._database, before, decision, moderator_id, reason, write
            )
        return Decided(after, changed=after.state is not ReviewState.CANCELLED)

    async def appeal(
        self, review_id: str, user_id: int, words: str, hours: float, channel_id: int | None
    ) -> bool:
        """Appeal against a rejection, once.

        The card is posted again, or for the first time after a rejection by the filter; pictures
        are kept until the appeal is decided.

        Args:
            review_id: the review.
            user_id: its member.
            words: what they write.
            hours: time for the decision.
            channel_id: the review channel of the server; None if it has none.

        Returns:
            False if there is nothing of theirs to appeal against, or they have appealed before.
        """
        rejected = sa.and_(
            reviews.c.id == review_id,
            reviews.c.user_id == user_id,
            reviews.c.state == ReviewState.REJECTED,
        )
        values = {
            "state": ReviewState.APPEALED,
            "appeal": words,
            "rejected_by": reviews.c.moderator_id,
            "deadline": self._database.now + hours * 3600.0,
            "at_deadline": Decision.REJECT,
        }
        async with self._database.writing() as connection:
            changed = sa.update(reviews).where(rejected).values(values).returning(reviews)
            row = (await connection.execute(changed)).one_or_none()
            if row is None:
                return False
            kept = sa.update(pictures).where(
                pictures.c.job_id == row.job_id, pictures.c.hidden_at.is_not(None)
            )
            await connection.execute(kept.values(hidden_at=self._database.now))
            if channel_id is None:
                await touch_post(connection, self._database, review_id)
            else:
                await self._post_card(connection, review_id, row.guild_id, channel_id)
        return True

    async def list_overdue(self, most: int) -> list[Review]:
        """List reviews whose deadline is over, the oldest first, at most so many."""
        over = sa.select(reviews).where(_WAITS, reviews.c.deadline <= self._database.now)
        over = over.order_by(reviews.c.deadline).limit(most)
        async with self._database.reading() as connection:
            return [load_review(row) for row in (await connection.execute(over)).all()]

    async def list_untold(
        self, most: int, but: Collection[str] = ()
    ) -> list[tuple[Review, JobRequest]]:
        """List open reviews whose members were not told that they wait, the oldest first.

        Args:
            most: most reviews to list.
            but: ids of reviews that are left out.
        """
        untold = (
            sa.select(reviews)
            .join(jobs, jobs.c.id == reviews.c.job_id)
            .where(
                reviews.c.state == ReviewState.OPEN,
                sa.not_(reviews.c.told),
                reviews.c.id.not_in(list(but)),
                jobs.c.state == State.HELD,
                jobs.c.application_id == self._session.application_id(),
            )
            .order_by(reviews.c.asked_at)
            .limit(most)
        )
        async with self._database.reading() as connection:
            waiting = [load_review(row) for row in (await connection.execute(untold)).all()]
            which = jobs.c.id.in_([review.job_id for review in waiting])
            rows = (await connection.execute(sa.select(jobs).where(which))).all()
        orders = {row.id: load_job_request(row) for row in rows}
        return [(one, orders[one.job_id]) for one in waiting if one.job_id in orders]

    async def list_untold_decided(self) -> list[str]:
        """List the reviews that were decided before their members were told that they wait.

        Their outcomes wait for the notice, which is not needed any more. With a server, another
        process may be showing it: there they wait as long as that may take.
        """
        if not self._database.is_file:
            return []
        delayed = sa.and_(
            deliveries.c.state == DeliveryState.WAITING,
            deliveries.c.not_before > self._database.now,
        )
        decided = sa.and_(reviews.c.state != ReviewState.OPEN, sa.not_(reviews.c.told))
        joined = deliveries.join(reviews, reviews.c.job_id == deliveries.c.job_id)
        listed = sa.select(reviews.c.id).select_from(joined).where(delayed, decided)
        async with self._database.reading() as connection:
            return list((await connection.execute(listed)).scalars())

    async def mark_told(self, review_id: str) -> None:
        """Store that the member of a review was told that it waits.

        What was decided meanwhile is not sent later than now.
        """
        await self._telling.write(review_id)

    async def _mark_all_told(
        self, connection: AsyncConnection, ids: Sequence[str]
    ) -> Sequence[None]:
        told = sa.update(reviews).where(reviews.c.id.in_(ids)).values(told=True)
        await connection.execute(told)
        decided = sa.select(reviews.c.job_id).where(
            reviews.c.id.in_(ids), reviews.c.state != ReviewState.OPEN
        )
        now = self._database.now
        later = sa.update(deliveries).where(
            deliveries.c.job_id.in_(decided),
            deliveries.c.state == DeliveryState.WAITING,
            deliveries.c.attempts == 0,
            deliveries.c.not_before > now,
        )
        await connection.execute(later.values(not_before=now))
        return [None for _ in ids]

    async def repost(self, guild_id: int, channel_id: int) -> int:
        """Post the cards of a server's open reviews into another channel; return their number.

        Args:
            guild_id: the server.
            channel_id: its review channel by now.
        """
        waiting = sa.select(reviews.c.id).where(reviews.c.guild_id == guild_id, _WAITS)
        # In one order, or two who do it at once would wait for each other.
        waiting = waiting.order_by(reviews.c.id)
        async with self._database.writing() as connection:
            ids = list((await connection.execute(waiting)).scalars())
            for review_id in ids:
                await self._post_card(connection, review_id, guild_id, channel_id)
        return len(ids)

    async def _post_card(
        self, connection: AsyncConnection, review_id: str, guild_id: int, channel_id: int
    ) -> None:
        await put_post(
            connection,
            self._database,
            kind=CARD,
            subject=review_id,
            application_id=self._session.application_id(),
            guild_id=guild_id,
            channel_id=channel_id,
        )
