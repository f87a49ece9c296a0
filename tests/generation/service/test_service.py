"""The service with a fake pipeline in a real worker process."""

import asyncio
import io
import multiprocessing
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from generation import (
    Cancelled,
    DownloadFailed,
    Finished,
    GenerationError,
    GenerationService,
    InvalidRequest,
    ModelUnavailable,
    OutOfMemory,
    Progress,
    Queued,
    QueueFull,
    ServiceClosed,
    ServiceConfig,
    WorkerFailed,
)
from generation.engines.cuda.cards import CardReport
from generation.service import worker_supervisor
from tests.generation.requests import FAKE, ask, fail, finish, follow, serving, until


def worker_pids() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid is not None]


async def test_a_request_is_queued_progresses_and_finishes_with_its_pictures() -> None:
    async with serving() as service:
        events = await follow(service.submit(ask("xyzzy apple", count=3)))
    assert events[0] == Queued(0, None)
    steps = [event.step for event in events if isinstance(event, Progress)]
    assert steps == sorted(steps)
    assert steps[-1] == 24
    done = events[-1]
    assert isinstance(done, Finished)
    assert [picture.seed for picture in done.pictures] == [7, 8, 9]
    assert len({picture.png for picture in done.pictures}) == 3
    assert done.unknown_words == ("xyzzy",)
    assert (done.timings.precision, done.timings.engine) == ("float32", "graph")
    parts = done.timings
    assert parts.denoise_s > 0
    assert parts.queue_s + parts.denoise_s + parts.decode_s <= parts.total_s
    assert parts.steps_per_s == pytest.approx(24 / parts.denoise_s)


async def test_what_is_cut_of_a_prompt_is_said() -> None:
    async with serving() as service:
        done = await finish(service.submit(ask("a red apple beside an old boat at dawn", count=2)))
    assert done.cut == "at dawn"


async def test_start_returns_while_the_model_loads_and_requests_wait_for_it(
    tmp_path: Path,
) -> None:
    async with serving(f"{FAKE}:load_slowly", cache_folder=tmp_path) as service:
        events = service.submit(ask())
        await until(lambda: service.status.phase == "loading")
        assert service.status.detail == "Loading the fake."
        (tmp_path / "go").touch()
        await service.ready()
        assert service.status.phase == "ready"
        assert service.choice.engine == "graph"
        await finish(events)


async def test_a_worker_that_hangs_is_replaced_and_its_request_drawn_all_the_same() -> None:
    async with serving(hang_s=1.0) as service:
        await service.ready()
        (hanging,) = worker_pids()
        os.kill(hanging, signal.SIGSTOP)
        await finish(service.submit(ask()))
        assert hanging not in worker_pids()


async def test_a_service_whose_worker_hangs_can_be_closed() -> None:
    async with serving() as service:
        await service.ready()
        (hanging,) = worker_pids()
        os.kill(hanging, signal.SIGSTOP)
        service.submit(ask())
        async with asyncio.timeout(10):
            await service.close()
        assert not worker_pids()


async def test_cancelling_ends_waiting_and_running_requests_and_spares_the_others() -> None:
    async with serving() as service:
        running, waiting = ask(steps=50, count=4), ask(steps=50)
        other = ask("a boat", user="bob")
        streams = [service.submit(request) for request in (running, waiting, other)]
        first = streams[0]
        while not isinstance(await anext(first), Progress):
            pass
        assert service.cancel(waiting.id)
        assert service.cancel(running.id)
        assert not service.cancel(running.id)
        assert isinstance(await fail(first), Cancelled)
        assert isinstance(await fail(streams[1]), Cancelled)
        await finish(streams[2])
        assert service.is_idle


async def test_a_bad_prompt_fails_only_its_own_request() -> None:
    async with serving() as service:
        good, bad = service.submit(ask()), service.submit(ask("forbidden", user="bob"))
        error = await fail(bad)
        assert isinstance(error, InvalidRequest)
        assert "must be drawable" in str(error)
        await finish(good)


