"""What is kept of a job and of its delivery, as frozen dataclasses."""

import enum
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import TypeAdapter

from generation import GenerationRequest


class State(enum.StrEnum):
    """Where a job is.

    queued ⇄ running ─▶ outgoing ─▶ delivered
       │        │          ├──────▶ failed       with a notice, or with one stored
       └────────┴──────────┴──────▶ cancelled
    """

    QUEUED = "queued"
    RUNNING = "running"
    OUTGOING = "outgoing"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (State.DELIVERED, State.FAILED, State.CANCELLED)


class Sending(enum.StrEnum):
    """Where a delivery is: waiting ⇄ sending ─▶ sent | stored."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    STORED = "stored"


class Route(enum.StrEnum):
    """How a delivery reaches its channel."""

    EDIT = "edit"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Order:
    """A request as it was made in Discord.

    Args:
        interaction_id: of the command; unique, and the marker of every message about it.
        application_id: whose command it was.
        guild_id: the server.
        channel_id: where it was asked, and is answered.
        user_id: who asked.
        member: their display name.
        upload_limit: bytes that a file may have there.
        interaction_token: edits the first answer.
        request: what to draw.
    """

    interaction_id: int
    application_id: int
    guild_id: int
    channel_id: int
    user_id: int
    member: str
    upload_limit: int
    interaction_token: str | None = field(repr=False)
    request: GenerationRequest

    @property
    def id(self) -> str:
        """The job's id, which is its request's."""
        return self.request.id


@dataclass(frozen=True, slots=True)
class Job:
    """An accepted order, held by this process under a lease.

    Args:
        order: what was asked.
        fence: grows with every claim; who has an older one has lost the job.
        attempts: claims so far, this one included.
        waited_s: seconds from its acceptance to this claim.
    """

    order: Order
    fence: int
    attempts: int
    waited_s: float

    @property
    def id(self) -> str:
        """The job's id."""
        return self.order.id


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture of a message: its content's SHA-256, its file name and its alt text."""

    sha256: str
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is to stand in the channel.

    Args:
        outcome: what the job has become once it stands there: delivered or failed.
        content: the text.
        files: the pictures.
        reason: why there are none, in a word.
    """

    outcome: State
    content: str
    files: tuple[Attached, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way, held by this process under a lease.

    Args:
        order: whose it is.
        message: what is to be posted.
        route: how.
        fence: grows with every attempt.
        attempts: so far, this one included.
        age_s: seconds since the job was accepted.
    """

    order: Order
    message: Message
    route: Route
    fence: int
    attempts: int
    age_s: float


_REQUEST = TypeAdapter(GenerationRequest)
_FILES = TypeAdapter(tuple[Attached, ...])


def written(request: GenerationRequest) -> str:
    """Write a request down as JSON."""
    return json.dumps(asdict(request))


def order_of(row: Any) -> Order:
    """Read an order from a row of jobs."""
    return Order(
        row.interaction_id,
        row.application_id,
        row.guild_id,
        row.channel_id,
        row.user_id,
        row.member,
        row.upload_limit,
        row.interaction_token,
        _REQUEST.validate_python(json.loads(row.request)),
    )


def written_files(files: tuple[Attached, ...]) -> str:
    """Write a message's pictures down as JSON."""
    return _FILES.dump_json(files).decode()


def files_of(text: str) -> tuple[Attached, ...]:
    """Read a message's pictures."""
    return _FILES.validate_json(text)
