"""The invariant, read from the database and from Discord's own record, after every fault."""

from collections import Counter
from typing import Any

import sqlalchemy as sa

from benchmarks.faults.stage import Stage, expect
from bot.storage import REJECTED, DeliveryState, State
from bot.storage.db.tables import deliveries, jobs


async def judge(stage: Stage) -> str:
    """Hold that every accepted job ended once, and say how.

    Raises:
        Failure: names what does not hold.
    """
    rows = await _rows(stage)
    by_interaction = {each.id: each for each in stage.asked}
    expect(len({row.interaction_id for row in rows}) == len(rows), "an interaction is one job")
    for row in rows:
        asked = by_interaction[row.interaction_id]
        _judge_one(row, len(stage.shown(asked)))
        unseen = row.reason != REJECTED or not stage.seen(asked)
        expect(unseen, "what was rejected was never seen")
    known = {row.interaction_id for row in rows}
    for each in stage.asked:
        promised = each.acknowledged.is_set() and each.deferred and not each.ephemeral
        expect(each.id in known or not promised, "what was promised is written down")
        expect(each.id in known or not stage.shown(each), "nothing else is drawn")
        expect(len(stage.shown(each)) <= 1, "no picture is posted twice")
    expect(not stage.wire.violations, f"Discord's API is obeyed: {stage.wire.violations[:1]}")
    states = Counter(str(row.state) for row in rows)
    refused = sum(each.ephemeral for each in stage.asked)
    said = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
    return said + (f", {refused} refused" if refused else "")


def _judge_one(row: Any, pictures: int) -> None:
    state = State(row.state)
    expect(row.ended_at is not None, f"job {row.id} has ended, it is {state}")
    delivered = state is State.DELIVERED
    expect(pictures == int(delivered), f"a {state} job has {int(delivered)} pictures: {pictures}")
    # What was called off or rejected is paid for as far as it was drawn.
    paid = row.reason in ("Cancelled", REJECTED) or row.refunded is not delivered
    expect(paid, f"a {state} job is paid for if it was delivered")
    expect(row.interaction_token is None, "an ended job's token is erased")
    if state is State.FAILED:
        told = row.sending in (DeliveryState.SENT, DeliveryState.STORED)
        expect(told, "a failed job's member is told, or the notice stored")


async def _rows(stage: Stage) -> list[Any]:
    joined = jobs.outerjoin(deliveries)
    wanted = sa.select(jobs, deliveries.c.state.label("sending")).select_from(joined)
    async with stage.database.reading() as connection:
        return list((await connection.execute(wanted)).all())
