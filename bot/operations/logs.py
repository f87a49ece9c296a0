"""How the bot logs: one line an event, on standard error, for people or as JSON.

Everybody logs through the standard library, so that discord.py's lines and ours look alike;
structlog gives them their form. What a line may say is decided in `redaction.py`.
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
    """Begin to log, without what discord.py says about features not used here.

    Args:
        level: DEBUG, INFO, WARNING or ERROR.
        style: how a line looks.
        secrets: texts that no line may hold.
    """
    root = logging.getLogger()
    for handler in [known for known in root.handlers if isinstance(known, _Handler)]:
        root.removeHandler(handler)
    root.addHandler(_Handler(_Formatter(Redactor(secrets), style)))
    root.setLevel(level)
    # The bot does not speak, and needs no cached guilds: interactions carry what it uses.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    logging.getLogger("discord.state").addFilter(_is_no_news)


@contextlib.contextmanager
def job(job_id: str) -> Iterator[None]:
    """Put a job's id on every line that is logged in the block, and by tasks it starts."""
    with structlog.contextvars.bound_contextvars(job=job_id):
        yield


def _is_no_news(record: logging.LogRecord) -> bool:
    return "Guilds intent" not in record.getMessage()


class _Handler(logging.Handler):
    """Writes to what is standard error at that moment."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            print(self.format(record), file=sys.stderr, flush=True)  # noqa: T201 - the log
        except Exception:  # noqa: BLE001 - a line must not end the bot
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say where a line failed; logging's own way prints the line's values."""
        with contextlib.suppress(OSError, ValueError):
            where = f"{record.name}, line {record.lineno} of {record.filename}"
            sys.stderr.write(f"A log line of {where} could not be written.\n")


class _Formatter(structlog.stdlib.ProcessorFormatter):
    def __init__(self, redactor: Redactor, style: LogFormat) -> None:
        def exception(exc_info: ExcInfo) -> str:
            return redactor.exception(exc_info[1])

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
                _renderer(style),
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        return super().format(self._redactor.record(record))


def _renderer(style: LogFormat) -> Processor:
    if style == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(),
        pad_event_to=0,
        exception_formatter=structlog.dev.plain_traceback,
    )
