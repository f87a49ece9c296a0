"""Frozen dataclasses of jobs, deliveries and pictures, and their mapping from rows."""

import enum
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter

from generation import GenerationRequest


class State(enum.StrEnum):
    """State of a job.

    preparing ─▶ queued ⇄ running ─▶ outgoing ─▶ delivered
       │            │        │          ├──────▶ failed       with a notice, or with one stored
       └────────────┴────────┴──────────┴──────▶ cancelled

    While a job is prepared (its files are fetched and decoded) it has its rank and is charged, and
    cannot be claimed. A job that its member cancels is outgoing, too, until the message about it
    is posted.
    """

    PREPARING = "preparing"
    QUEUED = "queued"
    RUNNING = "running"
    OUTGOING = "outgoing"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (State.PREPARING, State.QUEUED, State.RUNNING)
# Replaces the request of a job whose pictures have it.
ERASED = ""


class DeliveryState(enum.StrEnum):
    """State of a delivery: waiting ⇄ sending ─▶ sent | stored."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    STORED = "stored"


class Route(enum.StrEnum):
    """Route of a message: an edit of the interaction's response, or a message in the channel."""

    EDIT = "edit"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class JobRequest:
    """Order of a member: a request with its interaction in Discord.

    Args:
        interaction_id: id of the interaction; unique, and the marker of every message about it.
        application_id: Discord application of the command.
        guild_id: the server.
        channel_id: channel of the interaction and of the response.
        user_id: the requesting member.
        member: their display name.
        upload_limit: largest size of a file in the channel, in bytes.
        interaction_token: token that edits the interaction's response; None once it is erased.
        request: the request; one that was loaded lacks the bytes of its start picture.
        locale: Discord's locale of the member.
        spoiler: whether the pictures are hidden until a click.
        still: whether an animation is shown as a still picture first.
        sources: SHA-256 of the start picture and of its mask, as far as there are any.
        parents: ids of the pictures that this one descends from.
        due_at: time at which it joins the queue, in seconds since 1970 by the database's clock,
            if its limits make it wait.
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
        """Id of the job, which is that of its request."""
        return self.request.id


@dataclass(frozen=True, slots=True)
class Job:
    """Accepted order that this process has claimed for a lease.

    Args:
        order: the order.
        fence: number that grows with every claim; a process with an older one has lost the job.
        attempts: number of claims, this one included.
        waited_s: seconds from its due time to this claim.
    """

    order: JobRequest
    fence: int
    attempts: int
    waited_s: float

    @property
    def id(self) -> str:
        """Id of the job."""
        return self.order.id


@dataclass(frozen=True, slots=True)
class Attachment:
    """Picture of a message.

    Args:
        sha256: SHA-256 of its content.
        name: file name.
        alt: alternative text.
    """

    sha256: str
    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Message:
    """Message about the outcome of a job.

    Args:
        outcome: state of the job once the message is posted: delivered, failed or cancelled.
        content: the text.
        files: the attachments.
        reason: why there are no pictures, in a word.
        pictures: ids of the pictures whose buttons the message has.
    """

    outcome: State
    content: str
    files: tuple[Attachment, ...] = ()
    reason: str | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """Message that this process posts under a lease.

    Args:
        order: the order that it answers.
        message: the message.
        route: the route that it is posted by.
        fence: number that grows with every attempt.
        attempts: number of attempts, this one included.
        age_s: seconds from the job's due time to the start of this attempt.
    """

    order: JobRequest
    message: Message
    route: Route
    fence: int
    attempts: int
    age_s: float


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """Picture of a job, with the data of its buttons.

    Args:
        id: id of the picture in its buttons.
        job_id: id of its job; the pictures of one job are in one message.
        place: index in that message, from 0.
        guild_id: the server.
        channel_id: channel of the message.
        message_id: id of the message; None until it is posted.
        user_id: the requesting member.
        member: their display name at that time.
        sha256: SHA-256 of the file.
        model: name of the model.
        request: request of this picture alone, without the bytes of its start picture.
        sources: SHA-256 of the start picture and of its mask, as far as there are any.
        seconds: duration from the request to the picture.
        created_at: seconds since 1970 by the database's clock; 0 before it is stored.
        spoiler: whether it is hidden until a click.
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
    """Serialize a request as JSON without the bytes of pictures, which are in the file store."""
    start = request.start and replace(request.start, picture=b"", mask=b"")
    whole = asdict(replace(request, start=start))
    text = json.dumps(whole, default=bytes.decode, ensure_ascii=False)
    # Half a surrogate pair stays an escape: no database accepts it unescaped.
    return text.encode("utf-8", "backslashreplace").decode()


def load_job_request(row: Any) -> JobRequest:
    """Build an order from a row of jobs."""
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
    """Parse a request from JSON."""
    return _REQUEST.validate_python(json.loads(text))


def unit_request(request: GenerationRequest, place: int) -> GenerationRequest:
    """Build the request of one picture of a job; a morph is one picture.

    The prompt keeps its wildcards: a repetition of the picture draws them again.

    Args:
        request: the job's request.
        place: index of the picture in the job, from 0.
    """
    return request if request.morph else replace(request.alone(place), prompt=request.prompt)


def load_picture(row: Any) -> PictureRecord:
    """Build a picture from a row of pictures, with its job's request as `job_request`."""
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
    """Serialize ids or hashes as JSON."""
    return json.dumps(names)


def load_names(text: str) -> tuple[str, ...]:
    """Parse ids or hashes from JSON."""
    return _NAMES.validate_json(text)


def dump_files(files: tuple[Attachment, ...]) -> str:
    """Serialize the attachments of a message as JSON."""
    return _FILES.dump_json(files).decode()


def load_files(text: str) -> tuple[Attachment, ...]:
    """Parse the attachments of a message from JSON."""
    return _FILES.validate_json(text)
