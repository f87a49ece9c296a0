"""Frozen dataclasses of jobs, deliveries and pictures, and their mapping from rows."""

import enum
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.storage.db.column_types import Attachment
from bot.verdicts import Verdict
from generation import GenerationRequest, PreparedRequest, Timings


class State(enum.StrEnum):
    """State of a job.

    preparing ─▶ queued ⇄ running ─▶ outgoing ─▶ delivered
       │  ↖ held ─▶ │        │ held ─▶  ├──────▶ failed       with a notice, or with one stored
       └────────────┴────────┴──────────┴──────▶ cancelled

    A job is held while a moderator decides: before it is queued about its prompt, and once it is
    drawn about its pictures.

    While a job is prepared (its files are fetched and decoded) it has its rank and is charged, and
    cannot be claimed. A job that its member cancels is outgoing, too, until the message about it
    is posted.
    """

    PREPARING = "preparing"
    HELD = "held"
    QUEUED = "queued"
    RUNNING = "running"
    OUTGOING = "outgoing"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (State.PREPARING, State.QUEUED, State.RUNNING)
# A member can cancel these.
CANCELLABLE = (*OPEN, State.HELD)
# Replaces the request of a job whose pictures have it.
ERASED = None


class DeliveryState(enum.StrEnum):
    """State of a delivery: held ─▶ waiting ⇄ sending ─▶ sent | stored."""

    HELD = "held"
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
        prepared: the request; one that was loaded lacks the bytes of its start picture.
        locale: Discord's locale of the member.
        spoiler: whether the pictures are hidden until a click.
        still: whether an animation is shown as a still picture first.
        approval: what of it waits for a moderator before it is published: "none", "prompt",
            "picture" or "both".
        sources: SHA-256 of the start picture and of its mask, as far as there are any.
        parents: ids of the pictures that this one descends from.
        action: of the button that asked for it; empty for a command.
        verdict: the strictest one so far on its words and pictures.
        thread_of: channel of the thread that it was asked for in; 0 outside threads.
        age_restricted: whether Discord marks its channel as age-restricted.
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
    prepared: PreparedRequest
    locale: str = "en-US"
    spoiler: bool = False
    still: bool = False
    approval: str = "none"
    sources: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    action: str = ""
    verdict: Verdict | None = None
    thread_of: int = 0
    age_restricted: bool = False
    due_at: float | None = None

    @property
    def request(self) -> GenerationRequest:
        """The request as it was asked for."""
        return self.prepared.request

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
class Message:
    """Message about the outcome of a job.

    Args:
        outcome: state of the job once the message is posted: delivered, failed or cancelled.
        content: the text.
        files: the attachments.
        reason: why there are no pictures, in a word.
        pictures: ids of the pictures whose buttons the message has.
        spoiler: whether its files are hidden until a click, whatever the job says.
        review_id: the review whose rejection it tells; empty for another message.
    """

    outcome: State
    content: str
    files: tuple[Attachment, ...] = ()
    reason: str | None = None
    pictures: tuple[str, ...] = ()
    spoiler: bool = False
    review_id: str = ""


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
        timings: times of the stages of its job; None for pictures from before they were kept.
        created_at: seconds since 1970 by the database's clock; 0 before it is stored.
        spoiler: whether it is hidden until a click.
        hidden: why it is not shown: "held" for a moderator, "blocked", "hidden" by a moderator,
            "reported" by several members, or "deleted"; None if it is.
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
    timings: Timings | None = None
    created_at: float = 0.0
    spoiler: bool = False
    hidden: str | None = None


_ORDER_COLUMNS = tuple(
    one.name for one in fields(JobRequest) if one.name not in ("prepared", "due_at")
)
_PICTURE_COLUMNS = tuple(one.name for one in fields(PictureRecord) if one.name != "request")


def order_columns(order: JobRequest) -> dict[str, Any]:
    """Build the columns of jobs that an order itself determines."""
    values = {name: getattr(order, name) for name in _ORDER_COLUMNS}
    return values | {"request": order.prepared}


def load_job_request(row: Any) -> JobRequest:
    """Build an order from a row of jobs."""
    due_at = row.due_at if row.due_at > row.accepted_at else None
    values = {name: getattr(row, name) for name in _ORDER_COLUMNS}
    return JobRequest(**values, prepared=row.request, due_at=due_at)


def picture_request(prepared: PreparedRequest, place: int) -> GenerationRequest:
    """Build the request of one picture of a job; a morph is one picture.

    The prompt keeps its wildcards: a repetition of the picture draws them again.

    Args:
        prepared: the job's request.
        place: index of the picture in the job, from 0.
    """
    whole = prepared.request
    return whole if whole.morph else replace(prepared.picture_request(place), prompt=whole.prompt)


def picture_columns(picture: PictureRecord) -> dict[str, Any]:
    """Build the columns of pictures that a picture determines, without its request and time."""
    values = {name: getattr(picture, name) for name in _PICTURE_COLUMNS if name != "created_at"}
    searched = ("mode", "sampler", "width", "height")
    return values | {name: getattr(picture.request, name) for name in searched}


def load_picture(row: Any) -> PictureRecord:
    """Build a picture from a row of pictures, with its job's request as `job_request`."""
    request = picture_request(row.job_request, row.place) if row.request is None else row.request
    return PictureRecord(**{name: getattr(row, name) for name in _PICTURE_COLUMNS}, request=request)
