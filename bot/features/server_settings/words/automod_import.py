"""`/server words import` and `/server words paste`: the keywords of a server's AutoMod."""

import re
from collections.abc import Mapping
from functools import partial

from discord import app_commands

from bot.admission import InvalidPattern
from bot.admission.content_filter.own_rules import MOST_RULES
from bot.admission.server_rules.automod import PASTED, AutoModUnreadable, Import, KeywordRule
from bot.features.server_settings.server_admin import ServerAdmin, join_names, must_manage
from bot.interactions.context import Context, Refused
from bot.interactions.modals import Field
from bot.language import Text, describe, text
from bot.language.formatting import quote
from bot.verdicts import Ruling

OFF = "off"
RULINGS = [
    app_commands.Choice(name=describe("server-words-refuse"), value=Ruling.REFUSE.value),
    app_commands.Choice(name=describe("server-words-hold"), value=Ruling.HOLD.value),
]
_SHOWN, _LIST = 60, 1000


def add_import_commands(group: app_commands.Group, admin: ServerAdmin) -> None:
    """Add the commands to the group `/server words`.

    Args:
        group: the group.
        admin: access to the server's settings.
    """
    off = app_commands.Choice(name=describe("server-words-off"), value=OFF)

    @group.command(name="import", description=describe("server-words-import"))
    @app_commands.describe(ruling=describe("server-words-ruling"))
    @app_commands.choices(ruling=[*RULINGS, off])
    @admin.handler.callback
    async def import_(context: Context, ruling: str = Ruling.REFUSE) -> None:
        # Discord may take longer to show the rules than an answer may.
        await context.interaction.response.defer(ephemeral=True)
        if ruling == OFF:
            await admin.set(context, "words", automod="")
            await admin.services.automod.take(context.guild_id, (), Ruling.REFUSE)
            await context.tell(text("server-words-not-imported"))
            return
        chosen = parse_ruling(ruling)
        try:
            imported = await admin.services.automod.read(context.guild_id, chosen)
        except AutoModUnreadable as error:
            raise Refused(text("refused-automod"), "automod") from error
        except InvalidPattern as error:
            raise Refused(describe_excess(error), "invalid") from error
        await admin.set(context, "words", automod=chosen.value)
        await context.tell(_describe_import(imported))

    @group.command(name="paste", description=describe("server-words-paste"))
    @app_commands.describe(ruling=describe("server-words-ruling"))
    @app_commands.choices(ruling=RULINGS)
    @admin.handler.callback
    async def paste(context: Context, ruling: str = Ruling.REFUSE) -> None:
        names = ("keywords", "patterns", "allowed")
        fields = [Field(name, context.say(f"field-{name}"), long=True) for name in names]
        save = partial(_take_pasted, admin, parse_ruling(ruling))
        title = context.say("server-words-form")
        await admin.services.forms.open(context, title, fields, save)


def parse_ruling(written: str) -> Ruling:
    """Parse a ruling; clients can send any text in place of a choice.

    Raises:
        Refused: it is neither "hold" nor "refuse".
    """
    if written not in (Ruling.HOLD, Ruling.REFUSE):
        raise Refused(text("refused-choice"), "invalid")
    return Ruling(written)


def describe_excess(error: InvalidPattern) -> Text:
    """Describe why a server may not have so many, or so large, rules."""
    key = "refused-many-rules" if error.too_many else "refused-large-patterns"
    return text(key, most=MOST_RULES)


async def _take_pasted(
    admin: ServerAdmin, ruling: Ruling, context: Context, written: Mapping[str, str]
) -> None:
    """Replace the imported rules by those in the form, which are not kept in step."""
    must_manage(context)
    rule = KeywordRule(
        PASTED,
        _split(r"[,\n]", written["keywords"]),
        _split(r"\n", written["patterns"]),
        _split(r"[,\n]", written["allowed"]),
    )
    await admin.set(context, "words", automod="")
    try:
        imported = await admin.services.automod.take(context.guild_id, (rule,), ruling)
    except InvalidPattern as error:
        raise Refused(describe_excess(error), "invalid") from error
    await context.tell(_describe_import(imported))


def _split(at: str, written: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in re.split(at, written))))


def _describe_import(imported: Import) -> Text:
    taken = text("server-words-imported", count=imported.taken)
    if not imported.left_out:
        return taken
    names = (quote(one, _SHOWN) for one in imported.left_out)
    return text("server-words-left-out", imported=taken, list=join_names(names, _LIST))
