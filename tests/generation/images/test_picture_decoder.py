"""Claims about the limited process in which untrusted pictures are decoded."""

import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from generation import InvalidRequest, PictureDecoder, ServiceClosed, blended_png
from generation import fields_in as fields_in_here
from generation import start_png as start_png_here
from generation.images import picture_decoder
from tests.generation.images.containers.bombs import BOMBS, encoded, jpeg_of_scans, noise
from tests.generation.images.containers.honest import with_texts

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
# Guards against hanging, and is no claim.
AT_MOST_S = 120


@pytest.fixture
async def decoder() -> AsyncIterator[PictureDecoder]:
    decoder = PictureDecoder(deadline_s=60)
    async with asyncio.timeout(AT_MOST_S):
        yield decoder
        await decoder.close()


@pytest.fixture
async def stubborn(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PictureDecoder]:
    """A decoder that does what its start pictures ask for."""
    monkeypatch.setattr(picture_decoder, "MODULE", "tests.generation.service.stubborn_process")
    decoder = PictureDecoder(deadline_s=3, most_waiting=1)
    async with asyncio.timeout(AT_MOST_S):
        yield decoder
        await decoder.close()


async def asked(decoder: PictureDecoder, question: bytes) -> str:
    return (await decoder.start_png(question, 8, 8)).decode()


def alive(pid: str) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


async def ended(pid: str) -> None:
    while alive(pid):  # noqa: ASYNC110 - nothing tells of the end of a process
        await asyncio.sleep(0.01)


async def test_what_comes_back_is_what_the_functions_of_the_door_give(
    decoder: PictureDecoder,
) -> None:
    pictures = [encoded(noise(), format_) for format_ in ("PNG", "JPEG", "WEBP")]
    for picture in pictures:
        assert await decoder.start_png(picture, 32, 24) == start_png_here(picture, 32, 24)
    assert await decoder.blended_png(pictures, 32, 24) == blended_png(pictures, 32, 24)
    assert await decoder.fields_in(with_texts()) == fields_in_here(with_texts())


async def test_a_refusal_is_the_one_of_the_functions_of_the_door(decoder: PictureDecoder) -> None:
    for data in (b"", b"no picture", encoded(noise(), "PNG")[:99], jpeg_of_scans(4900)):
        for there, here in (
            (decoder.start_png(data, 8, 8), lambda data=data: start_png_here(data, 8, 8)),
            (decoder.blended_png([data], 8, 8), lambda data=data: blended_png([data], 8, 8)),
            (decoder.fields_in(data), lambda data=data: fields_in_here(data)),
        ):
            with pytest.raises(InvalidRequest) as expected:
                here()
            with pytest.raises(InvalidRequest) as refused:
                await there
            assert vars(refused.value) == vars(expected.value)


async def test_every_bomb_is_refused_and_the_process_lives_on(decoder: PictureDecoder) -> None:
    for make in BOMBS.values():
        with pytest.raises(InvalidRequest) as refused:
            await decoder.start_png(make(), 64, 64)
        assert refused.value.code not in ("decode-time", "decode-busy")


async def test_a_file_of_too_many_bytes_is_not_even_handed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(picture_decoder, "MODULE", "no.such.module")
    with pytest.raises(InvalidRequest) as refused:
        await PictureDecoder().start_png(bytes(16 * 2**20 + 1), 8, 8)
    assert refused.value.code == "most-bytes"


