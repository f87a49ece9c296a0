"""The catalogues: a folder of Fluent files a language; what one lacks is said in English.

Reference:
    https://projectfluent.org
"""

import logging
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from bot.language.text import Text

log = logging.getLogger(__name__)

SOURCE = "en"
# Each under the code by which Discord knows it.
LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "ja": "日本語",
}
FOLDER = Path(__file__).with_name("catalogues")
# What a message can hold. fluent.runtime makes no text with a value of more than 2,500
# characters, a plural form's words around it included.
MOST_FILLED_IN = 2000


def language_of(locale: str) -> str:
    """Find the catalogue for one of Discord's locales, such as "pt-BR" or "es-419"."""
    language = locale.split("-")[0].lower()
    return language if language in LANGUAGES else SOURCE


def say(locale: str, what: Text) -> str:
    """Say a text.

    Args:
        locale: one of Discord's.
        what: to say; of a longer value, the first 2,000 characters.
    """
    language = language_of(locale)
    values = {name: _filled_in(locale, value) for name, value in what.values.items()}
    for bundle in (bundle_of(language), bundle_of(SOURCE)):
        if bundle.has_message(what.key) and (pattern := bundle.get_message(what.key).value):
            said, errors = bundle.format_pattern(pattern, values)
            if not errors:
                return str(said)
            log.error("the text %s in %s lacks something: %s", what.key, language, errors)
    raise KeyError(what.key)


def knows(key: str) -> bool:
    """Tell whether there is a text of that name."""
    return bool(bundle_of(SOURCE).has_message(key))


def _filled_in(locale: str, value: str | int | float | Text) -> str | int | float:
    said = say(locale, value) if isinstance(value, Text) else value
    if isinstance(said, str) and len(said) > MOST_FILLED_IN:
        return said[: MOST_FILLED_IN - 1] + "…"
    return said


@cache
def bundle_of(language: str) -> FluentBundle:
    """Read a language's catalogue, once."""
    # Marks around what is filled in would show as boxes in alt texts and file names.
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted((FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
