"""A generation service whose events the test writes; it does what the door promises, no more."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal, cast

from PIL import Image

from bot.generation_api import PictureChecker
from bot.jobs.picture_verdicts import PictureJudge
from bot.operations import Metrics
from bot.storage import Preferences, ServerPreferences
from generation import (
    AdmissionWindow,
    Animation,
    Cancelled,
    Event,
    Failed,
    Finished,
    GenerationRequest,
    InvalidRequest,
    ModelInfo,
    ModelUnavailable,
    Picture,
    PreparedRequest,
    Queued,
    QueueFull,
    ServiceClosed,
    ServiceStatus,
    Timings,
)
from generation.validation import validation_error

TINY = ModelInfo(
    name="starter",
    summary="A model for tests.",
    sizes=((128, 128), (128, 192)),
    steps=20,
    max_steps=50,
    guidance=4.0,
    max_guidance=20.0,
    max_tokens=30,
)

TIMINGS = Timings(
    queue_s=0.5,
    encode_s=0.04,
    denoise_s=1.5,
    decode_s=0.11,
    total_s=2.2,
    steps_per_s=13.3,
    precision="bfloat16",
    engine="graph",
)


def png(size_bytes: int = 0) -> bytes:
    """One grey pixel as PNG, padded in a text chunk to at least `size_bytes`."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"tEXt", b"Comment\0" + b"." * size_bytes) + chunk(
        b"IDAT", zlib.compress(b"\0\x80")
    )
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def webp(frames: int) -> bytes:
    """Frames of noise, animated."""
    noise = [Image.effect_noise((64, 64), 80).convert("RGB") for _ in range(frames)]
    buffer = BytesIO()
    noise[0].save(buffer, "WEBP", save_all=True, append_images=noise[1:], duration=80, loop=0)
    return buffer.getvalue()


def drawn(
    request: GenerationRequest,
    unknown: tuple[str, ...] = (),
    size_bytes: int = 0,
    cut: str = "",
) -> Finished:
    """What a request that went well ends with."""
    if request.morph:
        size = request.width, request.height
        seeds = request.seed, *(key.seed for key in request.morph)
        keyframes = tuple(Picture(png(), seed, *size) for seed in seeds)
        return Finished(keyframes, TIMINGS, unknown, cut, Animation(webp(request.frames), b"GIF"))
    pictures = tuple(
        Picture(png(size_bytes), seed, request.width, request.height) for seed in request.seeds()
    )
    return Finished(pictures, TIMINGS, unknown, cut)


@dataclass
class FakeModel:
    """A model besides the default one."""

    info: ModelInfo
    loras: tuple[str, ...] = ()
    status: ServiceStatus = field(default_factory=lambda: ServiceStatus("ready"))


class FakeChecker:
    """Finds every picture as unsafe as the test says.

    Args:
        score: of each picture, or what is raised instead.
    """

    def __init__(self, score: float | Exception = 0.0) -> None:
        self.score = score
        self.checked: list[Sequence[bytes]] = []

    async def start(self) -> None:
        """Nothing has to be started."""

    async def check(self, pictures: Sequence[bytes]) -> tuple[float, ...]:
        self.checked.append(pictures)
        if isinstance(self.score, Exception):
            raise self.score
        return (self.score,) * len(pictures)

    async def close(self) -> None:
        """Nothing has to be closed."""


class ServerBands:
    """Preferences of a server for which nobody has set any, or those of the test."""

    def __init__(self, choices: ServerPreferences | None = None) -> None:
        self.choices = choices or ServerPreferences()

    async def server(self, _guild_id: int) -> ServerPreferences:
        return self.choices


def picture_judge(
    checker: PictureChecker | None = None, choices: ServerPreferences | None = None
) -> PictureJudge:
    """Make a judge of pictures, which allows all unless the checker finds something."""
    preferences = cast("Preferences", ServerBands(choices))
    return PictureJudge(checker or FakeChecker(), preferences, Metrics())


class FakeService:
    """Holds every request until the test says what becomes of it.

    Args:
        limit: requests that it holds at once.
        others: models that are offered besides the default one.
    """

    def __init__(self, limit: int = 64, others: Sequence[FakeModel] = ()) -> None:
        self.info = TINY
        self.others = {one.info.name: one for one in others}
        self.status = ServiceStatus("ready")
        self.limit = limit
        self.loras: tuple[str, ...] = ("pixel-art", "watercolour")
        self.worker_deaths = 0
        self.requests: list[GenerationRequest] = []
        self.prepared: list[PreparedRequest] = []
        self.cancelled: list[str] = []
        self.closed = False
        self._events: dict[str, asyncio.Queue[Event]] = {}
        self._unfinished: set[str] = set()

    @property
    def models(self) -> tuple[str, ...]:
        return (self.info.name, *self.others)

    def model(self, name: str) -> "FakeModel | FakeService":
        if name in ("", self.info.name):
            return self
        if name not in self.others:
            choices = ", ".join(self.models)
            rule = f"must be one of {choices}"
            raise InvalidRequest("model", name, rule, "one-of", {"choices": choices})
        return self.others[name]

    async def start(self) -> None:
        """Nothing has to be started."""

    async def ready(self) -> None:
        if self.status.phase == "unavailable":
            raise ModelUnavailable(self.status.detail)

    def submit(self, prepared: PreparedRequest) -> AsyncIterator[Event]:
        request = prepared.request
        if self.closed:
            raise ServiceClosed
        if request.id in self._unfinished:
            raise validation_error("id", request.id, "unused-id")
        if len(self._unfinished) >= self.limit:
            raise QueueFull(self.limit, 90.0)
        self.requests.append(request)
        self.prepared.append(prepared)
        events = self._events[request.id] = asyncio.Queue()
        events.put_nowait(Queued(len(self._unfinished), None))
        self._unfinished.add(request.id)
        return self._until_the_end(events)

    def tell(self, request: GenerationRequest, event: Event) -> None:
        """Let something become of a request."""
        self._events[request.id].put_nowait(event)
        if isinstance(event, Finished | Failed):
            self._unfinished.discard(request.id)

    def finish(self, *unknown: str, size_bytes: int = 0, cut: str = "") -> None:
        """Draw everything that waits."""
        for request in self.requests:
            if request.id in self._unfinished:
                self.tell(request, drawn(request, unknown, size_bytes, cut))

    def forecast(
        self, requests: Sequence[PreparedRequest], window: AdmissionWindow
    ) -> list[float | None]:
        return [None for _ in requests]

    def cancel(self, request_id: str) -> bool:
        self.cancelled.append(request_id)
        there = request_id in self._unfinished
        if there:
            self._unfinished.discard(request_id)
            self._events[request_id].put_nowait(Failed(Cancelled()))
        return there

    def phase(self, phase: Literal["loading", "warming", "ready", "unavailable"]) -> None:
        """Let the model be as the phase says."""
        self.status = ServiceStatus(phase, "told by the test")

    async def close(self) -> None:
        self.closed = True
        for request in self.requests:
            if request.id in self._unfinished:
                self.tell(request, Failed(Cancelled()))

    @staticmethod
    async def _until_the_end(events: asyncio.Queue[Event]) -> AsyncIterator[Event]:
        while True:
            event = await events.get()
            yield event
            if isinstance(event, Finished | Failed):
                return
