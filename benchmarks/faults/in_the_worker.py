"""Faults of the process that draws: killed, out of memory, hanging, without its weights."""

import asyncio
import signal

from benchmarks.faults import pipelines, process
from benchmarks.faults.registry import fault
from benchmarks.faults.stage import Stage, expect
from bot.storage import State
from tests.generation.files.file_server import FileServer, serving, trickling


@fault(1, "the worker is killed -9 mid-step", "drawn again, one message")
async def worker_killed(stage: Stage) -> None:
    stage.step_s = 0.1
    bot = await stage.start()
    await stage.ask()
    await stage.in_state(State.RUNNING)
    await asyncio.sleep(0.7)
    stage.worker(bot).send_signal(signal.SIGKILL)
    counts = await stage.settled()
    expect(counts == {State.DELIVERED: 1}, f"the picture comes all the same: {counts}")


@fault(4, "a batch does not fit into memory, then not even one picture", "smaller, or a notice")
async def out_of_memory(stage: Stage) -> None:
    await stage.start()
    await stage.ask(prompt="huge", count=4)
    await stage.ask(prompt="vast")
    counts = await stage.settled()
    wanted = {State.DELIVERED: 1, State.FAILED: 1}
    expect(counts == wanted, f"one is drawn in smaller batches, one is not: {counts}")
    said = stage.asked[1].message
    expect(said and "memory" in said.content, "its member reads why")


@fault(5, "the worker hangs past its time, then wakes", "replaced; its result is thrown away")
async def worker_hangs(stage: Stage) -> None:
    stage.step_s = 0.05
    bot = await stage.start(**{process.HANG_S: "2"})
    await stage.ask()
    await stage.in_state(State.RUNNING)
    await asyncio.sleep(0.3)
    hanging = stage.worker(bot)
    hanging.send_signal(signal.SIGSTOP)
    await stage.settled()
    expect(not hanging.is_running(), "it was ended, and cannot wake")
    if not stage.is_file:
        await _process_hangs(stage)


async def _process_hangs(stage: Stage) -> None:
    """Let the whole bot hang while a second one takes its job over, and wake again."""
    stage.step_s = 0.3
    await stage.start()
    second = stage.bots[-1]
    first = stage.bots[0]
    await stage.ask()
    await stage.in_state(State.RUNNING)
    await asyncio.sleep(0.5)
    holder = first if "begun" in stage.log(0).splitlines()[-1] else second
    holder.send_signal(signal.SIGSTOP)
    await asyncio.sleep(8)
    holder.send_signal(signal.SIGCONT)
    await stage.settled()


@fault(18, "the weights are corrupt", "refused by hash; the bot stays up and says so")
async def weights_corrupt(stage: Stage) -> None:
    offline = stage.folder / "offline"
    offline.mkdir()
    for name in ("bpe_simple_vocab_16e6.txt.gz", "kcv_encoder.h5"):
        (offline / name).write_bytes(b"not the weights")
    await _without_model(
        stage,
        "is damaged",
        IMAGINE_MODEL="sd-v1.4",
        IMAGINE_OFFLINE_FOLDER=str(offline),
        **{process.PIPELINE: "generation.pipeline.pipeline:Pipeline.load"},
    )


@fault(19, "a download trickles at 1 B/s", "given up at its deadline; the loop lives")
async def download_trickles(stage: Stage) -> None:
    with serving(FileServer(b"x" * 1_000_000, [trickling] * 2)) as server:
        await _without_model(
            stage,
            "weights.h5",
            **{
                process.PIPELINE: "benchmarks.faults.pipelines:fetched",
                pipelines.WEIGHTS_URL: server.url,
            },
        )


async def _without_model(stage: Stage, said: str, **environment: str) -> None:
    """Ask while the model loads and when it is not to be had."""
    await stage.start(**environment)
    early = await stage.ask()
    await stage.answered(early)
    expect(max(each.ack_s or 9 for each in early) < 1, "the loop lives while it loads")
    await stage.until(lambda: "could not be loaded" in stage.log(0) or said in stage.log(0))
    await stage.settled()
    late = await stage.ask()
    await stage.answered(late)
    expect(late[0].ephemeral, "afterwards members are refused in a sentence")
    expect(said in stage.log(0), "and the operator reads why")
    expect(stage.bots[0].poll() is None, "the bot stays up")


@fault(25, "a picture bomb reaches the worker", "refused in a sentence; the worker survives")
async def bomb(stage: Stage) -> None:
    await stage.start(**{process.PIPELINE: "benchmarks.faults.pipelines:starting_from_a_bomb"})
    await stage.ask(prompt="bomb")
    await stage.ask()
    counts = await stage.settled()
    expect(counts == {State.FAILED: 1, State.DELIVERED: 1}, f"one of two is drawn: {counts}")
    said = stage.asked[0].message
    expect(said and "20000×20000" in said.content, "its member reads the value and the rule")
    expect("died" not in stage.log(0), "no worker died of it")
