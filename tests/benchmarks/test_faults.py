"""The faults of the bench that take seconds, as tests; the rest of them with make test-slow."""

import pytest

from benchmarks.faults.__main__ import Databases, play
from benchmarks.faults.registry import FAULTS

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
