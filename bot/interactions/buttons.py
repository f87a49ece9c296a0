"""Buttons under answers; their ids carry all state, so they work after any restart.

One button is an exception: what a member wrote into a refused form is too long for an id.

The id of a button holds its action and the id of its picture or job. Features declare their
buttons; the handlers of the actions check the permissions of the member who presses one.
"""

import enum
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import discord
from discord import ButtonStyle

from bot.interactions.context import Context
from bot.language import say, text
from generation import GenerationRequest

# Handles the press of a button; the text is the id of its picture or job.
Press = Callable[[Context, str], Awaitable[None]]

# Discord allows 100 characters.
_ID = r"(?P<action>[a-z]{1,20}):(?P<target>[\w.:,-]{1,79})"
MOST_IN_ROW = 5


class Place(enum.Enum):
    """Place of a button, and what its press is about.

    PICTURE: under one picture or animation. NUMBER: under several pictures, once for each and
    labelled by its number. GRID: under several pictures, about all of them. UNFINISHED: under the
    answer of a job that has not ended. REJECTED: under the message about a rejection.
    """

    PICTURE = enum.auto()
    NUMBER = enum.auto()
    GRID = enum.auto()
    UNFINISHED = enum.auto()
    REJECTED = enum.auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """Finished answer, or one of its pictures.

    Args:
        request: that it answers.
        pictures: their ids, in order; at least one.
        still: whether an animation is shown as a still picture.
        siblings: number of pictures of the whole answer; 0 for that of `pictures`.
    """

    request: GenerationRequest
    pictures: tuple[str, ...]
    still: bool = False
    siblings: int = 0

    @property
    def mode(self) -> str:
        """Mode of the request."""
        return self.request.mode

    @property
    def place(self) -> Place:
        """Where the buttons about the whole answer stand."""
        return Place.GRID if len(self.pictures) > 1 else Place.PICTURE


@dataclass(frozen=True, slots=True)
class Button:
    """Declaration of a button; the text `button-<action>` is its label.

    Args:
        action: 1 to 20 letters from a to z, unique; part of the ids on posted messages.
        emoji: before the label.
        places: where it is shown without being asked for; none for a button that only the answers
            of its feature have.
        row: 0 for what generates pictures, 1 for the rest; under several pictures, their numbers
            are above both.
        order: position in its row, ascending.
        rare: whether it is shown only when more buttons are asked for.
        applies: checks whether it makes sense for an answer.
        derive: for one that draws at once, returns what it asks for, from the answer's request and
            its number of pictures; only `units` of the result has to be right.
    """

    action: str
    emoji: str | None = None
    places: tuple[Place, ...] = ()
    row: int = 0
    order: int = 0
    rare: bool = False
    applies: Callable[[Answer], bool] = lambda _answer: True
    derive: Callable[[GenerationRequest, int], GenerationRequest] | None = None

    def label(self, locale: str, answer: Answer) -> str:
        """Return the label, with the price in pictures of a press that costs more than one.

        Args:
            locale: of the label.
            answer: that the button is under.
        """
        label = say(locale, text(f"button-{self.action}"))
        if self.derive is None:
            return label
        units = self.derive(answer.request, answer.siblings or len(answer.pictures)).units
        return f"{label} · {units}" if units > 1 else label


def build_button_class(
    press: Callable[[discord.Interaction, str, str], Awaitable[None]],
) -> type[discord.ui.DynamicItem[Any]]:
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


def make_button(
    label: str,
    button: Button,
    target: str,
    row: int | None = None,
    style: ButtonStyle = ButtonStyle.secondary,
) -> discord.ui.Button[Any]:
    """Build a button for a view or a layout.

    Args:
        label: 1 to 80 characters.
        button: its declaration.
        target: what its press is about, 1 to 79 characters.
        row: 0 to 4 in a view; None in a layout.
        style: its colour.
    """
    return discord.ui.Button(
        label=label,
        emoji=button.emoji,
        style=style,
        custom_id=f"{button.action}:{target}",
        row=row,
    )


class View(discord.ui.View):
    """Buttons without a listener of their own: a press is recognised by its id."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        # Else discord.py would remember every message that it sends.
        self.stop()

    def add(
        self, locale: str, button: Button, target: str, row: int = 0, number: int | None = None
    ) -> None:
        """Add a button.

        Args:
            locale: of the label.
            button: its declaration.
            target: id of the picture or job, 1 to 79 characters.
            row: 0 to 4.
            number: of the picture among several, counted from 1; None for a label without one.
        """
        label = say(locale, text(f"button-{button.action}"))
        self.add_labelled(f"{label} {number}" if number else label, button, target, row)

    def add_labelled(self, label: str, button: Button, target: str, row: int) -> None:
        """Add a button with a label of its own.

        Args:
            label: 1 to 80 characters.
            button: its declaration.
            target: id of the picture or job, 1 to 79 characters.
            row: 0 to 4.
        """
        self.add_item(make_button(label, button, target, row))


class AnswerButtons:
    """Buttons under answers, as the features declare them."""

    def __init__(self) -> None:
        self._declared: dict[str, Button] = {}

    def declare(self, buttons: Iterable[Button]) -> None:
        """Add the buttons of a feature.

        Args:
            buttons: their declarations; each action belongs to one feature.

        Raises:
            ValueError: an action is declared twice.
        """
        for button in buttons:
            if button.action in self._declared:
                raise ValueError(f"the action {button.action} is declared twice")
            self._declared[button.action] = button

    def picture_view(self, locale: str, answer: Answer) -> View:
        """Build the buttons of a finished answer, in at most two rows.

        Args:
            locale: of the labels.
            answer: the answer.
        """
        view = View()
        first = answer.pictures[0]
        if answer.place is Place.PICTURE:
            for button in self._find(answer, rare=False):
                view.add_labelled(button.label(locale, answer), button, first, button.row)
            return view
        for button in self._at(Place.NUMBER):
            for number, picture in enumerate(answer.pictures, 1):
                view.add_labelled(str(number), button, picture, row=0)
        for button in self._find(answer, rare=False):
            view.add_labelled(button.label(locale, answer), button, first, row=1)
        return view

    def more_view(self, locale: str, answer: Answer) -> View:
        """Build the buttons that are rarely used.

        Args:
            locale: of the labels.
            answer: the answer.
        """
        view = View()
        for index, button in enumerate(self._find(answer, rare=True)):
            view.add(locale, button, answer.pictures[0], index // MOST_IN_ROW)
        return view

    def rejected_view(self, locale: str, review_id: str) -> View:
        """Build the buttons of a message about a rejection.

        Args:
            locale: of the labels.
            review_id: the review.
        """
        return self._view_at(Place.REJECTED, locale, review_id)

    def unfinished_view(self, locale: str, job_id: str) -> View:
        """Build the buttons of an answer whose job has not ended.

        Args:
            locale: of the labels.
            job_id: the job.
        """
        return self._view_at(Place.UNFINISHED, locale, job_id)

    def _view_at(self, place: Place, locale: str, target: str) -> View:
        view = View()
        for button in self._at(place):
            view.add(locale, button, target)
        return view

    def _find(self, answer: Answer, *, rare: bool) -> Iterator[Button]:
        """Find the buttons about a whole answer that make sense for it, in order."""
        for button in self._at(answer.place):
            if button.rare == rare and button.applies(answer):
                yield button

    def _at(self, place: Place) -> list[Button]:
        """List the buttons of a place, in order."""
        there = [button for button in self._declared.values() if place in button.places]
        return sorted(there, key=lambda button: (button.row, button.order))
