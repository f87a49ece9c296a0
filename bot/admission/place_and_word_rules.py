"""Whether a member may ask for a request here, by the channel, their roles, and its words."""

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.admission.content_filter.filter import ContentFilter
from bot.admission.content_filter.word_lists import Rules
from bot.admission.types import Refusal, Requester
from bot.language import text
from generation import GenerationRequest

# Of channels or roles: each takes up to 26 characters of a message's 2,000.
MOST_NAMED = 50


class Moderator:
    """Judges requests by word lists and by channel.

    Args:
        rules: the word lists, None if they cannot be read: then everything is refused.
        channels: ids of the only channels to draw in; empty for all.
    """

    def __init__(self, rules: Rules | None, channels: frozenset[int] = frozenset()) -> None:
        self._filter, self._channels = ContentFilter(rules), channels

    def refusal(self, requester: Requester, request: GenerationRequest) -> Refusal | None:
        """Return why a request is not allowed, or None."""
        return self.place(requester) or self.words(request)

    def place(self, requester: Requester) -> Refusal | None:
        """Return why nothing is drawn for a member in a channel, or None; it costs no reading."""
        return self._elsewhere(requester) or _without_role(requester)

    def words(self, request: GenerationRequest) -> Refusal | None:
        """Return why the words of a request are not allowed, or None."""
        return self._filter.refusal(_prompts(request), _negatives(request))

    def judge(self, prompt: str, negative: str) -> Refusal | None:
        """Return why words would not be allowed in a request, or None."""
        return self._filter.refusal((prompt,), (negative,))

    def _elsewhere(self, requester: Requester) -> Refusal | None:
        """Refuse outside of the operator's channels, and of the server's own among them."""
        chosen = frozenset(requester.server.channels)
        for allowed in filter(None, (self._channels, chosen)):
            if allowed.isdisjoint(requester.channel_ids):
                both = self._channels & chosen or allowed
                channels = _listed(f"<#{channel}>" for channel in sorted(both))
                return Refusal(text("refused-channel", channels=channels), "channel")
        return None


def _without_role(requester: Requester) -> Refusal | None:
    roles = requester.server.roles
    if not roles or not frozenset(roles).isdisjoint(requester.role_ids):
        return None
    named = _listed(f"<@&{role}>" for role in roles)
    return Refusal(text("refused-role", roles=named), "role")


def _listed(mentions: Iterable[str]) -> str:
    """Name them, as many as there is room for."""
    return ", ".join(islice(mentions, MOST_NAMED))


def _prompts(request: GenerationRequest) -> Iterator[str]:
    """List all prompts as they were written, and what each picture is drawn from.

    What only one of `{a|b}` says stands in the first; a word that is put together by braces only
    in the second.
    """
    yield request.prompt
    yield from (keyframe.prompt for keyframe in request.morph)
    yield from request.left_out  # The answer names them.
    for unit in range(request.count):
        yield from (keyframe.prompt for keyframe in request.keyframes(unit))


def _negatives(request: GenerationRequest) -> Iterator[str]:
    yield request.negative_prompt
    yield from map(request.negative_prompt_of, range(request.count))
