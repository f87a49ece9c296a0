import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import aiohttp
import pytest

from bot.operations import CannotServe, Check, Health, Metrics, Readings, application, serve
from bot.operations import checks as checks_module
from bot.operations.checks import acceptance, database, gateway, model
from tests.bot.fakes import FakeService
from tests.bot.operations.test_metrics import a_page, two_waiting

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


async def well() -> Health:
    return Health(True, "All is well.")


async def ping() -> None:
    """Answers."""


async def no_metrics() -> bytes:
    return b""


@contextlib.asynccontextmanager
async def served(
    checks: dict[str, Check], metrics: Callable[[], Awaitable[bytes]] = no_metrics
) -> AsyncIterator[aiohttp.ClientSession]:
    port = free_port()
    async with (
        serve(application(checks, metrics), LOOPBACK, port),
        aiohttp.ClientSession(f"http://{LOOPBACK}:{port}") as client,
    ):
        yield client


async def readiness(checks: dict[str, Check]) -> tuple[int, dict[str, dict[str, object]]]:
    async with served(checks) as client, client.get("/readyz") as answer:
        return answer.status, await answer.json()


async def test_health_answers_even_when_nothing_is_ready() -> None:
    async with (
        served({"database": database(asyncio.Event().wait)}) as client,
        client.get("/healthz") as answer,
    ):
        assert (answer.status, await answer.text()) == (200, "ok\n")


async def test_ready_is_who_passes_every_check() -> None:
    service = FakeService()
    status, body = await readiness(
        {
            "model": model(service),
            "gateway": gateway(lambda: True, lambda: 0.041),
            "database": database(ping),
            "accepting": acceptance(lambda: False),
        }
    )
    assert status == 200
    assert body["model"] == {"ok": True, "detail": "The model is ready."}
    assert body["gateway"] == {"ok": True, "detail": "Connected; a heartbeat takes 41 ms."}
    assert body["database"]["ok"]
    assert body["accepting"]["ok"]


async def test_one_check_that_is_not_well_is_named_and_the_bot_not_ready() -> None:
    service = FakeService()
    service.phase("loading")
    status, body = await readiness({"model": model(service), "rest": well})
    assert status == 503
    assert body["model"] == {"ok": False, "detail": "told by the test"}
    assert body["rest"]["ok"]


async def test_a_bot_without_connection_or_on_its_way_down_is_not_ready() -> None:
    status, body = await readiness(
        {
            "gateway": gateway(lambda: False, lambda: float("nan")),
            "accepting": acceptance(lambda: True),
        }
    )
    assert status == 503
    assert not body["gateway"]["ok"]
    assert not body["accepting"]["ok"]


async def test_a_gateway_before_its_first_heartbeat_is_up() -> None:
    assert await gateway(lambda: True, lambda: float("inf"))() == Health(True, "Connected.")


async def test_a_check_that_hangs_or_fails_is_not_well_and_tells_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refused() -> None:
        raise ConnectionRefusedError("postgresql://imagine:secret@db")

    monkeypatch.setattr(checks_module, "TIMEOUT_S", 0.01)
    status, body = await readiness(
        {"hangs": database(asyncio.Event().wait), "fails": database(refused), "rest": well}
    )
    assert status == 503
    assert body["hangs"] == {"ok": False, "detail": "No answer within 0.01 s."}
    assert body["fails"] == {"ok": False, "detail": "Failed: ConnectionRefusedError."}
    assert body["rest"]["ok"], "the others are found all the same"


async def test_metrics_are_what_prometheus_reads() -> None:
    metrics = Metrics()
    metrics.count_refusal("minors")
    readings = Readings(two_waiting, lambda: 0.04, lambda: "ready", lambda: 1, lambda: 0, a_page)
    async with (
        served({}, partial(metrics.exposition, readings)) as client,
        client.get("/metrics") as answer,
    ):
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        assert 'imagine_refusals_total{rule="minors"} 1.0' in await answer.text()


async def test_nothing_else_is_served_and_nothing_can_be_changed() -> None:
    async with served({}) as client:
        async with client.get("/") as answer:
            assert answer.status == 404
        for path in ("/healthz", "/readyz", "/metrics"):
            async with client.post(path) as answer:
                assert answer.status == 405


async def test_port_0_serves_nothing() -> None:
    async with serve(application({}, no_metrics), "nowhere.invalid", 0):
        pass


async def test_a_taken_port_is_told_with_its_setting_and_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=f"IMAGINE_HEALTH_PORT {port} is taken") as caught:
            async with serve(application({}, no_metrics), LOOPBACK, port):
                pass
    assert "choose another port, or 0" in str(caught.value)


async def test_an_address_of_another_machine_is_told_with_its_setting() -> None:
    # TEST-NET-1: nobody's.
    with pytest.raises(CannotServe, match=r"IMAGINE_HEALTH_HOST 192\.0\.2\.1"):
        async with serve(application({}, no_metrics), "192.0.2.1", free_port()):
            pass


async def test_a_client_that_never_reads_does_not_hold_the_end_up() -> None:
    port = free_port()
    async with serve(
        application({"hangs": database(asyncio.Event().wait)}, no_metrics), LOOPBACK, port
    ):
        _, writer = await asyncio.open_connection(LOOPBACK, port)
        writer.write(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
        await writer.drain()
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(LOOPBACK, port)
