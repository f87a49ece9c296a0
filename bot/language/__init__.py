"""Texts for members: keys with values, and the catalogues of their translations."""

from bot.language.catalogue import LANGUAGES, SOURCE, has_text, match_language, say
from bot.language.text import Text, decimal, text
from bot.language.translator import CatalogueTranslator, describe

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "CatalogueTranslator",
    "Text",
    "decimal",
    "describe",
    "has_text",
    "match_language",
    "say",
    "text",
]
