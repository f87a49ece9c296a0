"""Forms; their submission is served by the interaction handler.

A refused submission is kept for its member: a button under the refusal opens the form again, filled
in. What a form holds is longer than a button's id, so it stays in memory, and not over a restart.
"""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import discord

from bot.admission.bounded_memory import Recent
from bot.interactions.buttons import Button, View
from bot.interactions.context import Context, Refused
from bot.interactions.handler import REFUSALS, InteractionHandler, as_refused
from bot.language import text
from bot.language.formatting import clip

LABEL_LIMIT, TITLE_LIMIT, VALUE_LIMIT = 45, 45, 4000
# Discord sends no event when a form is closed unsent: without a timeout it would never be freed.
REMEMBERED_S = 3600.0
# Members whose refused form is kept, one each: 16 MB at most.
MOST_DRAFTS = 500
RETRY = Button("retry", "✏️")

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


@dataclass(frozen=True, slots=True)
class _Draft:
    """Form with the values of a refused submission."""

    id: str
    written_at: float
    title: str
    fields: tuple[Field, ...]
    submitted: Submitted


class Forms:
    """Opens forms, and opens them again, filled in, after a refusal.

    Args:
        handler: serves the submissions.
        now: a steady clock, in seconds.
    """

    def __init__(
        self, handler: InteractionHandler, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._handler, self._now = handler, now
        self._drafts: Recent[int, _Draft] = Recent(MOST_DRAFTS)

    async def open(
        self, context: Context, title: str, fields: Sequence[Field], submitted: Submitted
    ) -> None:
        """Open a form; if its submission is refused, the member can open it again, filled in.

        Args:
            context: of the member.
            title: in the member's language.
            fields: 1 to 5.
            submitted: called with the context of the submission, and the values by name.
        """

        async def submit(sent: Context, written: Mapping[str, str]) -> None:
            try:
                await submitted(sent, written)
            except REFUSALS as error:
                refused = as_refused(sent.interaction, error)
                filled = tuple(replace(field, value=written[field.name]) for field in fields)
                draft_id = str(sent.interaction.id)
                self._drop_expired()
                draft = _Draft(draft_id, self._now(), title, filled, submitted)
                self._drafts[sent.user_id] = draft
                view = View()
                view.add(sent.locale, RETRY, draft_id)
                raise Refused(refused.what, refused.rule, view) from error

        await context.interaction.response.send_modal(Form(self._handler, title, fields, submit))

    async def reopen(self, context: Context, draft_id: str) -> None:
        """Open the form of a refused submission, with the values that were sent.

        Args:
            context: of the member.
            draft_id: of the submission.

        Raises:
            Refused: the values are no longer kept, or another member's.
        """
        self._drop_expired()
        draft = self._drafts.get(context.user_id)
        if draft is None or draft.id != draft_id:
            raise Refused(text("refused-draft-gone"), "draft_gone")
        await self.open(context, draft.title, draft.fields, draft.submitted)

    def forget(self, user_id: int) -> None:
        """Delete what a member wrote, by the member's id."""
        self._drafts.pop(user_id, None)

    def _drop_expired(self) -> None:
        oldest_s = self._now() - REMEMBERED_S
        for user_id in [key for key, draft in self._drafts.items() if draft.written_at < oldest_s]:
            self.forget(user_id)
