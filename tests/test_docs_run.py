"""The commands of the documents are run as they are written, in order, in a fresh folder.

Once with a fake in place of the model, which leaves seconds; and once with the model (slow).
"""

import asyncio
import contextlib
import os
import re
import shlex
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.documents import DOCUMENTS, NAMES, ROOT, shell_commands
from tests.wire import WireDiscord

# Commands that no test can run, with the reason.
NOT_RUN = {
    r"^make ": "installs 3 GB; `.ci/run` runs lint and test on a clean clone",
    r"install\.py$|^\.venv/bin/python -m pip ": "downloads; see tests/test_install.py",
    r"^sudo ": "changes the machine",
    r"^systemctl ": "needs systemd",
    r"^docker ": "needs Docker",
    r"^caffeinate ": "is a program of macOS",
    r"\\|^copy |^notepad |^py |^\$\w+ =|^\w+-ScheduledTask ": "is a command of Windows",
    r"--model (?:sd-v1\.4|anything|NAME)": "needs weights of gigabytes",
}
EDITORS = ("nano .env", "open -e .env")
# The mode that the documents' pictures were drawn in, which needs no measuring.
MODE = "--precision float32 --engine graph"
PROGRAMS = {
    "python": 'exec {python} "$@"',
    "imagine": f'case "$1" in models|--*) ;; *) set -- "$@" {MODE};; esac\n'
    'exec {python} -m {fake}generation.cli.app "$@"',
    "imagine-bot": 'exec {python} -m {fake}tests.wire.bot "$@"',
}
MODELS = {"fake": "tests.fake_model ", "starter": ""}
READY_S = 600.0


def reason(line: str) -> str | None:
    return next((why for pattern, why in NOT_RUN.items() if re.search(pattern, line)), None)


def runnable(document: Path) -> list[str]:
    return [line for line in shell_commands(document) if not reason(line)]


@pytest.mark.parametrize("pattern", NOT_RUN)
def test_a_reason_not_to_run_a_command_is_needed_by_one(pattern: str) -> None:
    lines = [line for document in DOCUMENTS for line in shell_commands(document)]
    assert any(re.search(pattern, line) for line in lines)


class Reader:
    """A reader who types what a document says, in a folder with the project and an empty home.

    Args:
        folder: empty.
        wire: the Discord that the bot serves.
        model: a key of MODELS.
    """

    def __init__(self, folder: Path, wire: WireDiscord, model: str) -> None:
        self.folder, self.wire = folder / "imagine-bot", wire
        self.folder.mkdir()
        for path in ROOT.iterdir():
            if path.name not in (".venv", ".env", ".git", "models"):
                (self.folder / path.name).symlink_to(path)
        (self.folder / "models").mkdir()
        programs = self.folder / ".venv" / "bin"
        programs.mkdir(parents=True)
        for name, script in PROGRAMS.items():
            file = programs / name
            typed = script.format(python=shlex.quote(sys.executable), fake=MODELS[model])
            file.write_text(f"#!/bin/sh\n{typed}\n")
            file.chmod(0o755)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "WIRE_URL": wire.url,
            "IMAGINE_HEALTH_PORT": "0",
            "IMAGINE_PRECISION": "float32",
            "IMAGINE_ENGINE": "graph",
            "PYTHONUNBUFFERED": "1",
        }

    async def type(self, line: str) -> str:
        """Run a line to its end, and return what it printed."""
        if line in EDITORS:
            env = self.folder / ".env"
            env.write_text(
                env.read_text("utf-8").replace(
                    "IMAGINE_TOKEN=\n", f"IMAGINE_TOKEN={self.wire.token}\n"
                )
            )
            return ""
        process = await self._start(line)
        output, _ = await process.communicate()
        assert process.returncode == 0, f"{line}\n{output.decode()}"
        return output.decode()

    @contextlib.asynccontextmanager
    async def running(self, line: str, ready: str) -> AsyncIterator[None]:
        """Run a line until it printed what shows that it is ready, and stop it as Ctrl-C does."""
        process = await self._start(line)
        assert process.stdout
        printed = b""
        async with asyncio.timeout(READY_S):
            while ready not in printed.decode() and (more := await process.stdout.readline()):
                printed += more
        assert ready in printed.decode(), f"{line}\n{printed.decode()}"
        rest = asyncio.create_task(process.stdout.read())
        yield
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0, (await rest).decode()

    async def _start(self, line: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *("bash", "-c", f"exec {line}" if line.startswith(".venv") else line),
            cwd=self.folder,
            env=self.environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )


@pytest.mark.parametrize("model", ["fake", pytest.param("starter", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "document",
    [
        pytest.param(one, id=name)
        for one, name in zip(DOCUMENTS, NAMES, strict=True)
        if runnable(one)
    ],
)
async def test_the_commands_of_a_document_work_as_written_and_in_order(
    document: Path, model: str, tmp_path: Path, wire: WireDiscord
) -> None:
    reader = Reader(tmp_path, wire, model)
    for line in runnable(document):
        if line.endswith("imagine-bot run"):
            async with reader.running(line, "is ready"):
                await draw(wire)
        elif line.endswith("imagine-bot playground"):
            async with reader.running(line, "http://127.0.0.1:"):
                pass
        elif line.endswith("imagine-bot check"):
            assert "Discord accepts it" in await reader.type(line)
        else:
            await reader.type(line)
    if document.name == "owners.md":
        assert "jobs: 1 delivered" in await reader.type(".venv/bin/imagine-bot doctor")
    if document.name == "modes.md":
        compare_with_the_page(reader.folder, model)


async def draw(wire: WireDiscord) -> None:
    """Let a member ask the bot for a picture, and wait for it."""
    guild = wire.guild()
    asked = await wire.imagine(guild.member("ada"), guild.text_channel("art"))
    await wire.until(lambda: wire.pictures_of(asked), READY_S)


def compare_with_the_page(folder: Path, model: str) -> None:
    """Hold the pictures that the commands drew against those that the page shows.

    Args:
        folder: of the drawn ones.
        model: that drew them; what the fake drew is compared by its names.
    """
    shown = ROOT / "docs" / "images" / "modes"
    drawn = {path.name for path in folder.glob("*.png")} & {path.name for path in shown.iterdir()}
    assert {"text.png", "image.png", "inpaint.png", "outpaint.png", "upscale.png"} <= drawn
    for name in drawn if model == "starter" else ():
        ours, theirs = (
            np.asarray(Image.open(where / name).convert("RGB"), int) for where in (folder, shown)
        )
        # Processors round differently.
        assert np.abs(ours - theirs).max() <= 8, name
