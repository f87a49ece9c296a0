"""Redaction of the log at every level: tokens, passwords, and text of members.

Secrets have a known form or value and are masked wherever they occur. Text of members has no form,
so it is excluded by its source:

- Of the arguments of a library's log calls only numbers and plain words are shown. DEBUG lines of
  discord.py hold whole interactions and messages, those of aiosqlite and SQLAlchemy the values of
  every statement.
- Of an error only the class is shown, unless its text cannot echo text of a member.

The lines of this project are trusted: they name jobs, never prompts.
"""

import copy
import logging
import re
import traceback
from collections.abc import Iterable, Iterator

MASK = "***"
# Characters. Masking a shorter text would mask parts of words.
MIN_SECRET = 8

# Packages whose log calls were reviewed, and our own.
_TRUSTED = frozenset({"alembic", "bot", "generation"})

_SECRETS = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        # scheme://user:password@host, and a query: of a database it may hold a password, of an
        # attachment the signature.
        (r"://[^/\s]{0,500}@", f"://{MASK}@"),
        (r"(://[^\s?'\"]{0,500})\?[^\s'\"]+", rf"\1?{MASK}"),
        # The token of an interaction allows answers in the bot's name.
        (r"(/webhooks/\d+/|/interactions/\d+/)[^/\s?'\"]+", rf"\1{MASK}"),
        (r"aW50ZXJhY3Rpb24[\w=.-]*", MASK),
        # The file of a picture is named after its prompt, that of a member at will; a signature
        # follows. Files of commands are ephemeral; other addresses hold these encoded.
        (r"(attachments(?:/|%2F))[^\s'\"<>]+", rf"\1{MASK}"),
        (r"""((["'])(?:\w*token|authorization)\2\s*:\s*)(["']).*?\3""", rf'\1"{MASK}"'),
        (r"\b((?-i:Bot|Bearer)) [\w.-]{20,}", rf"\1 {MASK}"),
        # A bot's token: its id in base64, a time, a signature.
        (r"(?<![\w-])[\w-]{18,}\.[\w-]{6,7}\.[\w-]{25,}", MASK),
        # No readable word is that long.
        (r"[\w-]{80,}", MASK),
    )
)

# A word, a path, an address or "POST /channels/{channel_id}/messages": no JSON, no sentence.
_PLAIN_WORD = re.compile(r"(?:[A-Z]+ )?[\w./:#@{}-]{0,200}", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+", re.ASCII)

# asyncio formats its messages before logging: a callback with its arguments, a task's outcome.
_OUTCOMES = re.compile(r"\b(?:exception|result)=[\s\S]*|\((?!\))[^\n]*")

# Errors whose text is shown, by the names of their classes, and the part that is shown.
_TEXTS = tuple(
    (re.compile(names), re.compile(text))
    for names, text in (
        # These name types, attributes and modules.
        (r"builtins\.(AttributeError|ImportError|NameError|NotImplementedError|TypeError)", r".*"),
        # Without the file's name, which may be that of a picture.
        (r"builtins\.OSError", r"\[Errno -?\d+\] [^:'\"]*"),
        (r"aiohttp\.client_exceptions\.ClientError", r".*"),
        (r"discord\.errors\.HTTPException", r".*?\(error code: \d+\)"),
        (r"discord\.errors\.(ClientException|GatewayNotFound)", r".*"),
        # The first line is of the database; the statement and its values follow.
        (r"(sqlalchemy\.exc|sqlite3)\.OperationalError", r".*"),
        (r"generation\.errors\.(ModelUnavailable|OutOfMemory|QueueFull|WorkerFailed)", r".*"),
        (r"bot\.admission\.content_filter\.rules\.RulesUnreadable|bot\.app\.CannotRun", r".*"),
    )
)

_CAUSED = "\nThe above exception was the direct cause of the following exception:\n\n"
_MEANWHILE = "\nDuring handling of the above exception, another exception occurred:\n\n"


class Redactor:
    """Filter that masks secrets and text of members in log records.

    Args:
        secrets: texts that are masked wherever they occur, of at least MIN_SECRET characters.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # Longest first: one may be the beginning of another.
        known = sorted({s for s in secrets if len(s) >= MIN_SECRET}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known)) or r"(?!)")

    def text(self, text: str) -> str:
        """Mask the secrets in a text."""
        text = self._known.sub(MASK, text)
        for pattern, replacement in _SECRETS:
            text = pattern.sub(replacement, text)
        return text

    def record(self, record: logging.LogRecord) -> logging.LogRecord:
        """Return a copy of a record with a masked message."""
        masked = copy.copy(record)
        masked.msg, masked.args = self.text(_format_message(record)), ()
        masked.stack_info = self.text(record.stack_info) if record.stack_info else None
        return masked

    def exception(self, error: BaseException | None) -> str:
        """Format an error with its causes and tracebacks, and with text that is safe to show."""
        return self.text("".join(_format_error(error, set())).rstrip()) if error else ""


def _format_message(record: logging.LogRecord) -> str:
    library = record.name.partition(".")[0]
    if library in _TRUSTED:
        return record.getMessage()
    message = record.msg
    if not isinstance(message, str):
        return _type_name(message)
    if not record.args:
        return _OUTCOMES.sub("…", message) if library == "asyncio" else message
    # logging unpacks a single dictionary, which may be meant as a whole.
    is_tuple = isinstance(record.args, tuple)
    masked = tuple(map(_mask_argument, record.args)) if is_tuple else _type_name(record.args)
    try:
        return message % masked
    except (TypeError, ValueError):
        # A "%d" for a masked argument, or the "%(name)s" of a dictionary.
        return message


def _mask_argument(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str) and (_PLAIN_WORD.fullmatch(value) or _ADDRESS.fullmatch(value)):
        return value
    return _type_name(value)


def _type_name(value: object) -> str:
    return f"<{type(value).__name__}>"


def _format_error(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    cause = error.__cause__
    before = cause or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _format_error(before, seen)
        yield _CAUSED if cause else _MEANWHILE
    if error.__traceback__:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{_qualified_name(type(error)).removeprefix('builtins.')}{_safe_text(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for number, member in enumerate(error.exceptions, 1):
            yield f"\nIts exception {number} of {len(error.exceptions)}:\n\n"
            yield from _format_error(member, seen)


def _safe_text(error: BaseException) -> str:
    """Return the part of an error's text that may be shown, after a colon."""
    names = [_qualified_name(cls) for cls in type(error).__mro__]
    for classes, text in _TEXTS:
        if any(map(classes.fullmatch, names)) and (found := text.match(str(error))):
            return f": {found[0]}" if found[0] else ""
    return ""


def _qualified_name(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"
