"""What is kept of a job and of its delivery, as frozen dataclasses."""

import enum
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter

from generation import GenerationRequest


class State(enum.StrEnum):
    """Where a job is.

    preparing ─▶ queued ⇄ running ─▶ outgoing ─▶ delivered
       │            │        │          ├──────▶ failed       with a notice, or with one stored
       └────────────┴────────┴──────────┴──────▶ cancelled

    While a job is prepared (its files are fetched and decoded) it has its place and its price, and
    nobody can claim it. What a member calls off is outgoing, too, until its channel is told.
    """

    PREPARING = "preparing"
    QUEUED = "queued"
    RUNNING = "running"
    OUTGOING = "outgoing"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (State.PREPARING, State.QUEUED, State.RUNNING)
# Stands in place of the request of a job whose pictures have it.
ERASED = ""


class DeliveryState(enum.StrEnum):
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
class JobRequest:
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
        request: what to draw; where it was written down, without the bytes of its start picture.
        locale: of Discord's, in which the member reads.
        spoiler: whether the pictures are hidden until somebody clicks on them.
        still: whether an animation is shown as a still picture first.
        sources: SHA-256 of the start picture and of its mask, as far as there are any.
        parents: ids of the pictures that this one descends from.
        due_at: when it joins the line, in seconds since 1970 by the database's clock, where its
            limits make it wait.
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
    locale: str = "en-US"
    spoiler: bool = False
    still: bool = False
    sources: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    due_at: float | None = None

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
        waited_s: seconds from when it was due to this claim.
    """

    order: JobRequest
    fence: int
    attempts: int
    waited_s: float

    @property
    def id(self) -> str:
        """The job's id."""
        return self.order.id


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture of a message: its content's SHA-256, its file name and its alt text."""

    sha256: str
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is to stand in the channel.

    Args:
        outcome: what the job has become once it stands there: delivered, failed or cancelled.
        content: the text.
        files: what is attached.
        reason: why there are none, in a word.
        pictures: ids of what was drawn, whose buttons stand under the message.
    """

    outcome: State
    content: str
    files: tuple[Attachment, ...] = ()
    reason: str | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way, held by this process under a lease.

    Args:
        order: whose it is.
        message: what is to be posted.
        route: how.
        fence: grows with every attempt.
        attempts: so far, this one included.
        age_s: seconds from when the job was due to when this attempt was begun.
    """

    order: JobRequest
    message: Message
    route: Route
    fence: int
    attempts: int
    age_s: float


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """A picture that was drawn, with all that its buttons need.

    Args:
        id: stands in the buttons.
        job_id: which job drew it; those of one job stand in one message.
        place: in that message, from 0.
        guild_id: the server.
        channel_id: where it was posted.
        message_id: as what; None until it is.
        user_id: who asked for it.
        member: their display name then.
        sha256: of the file.
        model: that drew it.
        request: for it alone, without the bytes of its start picture.
        sources: SHA-256 of the start picture and of its mask, as far as there are any.
        seconds: that it took, from when it was asked for.
        created_at: seconds since 1970 by the database's clock; 0 before it is written down.
        spoiler: whether it is hidden until somebody clicks on it.
    """

    id: str
    job_id: str
    place: int
    guild_id: int
    channel_id: int
    message_id: int | None
    user_id: int
    member: str
    sha256: str
    model: str
    request: GenerationRequest
    sources: tuple[str, ...] = ()
    seconds: float = 0.0
    created_at: float = 0.0
    spoiler: bool = False


_REQUEST = TypeAdapter(GenerationRequest)
_FILES = TypeAdapter(tuple[Attachment, ...])
_NAMES = TypeAdapter(tuple[str, ...])


def dump_request(request: GenerationRequest) -> str:
    """Write a request down as JSON, but for the bytes of pictures, which lie on the disk."""
    start = request.start and replace(request.start, picture=b"", mask=b"")
    whole = asdict(replace(request, start=start))
    text = json.dumps(whole, default=bytes.decode, ensure_ascii=False)
    # Half a surrogate pair stays an escape: no database takes it as it is.
    return text.encode("utf-8", "backslashreplace").decode()


def load_job_request(row: Any) -> JobRequest:
    """Read an order from a row of jobs."""
    return JobRequest(
        row.interaction_id,
        row.application_id,
        row.guild_id,
        row.channel_id,
        row.user_id,
        row.member,
        row.upload_limit,
        row.interaction_token,
        load_request(row.request),
        row.locale,
        row.spoiler,
        row.still,
        load_names(row.sources),
        load_names(row.parents),
        row.due_at if row.due_at > row.accepted_at else None,
    )


def load_request(text: str) -> GenerationRequest:
    """Read a request."""
    return _REQUEST.validate_python(json.loads(text))


def unit_request(request: GenerationRequest, place: int) -> GenerationRequest:
    """Copy a job's request as that of one of its pictures; a morph is one picture.

    The prompt's wildcards stay, for they are to be rolled again.
    """
    return request if request.morph else replace(request.unit_request(place), prompt=request.prompt)


def load_picture(row: Any) -> PictureRecord:
    """Read a picture from a row of pictures, with its job's request as `job_request`."""
    own = row.request
    return PictureRecord(
        row.id,
        row.job_id,
        row.place,
        row.guild_id,
        row.channel_id,
        row.message_id,
        row.user_id,
        row.member,
        row.sha256,
        row.model,
        load_request(own) if own else unit_request(load_request(row.job_request), row.place),
        load_names(row.sources),
        row.seconds,
        row.created_at,
        row.spoiler,
    )


def dump_names(names: tuple[str, ...]) -> str:
    """Write ids or hashes down as JSON."""
    return json.dumps(names)


def load_names(text: str) -> tuple[str, ...]:
    """Read ids or hashes."""
    return _NAMES.validate_json(text)


def dump_files(files: tuple[Attachment, ...]) -> str:
    """Write a message's pictures down as JSON."""
    return _FILES.dump_json(files).decode()


def load_files(text: str) -> tuple[Attachment, ...]:
    """Read a message's pictures."""
    return _FILES.validate_json(text)
