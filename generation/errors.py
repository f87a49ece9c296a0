"""What can go wrong in generation.

    GenerationError
    ├── InvalidRequest        the request breaks a rule of the model; the sentence names both
    ├── QueueFull             the waiting line is at its bound
    ├── Cancelled             somebody took the request back
    ├── ServiceClosed         the service is closed
    ├── ModelUnavailable      weights are missing, corrupt or unreachable
    │   ├── DownloadFailed    one file could not be fetched; carries its name and the way out
    │   └── LoraUnavailable   a LoRA cannot be read, or is for another model; carries its name
    ├── WorkerFailed          the worker process died more often than a request is retried
    └── OutOfMemory           the smallest batch did not fit

Errors carry data; `str(error)` is one sentence that may be shown to the person concerned:
members for the first four, operators for the rest.
"""

from collections.abc import Mapping
from types import MappingProxyType


class GenerationError(Exception):
    """Anything that generation refuses or fails at."""


class InvalidRequest(GenerationError):
    """A value breaks a rule.

    Args:
        field: name of the GenerationRequest field.
        value: what was received.
        rule: what is allowed, as the end of a sentence ("must be between 1 and 50").
        code: of the rule, for whoever says the same in another language; see
            `generation.validation`.
        limits: what is particular in the rule's sentence, by name ("low": "1", "high": "50").
    """

    def __init__(
        self,
        field: str,
        value: object,
        rule: str,
        code: str = "other",
        limits: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(field, value, rule, code, dict(limits))
        self.field, self.value, self.rule = field, value, rule
        self.code, self.limits = code, dict(limits)

    def __str__(self) -> str:
        return f"{self.field} {self.rule}. You gave {self.value}."


class QueueFull(GenerationError):
    """The line is full.

    Args:
        limit: pictures from which on the line is full.
        eta_s: seconds until there is room, None while unknown.
    """

    def __init__(self, limit: int, eta_s: float | None) -> None:
        super().__init__(limit, eta_s)
        self.limit, self.eta_s = limit, eta_s

    def __str__(self) -> str:
        return f"The line is full: {self.limit} pictures or more are waiting already."


class Cancelled(GenerationError):
    """The request was taken back before it was finished."""

    def __str__(self) -> str:
        return "Cancelled."


class ServiceClosed(GenerationError):
    """The service takes no more requests."""

    def __str__(self) -> str:
        return "The studio is closing and takes no more requests."


class ModelUnavailable(GenerationError):
    """The model cannot be loaded; the message says why and what to do."""


class DownloadFailed(ModelUnavailable):
    """A file could not be fetched or does not match its checksum.

    Args:
        file: the file's name.
        reason: what happened, as the end of a sentence.
        way_out: what the operator can do, a sentence.
    """

    def __init__(self, file: str, reason: str, way_out: str) -> None:
        super().__init__(file, reason, way_out)
        self.file, self.reason, self.way_out = file, reason, way_out

    def __str__(self) -> str:
        return f"{self.file} {self.reason}. {self.way_out}"


class LoraUnavailable(ModelUnavailable):
    """A LoRA cannot be read, or does not fit the model, which itself is there.

    Args:
        name: of the LoRA.
        reason: a sentence for operators.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason

    def __str__(self) -> str:
        return self.reason


class WorkerFailed(GenerationError):
    """The worker process died again and again on this request."""

    def __str__(self) -> str:
        return "The picture machine failed on this request several times."


class OutOfMemory(GenerationError):
    """Even one picture at a time does not fit into memory."""

    def __str__(self) -> str:
        return "A picture of this size does not fit into this machine's memory."
