"""Reads the shipped word lists: concepts, and for each its words with their forms."""

import re
from collections.abc import Iterator

from bot.admission.content_filter.normalisation import phrase
from bot.admission.content_filter.word_forms import forms

# A list is lines, or concepts such as "nudity: nude/n, naked, birthday suit".
_CONCEPT = re.compile(r"^([^:,\n]+):", re.MULTILINE)


def uncommented(text: str) -> tuple[str, ...]:
    """List the lines of a text without comments, which `#` begins, and without empty ones."""
    stripped = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in stripped if line)


def concepts(language: str, text: str) -> dict[str, tuple[str, ...]]:
    """Read the concepts of a list.

    Args:
        language: whose forms are generated, by its code.
        text: the list.

    Returns:
        For each concept, the words and phrases that stand for it.

    Raises:
        ValueError: a word has a class that its language does not know.
    """
    _, *parts = _CONCEPT.split("\n".join(uncommented(text)))
    named = zip(parts[::2], parts[1::2], strict=True)
    return {concept: tuple(_words(language, entries)) for concept, entries in named}


def entries(language: str, text: str) -> tuple[str, ...]:
    """List all words and phrases of a list, whether it has concepts or is lines only."""
    if not _CONCEPT.search(text):
        return uncommented(text)
    return tuple(word for words in concepts(language, text).values() for word in words)


def _words(language: str, text: str) -> Iterator[str]:
    listed = [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]
    others = {phrase(entry) for entry in listed if entry.startswith("-")}
    lemmas = (entry for entry in listed if not entry.startswith("-"))
    found = (form for lemma in lemmas for form in forms(language, lemma))
    # Compared as texts are: without its accent "violé" is the viol's name.
    return (form for form in found if not others or phrase(form) not in others)
