"""Forms; their submission is served by the interaction handler."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.interactions.context import Context
from bot.interactions.handler import InteractionHandler
from bot.language.formatting import clip

LABEL_LIMIT, TITLE_LIMIT, VALUE_LIMIT = 45, 45, 4000
# Discord sends no event when a form is closed unsent: without a timeout it would never be freed.
REMEMBERED_S = 3600.0
Submitted = Callable[[Context, Mapping[str, str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Field:
    """A text input of a form.

    Args:
        name: the key of its value in the submission.
        label: above it, in the member's language.
        value: the initial value.
        most: characters.
        required: whether it must be filled in.
        long: whether it has several lines.
    """

    name: str
    label: str
    value: str = ""
    most: int = VALUE_LIMIT
    required: bool = False
    long: bool = False


class Form(discord.ui.Modal):
    """A form of up to five fields.

    Args:
        handler: serves the submission.
        title: in the member's language.
        fields: 1 to 5.
        submitted: called with the context of the submission, and the values by name.
    """

    def __init__(
        self, handler: InteractionHandler, title: str, fields: Sequence[Field], submitted: Submitted
    ) -> None:
        super().__init__(title=clip(title, TITLE_LIMIT), timeout=REMEMBERED_S)
        self._handler, self._submitted = handler, submitted
        self._inputs: dict[str, discord.ui.TextInput[Form]] = {}
        for field in fields:
            most = min(field.most, VALUE_LIMIT)
            self._inputs[field.name] = discord.ui.TextInput(
                style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
                # Cut without the mark of `clip`, which would be part of the prompt.
                default=field.value[:most] or None,
                required=field.required,
                max_length=most,
            )
            label = clip(field.label, LABEL_LIMIT)
            self.add_item(discord.ui.Label(text=label, component=self._inputs[field.name]))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Serve the submission with the values of the fields."""
        values = {name: item.value for name, item in self._inputs.items()}
        await self._handler.serve(interaction, self._submitted, values)
