"""The room of the moderators: cards, and presses of their buttons."""

import asyncio
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import discord
import sqlalchemy as sa

from benchmarks.faults.stage import Stage, expect
from bot.storage import (
    Database,
    Preferences,
    ProcessIdentity,
    Review,
    Reviews,
    ReviewState,
)
from bot.storage.db.tables import posts, reviews
from bot.storage.jobs.holding import load_review
from tests.wire import Channel, Interaction, Member, Message

MODERATOR = discord.Permissions(view_channel=True, send_messages=True, moderate_members=True)
WAITING = (ReviewState.OPEN, ReviewState.APPEALED)


async def set_server(database: Database, guild_id: int, **settings: Any) -> None:
    """Change the preferences of a server.

    Args:
        database: the bot's.
        guild_id: the server.
        settings: new values by their names.
    """
    change = partial(replace, **settings)
    await Preferences(database).change_for_server(guild_id, change)


class ReviewRoom:
    """A review channel with two moderators.

    Args:
        stage: whose server it is in; its bot has started before, so there is a database.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.channel = self._open("review")
        self.first, self.second = (
            stage.guild.member(name, permissions=MODERATOR) for name in ("mod1", "mod2")
        )

    def _open(self, name: str) -> Channel:
        channel = self._stage.guild.text_channel(name)
        self._stage.unseen.add(channel)
        return channel

    async def hold(self, approval: str) -> None:
        """Set what waits for a moderator from now on: "none", "prompt", "picture" or "both"."""
        held = {"approval": approval, "review_channel": self.channel.id}
        await set_server(self._stage.database, self._stage.guild.id, **held)

    async def move(self) -> None:
        """Open another review channel, and post the cards of what waits into it."""
        self.channel = self._open("review again")
        moved = {"review_channel": self.channel.id}
        await set_server(self._stage.database, self._stage.guild.id, **moved)
        here = ProcessIdentity(lambda: self._stage.wire.application.id)
        await Reviews(self._stage.database, here).repost(self._stage.guild.id, self.channel.id)

    async def reviews(self) -> list[Review]:
        """Load all reviews, in the order in which they were asked."""
        ordered = sa.select(reviews).order_by(reviews.c.asked_at)
        async with self._stage.database.reading() as connection:
            return [load_review(row) for row in (await connection.execute(ordered)).all()]

    async def waiting(self, number: int, seconds: float = 60.0) -> list[Review]:
        """Wait until so many reviews wait, each with its card that can be pressed."""
        for _ in range(int(seconds / 0.1)):
            found = [one for one in await self.reviews() if one.state in WAITING]
            if len(found) == number and all(self._is_pressable(one) for one in found):
                return found
            await asyncio.sleep(0.1)
        cards = sum(self._is_pressable(one) for one in found)
        expect(False, f"{number} wait with their cards: {len(found)} wait, {cards} have one")
        raise AssertionError

    def _is_pressable(self, review: Review) -> bool:
        return any(f"approve:{review.id}" in json.dumps(c.components) for c in self.cards(review))

    def cards(self, review: Review) -> list[Message]:
        """Find the messages that are a review's card."""
        name = re.compile(rf"card:{review.id}\b")
        return [one for one in self.channel.messages.values() if name.search(one.text)]

    async def approve(self, review: Review, by: Member | None = None) -> Interaction:
        """Press Approve."""
        (card,) = self.cards(review)
        return await self._stage.wire.press(by or self.first, card, f"approve:{review.id}")

    async def open_rejection(self, review: Review, by: Member) -> Interaction:
        """Press Reject, and wait for the form."""
        (card,) = self.cards(review)
        opened = await self._stage.wire.press(by, card, f"reject:{review.id}")
        return await opened.answered()

    async def approve_all(self, found: Iterable[Review]) -> None:
        """Press Approve on each card, a few at a time, by both moderators in turn."""
        for number, review in enumerate(found):
            pressed = await self.approve(review, (self.first, self.second)[number % 2])
            await pressed.answered()

    async def end(self) -> None:
        """Let the deadline of everything that waits be over."""
        waiting = sa.update(reviews).where(reviews.c.state.in_(WAITING))
        async with self._stage.database.writing() as connection:
            await connection.execute(waiting.values(deadline=0.0))

    async def posted(self) -> None:
        """Wait until every post shows its subject as it is now, or cannot be sent."""
        unsent = sa.select(sa.func.count()).where(posts.c.state.in_(["waiting", "sending"]))
        for _ in range(900):
            async with self._stage.database.reading() as connection:
                if not (await connection.execute(unsent)).scalar_one():
                    return
            await asyncio.sleep(0.1)
        expect(False, "every post is sent")

    async def judge(self) -> None:
        """Hold that each review was decided, and that its card exists once and says so.

        Raises:
            Failure: names what does not hold.
        """
        await self.posted()
        for review in await self.reviews():
            expect(review.state not in WAITING, f"a review is decided: it is {review.state}")
            cards = self.cards(review)
            expect(len(cards) == 1, f"the card of a review exists once: {len(cards)}")
            buttons = f":{review.id}" in json.dumps(cards[0].components).replace("card:", "")
            expect(not buttons, "after the decision the buttons are gone")
