"""Queries about the servers' own word rules."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal, get_args

import sqlalchemy as sa

from bot.storage.db.database import Database
from bot.storage.db.tables import servers, word_rules
from bot.storage.people.preferences import lock_choices, store_choices
from bot.storage.people.server_choices import ServerPreferences
from bot.verdicts import Ruling

RuleKind = Literal["word", "pattern", "allowed"]
RULE_KINDS: tuple[RuleKind, ...] = get_args(RuleKind)


@dataclass(frozen=True, slots=True)
class WordRule:
    """Rule of a server on the words of its members.

    Args:
        kind: a word or phrase, whose last word may have any ending if the text ends with `*`; a
            pattern of google-re2; or a word or phrase inside which no rule of the source holds.
        text: the word, phrase or pattern.
        ruling: HOLD or REFUSE.
        source: empty for the server's own; else the id of the AutoMod rule that it is of.
        id: number of the rule, as named in verdicts; 0 for one that is not stored yet.
    """

    kind: RuleKind
    text: str
    ruling: Ruling = Ruling.REFUSE
    source: str = ""
    id: int = 0


Rules = Sequence[WordRule]


class WordRuleStore:
    """Word rules of all servers.

    Args:
        database: the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self, guild_id: int) -> tuple[WordRule, ...]:
        """List the rules of a server, the oldest first."""
        async with self._database.reading() as connection:
            return tuple(map(_parse, (await connection.execute(_of_server(guild_id))).all()))

    async def change(self, guild_id: int, change: Callable[[Rules], Rules]) -> Rules:
        """Change the rules of a server in one transaction, in which their version grows.

        Args:
            guild_id: the server.
            change: returns the new rules for the current ones; if it raises, none change.

        Returns:
            The new rules.
        """
        database = self._database
        async with database.writing() as connection:
            choices = await lock_choices(
                database, connection, servers, servers.c.guild_id, guild_id, ServerPreferences
            )
            old = tuple(map(_parse, (await connection.execute(_of_server(guild_id))).all()))
            new = tuple(change(old))
            dropped = {rule.id for rule in old} - {rule.id for rule in new}
            added = [rule for rule in new if not rule.id]
            for number in dropped:
                await connection.execute(sa.delete(word_rules).where(word_rules.c.id == number))
            if added:
                rows = [{"guild_id": guild_id, **asdict(rule)} for rule in added]
                for row in rows:
                    del row["id"]
                await connection.execute(sa.insert(word_rules), rows)
            if dropped or added:
                choices = replace(choices, word_rules=choices.word_rules + 1)
                await store_choices(connection, servers.c.guild_id, guild_id, choices)
        return new


def _of_server(guild_id: int) -> sa.Select[tuple[str, str, str, str, int]]:
    c = word_rules.c
    listed = sa.select(c.kind, c.text, c.ruling, c.source, c.id).where(c.guild_id == guild_id)
    return listed.order_by(c.id)


def _parse(row: sa.Row[tuple[str, str, str, str, int]]) -> WordRule:
    kind, text, ruling, source, number = row
    return WordRule(RULE_KINDS[RULE_KINDS.index(kind)], text, Ruling(ruling), source, number)
