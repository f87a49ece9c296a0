"""Faults of the database: locked, restarted."""

import asyncio
import sqlite3
from typing import Any

import sqlalchemy as sa

from benchmarks.faults.registry import fault
from benchmarks.faults.stage import Stage, expect
from bot.storage import State

LOCKED_S = 10.0


@fault(7, "the database is locked for 10 s", "answered within 3 s, honestly; nothing is lost")
async def locked(stage: Stage) -> None:
    stage.step_s = 0.1
    await stage.start()
    before = await stage.ask(2)
    await stage.answered(before)
    holding = asyncio.create_task(_hold(stage))
    await asyncio.sleep(0.5)
    during = await stage.ask(6)
    await stage.answered(during)
    expect(all(each.ephemeral for each in during), "what cannot be written is refused")
    expect(max(each.ack_s or 9 for each in during) < 3, "within 3 s")
    await holding
    after = await stage.ask()
    counts = await stage.settled()
    expect(counts == {State.DELIVERED: 3}, f"what was promised before is kept: {counts}")
    expect(not after[0].ephemeral, "afterwards all is well")


async def _hold(stage: Stage) -> None:
    """Keep everybody from writing."""
    if stage.is_file:
        await asyncio.to_thread(_hold_file, str(stage.database.engine.url.database))
        return
    async with stage.database.engine.begin() as connection:
        await connection.execute(sa.text("LOCK TABLE jobs, deliveries IN ACCESS EXCLUSIVE MODE"))
        await asyncio.sleep(LOCKED_S)


def _hold_file(file: str) -> None:
    connection: Any = sqlite3.connect(file, isolation_level=None, timeout=10)
    connection.execute("BEGIN IMMEDIATE")
    asyncio.run(asyncio.sleep(LOCKED_S))
    connection.execute("ROLLBACK")
    connection.close()


@fault(8, "PostgreSQL restarts", "reconnected; nothing is claimed twice")
async def server_restarts(stage: Stage) -> None:
    assert stage.server, "this fault always has one"
    stage.step_s = 0.1
    await stage.start()
    await stage.ask(6)
    await stage.in_state(State.RUNNING)
    await asyncio.to_thread(stage.server.restart)
    await asyncio.sleep(2)
    later = await stage.ask(3)
    await stage.answered(later)
    counts = await stage.settled()
    expect(counts.get(State.DELIVERED, 0) >= 6, f"what was promised is delivered: {counts}")
