"""Additions to the simulated Discord, simcord 3.2.1: the date, mentions in embeds, our page.

The page of simcord is a tool for bots' developers. A stylesheet puts its tools behind one button;
a script keeps the newest message in view.
"""

from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from simcord.preview import _markdown
from simcord.preview._server import PreviewServer

if TYPE_CHECKING:
    from simcord import Env, Preview

_CONTENT_TYPES = {
    "/channels.js": "text/javascript",
    "/playground.css": "text/css",
    "/playground.js": "text/javascript",
    "/playground.svg": "image/svg+xml",
}
_FOLDER = resources.files("bot.playground.page")
_FILES = {path: str(_FOLDER / path.removeprefix("/")) for path in _CONTENT_TYPES}
# Discord resolves mentions in these parts of an embed, too.
_WITH_MENTIONS = ("embed_description", "embed_field_value")
# Parts of simcord's files by their paths, and what stands in their places.
_IN_INDEX = {
    "<title>SimCord Preview</title>": "<title>imagine-bot</title>",
    "</head>": '<link rel="icon" href="/playground.svg">'
    '<link rel="stylesheet" href="/playground.css">'
    '<link rel="modulepreload" href="/channels.js">'
    '<script type="module" src="/playground.js"></script></head>',
    'class="preview-shell"': 'class="preview-shell messages-closed"',
    ">S</span>": ">i</span>",
    "<strong>SimCord</strong><small>Preview</small>": "<strong>imagine-bot</strong>",
    "<summary>More</summary>": '<summary title="More">⋯</summary>',
    '"session-menu-popover">': '"session-menu-popover">'
    '<button id="developer-tools" type="button">Developer tools</button>',
    ">End preview session</button>": ">End the playground</button>",
    '<header class="channel-header">': '<nav id="channels" aria-label="Channels" hidden></nav>'
    '<header class="channel-header">',
}
_REPLACED = {
    "/": _IN_INDEX,
    # Discord lists options with their descriptions.
    "/commands.js": {
        'node("span", "command-suggestion-ellipsis", "…")': (
            'node("span", "command-suggestion-meta", value.description || "…")'
        ),
    },
    # Relative times are written anew by our script.
    "/text.js": {
        "  if (title) time.title = title;": (
            "  if (title) time.title = title;\n"
            '  if (style === "R") time.dataset.relative = options.locale || "en-US";'
        ),
    },
}


class Calendar:
    """Clock of the simulation with the date of this machine, in place of simcord's.

    It stands still between two calls of `update`, so that no answer of the bot is ever late.
    Timers go by `elapsed`, as they do in simcord.
    """

    def __init__(self) -> None:
        self.elapsed = 0.0
        self._now = datetime.now(UTC)

    def now(self) -> datetime:
        """Return the time of the last update."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Advance the time of timers by a number of seconds."""
        self.elapsed += seconds

    def update(self) -> None:
        """Take the time of this machine, but never an earlier one: ids have to grow."""
        self._now = max(self._now, datetime.now(UTC))


def mend(env: "Env") -> Calendar:
    """Add the date, and mentions in embeds, to a simulated Discord.

    Returns:
        The clock of the simulated Discord.
    """
    for part in _WITH_MENTIONS:
        _markdown._FIELD_POLICIES[part] |= {"mentions": True, "commands": True}
    calendar = Calendar()
    env.backend.clock = calendar  # type: ignore[assignment]
    return calendar


def brand(page: "Preview", port: int) -> None:
    """Replace the server of a page, which is not open yet, by one that serves our page.

    Args:
        page: a page of simcord.
        port: port of 127.0.0.1; 0 for any free port.
    """
    page._server = _PageServer(page, port)
    # simcord scrolls to the message that it opens at, again for each picture that is loaded; our
    # page shows the newest one.
    page._initial_target = lambda *_: None  # type: ignore[method-assign]


def local_timezone() -> str:
    """Return the name of this machine's time zone; UTC if its system does not tell a name."""
    zone = Path("/etc/localtime").resolve().as_posix().partition("zoneinfo/")[2]
    return zone if zone in available_timezones() else "UTC"


class _PageServer(PreviewServer):
    _STATIC_FILES = PreviewServer._STATIC_FILES | _FILES
    _STATIC_CONTENT_TYPES = PreviewServer._STATIC_CONTENT_TYPES | {
        file: _CONTENT_TYPES[path] for path, file in _FILES.items()
    }

    async def _static(self, request: Any) -> Any:
        answer = await super()._static(request)
        for old, new in _REPLACED.get(request.path, {}).items():
            answer.text = answer.text.replace(old, new, 1)
        return answer
