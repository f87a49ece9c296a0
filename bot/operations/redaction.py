"""What the log never says, at any level: tokens, passwords, and what members wrote.

Secrets have a form, or are known: they are masked wherever they stand. What members wrote has
none, so it is kept out by where it comes from:

- Of what a library passes to its log calls only numbers and plain words are shown. discord.py's
  DEBUG lines hold whole interactions and messages, aiosqlite's and SQLAlchemy's the values of
  every statement.
- Of an error only the class is shown, unless its text cannot echo what somebody wrote.

This project's own lines are trusted: they name jobs, never prompts.
"""

import copy
import logging
import re
import traceback
from collections.abc import Iterable, Iterator

MASK = "***"
# Characters; masking a shorter text would make holes into words.
MIN_SECRET = 8

# Their log calls were read, or are ours.
_TRUSTED = frozenset({"alembic", "bot", "generation"})

_SECRETS = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        # scheme://user:password@host, and a query: of a database it may hold a password, of an
        # attachment the signature.
        (r"://[^/\s]{0,500}@", f"://{MASK}@"),
        (r"(://[^\s?'\"]{0,500})\?[^\s'\"]+", rf"\1?{MASK}"),
        # Who knows an interaction's token may answer in the bot's name.
        (r"(/webhooks/\d+/|/interactions/\d+/)[^/\s?'\"]+", rf"\1{MASK}"),
        (r"aW50ZXJhY3Rpb24[\w=.-]*", MASK),
        # A picture's file is named after its prompt, a member's as they like; behind it stands
        # a signature. Files of commands are ephemeral; other addresses hold these encoded.
        (r"(attachments(?:/|%2F))[^\s'\"<>]+", rf"\1{MASK}"),
        (r"""((["'])(?:\w*token|authorization)\2\s*:\s*)(["']).*?\3""", rf'\1"{MASK}"'),
        (r"\b((?-i:Bot|Bearer)) [\w.-]{20,}", rf"\1 {MASK}"),
        # A bot's token: its id in base64, a time, a signature.
        (r"(?<![\w-])[\w-]{18,}\.[\w-]{6,7}\.[\w-]{25,}", MASK),
        # Nothing readable is that long in one piece.
        (r"[\w-]{80,}", MASK),
    )
)

# A word, a path, an address or "POST /channels/{channel_id}/messages": no JSON, no sentence.
_PLAIN_WORD = re.compile(r"(?:[A-Z]+ )?[\w./:#@{}-]{0,200}", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+", re.ASCII)

# asyncio formats what it has to say by itself: a callback with its arguments, a task's outcome.
_OUTCOMES = re.compile(r"\b(?:exception|result)=[\s\S]*|\((?!\))[^\n]*")

# The errors whose text is shown, by the names of their classes, and what of it.
_TEXTS = tuple(
    (re.compile(names), re.compile(text))
    for names, text in (
        # These name types, attributes and modules.
        (r"builtins\.(AttributeError|ImportError|NameError|NotImplementedError|TypeError)", r".*"),
        # Without the file's name, which may be a picture's.
        (r"builtins\.OSError", r"\[Errno -?\d+\] [^:'\"]*"),
        (r"aiohttp\.client_exceptions\.ClientError", r".*"),
        (r"discord\.errors\.HTTPException", r".*?\(error code: \d+\)"),
        (r"discord\.errors\.(ClientException|GatewayNotFound)", r".*"),
        # The first line is the database's; the statement and its values follow.
        (r"(sqlalchemy\.exc|sqlite3)\.OperationalError", r".*"),
        (r"generation\.errors\.(ModelUnavailable|OutOfMemory|QueueFull|WorkerFailed)", r".*"),
        (r"bot\.admission\.rules\.RulesUnreadable|bot\.app\.CannotRun", r".*"),
    )
)

_CAUSED = "\nThe above exception was the direct cause of the following exception:\n\n"
_MEANWHILE = "\nDuring handling of the above exception, another exception occurred:\n\n"


class Redactor:
    """Takes out of log records what must not be read.

    Args:
        secrets: texts that are masked wherever they stand, unless they are too short to be one.
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
        """Return a copy of a record whose message may be read; the original stays as it is."""
        shown = copy.copy(record)
        shown.msg, shown.args = self.text(_message(record)), ()
        shown.stack_info = self.text(record.stack_info) if record.stack_info else None
        return shown

    def exception(self, error: BaseException | None) -> str:
        """Print an error with its causes and tracebacks, but only texts that tell nothing."""
        return self.text("".join(_printed(error, set())).rstrip()) if error else ""


def _message(record: logging.LogRecord) -> str:
    library = record.name.partition(".")[0]
    if library in _TRUSTED:
        return record.getMessage()
    if not isinstance(record.msg, str):
        return _kind(record.msg)
    if not record.args:
        return _OUTCOMES.sub("…", record.msg) if library == "asyncio" else record.msg
    return _formatted(record.msg, record.args)


def _formatted(message: str, args: object) -> str:
    # logging takes the values out of a lone dictionary, though it may be meant as a whole.
    shown = tuple(map(_shown, args)) if isinstance(args, tuple) else _kind(args)
    try:
        return message % shown
    except (TypeError, ValueError):
        # A "%d" for something that is not shown, or the "%(name)s" of a dictionary.
        return message


def _shown(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str) and (_PLAIN_WORD.fullmatch(value) or _ADDRESS.fullmatch(value)):
        return value
    return _kind(value)


def _kind(value: object) -> str:
    return f"<{type(value).__name__}>"


def _printed(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    cause = error.__cause__
    before = cause or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _printed(before, seen)
        yield _CAUSED if cause else _MEANWHILE
    if error.__traceback__:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{_name(type(error)).removeprefix('builtins.')}{_said(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for number, member in enumerate(error.exceptions, 1):
            yield f"\nIts exception {number} of {len(error.exceptions)}:\n\n"
            yield from _printed(member, seen)


def _said(error: BaseException) -> str:
    """Return what may be shown of an error's own text, after a colon."""
    names = [_name(cls) for cls in type(error).__mro__]
    for classes, text in _TEXTS:
        if any(map(classes.fullmatch, names)) and (found := text.match(str(error))):
            return f": {found[0]}" if found[0] else ""
    return ""


def _name(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"
