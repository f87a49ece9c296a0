"""Faults of Discord and of the way there, and of what people do meanwhile."""

import asyncio
import time
from functools import partial
from subprocess import Popen, TimeoutExpired

from benchmarks.faults.registry import fault
from benchmarks.faults.stage import Failure, Stage, expect
from bot.storage import State
from tests.wire import RateLimits

ANSWER = "*/messages/@original"
POST = "/channels/*/messages"
# Discord hands them over in the order of their arrival; more a second than a bot that draws will
# see, and fewer than would fill the sockets between.
FLOOD, FLOOD_A_SECOND = 10_000, 150


async def _delivered(stage: Stage, number: int = 1, seconds: float = 120.0) -> None:
    counts = await stage.settled(seconds)
    expect(counts == {State.DELIVERED: number}, f"{number} delivered: {counts}")


@fault(9, "429 with a retry_after of 600 s", "the wait is bounded; the loop lives")
async def rate_limited(stage: Stage) -> None:
    await stage.start()
    slow = stage.wire.fail("PATCH", ANSWER, status=429, retry_after_s=600, times=3)
    await stage.ask()
    await stage.until(lambda: slow.hits)
    meanwhile = await stage.ask()
    await stage.answered(meanwhile)
    expect((meanwhile[0].ack_s or 9) < 1, "others are answered meanwhile")
    await _delivered(stage, 2, 200)


@fault(10, "503 on every edit", "tried again, then sent to the channel")
async def edits_fail(stage: Stage) -> None:
    await stage.start()
    stage.wire.fail("PATCH", ANSWER, status=503, times=None)
    (asked,) = await stage.ask()
    await _delivered(stage)
    (message,) = stage.wire.pictures_of(asked)
    expect(message.interaction is None, "as a message of its own")


@fault(11, "the connection is reset after Discord accepted", "one message")
async def reset_after_accepting(stage: Stage) -> None:
    await stage.start()
    stage.wire.fail("PATCH", ANSWER, reset=True, took_effect=True, times=3)
    await stage.ask()
    await _delivered(stage)
    stage.wire.fail("PATCH", ANSWER, status=404, code=10015, times=None)
    stage.wire.fail("POST", POST, reset=True, took_effect=True, times=1)
    await stage.ask()
    await _delivered(stage, 2)


@fault(12, "the gateway drops while a picture is made", "delivered over REST all the same")
async def gateway_drops(stage: Stage) -> None:
    stage.step_s = 0.1
    await stage.start()
    await stage.ask()
    await stage.in_state(State.RUNNING)
    stage.wire.gateway.accepting = False
    await stage.wire.gateway.drop()
    await _delivered(stage)
    stage.wire.gateway.accepting = True


@fault(13, "RESUME replays a command that is 60 s old", "no job")
async def stale_command(stage: Stage) -> None:
    await stage.start()
    await stage.ask()
    await _delivered(stage)
    stage.wire.gateway.accepting = False
    await stage.wire.gateway.drop()
    await stage.ask(age_s=60)
    stage.wire.gateway.accepting = True
    await stage.until(lambda: "comes too late" in stage.log(0))
    await stage.ask()
    await _delivered(stage, 2)


@fault(14, "the session is invalidated", "identified again; nothing is set up twice")
async def session_invalidated(stage: Stage) -> None:
    await stage.start()
    for identified in (2, 3):
        stage.wire.gateway.invalidate(resumable=False)
        await stage.until(partial(_identified, stage, identified))
        await stage.wire.connected()
        await stage.ask(2)
    await _delivered(stage, 4)
    expect(len(stage.wire.calls("PUT", "/applications/*/commands")) == 1, "one sync of commands")


def _identified(stage: Stage, times: int) -> bool:
    return stage.wire.identifies >= times


@fault(17, "one interaction is delivered twice", "one job")
async def delivered_twice(stage: Stage) -> None:
    await stage.start()
    for _ in range(10):
        (asked,) = await stage.ask()
        await stage.wire.deliver(asked)
    await _delivered(stage, 10)


