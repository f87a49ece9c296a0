"""Names and descriptions of commands in every language, as Discord wants them beforehand."""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.language.catalogue import LANGUAGES, SOURCE, bundle_of, say
from bot.language.text import Text


def describe(key: str, **values: str | int | float) -> locale_str:
    """Describe a command, an option or a choice; Discord shows each member their language's."""
    what = Text(key, values)
    return locale_str(say(SOURCE, what), text=what)


class CatalogueTranslator(app_commands.Translator):
    """Looks texts up for discord.py."""

    async def translate(
        self,
        string: locale_str,
        locale: Locale,
        context: TranslationContextTypes,  # noqa: ARG002 - discord.py's
    ) -> str | None:
        """Say a text in a locale; None where the English one stands."""
        what, language = string.extras.get("text"), locale.value.split("-")[0]
        if not isinstance(what, Text) or language == SOURCE or language not in LANGUAGES:
            return None
        return say(language, what) if bundle_of(language).has_message(what.key) else None
