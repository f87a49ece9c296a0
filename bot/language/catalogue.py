"""Catalogues of texts: a folder of Fluent files a language, with English as the fallback.

Reference:
    https://projectfluent.org
"""

import logging
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from bot.language.formatting import clip
from bot.language.text import Text

log = logging.getLogger(__name__)

SOURCE = "en"
# By the codes that Discord uses.
LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "ja": "日本語",
}
FOLDER = Path(__file__).with_name("catalogues")
# A message of Discord holds no more characters. fluent.runtime formats no text with a value of more
# than 2,500 characters, the words of a plural form around it included.
MOST_FILLED_IN = 2000


def match_language(locale: str) -> str:
    """Return the language whose catalogue serves a locale of Discord, such as "pt-BR"."""
    language = locale.split("-")[0].lower()
    return language if language in LANGUAGES else SOURCE


def say(locale: str, what: Text) -> str:
    """Format a text in the language of a locale, or in English if the catalogue lacks it.

    Args:
        locale: a locale of Discord.
        what: the text; of a longer value, the first 2,000 characters are used.

    Raises:
        KeyError: there is no text of that key.
    """
    language = match_language(locale)
    values: dict[str, str | int | float] = {}
    for name, value in what.values.items():
        shown = say(locale, value) if isinstance(value, Text) else value
        values[name] = clip(shown, MOST_FILLED_IN) if isinstance(shown, str) else shown
    for bundle in (load_bundle(language), load_bundle(SOURCE)):
        if bundle.has_message(what.key) and (pattern := bundle.get_message(what.key).value):
            formatted, errors = bundle.format_pattern(pattern, values)
            if not errors:
                return str(formatted)
            log.error("the text %s in %s lacks values: %s", what.key, language, errors)
    raise KeyError(what.key)


def has_text(key: str) -> bool:
    """Return whether there is a text of that key."""
    return bool(load_bundle(SOURCE).has_message(key))


@cache
def load_bundle(language: str) -> FluentBundle:
    """Load the catalogue of a language, once."""
    # Isolation marks around values would show as boxes in alt texts and file names.
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
