"""Messages that are one container of texts, pictures and buttons: Discord's Components V2.

Such a message has neither content nor embeds, for as long as it exists. Mentions in its texts
notify nobody: the client's default holds for them, too.

Reference:
    https://discord.com/developers/docs/components/reference
"""

from collections.abc import Iterable, Sequence

import discord
from discord import ui

from bot.language import Text, say
from bot.language.formatting import clip

# Discord's limit on the characters of all texts of a message.
MOST_CHARACTERS = 4000
# Of its 40 components, two for each text and the line below it leave room for ten others.
MOST_TEXTS = 15


class Layout(ui.LayoutView):
    """Message of one container; presses of its buttons are recognised by their ids.

    Components stand in the order in which they are added, 40 at most, nested ones included.

    Args:
        locale: language of its texts.
        colour: of the container's edge; None for an edge without colour.
    """

    def __init__(self, locale: str, colour: discord.Colour | None = None) -> None:
        super().__init__(timeout=None)
        self._locale = locale
        self._container: ui.Container[Layout] = ui.Container(accent_colour=colour)
        self.add_item(self._container)
        # Else discord.py would remember every message that it sends.
        self.stop()

    @property
    def room(self) -> int:
        """Number of characters that further texts may have."""
        return MOST_CHARACTERS - self.content_length()

    def add_text(self, *lines: Text | str) -> None:
        """Add lines of text; what is beyond Discord's limit is cut off.

        Args:
            *lines: texts, and lines that are formatted already; at least one.
        """
        if self.room:
            self._container.add_item(self._display(lines))

    def add_section(self, lines: Iterable[Text | str], accessory: ui.Item["Layout"]) -> None:
        """Add lines of text with a small picture or a button beside them.

        Args:
            lines: as those of `add_text`.
            accessory: a `discord.ui.Thumbnail` or a button.
        """
        if self.room:
            self._container.add_item(ui.Section(self._display(lines), accessory=accessory))

    def add_separator(self) -> None:
        """Add a line between what is above and what is below."""
        self._container.add_item(ui.Separator())

    def add_gallery(self, *pictures: discord.MediaGalleryItem) -> None:
        """Add pictures side by side.

        Args:
            *pictures: 1 to 10; an attached file is named as "attachment://name".
        """
        self._container.add_item(ui.MediaGallery(*pictures))

    def add_buttons(self, *buttons: ui.Button["Layout"]) -> None:
        """Add a row of buttons; without any, nothing is added.

        Args:
            *buttons: at most 5.
        """
        if buttons:
            self._container.add_item(ui.ActionRow(*buttons))

    def _display(self, lines: Iterable[Text | str]) -> ui.TextDisplay["Layout"]:
        said = "\n".join(
            say(self._locale, line) if isinstance(line, Text) else line for line in lines
        )
        return ui.TextDisplay(clip(said, self.room))


def paginate(blocks: Sequence[str], most_characters: int) -> list[list[str]]:
    """Distribute texts over as few layouts as hold them, in order.

    Args:
        blocks: texts that are not divided.
        most_characters: of the texts of one layout.

    Returns:
        The texts of each layout, at least one of them; a text that is too long is alone in its own.
    """
    pages: list[list[str]] = [[]]
    for block in blocks:
        length = sum(map(len, pages[-1])) + len(block)
        if pages[-1] and (length > most_characters or len(pages[-1]) == MOST_TEXTS):
            pages.append([])
        pages[-1].append(block)
    return pages
