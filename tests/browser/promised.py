"""What the bot offers in the playground: the tour has to show all of it."""

import re
from pathlib import Path

import discord
from discord import app_commands

import bot as package
from bot.composition import build
from bot.config.settings import Settings
from bot.interactions.client import SyncedCommands
from bot.language import SOURCE, say, text
from bot.playground.context_menu_commands import add_stand_ins
from bot.storage import Database
from tests.bot.fakes import FakeService
from tests.bot.world import TIMELESS

CODE = Path(package.__file__).parent
BUTTON = re.compile(r"^((?:button|page|help-title)-[a-z-]+) =", re.MULTILINE)
FORM = re.compile(r'(?:\bforms\.open\(\s*context,\s*|title = )context\.say\(\s*"([a-z-]+)"\)')


def commands() -> list[str]:
    """List the slash commands with their groups, those in place of context menus included."""
    database = Database("sqlite:///never-opened")
    bot = build(Settings(), FakeService(), database, SyncedCommands(None), TIMELESS)
    add_stand_ins(bot.client.tree)
    every = bot.client.tree.walk_commands(type=discord.AppCommandType.chat_input)
    return [one.qualified_name for one in every if isinstance(one, app_commands.Command)]


def buttons() -> set[str]:
    """Read the labels of all buttons from the catalogue."""
    catalogue = (CODE / "language" / "catalogues" / SOURCE).glob("*.ftl")
    names = [name for file in catalogue for name in BUTTON.findall(file.read_text("utf-8"))]
    return {say(SOURCE, text(name)) for name in names}


def forms() -> set[str]:
    """Read the titles of all forms from the code that opens them."""
    code = [file.read_text("utf-8") for file in CODE.rglob("*.py")]
    return {say(SOURCE, text(name)) for file in code for name in FORM.findall(file)}
