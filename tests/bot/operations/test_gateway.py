"""The gateway's check and metric on the real client, against a gateway on loopback."""

import asyncio
import math

from bot.interactions.client import ImagineClient, SyncedCommands
from bot.interactions.staleness import Staleness
from bot.operations.checks import gateway
from tests.wire import WireDiscord


async def test_the_gateway_is_up_from_ready_until_the_connection_is_lost(
    wire: WireDiscord,
) -> None:
    async with ImagineClient(SyncedCommands(None), Staleness().trace()) as client:
        check = gateway(lambda: client.is_connected, lambda: client.latency)
        assert not (await check()).ok
        await client.login(wire.token)
        connection = asyncio.create_task(client.connect())
        await wire.until(lambda: client.is_connected and math.isfinite(client.latency))
        assert (await check()).detail.startswith("Connected; a heartbeat takes ")
        wire.gateway.accepting = False
        await wire.gateway.close(4000)
        await wire.until(lambda: not client.is_connected)
        assert client.is_ready(), "which is why the check does not go by it"
        assert not (await check()).ok
        connection.cancel()
        # Not forever: Python 3.11's wait_for, which discord.py uses, may swallow it.
        await asyncio.wait({connection}, timeout=1)
