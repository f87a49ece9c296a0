"""Queries of gallery pages, encoded in the ids of buttons so that these never expire.

A query does not name its viewer: each member who presses a button sees the pictures that they may
see, and their own favourites.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

# With the longest value of every field, an id has at most the 79 characters that are left for it;
# and for the last page that can be forged, the database skips at most 37,000 pictures.
SEARCH_LIMIT, MOST_PAGES = 24, 0xFFF
Scope = Literal["all", "favourites", "own"]
_KINDS: dict[str, Scope] = {"a": "all", "f": "favourites", "o": "own"}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_MOST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Query:
    """Query of a gallery page.

    Args:
        kind: pictures of all members, the viewer's favourites, or the viewer's own pictures.
        page: from 0.
        author: id of the only member whose pictures are shown; None for all members.
        tag: a tag of the pictures; empty for any.
        words: words in the prompts of the pictures.
    """

    kind: Scope = "all"
    page: int = 0
    author: int | None = None
    tag: str = ""
    words: tuple[str, ...] = ()

    def at(self, page: int) -> "Query":
        """Copy the query for another page."""
        return replace(self, page=page)

    @property
    def target(self) -> str:
        """The query as the target of a button's id."""
        author = "" if self.author is None else f"{self.author:x}"
        tag, words = self.tag.replace(" ", "_"), ",".join(self.words)
        return f"{_LETTERS[self.kind]}.{self.page:x}.{author}.{tag}.{words}"


def parse_query(target: str) -> Query:
    """Parse the target of a button's id.

    Raises:
        ValueError: the target encodes no query.
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
    """Split a search into words, as many as fit into a button's id."""
    joined = ",".join(re.findall(r"\w+", search.casefold()))[:SEARCH_LIMIT]
    return tuple(filter(None, joined.split(",")))
