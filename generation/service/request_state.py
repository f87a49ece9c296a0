"""State of an accepted request: its events, its progress and its pictures so far."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from generation.prepared import PreparedRequest, UnitId
from generation.request import GenerationRequest
from generation.scheduling.messages import PromptNotes, StepBatch, StepBatchResult
from generation.types import (
    Assembled,
    BackendChoice,
    Event,
    Failed,
    Finished,
    Progress,
    Queued,
    RawImage,
    Timings,
)


@dataclass(eq=False, slots=True)
class RequestState:
    """State of an accepted request.

    Args:
        prepared: the request.
        submitted_s: time of submission, on the service's clock.
        began_s: time at which its first unit began; None while all of them wait.
        deaths: worker processes that died while it was running.
        done: whether its last event has been sent.
    """

    prepared: PreparedRequest
    submitted_s: float
    began_s: float | None = None
    deaths: int = 0
    done: bool = False
    _events: "asyncio.Queue[Event]" = field(default_factory=asyncio.Queue)
    _position: int | None = None
    _steps: dict[UnitId, int] = field(default_factory=dict)
    _previews: dict[UnitId, RawImage] = field(default_factory=dict)
    _pictures: dict[UnitId, RawImage] = field(default_factory=dict)
    _notes: PromptNotes = field(default_factory=PromptNotes)
    _encode_s: float = 0.0
    _denoise_s: float = 0.0
    _decode_s: float = 0.0

    async def events(self) -> AsyncIterator[Event]:
        """Iterate over the request's events; the last one is Finished or Failed."""
        while True:
            event = await self._events.get()
            yield event
            if isinstance(event, Finished | Failed):
                return

    @property
    def request(self) -> GenerationRequest:
        """The request as it was asked for."""
        return self.prepared.request

    @property
    def is_complete(self) -> bool:
        """Whether every unit is decoded; the pictures may not be encoded yet."""
        return len(self._pictures) == self.request.units

    def report_position(self, position: int, eta_s: float | None) -> None:
        """Send a Queued event if the position has changed.

        Args:
            position: requests ahead, from 0.
            eta_s: seconds until its pictures are expected, None if unknown.
        """
        if position != self._position:
            self._position = position
            self._events.put_nowait(Queued(position, eta_s))

    def record(self, step_batch: StepBatch, result: StepBatchResult) -> bool:
        """Record this request's part of a step batch.

        Args:
            step_batch: the worker's call.
            result: the worker's answer.

        Returns:
            Whether any of its units took part in the denoising.
        """
        mine = {id_: done for id_, done in result.steps.items() if id_[0] == self.request.id}
        pictures = {id_: p for id_, p in result.pictures.items() if id_[0] == self.request.id}
        self._steps |= mine
        self._previews |= {
            id_: preview for id_, preview in result.previews.items() if id_[0] == self.request.id
        }
        self._pictures |= pictures
        if any(unit.request.id == self.request.id for unit in step_batch.admit):
            self._encode_s += result.encode_s
            self._notes = result.notes.get(self.request.id, self._notes)
        self._denoise_s += result.denoise_s if mine else 0.0
        self._decode_s += result.decode_s if pictures else 0.0
        return bool(mine)

    def report_progress(self, eta_s: float | None) -> None:
        """Send a Progress event with the steps done, summed over all units."""
        total = self.request.calls * self.request.units
        previews = tuple(preview for _, preview in sorted(self._previews.items()))
        self._events.put_nowait(Progress(sum(self._steps.values()), total, eta_s, previews))

    def reset_progress(self) -> None:
        """Reset the steps of units that are not finished, after the worker lost their samples."""
        self._steps = {id_: done for id_, done in self._steps.items() if id_ in self._pictures}
        self._previews = {id_: p for id_, p in self._previews.items() if id_ in self._pictures}

    def end(self, event: Finished | Failed) -> None:
        """Send the last event."""
        self._events.put_nowait(event)
        self.done = True

    @property
    def pictures(self) -> tuple[RawImage, ...]:
        """The decoded units so far, in order."""
        return tuple(picture for _, picture in sorted(self._pictures.items()))

    def build_finished_event(
        self, assembled: Assembled, assembled_s: float, now_s: float, choice: BackendChoice
    ) -> Finished:
        """Build the last event of a request that succeeded.

        Args:
            assembled: its encoded pictures and its animation.
            assembled_s: seconds of assembling and encoding them.
            now_s: time on the service's clock.
            choice: precision and engine in use.
        """
        began_s = self.submitted_s if self.began_s is None else self.began_s
        timings = Timings(
            queue_s=began_s - self.submitted_s,
            encode_s=self._encode_s,
            denoise_s=self._denoise_s,
            decode_s=self._decode_s + assembled_s,
            total_s=now_s - self.submitted_s,
            steps_per_s=self.request.calls * self.request.units / max(self._denoise_s, 1e-9),
            precision=choice.precision,
            engine=choice.engine,
        )
        pictures, animation = assembled
        return Finished(pictures, timings, self._notes.unknown_words, self._notes.cut, animation)
