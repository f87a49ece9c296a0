"""Which prompts are refused, and what the member is told. What cannot be judged is refused."""

from collections.abc import Iterable, Iterator
from itertools import islice

from bot.admission.ages import under_age
from bot.admission.folding import Words, readings
from bot.admission.phrases import Phrases
from bot.admission.rules import Rules
from bot.admission.types import Asker, Refusal
from bot.language import text
from bot.wording import quoted
from generation import GenerationRequest, plain_text

# Of channels or roles: each takes up to 26 characters of a message's 2,000.
MOST_NAMED = 50

_NO_RULES = Refusal(text("refused-no-rules"), "rules_unreadable")
_MINORS = Refusal(text("refused-minors"), "minors")


class Moderator:
    """Judges requests by word lists and by channel.

    Args:
        rules: the word lists, None if they cannot be read: then everything is refused.
        channels: ids of the only channels to draw in; empty for all.
    """

    def __init__(self, rules: Rules | None, channels: frozenset[int] = frozenset()) -> None:
        self._rules, self._channels = rules, channels

    def refusal(self, asker: Asker, request: GenerationRequest) -> Refusal | None:
        """Return why a request is not allowed, or None."""
        return self.place(asker) or self.words(request)

    def place(self, asker: Asker) -> Refusal | None:
        """Return why nothing is drawn for a member in a channel, or None; it costs no reading."""
        return self._elsewhere(asker) or _without_role(asker)

    def words(self, request: GenerationRequest) -> Refusal | None:
        """Return why the words of a request are not allowed, or None."""
        prompt, negative = _prompts(request), _negatives(request)
        return self._of_words(_all_readings(prompt), _all_readings(negative))

    def judge(self, prompt: str, negative: str) -> Refusal | None:
        """Say why words would not be allowed in a request, or None."""
        return self._of_words(_all_readings((prompt,)), _all_readings((negative,)))

    def _of_words(self, prompt: frozenset[Words], negative: frozenset[Words]) -> Refusal | None:
        if self._rules is None:
            return _NO_RULES
        if self._involves_minors(self._rules, prompt, negative):
            return _MINORS
        lists = self._rules.blocked, self._rules.adult
        # Who names it in a negative prompt does not want to see it.
        return _blocked("refused-word", prompt, *lists) or _blocked(
            "refused-negative-word", negative, self._rules.blocked
        )

    def _elsewhere(self, asker: Asker) -> Refusal | None:
        """Refuse outside of the operator's channels, and of the server's own among them."""
        chosen = frozenset(asker.server.channels)
        for allowed in filter(None, (self._channels, chosen)):
            if allowed.isdisjoint(asker.channel_ids):
                both = self._channels & chosen or allowed
                channels = _listed(f"<#{channel}>" for channel in sorted(both))
                return Refusal(text("refused-channel", channels=channels), "channel")
        return None

    def _involves_minors(
        self, rules: Rules, prompt: frozenset[Words], negative: frozenset[Words]
    ) -> bool:
        everything = prompt | negative
        if not (rules.minors.find(everything) or any(map(under_age, everything))):
            return False
        # What a negative prompt names is steered away from: nudity may be, clothes may not.
        return bool(rules.sexual.find(prompt) or rules.clothing.find(negative))


def _without_role(asker: Asker) -> Refusal | None:
    roles = asker.server.roles
    if not roles or not frozenset(roles).isdisjoint(asker.role_ids):
        return None
    named = _listed(f"<@&{role}>" for role in roles)
    return Refusal(text("refused-role", roles=named), "role")


def _listed(mentions: Iterable[str]) -> str:
    """Name them, as many as there is room for."""
    return ", ".join(islice(mentions, MOST_NAMED))


def _blocked(key: str, texts: frozenset[Words], *lists: Phrases) -> Refusal | None:
    line = next(filter(None, (words.find(texts) for words in lists)), None)
    if line is None:
        return None
    return Refusal(text(key, word=quoted(line.rstrip("*"))), "blocked_word")


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


def _all_readings(texts: Iterable[str]) -> frozenset[Words]:
    return frozenset[Words]().union(*map(_readings, frozenset(texts)))


def _readings(text: str) -> frozenset[Words]:
    """Read a text as written, and as the model sees it: the signs of emphasis split words."""
    return readings(text) | readings(plain_text(text))
