"""The commands and buttons of the bot, a folder a feature."""
