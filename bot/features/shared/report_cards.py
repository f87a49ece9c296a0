"""The button that shows the card of a reported picture, which lists of moderators have."""

from bot.interactions.buttons import Button

OPEN_REPORT = Button("openreport")
