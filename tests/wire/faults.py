"""What goes wrong, and how often: scripted by method and path."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from tests.wire.errors import ApiError


@dataclass(eq=False)
class Fault:
    """One thing that goes wrong with matching requests.

    Args:
        method: "PATCH", or "*".
        path: a glob on the path below /api/v10: "*/messages/@original".
        status: what is answered; None lets the request through, late or reset.
        code: Discord's code in the body.
        message: the text beside it.
        retry_after_s: of a 429.
        is_global: of a 429.
        cloudflare: a 429 of Cloudflare's, which discord.py raises without waiting.
        reset: the connection is reset in place of an answer. aiohttp repeats GET, PUT and DELETE
            once by itself, so that it takes two of them to be noticed.
        took_effect: Discord did what was asked before it failed, and the client never hears.
        delay_s: how long everything takes before anything happens.
        hang: nothing is answered until the fault is removed; then the connection is reset.
        times: how many requests it meets; None for ever.
        skip: how many matching requests pass before the first.
        chance: the share of matching requests that it meets.
    """

    method: str
    path: str
    status: int | None = None
    code: int = 0
    message: str = ""
    retry_after_s: float = 1.0
    is_global: bool = False
    cloudflare: bool = False
    reset: bool = False
    took_effect: bool = False
    delay_s: float = 0.0
    hang: bool = False
    times: int | None = 1
    skip: int = 0
    chance: float = 1.0
    hits: int = 0
    removed: asyncio.Event = field(default_factory=asyncio.Event)

    def remove(self) -> None:
        """Let it happen no more."""
        self.removed.set()

    @property
    def over(self) -> bool:
        return self.removed.is_set() or (self.times is not None and self.hits >= self.times)

    @property
    def refuses(self) -> bool:
        return self.status is not None or self.reset or self.hang

    async def wait(self) -> None:
        if self.delay_s:
            await asyncio.sleep(self.delay_s)
        if self.hang:
            await self.removed.wait()

    def error(self) -> ApiError:
        assert self.status is not None
        kind = (self.status, self.code, self.message or f"{self.status}: scripted")
        if self.status != 429:
            return ApiError(kind)
        more = {"retry_after": self.retry_after_s, "global": self.is_global}
        return ApiError((429, self.code, "You are being rate limited."), **more)


class Faults:
    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._random = random.Random(0)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._faults)

    def add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        for fault in self._faults:
            fault.remove()
        self._faults.clear()

    def meet(self, method: str, path: str) -> Fault | None:
        """Find the first fault that this request meets, and count it."""
        for fault in self._faults:
            if not fault.over and self._meets(fault, method, path):
                fault.hits += 1
                return fault
        return None

    def _meets(self, fault: Fault, method: str, path: str) -> bool:
        if fault.method not in (method, "*") or not fnmatchcase(path, fault.path):
            return False
        if fault.skip > 0:
            fault.skip -= 1
            return False
        return fault.chance >= 1 or self._random.random() < fault.chance
