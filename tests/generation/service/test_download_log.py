"""Claims about the log of a download, which stands where there is no terminal."""

import logging

import pytest

from generation import ServiceStatus
from generation.service.download_log import INTERVAL_S, DownloadLog


def lines(
    caplog: pytest.LogCaptureFixture, pause_s: float, shares: list[float], shown: bool = False
) -> list[str]:
    """Record a download that reports its shares with a pause between them."""
    now = 0.0
    download_log = DownloadLog(lambda: shown, lambda: now)
    with caplog.at_level(logging.INFO):
        for share in shares:
            now += pause_s
            status = ServiceStatus("downloading", "Downloading sd-v1.4.", share=share, left_s=7.0)
            download_log.record(status)
    return caplog.messages


def test_a_fast_download_has_a_line_every_tenth(caplog: pytest.LogCaptureFixture) -> None:
    written = lines(caplog, 1.0, [percent / 100 for percent in range(101)])
    assert written == [
        f"Downloading sd-v1.4. {percent} %, about 7 s left." for percent in range(0, 101, 10)
    ]


def test_a_slow_download_has_a_line_every_30_seconds(caplog: pytest.LogCaptureFixture) -> None:
    written = lines(caplog, 1.0, [second / 10_000 for second in range(1, 92)])
    assert len(written) == 1 + 90 // INTERVAL_S


def test_a_terminal_with_its_bars_has_none(caplog: pytest.LogCaptureFixture) -> None:
    assert lines(caplog, 60.0, [0.1, 0.5, 1.0], shown=True) == []


def test_what_is_no_download_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        DownloadLog(lambda: False).record(ServiceStatus("warming", "", True, 0.5, 1.0))
    assert caplog.messages == []
