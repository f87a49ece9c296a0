"""The bot in a process of its own, on the wire at WIRE_URL: all of it real but the model.

    python -m benchmarks.faults.process

It can be told to die at one point, which a kill from outside could not hit.
"""

import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import heap
from benchmarks.stub import StubChecker, StubService
from bot import app, composition
from bot.config.settings import Settings, load_settings
from bot.delivery.discord_posts import DiscordPosts
from bot.delivery.discord_transport import DiscordTransport
from bot.generation_api import PictureService
from bot.jobs import maintenance
from bot.operations import logs
from bot.runtime import event_loop
from bot.storage import Jobs, Reviews
from generation import GenerationFleet
from generation.images import picture_decoder
from generation.safety import onnx_checker
from tests.wire.pointing import pointed_at

LEASE_S, PIPELINE, DIES, HANG_S = "FAULT_LEASE_S", "FAULT_PIPELINE", "FAULT_DIES", "FAULT_HANG_S"
# Seconds between two looks for what is too old.
PRUNE_S = "FAULT_PRUNE_S"
# The module of the process in which pictures are decoded.
DECODER = "FAULT_DECODER"
# The module of the process in which pictures are checked.
CHECKER = "FAULT_CHECKER"
# A file with the seconds that a request takes: then the generation is a stub in this process.
STUB = "FAULT_STUB"
# A folder for a snapshot of the heap at each SIGUSR1.
HEAP = "FAULT_HEAP"
# Where it dies: the class, its method, and whether the method has done its work by then.
POINTS: dict[str, tuple[type[Any], str, bool]] = {
    "before finish": (Jobs, "finish", False),
    "after post": (DiscordTransport, "post", True),
    "after card": (DiscordPosts, "send", True),
    "after decision": (Reviews, "decide", True),
}


def main() -> None:
    """Serve until a signal, or until the point at which it is to die."""
    # Where a clock is shifted it is this process's: the worker's sleeps would fail of it.
    os.environ.pop("LD_PRELOAD", None)
    composition.LEASE_S = float(os.environ.get(LEASE_S, "60"))
    maintenance.PRUNE_S = float(os.environ.get(PRUNE_S, "3600"))
    picture_decoder.MODULE = os.environ.get(DECODER, picture_decoder.MODULE)
    if point := os.environ.get(DIES):
        _die_at(*POINTS[point])
    if folder := os.environ.get(HEAP):
        heap.write_on_signal(Path(folder))
    onnx_checker.MODULE = os.environ.get(CHECKER, onnx_checker.MODULE)
    if STUB in os.environ:
        # What is stubbed is drawn faster than it could be checked.
        vars(composition)["OnnxChecker"] = StubChecker
    settings = load_settings(None)
    logs.set_up(settings.log_level)
    with pointed_at(os.environ["WIRE_URL"]):
        event_loop.run(app.run(settings, _service(settings)))


def _service(settings: Settings) -> PictureService:
    if stub := os.environ.get(STUB):
        return StubService(Path(stub))
    config = replace(settings.service_config(), hang_s=float(os.environ.get(HANG_S, "600")))
    pipeline = os.environ.get(PIPELINE, "benchmarks.faults.pipelines:paced")
    return GenerationFleet([config], pipeline=pipeline)


def _die_at(kind: type[Any], name: str, done: bool) -> None:
    real: Callable[..., Awaitable[Any]] = getattr(kind, name)

    async def deadly(self: Any, *given: Any) -> Any:
        if done:
            await real(self, *given)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(kind, name, deadly)


if __name__ == "__main__":
    main()
