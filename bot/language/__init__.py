"""What members read, in their language: texts by name, and catalogues that say them."""

from bot.language.catalogue import LANGUAGES, SOURCE, knows, language_of, say
from bot.language.text import Text, decimal, text
from bot.language.translator import CatalogueTranslator, describe

__all__ = [
    "LANGUAGES",
    "SOURCE",
    "CatalogueTranslator",
    "Text",
    "decimal",
    "describe",
    "knows",
    "language_of",
    "say",
    "text",
]
