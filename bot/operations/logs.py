"""Logging on standard error, one line an event, for people or as JSON.

All code logs through the standard library, so that lines of discord.py and of the bot look alike;
structlog formats them, and `redaction.py` masks secrets.
"""

import contextlib
import logging
import sys
from collections.abc import Iterable, Iterator
from typing import Literal

import discord
import structlog
from structlog.typing import ExcInfo, Processor

from bot.operations.redaction import Redactor

LogFormat = Literal["people", "json"]


def set_up(level: str, style: LogFormat = "people", secrets: Iterable[str] = ()) -> None:
    """Configure logging, without the warnings of discord.py about unused features.

    Args:
        level: DEBUG, INFO, WARNING or ERROR.
        style: format of a line.
        secrets: texts that are masked.
    """
    root = logging.getLogger()
    for handler in [known for known in root.handlers if isinstance(known, _Handler)]:
        root.removeHandler(handler)
    root.addHandler(_Handler(_Formatter(Redactor(secrets), style)))
    root.setLevel(level)
    # The bot uses no voice and no cached guilds: interactions carry all data that it needs.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.getLogger("discord.state").addFilter(_is_relevant)


@contextlib.contextmanager
def job(job_id: str) -> Iterator[None]:
    """Add the id of a job to every line that is logged in the block, and by tasks it starts."""
    with structlog.contextvars.bound_contextvars(job=job_id):
        yield


def _is_relevant(record: logging.LogRecord) -> bool:
    return "Guilds intent" not in record.getMessage()


class _Handler(logging.Handler):
    """Handler that looks up standard error at every line."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            print(self.format(record), file=sys.stderr, flush=True)  # noqa: T201 - the log
        except Exception:  # noqa: BLE001 - a line must not end the bot
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Write the place of a line that failed; the inherited method would print its values."""
        with contextlib.suppress(OSError, ValueError):
            where = f"{record.name}, line {record.lineno} of {record.filename}"
            sys.stderr.write(f"A log line of {where} could not be written.\n")


class _Formatter(structlog.stdlib.ProcessorFormatter):
    def __init__(self, redactor: Redactor, style: LogFormat) -> None:
        def exception(exc_info: ExcInfo) -> str:
            return redactor.exception(exc_info[1])

        renderer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "people":
            renderer = structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                pad_event_to=0,
                exception_formatter=structlog.dev.plain_traceback,
            )
        self._redactor = redactor
        super().__init__(
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
            processors=[
                self.remove_processors_meta,
                structlog.processors.ExceptionRenderer(exception),
                renderer,
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        return super().format(self._redactor.record(record))
