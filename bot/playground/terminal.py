"""The playground outside its page: a quiet terminal, and the browser that is opened."""

import contextlib
import os
import sys
import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path

# Without one of them, a Unix has no screen, and its browsers would take over the terminal.
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
_STDERR = 2


@contextlib.contextmanager
def mute_libraries() -> Iterator[None]:
    """Discard, while the block runs, what libraries in C and the workers write on standard error.

    What Python writes there stays.
    """
    with os.fdopen(os.dup(_STDERR), "w", buffering=1) as terminal:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), _STDERR)
        stream = terminal if sys.stderr is sys.__stderr__ else sys.stderr
        try:
            with contextlib.redirect_stderr(stream):
                yield
        finally:
            os.dup2(terminal.fileno(), _STDERR)


def open_in_browser(url: str) -> None:
    """Open an address in the browser of this machine, if it has a screen; do not wait for it."""
    if sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in _SCREENS):
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
