"""Running averages of step, decoding and batch times, measured during normal operation."""

from dataclasses import dataclass, field

ImageSize = tuple[int, int]

# Weight of the newest measurement: follows a machine that gets busy within some ten batches,
# and does not jump with each.
NEWEST_WEIGHT = 0.3


@dataclass
class StepTimes:
    """Running averages of the seconds of a denoising step, a decoded picture and a step batch.

    Each average is None (or missing) before its first measurement.
    """

    _step_s: dict[tuple[ImageSize, int], float] = field(default_factory=dict)
    _decode_s: dict[ImageSize, float] = field(default_factory=dict)
    step_batch_s: float | None = None

    def record_step_batch(self, seconds: float) -> None:
        """Update the average time of a step batch, including encoding and decoding."""
        self.step_batch_s = _average(self.step_batch_s, seconds)

    def record_steps(self, shape: ImageSize, size: int, steps: int, seconds: float) -> None:
        """Update the average time of a denoising step.

        Args:
            shape: (width, height) in pixels.
            size: units in the batch, at least 1.
            steps: denoising steps measured, at least 1.
            seconds: time of all those steps.
        """
        key = (shape, size)
        self._step_s[key] = _average(self._step_s.get(key), seconds / steps)

    def record_decoding(self, shape: ImageSize, pictures: int, seconds: float) -> None:
        """Update the average time of decoding one picture.

        Args:
            shape: (width, height) in pixels.
            pictures: number of pictures decoded, at least 1.
            seconds: time of all of them.
        """
        self._decode_s[shape] = _average(self._decode_s.get(shape), seconds / pictures)

    def step_s(self, shape: ImageSize, size: int) -> float | None:
        """Estimate the time of one step of a batch.

        A batch that was never measured is scaled, by pixels, from the measured batch nearest in
        pixels.

        Args:
            shape: (width, height) in pixels.
            size: units in the batch, at least 1.

        Returns:
            Seconds, None before any measurement.
        """
        if (shape, size) in self._step_s:
            return self._step_s[shape, size]
        wanted = _pixels(shape, size)
        ratios = [(wanted / _pixels(*key), seconds) for key, seconds in self._step_s.items()]
        if not ratios:
            return None
        ratio, seconds = min(ratios, key=lambda pair: max(pair[0], 1 / pair[0]))
        return ratio * seconds

    def decode_s(self, shape: ImageSize) -> float:
        """Estimate the seconds of decoding one picture; 0 before its shape was measured."""
        return self._decode_s.get(shape, 0.0)


def _average(old: float | None, new: float) -> float:
    """Average speeds, not times, so that one slow batch that compiles barely shifts the mean."""
    new = max(new, 1e-9)
    return new if old is None else 1 / ((1 - NEWEST_WEIGHT) / old + NEWEST_WEIGHT / new)


def _pixels(shape: ImageSize, size: int) -> int:
    return shape[0] * shape[1] * size
