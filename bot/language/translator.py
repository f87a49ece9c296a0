"""Names and descriptions of commands in every language, which Discord receives at sync."""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.language.catalogue import LANGUAGES, SOURCE, load_bundle, say
from bot.language.text import Text


def describe(key: str, **values: str | int | float) -> locale_str:
    """Build the description of a command, an option or a choice in all languages.

    Args:
        key: its key in the catalogues.
        values: the values of its variables.
    """
    what = Text(key, values)
    return locale_str(say(SOURCE, what), text=what)


class CatalogueTranslator(app_commands.Translator):
    """Translator of discord.py that reads the catalogues."""

    async def translate(
        self,
        string: locale_str,
        locale: Locale,
        context: TranslationContextTypes,  # noqa: ARG002 - discord.py's
    ) -> str | None:
        """Translate a text; None keeps the English one.

        Args:
            string: the English text, with its key.
            locale: the locale of Discord.
            context: unused.
        """
        what, language = string.extras.get("text"), locale.value.split("-")[0]
        if not isinstance(what, Text) or language == SOURCE or language not in LANGUAGES:
            return None
        return say(language, what) if load_bundle(language).has_message(what.key) else None