async def test_a_bug_in_the_worker_is_logged_and_the_next_request_is_served(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving() as service:
        assert isinstance(await fail(service.submit(ask("bug"))), GenerationError)
        assert "ZeroDivisionError: a bug" in caplog.text
        await finish(service.submit(ask()))


async def test_killing_the_worker_mid_picture_gives_the_same_picture(tmp_path: Path) -> None:
    (tmp_path / "deaths").write_text("xx")
    prompt = f"kill 2 {tmp_path / 'deaths'}"
    async with serving() as service:
        undisturbed = await finish(service.submit(ask(prompt, count=2)))
        (tmp_path / "deaths").unlink()
        disturbed = await finish(service.submit(ask(prompt, count=2)))
        assert (tmp_path / "deaths").read_text() == "xx"
    assert disturbed.pictures == undisturbed.pictures


async def test_a_request_that_kills_three_workers_fails_and_the_service_lives(
    tmp_path: Path,
) -> None:
    async with serving() as service:
        deadly = service.submit(ask(f"kill 9 {tmp_path / 'deaths'}"))
        assert isinstance(await fail(deadly), WorkerFailed)
        assert (tmp_path / "deaths").read_text() == "xxx"
        await finish(service.submit(ask()))


async def test_an_idle_worker_that_dies_is_replaced_before_anyone_asks() -> None:
    async with serving() as service:
        await service.ready()
        (pid,) = worker_pids()
        os.kill(pid, signal.SIGKILL)
        await until(lambda: service.status.phase != "ready")
        await service.ready()
        (other,) = worker_pids()
        assert other != pid
        await finish(service.submit(ask()))


async def test_a_worker_that_keeps_dying_while_loading_makes_the_model_unavailable() -> None:
    async with serving(f"{FAKE}:load_deadly") as service:
        events = service.submit(ask())
        with pytest.raises(ModelUnavailable, match="died 3 times while loading starter"):
            await service.ready()
        assert service.status.phase == "unavailable"
        assert isinstance(await fail(events), ModelUnavailable)


@pytest.mark.parametrize("maker", ["load_dying_on_card", "load_on_small_card"])
async def test_what_cannot_be_loaded_on_a_card_is_loaded_on_the_processor_with_one_warning(
    maker: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(worker_supervisor, "driver_is_present", lambda: True)
    async with serving(f"{FAKE}:{maker}") as service:
        await service.ready()
        await finish(service.submit(ask()))
    about_card = [line for line in caplog.messages if "graphics card" in line]
    assert len(about_card) == 1
    assert "starter is made on the processor" in about_card[0]


async def test_a_card_that_is_not_used_is_named_in_the_log_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reason = "RTX 5090: not used, because it is too new."
    monkeypatch.setattr(worker_supervisor, "driver_is_present", lambda: True)
    monkeypatch.setattr(worker_supervisor, "report_cards", lambda: CardReport((), (reason,)))
    async with serving() as service:
        await service.ready()
    assert caplog.messages.count(reason) == 1


async def test_an_error_that_breaks_the_card_ends_the_worker_and_the_picture_is_drawn_by_the_next(
    tmp_path: Path,
) -> None:
    async with serving() as service:
        await finish(service.submit(ask(f"break {tmp_path / 'broken'}")))
        assert service.worker_deaths == 1


async def test_workers_that_die_each_at_another_point_are_replaced_until_one_is_ready(
    tmp_path: Path,
) -> None:
    async with serving(f"{FAKE}:load_further", cache_folder=tmp_path) as service:
        await service.ready()
        assert service.worker_deaths == 4


@pytest.mark.parametrize(
    ("maker", "kind", "sentence"),
    [
        ("load_missing", DownloadFailed, "fake.h5 could not be fetched. Try again."),
        ("load_wrong", ModelUnavailable, "starter could not be loaded: KeyError: 'a bug'."),
    ],
)
async def test_a_model_that_cannot_be_loaded_fails_requests_with_the_reason(
    maker: str, kind: type[Exception], sentence: str
) -> None:
    async with serving(f"{FAKE}:{maker}") as service:
        pending = await fail(service.submit(ask()))
        new = await fail(service.submit(ask()))
        assert type(pending) is type(new) is kind
        assert str(pending) == service.status.detail == sentence
        assert worker_pids() == []


@pytest.mark.complaint("yasd#5")
async def test_what_does_not_fit_into_memory_is_done_in_smaller_batches() -> None:
    async with serving() as service:
        finished = await finish(service.submit(ask("huge", count=4)))
        assert len(finished.pictures) == 4


@pytest.mark.complaint("yasd#5")
async def test_what_does_not_fit_alone_fails_as_out_of_memory() -> None:
    async with serving() as service:
        assert isinstance(await fail(service.submit(ask("vast", count=2))), OutOfMemory)
        await finish(service.submit(ask()))


@pytest.mark.complaint("238SAMIxD/discord-ai-bot#32")
async def test_a_full_line_refuses_and_says_when_there_is_room() -> None:
    async with serving(max_waiting=4) as service:
        await finish(service.submit(ask()))
        events = service.submit(ask(count=4))
        with pytest.raises(QueueFull) as refused:
            service.submit(ask())
        assert refused.value.limit == 4
        assert refused.value.eta_s is not None
        await finish(events)
        await finish(service.submit(ask()))


async def test_the_position_counts_the_requests_ahead_and_is_told_when_it_changes() -> None:
    async with serving() as service:
        ahead = [service.submit(ask(user=name, count=4)) for name in ("ann", "bob")]
        mine = service.submit(ask(user="cat", count=4))
        await asyncio.gather(*map(finish, ahead))
        positions = [event.position for event in await follow(mine) if isinstance(event, Queued)]
    assert positions[0] == 2
    assert positions == sorted(set(positions), reverse=True)


async def test_closing_cancels_everything_leaves_no_process_and_may_be_repeated() -> None:
    async with serving() as service:
        await service.ready()
        events = service.submit(ask(steps=50, count=4))
        await asyncio.gather(service.close(), service.close())
        await service.close()
        assert isinstance(await fail(events), Cancelled)
        assert service.status.phase == "closed"
        assert worker_pids() == []
        with pytest.raises(ServiceClosed):
            service.submit(ask())
        with pytest.raises(ServiceClosed):
            await service.ready()


async def test_closing_while_loading_leaves_no_process(tmp_path: Path) -> None:
    async with serving(f"{FAKE}:load_slowly", cache_folder=tmp_path) as service:
        await until(lambda: service.status.phase == "loading")
        await service.close()
        assert worker_pids() == []


async def test_a_service_that_was_never_started_closes() -> None:
    service = GenerationService(ServiceConfig())
    await service.close()
    assert service.status.phase == "closed"


async def test_an_unknown_model_is_refused_at_once() -> None:
    with pytest.raises(ModelUnavailable, match="starter"):
        GenerationService(ServiceConfig(model="nonesuch"))


async def test_requests_that_break_a_rule_are_refused_at_once() -> None:
    async with serving() as service:
        with pytest.raises(InvalidRequest, match="steps"):
            service.submit(ask(steps=0))
        request = ask()
        events = service.submit(request)
        with pytest.raises(InvalidRequest, match="id"):
            service.submit(request)
        await finish(events)


async def test_users_share_the_batch_and_their_pictures_are_their_own() -> None:
    async with serving() as service:
        alone = [await finish(service.submit(ask(seed=seed))) for seed in range(6)]
        together = await asyncio.gather(
            *(finish(service.submit(ask(seed=s, user=str(s), steps=8))) for s in range(6))
        )
    assert [one.pictures for one in together] == [one.pictures for one in alone]


async def test_the_worker_ignores_the_signals_that_the_parent_handles() -> None:
    async with serving() as service:
        await service.ready()
        (pid,) = worker_pids()
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGTERM)
        await finish(service.submit(ask()))
        assert worker_pids() == [pid]


async def test_the_worker_dies_with_its_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import asyncio, multiprocessing, os, signal\n"
        "from tests.generation.requests import serving\n"
        "async def main():\n"
        "    async with serving() as service:\n"
        "        await service.ready()\n"
        "        print(multiprocessing.active_children()[0].pid, flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    root = str(Path(__file__).parents[3])
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        env={**os.environ, "PYTHONPATH": root},
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await parent.communicate()
    assert parent.returncode == -signal.SIGKILL
    await until(lambda: not Path(f"/proc/{int(output)}").exists())


async def test_pictures_are_pngs_of_the_pixels() -> None:
    async with serving() as service:
        done = await finish(service.submit(ask()))
    pixels = np.asarray(Image.open(io.BytesIO(done.pictures[0].png)))
    assert pixels.shape == (8, 8, 3)
    assert pixels.std() > 0
