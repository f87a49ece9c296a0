"""Pictures are scored in a process of their own, and whatever goes wrong there is no score."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from generation import OnnxChecker, PictureUnchecked
from generation.safety import onnx_checker
from tests.generation.safety.pictures import (
    DESCRIPTION,
    animation,
    colour_model,
    described,
    encoded,
    noise,
)

# Guards against hanging, and is no claim.
AT_MOST_S = 120
# Beside it, what is drawn: what the model finds in noise.
CALM = 0.12


@pytest.fixture
async def checker() -> AsyncIterator[OnnxChecker]:
    checker = OnnxChecker(deadline_s=60)
    async with asyncio.timeout(AT_MOST_S):
        yield checker
        await checker.close()


@pytest.fixture
async def stubborn(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OnnxChecker]:
    """A checker that does what its pictures ask for."""
    monkeypatch.setattr(onnx_checker, "MODULE", "tests.generation.safety.stubborn_checker")
    checker = OnnxChecker(deadline_s=2, most_waiting=1)
    async with asyncio.timeout(AT_MOST_S):
        yield checker
        await checker.close()


async def unchecked(checker: OnnxChecker, *pictures: bytes) -> str:
    with pytest.raises(PictureUnchecked) as failed:
        await checker.check(pictures)
    assert failed.value.reason in onnx_checker.UNCHECKED
    return failed.value.reason


async def test_each_picture_has_its_score_in_order(checker: OnnxChecker) -> None:
    pictures = [encoded(noise(), kind) for kind in ("PNG", "JPEG", "WEBP")]
    scores = await checker.check(pictures)
    assert len(scores) == 3
    assert all(0 <= score < CALM for score in scores)
    backwards = await checker.check(pictures[::-1])
    assert backwards == scores[::-1]


async def test_what_is_no_picture_has_no_score_and_the_process_lives_on(
    checker: OnnxChecker,
) -> None:
    assert await unchecked(checker, encoded(noise()), b"no picture") == "unreadable"
    assert await checker.check([encoded(noise())])


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (b"hang", "timeout"),
        (b"die", "died"),
        (b"fail", "failed"),
        (b"refuse", "unreadable"),
        (b"nan", "invalid"),
        (b"above", "invalid"),
        (b"below", "invalid"),
        (b"too few", "invalid"),
    ],
)
async def test_whatever_goes_wrong_is_no_score_and_the_next_picture_has_one(
    stubborn: OnnxChecker, question: bytes, reason: str
) -> None:
    assert await unchecked(stubborn, question) == reason
    assert await stubborn.check([b"pid"])


async def test_more_than_may_wait_are_not_checked(stubborn: OnnxChecker) -> None:
    waiting = [asyncio.create_task(unchecked(stubborn, b"hang")) for _ in range(2)]
    await asyncio.sleep(0)
    assert await unchecked(stubborn, b"pid") == "busy"
    assert await asyncio.gather(*waiting) == ["timeout", "timeout"]
    assert await stubborn.check([b"pid"])


async def test_a_caller_who_leaves_does_not_end_the_process(stubborn: OnnxChecker) -> None:
    before = await stubborn.check([b"pid"])
    leaving = asyncio.create_task(stubborn.check([b"pid"]))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await stubborn.check([b"pid"]) == before


async def test_neither_a_token_nor_keras_nor_the_bot_is_in_the_process(
    stubborn: OnnxChecker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGINE_TOKEN", "secret")
    assert await stubborn.check([b"environment"]) == (0.0,)
    assert await stubborn.check([b"modules"]) == (0.0,)


async def test_a_closed_checker_checks_nothing(checker: OnnxChecker) -> None:
    await checker.close()
    assert await unchecked(checker, encoded(noise())) == "closed"


@pytest.mark.parametrize("fault", ["missing", "damaged", "unfit"])
async def test_an_unusable_model_is_told_in_the_log_and_looked_for_again(
    tmp_path: Path, fault: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = described(tmp_path, colour_model())
    intact = file.read_bytes()
    if fault == "missing":
        file.unlink()
    elif fault == "damaged":
        file.write_bytes(intact[:-1])
    else:
        described(tmp_path, colour_model(), DESCRIPTION.replace('"red", ', ""))
    checker = OnnxChecker(file, deadline_s=60)
    with caplog.at_level(logging.ERROR):
        await checker.start()
        assert await unchecked(checker, encoded(noise())) == fault
    assert f"own.onnx is {fault}" in caplog.text
    described(tmp_path, colour_model())
    assert await unchecked(checker, encoded(noise())) == fault, "it is not looked for at once"
    monkeypatch.setattr(onnx_checker, "RETRY_S", 0.0)
    assert await checker.check([encoded(noise())])
    await checker.close()


async def test_a_model_of_ones_own_decides_and_an_animation_by_its_worst_frame(
    tmp_path: Path,
) -> None:
    checker = OnnxChecker(described(tmp_path, colour_model()), deadline_s=60)
    lime, blue = animation("lime", *["lime"] * 4), animation(*["lime"] * 4, "blue", "lime")
    assert await checker.check([lime, blue]) == (0.0, 1.0)
    await checker.close()
