"""How long the work takes here, learned from the work itself."""

from dataclasses import dataclass, field

ImageSize = tuple[int, int]

# Weight of the newest measurement: follows a machine that gets busy within some ten slices,
# and does not jump with each.
NEWEST = 0.3


@dataclass
class StepTimes:
    """Running averages of the seconds that a denoising step, a decoded picture and a whole slice
    take; None before any measurement.
    """

    _step_s: dict[tuple[ImageSize, int], float] = field(default_factory=dict)
    _decode_s: dict[ImageSize, float] = field(default_factory=dict)
    slice_s: float | None = None

    def record_slice(self, seconds: float) -> None:
        """Learn from a slice, whatever was done in it."""
        self.slice_s = _average(self.slice_s, seconds)

    def record_steps(self, shape: ImageSize, size: int, steps: int, seconds: float) -> None:
        """Learn from `steps` shared denoising steps of `size` pictures."""
        key = (shape, size)
        self._step_s[key] = _average(self._step_s.get(key), seconds / steps)

    def record_decoding(self, shape: ImageSize, pictures: int, seconds: float) -> None:
        """Learn from decoding `pictures` pictures."""
        self._decode_s[shape] = _average(self._decode_s.get(shape), seconds / pictures)

    def step_s(self, shape: ImageSize, size: int) -> float | None:
        """Estimate one step of a batch.

        What was never measured is scaled, by pixels, from the measured batch nearest in pixels.

        Args:
            shape: (width, height) in pixels.
            size: pictures in the batch, at least 1.

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
        """Estimate the seconds of decoding one picture, 0 before its shape was measured."""
        return self._decode_s.get(shape, 0.0)


def _average(old: float | None, new: float) -> float:
    """Average speeds, not times: the one slow slice that compiles does not colour the next ten."""
    new = max(new, 1e-9)
    return new if old is None else 1 / ((1 - NEWEST) / old + NEWEST / new)


def _pixels(shape: ImageSize, size: int) -> int:
    return shape[0] * shape[1] * size
