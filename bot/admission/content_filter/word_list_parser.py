"""Parser of the word lists: comments, concepts, and the forms of their words."""

import re

from bot.admission.content_filter.normalisation import phrase
from bot.admission.content_filter.word_forms import forms

# A list has plain lines, or concepts such as "nudity: nude/n, naked, birthday suit".
_CONCEPT = re.compile(r"^([^:,\n]+):", re.MULTILINE)


def strip_comments(text: str) -> tuple[str, ...]:
    """Return the lines of a text that are not empty, without comments, which `#` begins."""
    stripped = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in stripped if line)


def parse_concepts(language: str, text: str) -> dict[str, tuple[str, ...]]:
    """Parse the concepts of a list.

    Args:
        language: code of the language whose forms are generated.
        text: the list.

    Returns:
        The words and phrases of each concept.

    Raises:
        ValueError: a word has a class that its language does not have.
    """
    _, *parts = _CONCEPT.split("\n".join(strip_comments(text)))
    found: dict[str, tuple[str, ...]] = {}
    for concept, entries in zip(parts[::2], parts[1::2], strict=True):
        listed = [" ".join(entry.split()) for entry in entries.split(",") if entry.strip()]
        excluded = {phrase(entry) for entry in listed if entry.startswith("-")}
        lemmas = (entry for entry in listed if not entry.startswith("-"))
        every = (form for lemma in lemmas for form in forms(language, lemma))
        # Compared folded, like texts: without its accent "violé" is "viole", another word.
        found[concept] = tuple(f for f in every if not excluded or phrase(f) not in excluded)
    return found


def list_entries(language: str, text: str) -> tuple[str, ...]:
    """List all words and phrases of a list, with concepts or of plain lines.

    Args:
        language: code of the language whose forms are generated.
        text: the list.

    Raises:
        ValueError: a word has a class that its language does not have.
    """
    if not _CONCEPT.search(text):
        return strip_comments(text)
    return tuple(word for words in parse_concepts(language, text).values() for word in words)