@fault(20, "10,000 requests, 150 a second", "the caps, the order and the acknowledgements hold")
async def flood(stage: Stage) -> None:
    stage.step_s = 0.05
    stage.wire.limits = RateLimits(enforced=False)
    await stage.start(IMAGINE_USER_IN_FLIGHT="10", IMAGINE_MAX_WAITING="40")
    began, made = time.monotonic(), []
    for number in range(FLOOD):
        await asyncio.sleep(max(0.0, began + number / FLOOD_A_SECOND - time.monotonic()))
        made += await stage.ask()
    await stage.answered(made)
    promised = [each for each in made if not each.ephemeral]
    expect(40 <= len(promised) < 2000, f"the caps hold: {len(promised)} are promised")
    worst = max(each.ack_s or 9 for each in made)
    expect(worst < 2.5, f"the slowest acknowledgement took {worst:.2f} s")
    await stage.settled(200)
    served = {each.user.id for each in promised}
    expect(len(served) == 5, "every member is served")


@fault(21, "the member leaves while the picture is made", "cancelled; no ping")
async def member_leaves(stage: Stage) -> None:
    stage.step_s = 0.1
    await stage.start()
    stage.wire.fail("PATCH", ANSWER, status=404, code=10015, times=None)
    (_asked,) = await stage.ask()
    await stage.in_state(State.RUNNING)
    stage.member().leave()
    counts = await stage.settled()
    expect(counts == {State.CANCELLED: 1}, f"nothing is posted for who is gone: {counts}")
    expect(not any(each.pings for each in stage.wire.world.messages.values()), "nobody is pinged")


@fault(22, "the message is deleted before the edit", "dropped, without a loop")
async def message_deleted(stage: Stage) -> None:
    stage.step_s = 0.1
    await stage.start()
    (asked,) = await stage.ask()
    await stage.answered([asked])
    answer = asked.message
    assert answer, "it was deferred"
    answer.delete()
    counts = await stage.settled()
    expect(counts == {State.CANCELLED: 1}, f"it stays deleted: {counts}")
    edits = len(stage.wire.calls("PATCH", ANSWER))
    expect(edits < 6, f"it is not tried for ever: {edits} edits")


@fault(23, "the channel is deleted, or closed to the bot", "final after one 403; a stored notice")
async def channel_closed(stage: Stage) -> None:
    stage.step_s = 0.05
    await stage.start()
    stage.wire.fail("PATCH", ANSWER, status=404, code=10015, times=None)
    made = await stage.ask(3)
    await stage.answered(made)
    stage.channel.deny("send_messages")
    counts = await stage.settled()
    expect(counts == {State.FAILED: 3}, f"they end: {counts}")
    refused = [call for call in stage.wire.calls("POST", POST) if call.status == 403]
    expect(len(refused) == 1, f"Discord is asked once and not for each: {len(refused)}")


@fault(24, "the token is revoked", "the bot waits, unhealthy; the queue is kept")
async def token_revoked(stage: Stage) -> None:
    stage.step_s = 0.1
    bot = await stage.start()
    await stage.ask(3)
    await stage.in_state(State.RUNNING)
    stage.wire.revoke_token()
    await stage.until(lambda: "Set a new IMAGINE_TOKEN" in stage.log(0))
    await asyncio.sleep(1)
    expect(bot.poll() is None, "the process stays")
    await _stopped(bot)
    application = stage.wire.application
    application.token, application.revoked = f"{application.token}new", False
    await stage.start()
    counts = await stage.settled()
    expect(counts == {State.DELIVERED: 3}, f"with a new token all of it is delivered: {counts}")


async def _stopped(bot: "Popen[bytes]") -> None:
    bot.terminate()
    try:
        await asyncio.to_thread(bot.wait, 60)
    except TimeoutExpired as error:
        raise Failure("it can be stopped") from error
