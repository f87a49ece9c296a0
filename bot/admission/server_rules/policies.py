"""Policies of servers on words: their categories, and their own rules, compiled once a version."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping

from bot.admission.categories import Category, Choice, choose_rulings
from bot.admission.content_filter.filter import Policy
from bot.admission.content_filter.own_rules import NO_OWN_RULES, OwnRules, compile_rules
from bot.admission.types import Requester
from bot.runtime.pools import MODERATION
from bot.storage import WordRuleStore

# Compiled rules that are kept, of all servers together: about 1 KB each.
MOST_COMPILED = 100_000


class ServerPolicies:
    """Policies of servers; their own rules are read once and kept until they change.

    Args:
        store: the servers' own rules.
        least: the mildest ruling that the operator lets servers choose, by category.
        used: called with each use of a policy.
    """

    def __init__(
        self,
        store: WordRuleStore,
        least: Mapping[Category, Choice] | None = None,
        used: Callable[[Requester], None] = lambda _requester: None,
    ) -> None:
        self._store, self._least, self._used = store, least or {}, used
        self._compiled: OrderedDict[tuple[int, int], OwnRules] = OrderedDict()
        self._compiling: dict[tuple[int, int], asyncio.Task[OwnRules]] = {}

    async def load(self, requester: Requester) -> Policy:
        """Load the policy of a server.

        Args:
            requester: the member and the place, with the server's preferences.

        Raises:
            StorageUnavailable: its own rules cannot be read.
        """
        self._used(requester)
        server = requester.server
        key = (requester.guild_id, server.word_rules)
        own = await self._load_own(key) if server.word_rules else NO_OWN_RULES
        return Policy(choose_rulings(server.categories, self._least), own)

    async def _load_own(self, key: tuple[int, int]) -> OwnRules:
        if key in self._compiled:
            self._compiled.move_to_end(key)
            return self._compiled[key]
        task = self._compiling.get(key)
        if not task:
            task = self._compiling[key] = asyncio.create_task(self._compile(key))
            task.add_done_callback(lambda _task: self._compiling.pop(key, None))
        return await asyncio.shield(task)

    async def _compile(self, key: tuple[int, int]) -> OwnRules:
        # Rules that changed after their version was read are newer, and do no harm.
        rules = await self._store.list(key[0])
        own = self._compiled[key] = await MODERATION.run(compile_rules, rules)
        while sum(one.count for one in self._compiled.values()) > MOST_COMPILED:
            self._compiled.popitem(last=False)
        return own
