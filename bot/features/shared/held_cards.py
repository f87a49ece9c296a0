"""The button that shows a moderator the card of a review, wherever its message is."""

from bot.interactions.buttons import Button

OPEN_CARD = Button("opencard")
