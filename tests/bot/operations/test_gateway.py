"""The gateway's check and metric on the real client, against a gateway on loopback."""

import asyncio
import math

import pytest

from bot.client import ImagineClient, SyncedCommands
from bot.operations.checks import gateway
from tests.bot.loopback import loopback
from tests.bot.test_run import until
from tests.bot.test_settings import TOKEN


async def test_the_gateway_is_up_from_ready_until_the_connection_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with ImagineClient(SyncedCommands(None)) as client:
        check = gateway(lambda: client.connected, lambda: client.latency)
        assert not (await check()).ok
        async with loopback(monkeypatch) as here:
            await client.login(TOKEN)
            connection = asyncio.create_task(client.connect())
            await until(lambda: client.connected and math.isfinite(client.latency))
            assert (await check()).detail.startswith("Connected; a heartbeat takes ")
            assert here.socket
            await here.socket.close(code=4000)
        # Discord is out of reach now.
        await until(lambda: not client.connected)
        assert client.is_ready(), "which is why the check does not go by it"
        assert not (await check()).ok
        connection.cancel()
        await asyncio.gather(connection, return_exceptions=True)
