"""Rules of a request that need no database: channel, roles, quiet hours and words."""

import time
from collections.abc import Callable, Iterable
from itertools import islice

from bot.admission.content_filter.filter import ContentFilter, Policy
from bot.admission.content_filter.rules import Rules
from bot.admission.server_rules.pauses import pause_refusal
from bot.admission.server_rules.quiet_hours import quiet_refusal
from bot.admission.types import Refusal, Requester
from bot.language import text
from bot.verdicts import Verdict
from generation import PreparedRequest

# Of channels or roles: a mention takes up to 26 characters of a message's 2,000.
MOST_NAMED = 50

_NO_RULES = Refusal(text("refused-no-rules"), "rules_unreadable")


class PlaceAndWordRules:
    """Rules on the channel, the roles, the time and the words of a request.

    Args:
        word_rules: the word lists; None if they cannot be read, and every request is refused.
        channels: ids of the only channels to draw in; empty for all.
        now: returns the time in seconds since 1970.
    """

    def __init__(
        self,
        word_rules: Rules | None,
        channels: frozenset[int] = frozenset(),
        now: Callable[[], float] = time.time,
    ) -> None:
        self._filter = ContentFilter(word_rules) if word_rules else None
        self._channels, self._now = channels, now

    def place_refusal(self, requester: Requester) -> Refusal | None:
        """Check pauses, channel, roles and quiet hours; nothing is read from the database."""
        if refusal := pause_refusal(requester):
            return refusal
        chosen = frozenset(requester.server.channels)
        # The server's own channels count only among the operator's.
        for allowed in filter(None, (self._channels, chosen)):
            if allowed.isdisjoint(requester.channel_ids):
                both = self._channels & chosen or allowed
                channels = _join_mentions(f"<#{channel}>" for channel in sorted(both))
                return Refusal(text("refused-channel", channels=channels), "channel")
        roles = requester.server.roles
        if roles and frozenset(roles).isdisjoint(requester.role_ids):
            mentions = _join_mentions(f"<@&{role}>" for role in roles)
            return Refusal(text("refused-role", roles=mentions), "role")
        return quiet_refusal(requester.server.quiet_hours, self._now())

    def judge_request(self, prepared: PreparedRequest, policy: Policy) -> Verdict | Refusal:
        """Judge the prompts and negative prompts of a request.

        Both as they are written and as each picture is drawn: only the former hold every option of
        `{a|b}`, and only the latter hold a word that braces put together.

        Args:
            prepared: the request with its prompts.
            policy: of the server.
        """
        request = prepared.request
        # The answer quotes what was left out.
        prompts = [request.prompt, *(frame.prompt for frame in request.morph), *request.left_out]
        prompts += (frame.prompt for drawn in prepared.prompts for frame in drawn.keyframes)
        negatives = (drawn.negative_prompt for drawn in prepared.prompts)
        return self._judge(prompts, (request.negative_prompt, *negatives), policy)

    def judge_texts(self, prompt: str, negative: str, policy: Policy) -> Verdict | Refusal:
        """Judge words outside of a request.

        Args:
            prompt: the prompt.
            negative: the negative prompt.
            policy: of the server.
        """
        return self._judge((prompt,), (negative,), policy)

    def _judge(
        self, prompts: Iterable[str], negatives: Iterable[str], policy: Policy
    ) -> Verdict | Refusal:
        return self._filter.verdict(prompts, negatives, policy) if self._filter else _NO_RULES


def _join_mentions(mentions: Iterable[str]) -> str:
    """Join mentions, at most as many as a message can hold."""
    return ", ".join(islice(mentions, MOST_NAMED))
