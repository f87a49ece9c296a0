"""A word list that finds its entries in a text without trying them one by one."""

import re
from collections.abc import Iterable

from bot.admission.folding import UNSPACED, Words, phrase

_UNSPACED = re.compile(f"[{UNSPACED}]")
_KATAKANA = r"\u30a1-\u30fa\u30fc"


class Phrases:
    """Words and phrases, each a line; an asterisk at the end of a line stands for any ending.

    Entries are looked up by their first word, or by its beginning, so that a prompt of 6,000
    characters is judged in milliseconds. Those in scripts without spaces are looked for wherever
    they may stand.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._exact: dict[str, list[tuple[str, Words]]] = {}
        self._beginnings: dict[str, str] = {}
        self._anywhere: dict[str, re.Pattern[str]] = {}
        for line in lines:
            words = phrase(line)
            if _UNSPACED.search("".join(words)):
                self._anywhere.setdefault(line, _anywhere(words, line))
            elif words and line.endswith("*") and len(words) == 1:
                self._beginnings.setdefault(words[0], line)
            elif words:
                self._exact.setdefault(words[0], []).append((line, words))
        self._lengths = sorted({len(start) for start in self._beginnings})

    def find(self, readings: Iterable[Words]) -> str | None:
        """Return the first entry that stands in one of the readings.

        It stands on word boundaries, but in scripts without spaces, which have none.
        """
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
        return self._find_anywhere(" ".join(words))

    def _find_anywhere(self, text: str) -> str | None:
        if not _UNSPACED.search(text):
            return None
        return next((line for line, entry in self._anywhere.items() if entry.search(text)), None)


def _anywhere(words: Words, line: str) -> re.Pattern[str]:
    """Look for an entry in a text without spaces, but never in the middle of one in katakana.

    Those are mostly words of other languages, of which one is as soon part of another as in ours.
    """
    entry = re.escape(" ".join(words))
    before = rf"(?<![{_KATAKANA}])" if re.match(f"[{_KATAKANA}]", words[0]) else ""
    open_end = line.endswith("*") or not re.search(f"[{_KATAKANA}]$", words[-1])
    return re.compile(before + entry + ("" if open_end else rf"(?![{_KATAKANA}])"))


def _stands_at(words: Words, entry: Words, line: str) -> bool:
    if line.endswith("*") and len(words) == len(entry):
        return words[:-1] == entry[:-1] and words[-1].startswith(entry[-1])
    return words == entry
