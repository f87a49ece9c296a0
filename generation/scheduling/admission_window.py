"""Capacity of a service for requests that are submitted and unfinished at once."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from generation.request import GenerationRequest


@dataclass(frozen=True, slots=True)
class AdmissionWindow:
    """Capacity for requests that are submitted and unfinished at once; others follow as these end.

    Args:
        units: pictures, frames and tiles; infinite for a service that takes all at once.
    """

    units: float = math.inf

    @property
    def max_share(self) -> float:
        """Units that one request counts for at most: half, so that others share its batches."""
        return self.units / 2

    def share(self, request: GenerationRequest) -> int:
        """Compute the units that a request counts for."""
        return int(min(request.units, self.max_share))

    def room(self, requests: Iterable[GenerationRequest]) -> float:
        """Compute the units that are left beside requests; negative if those exceed the window."""
        return self.units - sum(map(self.share, requests))


UNLIMITED = AdmissionWindow()
