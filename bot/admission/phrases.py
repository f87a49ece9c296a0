"""A word list that finds its entries in a text without trying them one by one."""

from collections.abc import Iterable

from bot.admission.folding import Words, phrase


class Phrases:
    """Words and phrases, each a line; an asterisk at the end of a line stands for any ending.

    Entries are looked up by their first word, or by its beginning, so that a prompt of 6,000
    characters is judged in milliseconds.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._exact: dict[str, list[tuple[str, Words]]] = {}
        self._beginnings: dict[str, str] = {}
        for line in lines:
            words = phrase(line)
            if words and line.endswith("*") and len(words) == 1:
                self._beginnings.setdefault(words[0], line)
            elif words:
                self._exact.setdefault(words[0], []).append((line, words))
        self._lengths = sorted({len(start) for start in self._beginnings})

    def find(self, readings: Iterable[Words]) -> str | None:
        """Return the first entry that stands in one of the readings, on word boundaries."""
        found = (self._find_one(words) for words in readings)
        return next(filter(None, found), None)

    def _find_one(self, words: Words) -> str | None:
        for word in set(words):
            for length in self._lengths:
                if word[:length] in self._beginnings:
                    return self._beginnings[word[:length]]
        for at, word in enumerate(words):
            for line, entry in self._exact.get(word, ()):
                if _stands_at(words[at : at + len(entry)], entry, line):
                    return line
        return None


def _stands_at(words: Words, entry: Words, line: str) -> bool:
    if line.endswith("*") and len(words) == len(entry):
        return words[:-1] == entry[:-1] and words[-1].startswith(entry[-1])
    return words == entry
