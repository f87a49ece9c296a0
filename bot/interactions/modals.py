"""A form that a member fills in; like everything, it is served through the host."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.interactions.context import Context
from bot.interactions.handler import InteractionHandler
from bot.language.formatting import clip

LABEL_LIMIT, TITLE_LIMIT, VALUE_LIMIT = 45, 45, 4000
# Discord does not say that a form was closed unsent: it would be remembered for ever.
REMEMBERED_S = 3600.0
Submitted = Callable[[Context, Mapping[str, str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Field:
    """One line, or several, to write into.

    Args:
        name: under which what was written is handed over.
        label: what stands above it, in the member's language.
        value: what stands in it beforehand.
        most: characters.
        required: whether something has to be written.
        long: whether there is room for several lines.
    """

    name: str
    label: str
    value: str = ""
    most: int = VALUE_LIMIT
    required: bool = False
    long: bool = False


class Form(discord.ui.Modal):
    """Up to five fields.

    Args:
        handler: serves what is sent.
        title: in the member's language.
        fields: 1 to 5.
        submitted: called with the visit of whoever sent it, and the values by name.
    """

    def __init__(
        self, handler: InteractionHandler, title: str, fields: Sequence[Field], submitted: Submitted
    ) -> None:
        super().__init__(title=clip(title, TITLE_LIMIT), timeout=REMEMBERED_S)
        self._handler, self._submitted = handler, submitted
        self._inputs = {field.name: _input(field) for field in fields}
        for field in fields:
            label = clip(field.label, LABEL_LIMIT)
            self.add_item(discord.ui.Label(text=label, component=self._inputs[field.name]))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Hand over what was written."""
        values = {name: item.value for name, item in self._inputs.items()}

        async def work(context: Context) -> None:
            await self._submitted(context, values)

        await self._handler.serve(interaction, work)


def _input(field: Field) -> "discord.ui.TextInput[Form]":
    most = min(field.most, VALUE_LIMIT)
    return discord.ui.TextInput(
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
        # Without a mark at the cut, which would be drawn.
        default=field.value[:most] or None,
        required=field.required,
        max_length=most,
    )
