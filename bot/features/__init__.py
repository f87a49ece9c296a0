"""The commands and buttons of the bot, one folder per feature."""
