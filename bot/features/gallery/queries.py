"""Which pictures a page shows, as a text that stands in its buttons: they work for ever.

It names no member who looks: whoever presses sees what they may see, and their own favourites.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

# With the longest of all of them, an id has at most the 79 characters that are left for it; and
# however far a forged page lies, the database passes over at most 37,000 pictures to get there.
SEARCH_LIMIT, MOST_PAGES = 24, 0xFFF
Scope = Literal["all", "favourites", "own"]
_KINDS: dict[str, Scope] = {"a": "all", "f": "favourites", "o": "own"}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_MOST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Query:
    """What a page shows.

    Args:
        kind: pictures of all, or only the viewer's favourites, or only those that they drew.
        page: from 0.
        author: id of the only member whose pictures are shown; None for everybody's.
        tag: that they have; empty for any.
        words: that stand in their prompts.
    """

    kind: Scope = "all"
    page: int = 0
    author: int | None = None
    tag: str = ""
    words: tuple[str, ...] = ()

    def at(self, page: int) -> "Query":
        """Copy for another page."""
        return replace(self, page=page)

    @property
    def target(self) -> str:
        """Write it down for a button."""
        author = "" if self.author is None else f"{self.author:x}"
        tag, words = self.tag.replace(" ", "_"), ",".join(self.words)
        return f"{_LETTERS[self.kind]}.{self.page:x}.{author}.{tag}.{words}"


def parse_query(target: str) -> Query:
    """Read what stands in a button.

    Raises:
        ValueError: that is none of ours.
    """
    letter, page, author, tag, words = target.split(".")
    query = Query(
        _KINDS.get(letter, "own"),
        int(page, 16),
        int(author, 16) if author else None,
        tag.replace("_", " "),
        tuple(filter(None, words.split(","))),
    )
    if not (0 <= query.page <= MOST_PAGES and 0 <= (query.author or 0) <= _MOST_ID):
        raise ValueError(target)
    return query


def search_words(search: str) -> tuple[str, ...]:
    """List the words to search for."""
    joined = ",".join(re.findall(r"\w+", search.casefold()))[:SEARCH_LIMIT]
    return tuple(filter(None, joined.split(",")))
