"""Which function answers which request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.wire.journal import Call
from tests.wire.model import World

Handler = Callable[..., Any]


@dataclass(frozen=True)
class Route:
    """A handler takes the world, the call and the ids of the path; None is answered as 204.

    Attributes:
        template: the path as Discord's description has it.
        needs_bot: the bot's token is demanded; else the path carries a token of its own.
        limited: counted in a bucket. Callbacks are not.
    """

    template: str
    handler: Handler
    needs_bot: bool
    limited: bool

    def major(self, path: str) -> str:
        """Give the ids that have a bucket of their own: channel, server, or webhook and token."""
        pieces = path.split("/")
        return "/".join(pieces[1:4] if pieces[1] == "webhooks" else pieces[1:3])


_ROUTES: dict[tuple[str, int], list[tuple[list[str], Route]]] = {}


def route(
    method: str, template: str, needs_bot: bool = True, limited: bool = True
) -> Callable[[Handler], Handler]:
    """Let a function answer a path; of two that match, the first one named does."""

    def register(handler: Handler) -> Handler:
        pieces = template.split("/")
        found = Route(template, handler, needs_bot, limited)
        _ROUTES.setdefault((method, len(pieces)), []).append((pieces, found))
        return handler

    return register


def find(method: str, path: str) -> tuple[Route, list[str]] | None:
    """Find the route of a path and the ids in it."""
    pieces = path.split("/")
    for template, found in _ROUTES.get((method, len(pieces)), []):
        ids = _ids(template, pieces)
        if ids is not None:
            return found, ids
    return None


def _ids(template: list[str], pieces: list[str]) -> list[str] | None:
    ids = []
    for own, given in zip(template, pieces, strict=True):
        if own.startswith("{"):
            ids.append(given)
        elif own != given:
            return None
    return ids


def answer(found: Route, world: World, call: Call, ids: list[str]) -> Any:
    return found.handler(world, call, *ids)
