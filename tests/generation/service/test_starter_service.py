"""The service and the command line with starter itself."""

import asyncio
import io
import json
import multiprocessing
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from generation import Finished, Progress, ServiceConfig
from generation.pipeline.loading import figures_file
from tests.generation.requests import ask, finish, serving

pytestmark = pytest.mark.slow

STARTER = "generation.pipeline.pipeline:Pipeline.load"
FLOAT32 = {"precision": "float32", "engine": "graph"}


def pixels(finished: Finished) -> NDArray[np.float64]:
    return np.asarray(Image.open(io.BytesIO(finished.pictures[0].png)), np.float64)


async def test_killing_the_worker_mid_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    async with serving(STARTER, cache_folder=tmp_path, **FLOAT32) as service:
        undisturbed = await finish(service.submit(ask(steps=20)))
        events = service.submit(ask(steps=20))
        while not (isinstance(event := await anext(events), Progress) and event.step > 3):
            pass
        assert event.step < 20
        (worker,) = multiprocessing.active_children()
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        disturbed = await finish(events)
        assert [child.pid for child in multiprocessing.active_children()] != [worker.pid]
    assert disturbed.pictures == undisturbed.pictures
    assert multiprocessing.active_children() == []


async def test_a_picture_is_the_same_alone_in_a_full_batch_and_joining_a_running_one(
    tmp_path: Path,
) -> None:
    # As if batches of eight had paid at an earlier start: on busy cores they do not.
    memory = figures_file(ServiceConfig(cache_folder=tmp_path), "starter-float32-graph-batch")
    memory.parent.mkdir()
    memory.write_text('{"1": 1, "2": 1, "4": 1, "8": 1}')
    request = ask(steps=10)
    others = [ask("a boat", user=str(n), seed=n, steps=10, guidance=2.0) for n in range(7)]
    async with serving(STARTER, cache_folder=tmp_path, **FLOAT32) as service:
        alone = pixels(await finish(service.submit(request)))
        full, *_ = await asyncio.gather(
            *(finish(service.submit(one.with_seed(one.seed))) for one in [request, *others])
        )
        running = service.submit(ask("a boat", user="bob", count=4, steps=30))
        while not isinstance(await anext(running), Progress):
            pass
        joining = await finish(service.submit(request.with_seed(request.seed)))
        assert not service.is_idle, "the others were still running"
    assert alone.std() > 0
    assert np.abs(pixels(full) - alone).mean() < 1
    assert np.abs(pixels(joining) - alone).mean() < 1


async def test_the_command_line_draws_with_starter(tmp_path: Path) -> None:
    program = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "generation.cli.app",
            "red apple",
            "-o",
            str(tmp_path / "apple.png"),
        ),
        *("--seed", "7", "--steps", "5", "--precision", "float32", "--engine", "graph", "--json"),
        *("--cache-folder", str(tmp_path)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    stdout, stderr = await program.communicate()
    assert program.returncode == 0, stderr.decode()
    (picture,) = json.loads(stdout)["pictures"]
    assert (picture["prompt"], picture["seed"]) == ("red apple", 7)
    assert picture["timings"]["precision"] == "float32"
    with Image.open(picture["file"]) as image:
        assert image.size == (128, 128)
        assert "Steps: 5, Sampler: DPM++ 2M" in image.info["parameters"]
