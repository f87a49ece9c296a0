"""Column types: texts that every database accepts, and Python objects that are stored as JSON."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, String, Table, Text, TypeDecorator, type_coerce
from sqlalchemy.engine import Dialect

from bot.verdicts import Verdict
from generation import GenerationRequest, PicturePrompts, PreparedRequest, Timings


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


_REQUEST = TypeAdapter(GenerationRequest)
_PROMPTS = TypeAdapter(tuple[PicturePrompts, ...])
_TIMINGS = TypeAdapter(Timings)
_VERDICT = TypeAdapter(Verdict)
_ATTACHMENTS = TypeAdapter(tuple[Attachment, ...])
_NAMES = TypeAdapter(tuple[str, ...])


def dump_request(request: GenerationRequest | PreparedRequest) -> str:
    """Serialize a request as JSON without the bytes of pictures, which are in the file store.

    A prepared one has its prompts as drawn beside the request's own fields.
    """
    written = request.request if isinstance(request, PreparedRequest) else request
    start = written.start and replace(written.start, picture=b"", mask=b"")
    values = asdict(replace(written, start=start))
    if isinstance(request, PreparedRequest):
        values["limits"] = request.limits
        if request.has_groups:
            values["prompts"] = [asdict(prompts) for prompts in request.prompts]
    return _dump_json(values)


def load_request(text: str) -> GenerationRequest:
    """Parse a request from JSON, also from that of a prepared one."""
    return _REQUEST.validate_python(json.loads(text))


def load_prepared(text: str) -> PreparedRequest:
    """Parse a prepared request from JSON, or a request that an earlier version stored."""
    values = json.loads(text)
    request = _REQUEST.validate_python(values)
    if "prompts" not in values:
        return replace(PreparedRequest.restore(request), limits=values.get("limits", ""))
    prompts = _PROMPTS.validate_python(values["prompts"])
    return PreparedRequest(request, prompts, values["limits"])


def _dump_json(value: Any) -> str:
    text = json.dumps(value, default=bytes.decode, ensure_ascii=False)
    # Half a surrogate pair stays an escape: no database accepts it unescaped.
    return text.encode("utf-8", "backslashreplace").decode()


class SafeText(TypeDecorator[str]):
    """Text of any origin in a form that every database accepts.

    PostgreSQL refuses NUL, both databases refuse half a surrogate pair; a text that is refused at
    the end of a job would be refused at every retry.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Remove the characters that cannot be stored.

        Args:
            value: any text, or None.
            dialect: of the database.
        """
        return value and value.replace("\0", "").encode("utf-8", "replace").decode()


class Reason(TypeDecorator[str]):
    """Reason of a state in a word or a sentence, cut at 60 characters."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """Cut the text.

        Args:
            value: any text, or None.
            dialect: of the database.
        """
        return value and value[:60]


class Json(TypeDecorator[Any]):
    """Python object as JSON; None as an empty text.

    Args:
        dump: object → JSON.
        load: JSON → object.
    """

    impl = Text
    cache_ok = True

    def __init__(self, dump: Callable[[Any], str], load: Callable[[str], Any]) -> None:
        super().__init__()
        self.dump, self.load = dump, load

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's
        """Serialize an object.

        Args:
            value: the object, or None.
            dialect: of the database.
        """
        return "" if value is None else self.dump(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's
        """Parse an object.

        Args:
            value: the stored text; None in a row of an outer join.
            dialect: of the database.
        """
        return self.load(value) if value else None


# Requests without the bytes of pictures, the times of a picture's stages, and verdicts.
REQUEST = Json(dump_request, load_request)
PREPARED_REQUEST = Json(dump_request, load_prepared)
TIMINGS = Json(lambda timings: _dump_json(asdict(timings)), _TIMINGS.validate_json)
VERDICT = Json(lambda verdict: _dump_json(asdict(verdict)), _VERDICT.validate_json)


class NameList(TypeDecorator[tuple[str, ...]]):
    """Ids or hashes as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's
        """Serialize the names.

        Args:
            value: the names.
            dialect: of the database.
        """
        return json.dumps(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002 - SQLAlchemy's
        """Parse the names.

        Args:
            value: the stored text.
            dialect: of the database.
        """
        return _NAMES.validate_json(value) if value else ()


class AttachmentList(TypeDecorator[tuple[Attachment, ...]]):
    """Attachments of a message as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Attachment, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's
        """Serialize the attachments.

        Args:
            value: the attachments.
            dialect: of the database.
        """
        return _dump_json([asdict(attachment) for attachment in value or ()])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Attachment, ...]:  # noqa: ARG002 - SQLAlchemy's
        """Parse the attachments.

        Args:
            value: the stored text.
            dialect: of the database.
        """
        return _ATTACHMENTS.validate_python(json.loads(value)) if value else ()


def stored_columns(table: Table) -> list[ColumnElement[Any]]:
    """List a table's columns as they are stored: Python objects as the JSON text."""
    objects = Json | NameList | AttachmentList
    return [
        type_coerce(column, Text).label(column.name) if isinstance(column.type, objects) else column
        for column in table.c
    ]
