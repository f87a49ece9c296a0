"""A PostgreSQL server of our own, for tests and benchmarks.

It lies in a temporary folder, listens on loopback alone, trusts whoever comes, and is gone at the
end. Debian's package `postgresql` brings the programs; no cluster of Debian's has to run.
"""

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

_USER = "postgres"
# It is thrown away after the run: what a power cut would do to it does not matter. What is
# committed survives the server's own death all the same.
_HASTY = ("fsync=off", "full_page_writes=off")


class NoPostgres(Exception):
    """There is none on this machine; one sentence says why."""


def binaries() -> Path:
    """Find the folder of PostgreSQL's programs.

    Raises:
        NoPostgres: there is none.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    if there := shutil.which("initdb"):
        return Path(there).resolve().parent
    raise NoPostgres("PostgreSQL is not installed (Debian: postgresql)")


class Postgres:
    """One server.

    Args:
        folder: empty, for all that it keeps; whoever runs it owns it.
        hasty: whether it may lose what it said was kept if the machine dies.
    """

    def __init__(self, folder: Path, hasty: bool = True) -> None:
        self._folder, self._programs = folder, binaries()
        self._port = _free_port()
        self._settings = _HASTY if hasty else ()
        self._numbers = itertools.count()
        self._run("initdb", "--auth=trust", f"--username={_USER}", "--encoding=UTF8", "--no-sync")

    def url(self, name: str) -> str:
        """Give the address of a database."""
        return f"postgresql://{_USER}@127.0.0.1:{self._port}/{name}"

    def create(self, template: str = "template0") -> str:
        """Make a database, as a copy of another one, and give its name."""
        name = f"test_{next(self._numbers)}"
        where = ("--host=127.0.0.1", f"--port={self._port}", f"--username={_USER}")
        # Copied file by file: for small templates that is the fast way.
        how = (f"--template={template}", "--strategy=file_copy")
        self._run("createdb", *where, *how, name, data=False)
        return name

    def start(self) -> None:
        """Start, and return when connections are let in."""
        options = [f"-p {self._port}", f"-k {self._folder}", "-c listen_addresses=127.0.0.1"]
        options += [f"-c {setting}" for setting in self._settings]
        log = f"--log={self._folder / 'log'}"
        self._run("pg_ctl", "start", "--wait", log, "--options", " ".join(options))

    def stop(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        """Cut every connection and stop; "immediate" is as good as a crash."""
        self._run("pg_ctl", "stop", "--wait", f"--mode={mode}")

    def restart(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        """Stop and start."""
        self.stop(mode)
        self.start()

    def _run(self, program: str, *arguments: str, data: bool = True) -> None:
        where = [f"--pgdata={self._folder / 'data'}"] if data else []
        subprocess.run(
            [self._programs / program, *where, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=self._folder,
            **_as_nobody_special(),
        )


@contextlib.contextmanager
def postgres(hasty: bool = True) -> Iterator[Postgres]:
    """Run a server while the block runs.

    Raises:
        NoPostgres: there is none on this machine.
    """
    binaries()
    folder = Path(mkdtemp(prefix="imagine-postgres-"))
    try:
        _give_away(folder)
        server = Postgres(folder, hasty)
        server.start()
        try:
            yield server
        finally:
            # A test or a benchmark may have stopped it already.
            if (folder / "data" / "postmaster.pid").exists():
                server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _give_away(folder: Path) -> None:
    if os.geteuid() != 0:
        return
    try:
        shutil.chown(folder, _USER)
    except LookupError as error:
        raise NoPostgres(f"PostgreSQL refuses root, and there is no user {_USER}") from error


def _as_nobody_special() -> dict[str, Any]:
    """Say as whom it runs: it refuses to be root."""
    return {"user": _USER, "group": _USER, "extra_groups": ()} if os.geteuid() == 0 else {}
