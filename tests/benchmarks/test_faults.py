"""The faults of the bench that take seconds, as tests; the rest of them with make test-slow."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.faults.__main__ import Databases, play
from benchmarks.faults.of_the_process import NotHere, shifted_clock
from benchmarks.faults.registry import FAULTS, Fault
from benchmarks.faults.stage import Failure, Stage
from tests.benchmarks import timed_wait

QUICK = (2, 3, 4, 12, 17, 21, 22, 23)
# Two minutes and more: the bench itself is for them.
LONG = (9, 20)
SLOW = tuple(number for number in FAULTS if number not in (*QUICK, *LONG))


async def held(number: int, on_server: bool) -> None:
    right, seen = await play(FAULTS[number], Databases(on_server))
    if right is None:
        pytest.skip(seen)
    assert right, seen


def test_there_are_twenty_five_faults_and_those_of_the_attacks() -> None:
    assert sorted(FAULTS)[:25] == list(range(1, 26))
    assert 31 in FAULTS


@pytest.mark.parametrize("shift", ["+0", "+3600", "-3600"])
def test_a_shifted_wall_clock_ends_no_timed_wait_too_early(shift: str, tmp_path: Path) -> None:
    try:
        setting, shifted = shifted_clock(tmp_path)
    except NotHere as error:
        pytest.skip(str(error))
    setting.write_text(shift)
    waiting = [sys.executable, "-m", timed_wait.__name__]
    assert subprocess.run(waiting, env=os.environ | shifted).returncode == 0


@pytest.fixture
def ended() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(["true"])


@pytest.mark.parametrize("error", [Failure("not held"), KeyError("of the bench")])
async def test_a_fault_that_fails_prints_how_the_log_of_the_bot_ends(
    error: Exception,
    ended: "subprocess.Popen[bytes]",
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def fail(stage: Stage) -> None:
        stage.bots.append(ended)
        (stage.folder / "bot-0.log").write_text("the reason")
        raise error

    right, _ = await play(Fault(0, "it fails", "its log is read", fail), Databases(False))
    assert right is False
    assert "the reason" in capsys.readouterr().err


@pytest.mark.complaint("AIYA#267")
@pytest.mark.parametrize("number", QUICK)
async def test_every_accepted_job_ends_once_after_a_fault(number: int) -> None:
    await held(number, on_server=False)


@pytest.mark.slow
@pytest.mark.parametrize("number", SLOW)
async def test_every_accepted_job_ends_once_after_a_longer_fault(number: int) -> None:
    await held(number, on_server=False)


@pytest.mark.slow
@pytest.mark.parametrize("number", [*QUICK, *SLOW])
async def test_every_accepted_job_ends_once_on_postgresql(number: int) -> None:
    await held(number, on_server=True)
