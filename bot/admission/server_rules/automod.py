"""Import of the keyword rules of a server's AutoMod, read from Discord or pasted."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import re2

from bot.admission.bounded_memory import Recent
from bot.admission.content_filter.own_rules import (
    MOST_PATTERN,
    MOST_WORD,
    InvalidPattern,
    check_pattern,
    check_rules,
    is_word,
)
from bot.admission.types import Requester
from bot.runtime.pools import MODERATION
from bot.storage import StorageUnavailable, WordRule, WordRuleStore
from bot.verdicts import Ruling

log = logging.getLogger(__name__)

# Rules that are in use are read again after so long.
STEP_S = 600.0
MOST_SERVERS = 10_000
PASTED = "pasted"


class AutoModUnreadable(Exception):
    """Discord does not show the rules: the bot lacks a permission, or Discord does not answer."""


@dataclass(frozen=True, slots=True)
class KeywordRule:
    """Keyword rule of a server's AutoMod, in Discord's notation.

    Args:
        source: id of the rule, or PASTED.
        keywords: words and phrases; `*` at an end stands for any beginning or ending.
        patterns: regular expressions in Rust's syntax.
        allowed: words and phrases inside which nothing counts.
    """

    source: str
    keywords: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """Result of an import.

    Args:
        taken: number of rules that hold now.
        left_out: keywords and patterns that could not be taken.
    """

    taken: int
    left_out: tuple[str, ...]


Fetch = Callable[[int], Awaitable[Sequence[KeywordRule]]]


@dataclass(frozen=True, slots=True)
class _Reading:
    at_s: float
    failed: bool = False


class AutoMod:
    """Imports of AutoMod rules.

    Args:
        fetch: reads the keyword rules of a server, by its id; raises AutoModUnreadable.
        store: the servers' own rules.
        clock: returns the seconds of a steady clock.
    """

    def __init__(
        self, fetch: Fetch, store: WordRuleStore, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetch, self._store, self._clock = fetch, store, clock
        self._readings: Recent[int, _Reading] = Recent(MOST_SERVERS)
        self._tasks: set[asyncio.Task[None]] = set()

    def keep_in_step(self, requester: Requester) -> None:
        """Read the rules of a server again in the background, if they are old.

        Args:
            requester: of a request in the server.
        """
        if not requester.server.automod:
            return
        before, now_s = self._readings.get(requester.guild_id), self._clock()
        if before is None or now_s - before.at_s >= STEP_S:
            # Noted at once, so that of many requests one reads.
            self._readings[requester.guild_id] = replace(before or _Reading(0.0), at_s=now_s)
            ruling = Ruling(requester.server.automod)
            task = asyncio.create_task(self._read_again(requester.guild_id, ruling))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def has_failed(self, guild_id: int) -> bool:
        """Return whether the last reading of a server's rules failed, so that older ones hold."""
        reading = self._readings.get(guild_id)
        return reading is not None and reading.failed

    async def read(self, guild_id: int, ruling: Ruling) -> Import:
        """Replace the imported rules of a server by those that Discord has now.

        Args:
            guild_id: the server.
            ruling: of the rules, HOLD or REFUSE.

        Raises:
            AutoModUnreadable: Discord does not show them; those from before hold.
            InvalidPattern: the server has too many rules, or too large ones.
        """
        try:
            found = await self._fetch(guild_id)
        except AutoModUnreadable:
            self._readings[guild_id] = _Reading(self._clock(), failed=True)
            raise
        self._readings[guild_id] = _Reading(self._clock())
        return await self.take(guild_id, found, ruling)

    async def take(self, guild_id: int, found: Sequence[KeywordRule], ruling: Ruling) -> Import:
        """Replace the imported rules of a server.

        Args:
            guild_id: the server.
            found: the rules; those of other imports go, those that were pasted or read.
            ruling: of the rules, HOLD or REFUSE.

        Raises:
            InvalidPattern: the server has too many rules, or too large ones.
        """
        pairs = await MODERATION.run(
            lambda: [pair for one in found for pair in _convert_rule(one, ruling)]
        )
        new = tuple(rule for _, rule in pairs if rule)
        left_out = tuple(written for written, rule in pairs if not rule)

        def change(old: Sequence[WordRule]) -> Sequence[WordRule]:
            known = {replace(rule, id=0): rule for rule in old if rule.source}
            return [
                *(rule for rule in old if not rule.source),
                *(known.get(rule, rule) for rule in dict.fromkeys(new)),
            ]

        await MODERATION.run(check_rules, change(await self._store.list(guild_id)))
        await self._store.change(guild_id, change)
        return Import(len(set(new)), left_out)

    async def _read_again(self, guild_id: int, ruling: Ruling) -> None:
        try:
            await self.read(guild_id, ruling)
        except (AutoModUnreadable, InvalidPattern, StorageUnavailable) as error:
            self._readings[guild_id] = _Reading(self._clock(), failed=True)
            log.warning("server %s: AutoMod's rules stay as they were: %s", guild_id, error)


def _convert_rule(found: KeywordRule, ruling: Ruling) -> Iterator[tuple[str, WordRule | None]]:
    for keyword in found.keywords:
        yield keyword, _convert_keyword(keyword, ruling, found.source)
    for pattern in found.patterns:
        yield pattern, _pattern_rule(pattern, ruling, found.source)
    for allowed in found.allowed:
        word = allowed.strip(' *"')
        fits = is_word(word) and len(word) < MOST_WORD
        line = f"{word}*" if allowed.endswith("*") else word
        yield allowed, WordRule("allowed", line, ruling, found.source) if fits else None


def _convert_keyword(keyword: str, ruling: Ruling, source: str) -> WordRule | None:
    """Convert a keyword: `cat` and `cat*` are words, `*cat` and `*cat*` patterns."""
    word = keyword.strip(' "')
    inner = word.strip("*").strip()
    if not is_word(inner) or len(word) > MOST_WORD:
        return None
    if not word.startswith("*"):
        return WordRule("word", f"{inner}*" if word.endswith("*") else inner, ruling, source)
    end = "" if word.endswith("*") else r"(?:[^\pL\pN]|$)"
    return _pattern_rule(re2.escape(inner) + end, ruling, source)


def _pattern_rule(pattern: str, ruling: Ruling, source: str) -> WordRule | None:
    try:
        check_pattern(pattern)
    except InvalidPattern:
        return None
    return (
        WordRule("pattern", pattern, ruling, source) if len(pattern) <= 2 * MOST_PATTERN else None
    )
