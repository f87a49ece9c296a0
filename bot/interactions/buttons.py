"""The buttons under a picture. Their ids say all: they work after a restart, and for ever.

A button says what it does and with which picture or job; who pressed it, and where, is checked by
whoever serves it.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ButtonStyle

from bot.language import say, text

Press = Callable[[discord.Interaction, str, str], Awaitable[None]]

_ALWAYS = ("details", "favourite", "delete")
# Discord allows 100 characters.
_ID = r"(?P<action>[a-z]{1,20}):(?P<target>[\w.:,-]{1,79})"
_SIGNS = {
    "vary": "✨",
    "upscale": "🔍",
    "start": "🖼️",
    "reroll": "🔄",
    "edit": "✏️",
    "details": "📄",
    "favourite": "⭐",
    "delete": "🗑️",
    "play": "▶️",
}


def pressed_by_id(press: Press) -> type[discord.ui.DynamicItem[Any]]:
    """Make the class by which discord.py knows every one of these buttons.

    Args:
        press: called with the interaction, the action and what it is for: mostly a picture's id.
    """

    class Pressed(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_ID):
        def __init__(self, action: str, target: str) -> None:
            super().__init__(discord.ui.Button(custom_id=f"{action}:{target}"))
            self._action, self._target = action, target

        @classmethod
        async def from_custom_id(
            cls,
            interaction: discord.Interaction,  # noqa: ARG003 - discord.py's
            item: discord.ui.Item[Any],  # noqa: ARG003
            match: re.Match[str],
        ) -> "Pressed":
            return cls(match["action"], match["target"])

        async def callback(self, interaction: discord.Interaction) -> None:
            await press(interaction, self._action, self._target)

    return Pressed


def under_pictures(locale: str, mode: str, pictures: tuple[str, ...], still: bool) -> "View":
    """Lay out the buttons of a finished answer.

    Args:
        locale: of the labels.
        mode: of the request.
        pictures: their ids, in order.
        still: whether an animation is shown as a still picture.
    """
    view = View()
    if len(pictures) > 1:
        for row, action in enumerate(("single", "vary", "upscale")):
            for number, picture in enumerate(pictures, 1):
                view.add(locale, action, picture, row, number)
        rows: tuple[tuple[str, ...], ...] = (("reroll", "edit", *_ALWAYS),)
    else:
        rows = _of_one(mode, still), _ALWAYS
    for row, actions in enumerate(rows, 3 if len(pictures) > 1 else 0):
        for action in actions:
            view.add(locale, action, pictures[0], row)
    return view


def _of_one(mode: str, still: bool) -> tuple[str, ...]:
    """List what can be made of a single picture, or of an animation."""
    if mode == "morph":
        return ("play", "reroll") if still else ("reroll",)
    # What was enlarged is as large as a picture gets.
    enlarging = () if mode == "upscale" else ("upscale",)
    return ("vary", *enlarging, "start", "reroll", "edit")


def while_drawing(locale: str, job_id: str) -> "View":
    """Lay out the button of an answer that is still to come."""
    view = View()
    view.add(locale, "cancel", job_id, 0)
    return view


class View(discord.ui.View):
    """Buttons that nobody waits for: a press is found by its id."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        # Else discord.py would remember every message that it sends.
        self.stop()

    def add(
        self, locale: str, action: str, target: str, row: int, number: int | None = None
    ) -> None:
        """Add a button; `number` says which of several pictures it is for."""
        label = say(locale, text(f"button-{action}"))
        button: discord.ui.Button[View] = discord.ui.Button(
            label=f"{label} {number}" if number else label,
            emoji=_SIGNS.get(action),
            style=ButtonStyle.secondary,
            custom_id=f"{action}:{target}",
            row=row,
        )
        self.add_item(button)
