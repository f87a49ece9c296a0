"""Receives every interaction: knows who came and what they chose, and says what went wrong."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord

from bot.admission import Asker, Refusal
from bot.imagine import responses
from bot.imagine.freshness import Freshness
from bot.imagine.rules import broken_rule
from bot.language import Text, say, text
from bot.operations import Metrics
from bot.storage import Choices, MemberChoices, ServerChoices, StorageUnavailable
from generation import InvalidRequest

log = logging.getLogger(__name__)


class Refused(Exception):
    """Instead of what they wanted, a member gets a sentence.

    Args:
        what: the sentence.
        rule: for the log and the metrics, in one word.
    """

    def __init__(self, what: Text, rule: str) -> None:
        super().__init__(what.key, rule)
        self.what, self.rule = what, rule


@dataclass(frozen=True, slots=True)
class Visit:
    """An interaction, with what its member and its server have chosen."""

    interaction: discord.Interaction
    member: MemberChoices
    server: ServerChoices

    @property
    def user_id(self) -> int:
        """Who came."""
        return self.interaction.user.id

    @property
    def guild_id(self) -> int:
        """Where."""
        return self.interaction.guild_id or 0

    @property
    def locale(self) -> str:
        """The language of what they alone see."""
        return self.member.language or self.interaction.locale.value

    @property
    def public_locale(self) -> str:
        """The language of what all see."""
        return self.server.language or self.locale

    @property
    def asker(self) -> Asker:
        """Who asks, for admission."""
        channel, member = self.interaction.channel, self.interaction.user
        ids = (self.interaction.channel_id, getattr(channel, "parent_id", None))
        # Not `roles`, which leaves out those of servers that are not cached.
        roles = member._roles if isinstance(member, discord.Member) else ()
        return Asker(
            member.id,
            self.guild_id,
            tuple(channel_id for channel_id in ids if channel_id is not None),
            # The role @everyone has its server's id, and stands in no member's list.
            (*roles, self.guild_id),
            self.server,
        )

    def may(self, permission: str) -> bool:
        """Tell whether the member has a permission here, by discord.py's name for it."""
        return bool(getattr(self.interaction.permissions, permission))

    def say(self, key: str, **values: str | int | float | Text) -> str:
        """Say something in the member's language."""
        return say(self.locale, text(key, **values))

    async def tell(self, what: Text) -> None:
        """Say something that only they see."""
        await responses.refuse(self.interaction, say(self.locale, what))


Work = Callable[[Visit], Awaitable[None]]


class Host:
    """Every command, button, form and menu is served through here.

    Args:
        choices: of members and servers.
        freshness: knows which interactions come too late.
        metrics: counts.
    """

    def __init__(self, choices: Choices, freshness: Freshness, metrics: Metrics) -> None:
        self._choices, self._freshness, self._metrics = choices, freshness, metrics

    async def serve(self, interaction: discord.Interaction, work: Work) -> None:
        """Serve an interaction; whatever goes wrong, its member gets one sentence."""
        if self._freshness.is_stale(interaction.created_at):
            log.info("interaction %s comes too late to be answered", interaction.id)
            self._metrics.refused("stale")
            return
        try:
            await self._serve(interaction, work)
        except Exception:
            log.exception("interaction %s failed", interaction.id)
            await responses.refuse(interaction, say(interaction.locale.value, text("fault")))

    async def _serve(self, interaction: discord.Interaction, work: Work) -> None:
        visit = Visit(interaction, MemberChoices(), ServerChoices())
        try:
            visit = await self.visit(interaction)
            await work(visit)
        except Refused as refused:
            await self._refuse(visit, refused.what, refused.rule)
        except InvalidRequest as error:
            await self._refuse(visit, broken_rule(error), "invalid")
        except StorageUnavailable as error:
            log.warning("interaction %s: the database does not answer: %s", interaction.id, error)
            await self._refuse(visit, text("refused-no-storage"), "storage_unavailable")

    async def visit(self, interaction: discord.Interaction) -> Visit:
        """Read what an interaction's member and server have chosen.

        Raises:
            StorageUnavailable: that cannot be read.
        """
        guild_id = interaction.guild_id or 0
        return Visit(interaction, *await self._choices.both(interaction.user.id, guild_id))

    async def _refuse(self, visit: Visit, what: Text, rule: str) -> None:
        log.info("user %s refused: %s", visit.user_id, rule)
        self._metrics.refused(rule)
        await visit.tell(what)


def refused(refusal: Refusal) -> Refused:
    """Make what is raised of what admission says."""
    return Refused(refusal.what, refusal.rule)
