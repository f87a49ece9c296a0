"""Errors of generation.

    GenerationError
    ├── InvalidRequest        a value breaks a rule of the model; the message names both
    ├── QueueFull             the queue is at its limit
    ├── Cancelled             the request was cancelled
    ├── ServiceClosed         the service is closed
    ├── ModelUnavailable      weights are missing, corrupt or unreachable
    │   ├── DownloadFailed    a file could not be downloaded; has its name and a remedy
    │   └── LoraUnavailable   a LoRA is unreadable or incompatible; has its name
    ├── WorkerFailed          the worker process died on every retry of the request
    └── OutOfMemory           the smallest batch did not fit

Errors have their data as attributes; `str(error)` is one sentence, for members in the first four
classes and for operators in the others.
"""

from collections.abc import Mapping
from types import MappingProxyType


class GenerationError(Exception):
    """Base class of the errors of generation."""


class InvalidRequest(GenerationError):
    """A value breaks a rule.

    Args:
        field: name of the GenerationRequest field.
        value: the value received.
        rule: the values allowed, as the end of a sentence ("must be between 1 and 50").
        code: of the rule, for translations; see `generation.validation`.
        limits: parameters of the rule's sentence, by name ("low": "1", "high": "50").
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
    """The queue is full.

    Args:
        limit: units from which on the queue is full.
        eta_s: seconds until a request can be accepted, None while unknown.
    """

    def __init__(self, limit: int, eta_s: float | None) -> None:
        super().__init__(limit, eta_s)
        self.limit, self.eta_s = limit, eta_s

    def __str__(self) -> str:
        return f"The line is full: {self.limit} pictures or more are waiting already."


class Cancelled(GenerationError):
    """The request was cancelled before it was finished."""

    def __str__(self) -> str:
        return "Cancelled."


class ServiceClosed(GenerationError):
    """The service is closed to requests."""

    def __str__(self) -> str:
        return "The studio is closing and takes no more requests."


class ModelUnavailable(GenerationError):
    """The model cannot be loaded; the message gives the reason and a remedy."""


class DownloadFailed(ModelUnavailable):
    """A file could not be downloaded or does not match its checksum.

    Args:
        file: the file's name.
        reason: of the failure, as the end of a sentence that begins with the name.
        way_out: remedy for the operator, a sentence.
    """

    def __init__(self, file: str, reason: str, way_out: str) -> None:
        super().__init__(file, reason, way_out)
        self.file, self.reason, self.way_out = file, reason, way_out

    def __str__(self) -> str:
        return f"{self.file} {self.reason}. {self.way_out}"


class LoraUnavailable(ModelUnavailable):
    """A LoRA of an available model cannot be read, or is incompatible with the model.

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
    """The worker process died on every retry of the request."""

    def __str__(self) -> str:
        return "The picture machine failed on this request several times."


class OutOfMemory(GenerationError):
    """A batch of a single unit does not fit into memory."""

    def __str__(self) -> str:
        return "A picture of this size does not fit into this machine's memory."
