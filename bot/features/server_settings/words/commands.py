"""`/server words`: a server's own words, phrases and patterns."""

from collections.abc import Sequence

from discord import app_commands

from bot.admission import InvalidPattern
from bot.admission.content_filter.own_rules import (
    MOST_PATTERN,
    MOST_RULES,
    MOST_WORD,
    check_pattern,
    check_rules,
    is_word,
)
from bot.features.base import Services
from bot.features.server_settings.server_admin import ServerAdmin, log_change, must_manage
from bot.features.server_settings.words.automod_import import (
    RULINGS,
    add_import_commands,
    describe_excess,
    parse_ruling,
)
from bot.interactions.autocomplete import CHOICE_LIMIT, MOST_CHOICES, completion
from bot.interactions.buttons import Button, View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import MANAGE_SERVER, is_private
from bot.language import Text, describe, say, text
from bot.language.formatting import clip, quote
from bot.runtime.pools import MODERATION
from bot.storage import WordRule
from bot.verdicts import Ruling

# With the longest lines, below Discord's 2,000 characters in every language.
PAGE, SHOWN = 10, 80
PAGES = Button("words")
KINDS = [
    app_commands.Choice(name=describe("server-words-word"), value="word"),
    app_commands.Choice(name=describe("server-words-pattern"), value="pattern"),
]


def words_group(admin: ServerAdmin, rules: "WordRules") -> app_commands.Group:
    """Build the command group `/server words`.

    Args:
        admin: access to the server's settings.
        rules: the work of its commands.
    """
    group = app_commands.Group(name="words", description=describe("server-words"))

    @group.command(name="add", description=describe("server-words-add"))
    @app_commands.describe(
        rule=describe("server-words-text"),
        ruling=describe("server-words-ruling"),
        kind=describe("server-words-kind"),
    )
    @app_commands.choices(ruling=RULINGS, kind=KINDS)
    @admin.handler.callback
    async def add(
        context: Context,
        rule: app_commands.Range[str, 1, MOST_PATTERN],
        ruling: str = Ruling.REFUSE,
        kind: str = "word",
    ) -> None:
        await rules.add(context, rule, ruling, kind)

    @group.command(name="remove", description=describe("server-words-remove"))
    @app_commands.describe(rule=describe("server-words-rule"))
    @admin.handler.callback
    async def remove(context: Context, rule: str | None = None) -> None:
        await rules.remove(context, rule)

    @group.command(name="list", description=describe("server-words-list"))
    @admin.handler.callback
    async def list_rules(context: Context) -> None:
        await rules.show(context, "0")

    remove.autocomplete("rule")(completion(admin.handler, rules.complete))
    add_import_commands(group, admin)
    return group


class WordRules:
    """Changes and pages of a server's word rules.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._store, self._automod = services.stores.word_rules, services.automod

    async def add(self, context: Context, written: str, ruling: str, kind: str) -> None:
        """Add a rule, or change the ruling of the one with its text.

        Args:
            context: of the member.
            written: the word, phrase or pattern.
            ruling: "hold" or "refuse".
            kind: "pattern"; anything else is a word or phrase.

        Raises:
            Refused: it is no word and no pattern, or the server has too many.
        """
        rule = await _parse_rule(written.strip(), parse_ruling(ruling), kind)

        def put(old: Sequence[WordRule]) -> Sequence[WordRule]:
            same = (rule.source, rule.kind, rule.text)
            others = (one for one in old if (one.source, one.kind, one.text) != same)
            return [*others, rule]

        try:
            await MODERATION.run(check_rules, put(await self._store.list(context.guild_id)))
            await self._store.change(context.guild_id, put)
        except InvalidPattern as error:
            raise Refused(describe_excess(error), "invalid") from error
        log_change(context, "words")
        shown = quote(rule.text, SHOWN)
        await context.tell(text("server-words-added", rule=shown, ruling=rule.ruling.value))

    async def remove(self, context: Context, number: str | None) -> None:
        """Remove a rule of the server's own, or without one all of them.

        Args:
            context: of the member.
            number: id of the rule, or its text.

        Raises:
            Refused: the server has no such rule of its own.
        """

        def keep(old: Sequence[WordRule]) -> Sequence[WordRule]:
            gone = [
                one for one in old if not one.source and number in (None, str(one.id), one.text)
            ]
            if number and not gone:
                value = quote(number, SHOWN)
                raise Refused(text("refused-rule-unknown", value=value), "invalid")
            removed.extend(gone)
            return [one for one in old if one not in gone]

        removed: list[WordRule] = []
        await self._store.change(context.guild_id, keep)
        log_change(context, "words")
        await context.tell(text("server-words-removed", count=len(removed)))

    async def complete(self, context: Context, typed: str) -> list[app_commands.Choice[str]]:
        """List the server's own rules with a text, for members who may change them.

        Args:
            context: of the member.
            typed: the text.
        """
        if not context.may(MANAGE_SERVER):
            return []
        folded = typed.strip().casefold()
        own = (one for one in await self._store.list(context.guild_id) if not one.source)
        fitting = [one for one in own if folded in one.text.casefold()]
        return [
            app_commands.Choice(name=clip(one.text, CHOICE_LIMIT), value=str(one.id))
            for one in fitting[:MOST_CHOICES]
        ]

    async def show(self, context: Context, target: str) -> None:
        """Show a page of the rules.

        Args:
            context: of the member.
            target: number of the page, from 0.

        Raises:
            Refused: the member may not manage the server, or the target is invalid.
        """
        must_manage(context)
        if not (target.isascii() and target.isdecimal() and len(target) <= len(str(MOST_RULES))):
            raise Refused(text("refused-button"), "unknown_button")
        page, found = int(target), await self._store.list(context.guild_id)
        here = found[page * PAGE : (page + 1) * PAGE]
        lines = [text("server-words-title" if here else "server-words-none")]
        lines += map(_line, here)
        if self._automod.has_failed(context.guild_id):
            lines.append(text("server-words-stale"))
        content = "\n".join(say(context.locale, line) for line in lines)
        view = View()
        for key, number in (("earlier", page - 1), ("later", page + 1)):
            if 0 <= number * PAGE < len(found):
                view.add_labelled(context.say(f"page-{key}"), PAGES, str(number), row=0)
        response = context.interaction.response
        # A forged press may be on a message that everybody sees.
        if is_private(context):
            await response.edit_message(content=content, view=view)
        else:
            await response.send_message(content, view=view, ephemeral=True)


async def _parse_rule(written: str, ruling: Ruling, kind: str) -> WordRule:
    if kind == "pattern":
        try:
            await MODERATION.run(check_pattern, written)
        except InvalidPattern as error:
            value, reason = quote(written, SHOWN), quote(str(error), SHOWN)
            what = text("refused-pattern", value=value, reason=reason)
            raise Refused(what, "invalid") from error
        return WordRule("pattern", written, ruling)
    if not is_word(written) or len(written) > MOST_WORD:
        raise Refused(text("refused-word-rule", most=MOST_WORD), "invalid")
    return WordRule("word", written, ruling)


def _line(rule: WordRule) -> Text:
    shown = quote(rule.text, SHOWN)
    if rule.kind == "allowed":
        return text("server-words-line-allowed", id=str(rule.id), rule=shown)
    line = text("server-words-line", id=str(rule.id), rule=shown, ruling=rule.ruling.value)
    return text("server-words-line-automod", line=line) if rule.source else line
