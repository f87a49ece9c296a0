"""Every request that came, and what was answered."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.wire.faults import Fault
from tests.wire.messages import Incoming
from tests.wire.model import Application

_INVALID = {401, 403, 429}
_WINDOW_S = 600.0


@dataclass(eq=False)
class Call:
    """A request, by the monotonic clock; `status` is None while and where none was answered."""

    method: str
    path: str
    query: dict[str, str]
    json: Any = field(default=None, repr=False)
    files: dict[int, Incoming] = field(default_factory=dict, repr=False)
    kind: str = "application/json"
    size: int = 0
    authorization: str | None = field(default=None, repr=False)
    at: float = field(default_factory=time.monotonic)
    route: str = ""
    application: Application | None = field(default=None, repr=False)
    violation: str | None = None
    fault: Fault | None = field(default=None, repr=False)
    took_effect: bool = False
    status: int | None = None
    code: int = 0
    answer_s: float | None = None

    @property
    def body(self) -> dict[str, Any]:
        return self.json if isinstance(self.json, dict) else {}

    @property
    def bot(self) -> Application:
        assert self.application, "the route asked for a bot's token"
        return self.application


class Journal:
    """The requests, oldest first.

    Args:
        keep_bodies: keep their JSON and files; a load bench has no memory for them.
    """

    def __init__(self, keep_bodies: bool) -> None:
        self.calls: list[Call] = []
        self._keep_bodies = keep_bodies

    def add(self, call: Call) -> None:
        self.calls.append(call)

    def answered(self, call: Call, status: int | None, code: int) -> None:
        call.status, call.code = status, code
        call.answer_s = time.monotonic() - call.at
        if not self._keep_bodies:
            call.json, call.files = None, {}

    def find(self, method: str = "*", path: str = "*") -> list[Call]:
        return [
            call
            for call in self.calls
            if method in ("*", call.method) and fnmatchcase(call.path, path)
        ]

    def invalid(self) -> int:
        """Count what Discord would count toward banning this address."""
        return sum(call.status in _INVALID for call in self._recent())

    def _recent(self) -> Iterator[Call]:
        since = time.monotonic() - _WINDOW_S
        for call in reversed(self.calls):
            if call.at < since:
                return
            yield call