@linux
@pytest.mark.parametrize("question", [b"hang", b"spin", b"die", b"memory", b"fail"])
async def test_a_process_that_hangs_fails_or_dies_is_replaced_and_its_picture_refused(
    stubborn: PictureDecoder, question: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    before = await asked(stubborn, b"pid")
    with caplog.at_level(logging.WARNING), pytest.raises(InvalidRequest) as refused:
        await asked(stubborn, question)
    assert (refused.value.field, refused.value.code) == ("start", "decode-time")
    assert "refused" in caplog.text
    assert "secret" not in caplog.text
    assert not alive(before)
    assert await asked(stubborn, b"pid") != before


@pytest.mark.parametrize("question", [b"garbage", b"endless"])
async def test_what_is_no_reply_or_too_long_a_one_is_not_read(
    stubborn: PictureDecoder, question: bytes
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        await asked(stubborn, question)
    assert refused.value.code == "decode-time"
    assert await asked(stubborn, b"pid")


@linux
async def test_closing_ends_what_is_decoded_and_refuses_what_waits(
    stubborn: PictureDecoder,
) -> None:
    pid = await asked(stubborn, b"pid")
    hanging = [asyncio.create_task(asked(stubborn, b"hang")) for _ in range(2)]
    await asyncio.sleep(0.1)
    await stubborn.close()
    assert not alive(pid)
    for task in hanging:
        with pytest.raises(ServiceClosed):
            await task
    with pytest.raises(ServiceClosed):
        await asked(stubborn, b"pid")
    await stubborn.close()


async def test_closing_while_the_process_starts_leaves_none(stubborn: PictureDecoder) -> None:
    starting = asyncio.create_task(asked(stubborn, b"pid"))
    await asyncio.sleep(0)
    await stubborn.close()
    with pytest.raises(ServiceClosed):
        await starting


async def test_of_more_than_may_wait_one_is_refused(stubborn: PictureDecoder) -> None:
    taken = [asyncio.create_task(asked(stubborn, b"hang")) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(InvalidRequest) as refused:
        await asked(stubborn, b"pid")
    assert refused.value.code == "decode-busy"
    for task in taken:
        task.cancel()
    await asyncio.wait(taken)
    assert await asked(stubborn, b"pid")


@linux
async def test_a_caller_who_leaves_takes_the_work_along(stubborn: PictureDecoder) -> None:
    pid = await asked(stubborn, b"pid")
    hanging = asyncio.create_task(asked(stubborn, b"hang"))
    await asyncio.sleep(0.1)
    hanging.cancel()
    await asyncio.wait([hanging])
    assert hanging.cancelled()
    assert not alive(pid)
    assert await asked(stubborn, b"pid") != pid


async def test_two_processes_decode_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_decoder, "MODULE", "tests.generation.service.stubborn_process")
    decoder = PictureDecoder(processes=2, deadline_s=60)
    async with asyncio.timeout(AT_MOST_S):
        hanging = asyncio.create_task(asked(decoder, b"hang"))
        await asyncio.sleep(0)
        assert await asked(decoder, b"pid")
        await decoder.close()
        await asyncio.wait([hanging])


@linux
async def test_a_process_without_work_is_ended_and_started_again(
    stubborn: PictureDecoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_decoder, "IDLE_S", 0.01)
    decoder = PictureDecoder(deadline_s=3)
    pid = await asked(decoder, b"pid")
    await ended(pid)
    assert await asked(decoder, b"pid") != pid
    await decoder.close()


async def test_signals_to_the_group_are_left_to_the_parent(stubborn: PictureDecoder) -> None:
    pid = await asked(stubborn, b"pid")
    for sent in (signal.SIGINT, signal.SIGTERM):
        os.kill(int(pid), sent)
    assert await asked(stubborn, b"pid") == pid


async def test_what_libraries_print_does_not_get_among_the_replies(
    stubborn: PictureDecoder,
) -> None:
    assert await asked(stubborn, b"print") == "printed"
    assert await asked(stubborn, b"pid")


async def test_neither_a_token_nor_the_bot_or_keras_is_in_the_process(
    stubborn: PictureDecoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGINE_TOKEN", "secret")
    assert "TOKEN" not in await asked(stubborn, b"environment")
    assert await asked(stubborn, b"modules") == ""


async def test_the_parent_decodes_nothing_and_does_not_even_load_jpegs_decoder() -> None:
    code = """
import asyncio, sys
from PIL import Image
from generation import PictureDecoder
Image.open = None  # A call would fail.
async def main():
    decoder = PictureDecoder(deadline_s=60)
    await decoder.start_png(sys.stdin.buffer.read(), 8, 8)
    await decoder.close()
asyncio.run(main())
print(sorted({"PIL.JpegImagePlugin", "PIL.WebPImagePlugin"} & sys.modules.keys()))
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-X", "dev", "-W", "error", "-c", code),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert await parent.communicate(encoded(noise(), "JPEG")) == (b"[]\n", b"")


@linux
async def test_the_process_ends_with_its_parent() -> None:
    code = """
import asyncio, os
from generation import PictureDecoder
from generation.images import picture_decoder
picture_decoder.MODULE = "tests.generation.service.stubborn_process"
async def main():
    print((await PictureDecoder().start_png(b"pid", 8, 8)).decode(), flush=True)
    os._exit(0)
asyncio.run(main())
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code), stdout=subprocess.PIPE, env=environment
    )
    output, _ = await parent.communicate()
    assert output.strip().isdigit()
    async with asyncio.timeout(AT_MOST_S):
        await ended(output.decode().strip())


@linux
def test_cpu_time_over_the_limit_ends_the_process_whatever_its_parent_does() -> None:
    code = """
from generation.processes.serving import limit_cpu_time
limit_cpu_time(0.1)
while True: pass
"""
    spun = subprocess.run([sys.executable, "-c", code], check=False, timeout=AT_MOST_S)
    assert spun.returncode == -signal.SIGXCPU


@linux
def test_the_limit_of_cpu_time_is_for_a_picture_and_not_for_all_of_them() -> None:
    code = """
import resource, time
from generation.processes.serving import limit_cpu_time
for _ in range(2):
    limit_cpu_time(5)
    print(resource.getrlimit(resource.RLIMIT_CPU)[0] - time.process_time())
    while time.process_time() < 1: pass
"""
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert [5 <= float(left) <= 6 for left in run.stdout.split()] == [True, True]
