"""Buttons under a picture; their ids carry all state, so they work after any restart.

The id of a button holds its action and the id of its picture or job. The handlers of the actions
check the permissions of the member who presses it.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ButtonStyle

from bot.language import say, text

Press = Callable[[discord.Interaction, str, str], Awaitable[None]]

_ALWAYS = ("details", "favourite", "delete")
# Actions that draw anew from a single picture. An upscaled picture has the largest size there is.
_SINGLE = ("vary", "upscale", "start", "reroll", "edit")
_SINGLE_BY_MODE = {"morph": ("reroll",), "upscale": ("vary", "start", "reroll", "edit")}
# Discord allows 100 characters.
_ID = r"(?P<action>[a-z]{1,20}):(?P<target>[\w.:,-]{1,79})"
_EMOJI = {
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


def build_button_class(press: Press) -> type[discord.ui.DynamicItem[Any]]:
    """Build the class by which discord.py recognises all of these buttons.

    Args:
        press: called with the interaction, the action and its target: mostly a picture's id.
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


def build_picture_view(locale: str, mode: str, pictures: tuple[str, ...], still: bool) -> "View":
    """Build the buttons of a finished answer.

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
        actions = _SINGLE_BY_MODE.get(mode, _SINGLE)
        rows = (("play", *actions) if mode == "morph" and still else actions), _ALWAYS
    for row, actions in enumerate(rows, 3 if len(pictures) > 1 else 0):
        for action in actions:
            view.add(locale, action, pictures[0], row)
    return view


def build_cancel_view(locale: str, job_id: str) -> "View":
    """Build the button of an answer whose job has not ended.

    Args:
        locale: of the label.
        job_id: the job that the button cancels.
    """
    view = View()
    view.add(locale, "cancel", job_id, 0)
    return view


class View(discord.ui.View):
    """Buttons without a listener of their own: a press is recognised by its id."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        # Else discord.py would remember every message that it sends.
        self.stop()

    def add(
        self, locale: str, action: str, target: str, row: int, number: int | None = None
    ) -> None:
        """Add a button.

        Args:
            locale: of the label.
            action: its name, 1 to 20 letters.
            target: id of the picture or job, 1 to 79 characters.
            row: 0 to 4.
            number: of the picture among several, counted from 1; None for a label without one.
        """
        label = say(locale, text(f"button-{action}"))
        button: discord.ui.Button[View] = discord.ui.Button(
            label=f"{label} {number}" if number else label,
            emoji=_EMOJI.get(action),
            style=ButtonStyle.secondary,
            custom_id=f"{action}:{target}",
            row=row,
        )
        self.add_item(button)
