import hashlib
import multiprocessing
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from generation.errors import DownloadFailed
from generation.files import checksums
from generation.files.fetch import fetch_all
from generation.files.http import DownloadLimits
from generation.files.remote_file import RemoteFile
from tests.generation.files.file_server import (
    Behaviour,
    FileServer,
    corrupting,
    cutting,
    deaf_to_ranges,
    honest,
    refusing,
    serving,
    trickling,
)

DATA = bytes(index * 7 % 251 for index in range(100_000))
SHA256 = hashlib.sha256(DATA).hexdigest()
HURRIED = DownloadLimits(
    connect_s=2, stall_s=0.5, stall_bytes=20_000, total_s=20, attempts=2, pause_s=0.01
)


@pytest.fixture
def serve() -> Iterator[Callable[..., FileServer]]:
    with ExitStack() as stack:
        yield lambda *behaviours: stack.enter_context(serving(FileServer(DATA, list(behaviours))))


def fetch(url: str, cache: Path, offline: Path | None = None) -> Path:
    files = {"decoder": RemoteFile("weights.h5", url, SHA256)}
    return fetch_all(files, cache, offline, HURRIED)["decoder"]


def part_path(cache: Path) -> Path:
    return cache / f"weights.h5.{SHA256[:8]}.part"


def test_a_file_is_fetched_once_and_then_found(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(honest)
    assert fetch(server.url, tmp_path / "cache").read_bytes() == DATA
    fetch(server.url, tmp_path / "cache")
    assert server.ranges == [None]


@pytest.mark.parametrize("told", [True, False])
def test_the_bytes_of_all_missing_files_are_counted_together(
    serve: Callable[..., FileServer], tmp_path: Path, told: bool
) -> None:
    server, heard = serve(honest), list[tuple[int, int]]()
    size = len(DATA) if told else 0
    files = {n: RemoteFile(f"{n}.h5", server.url, SHA256, size) for n in ("one", "two", "three")}
    fetch_all({"one": files["one"]}, tmp_path, None, HURRIED)
    (tmp_path / f"two.h5.{SHA256[:8]}.part").write_bytes(DATA[:40_000])
    fetch_all(files, tmp_path, None, HURRIED, lambda *bytes_: heard.append(bytes_))
    assert heard == sorted(heard)
    assert 40_000 < heard[0][0] <= len(DATA), "what lay there already is counted"
    assert heard[-1] == (2 * len(DATA), 2 * len(DATA))
    if told:
        assert {of for _, of in heard} == {2 * len(DATA)}, "without what needs no download"


def test_a_download_that_begins_anew_is_counted_once(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server, heard = serve(corrupting, honest), list[tuple[int, int]]()
    file = RemoteFile("weights.h5", server.url, SHA256, len(DATA))
    fetch_all({"decoder": file}, tmp_path, None, HURRIED, lambda *bytes_: heard.append(bytes_))
    assert {of for _, of in heard} == {len(DATA)}
    assert max(have for have, _ in heard) == len(DATA)


@pytest.mark.parametrize("before", [0, 60_000])
def test_a_server_that_sends_more_than_any_file_has_fills_no_disk(
    serve: Callable[..., FileServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    part_path(tmp_path).write_bytes(DATA[:before])
    bounded = replace(HURRIED, most_bytes=len(DATA) - 1)
    monkeypatch.setattr("tests.generation.files.test_fetch.HURRIED", bounded)
    server = serve(honest)
    with pytest.raises(DownloadFailed, match="has more than 99999 bytes"):
        fetch(server.url, tmp_path)
    assert not list(tmp_path.glob("*.part"))
    assert len(server.ranges) == 1


def test_a_found_file_is_not_hashed_again(
    serve: Callable[..., FileServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(honest)
    fetch(server.url, tmp_path)
    monkeypatch.setattr(checksums, "compute_sha256", lambda path: pytest.fail("hashed again"))
    fetch(server.url, tmp_path)


def test_a_cut_download_goes_on_where_it_broke_off(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(cutting(60_000), honest)
    assert fetch(server.url, tmp_path).read_bytes() == DATA
    assert server.ranges == [None, "bytes=60000-"]


def test_cuts_do_not_count_as_long_as_each_attempt_gets_on(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(*[cutting(22_000)] * 4, honest)
    assert fetch(server.url, tmp_path).read_bytes() == DATA
    assert len(server.ranges) == 5 > HURRIED.attempts


def test_a_later_start_goes_on_with_what_an_earlier_one_left(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(honest)
    part_path(tmp_path).write_bytes(DATA[:30_000])
    assert fetch(server.url, tmp_path).read_bytes() == DATA
    assert server.ranges == ["bytes=30000-"]
    assert not part_path(tmp_path).exists()


def test_a_download_that_was_complete_but_not_yet_renamed_is_taken(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(honest)
    part_path(tmp_path).write_bytes(DATA)
    assert fetch(server.url, tmp_path).read_bytes() == DATA


def test_a_server_that_ignores_ranges_sends_the_whole_file(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(cutting(60_000), deaf_to_ranges)
    assert fetch(server.url, tmp_path).read_bytes() == DATA


def test_a_corrupt_download_is_fetched_anew(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(corrupting, honest)
    assert fetch(server.url, tmp_path).read_bytes() == DATA
    assert server.ranges == [None, None]


def test_a_download_that_stays_corrupt_fails_and_leaves_nothing(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(corrupting)
    with pytest.raises(DownloadFailed, match=r"weights\.h5 arrived twice with another checksum"):
        fetch(server.url, tmp_path)
    assert len(server.ranges) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["weights.h5.lock"]


def test_a_file_damaged_in_the_cache_is_fetched_anew(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server = serve(honest)
    fetch(server.url, tmp_path).write_bytes(DATA[:-1])
    assert fetch(server.url, tmp_path).read_bytes() == DATA
    assert len(server.ranges) == 2


@pytest.mark.parametrize(("status", "requests"), [(404, 1), (403, 1), (500, 2), (429, 2)])
def test_a_refusal_names_the_file_and_the_way_out(
    serve: Callable[..., FileServer], tmp_path: Path, status: int, requests: int
) -> None:
    server = serve(refusing(status))
    with pytest.raises(DownloadFailed) as failure:
        fetch(server.url, tmp_path)
    assert str(failure.value).startswith(f"weights.h5 was refused by the server (HTTP {status}).")
    assert server.url in failure.value.way_out
    assert "IMAGINE_OFFLINE_FOLDER" in failure.value.way_out
    assert len(server.ranges) == requests, "only what may pass is asked for again"


def test_a_passing_refusal_is_outlived(serve: Callable[..., FileServer], tmp_path: Path) -> None:
    server = serve(refusing(503), honest)
    assert fetch(server.url, tmp_path).read_bytes() == DATA


def test_an_unreachable_server_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as unserved:
        unserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unserved.getsockname()[1]}/weights.h5"
        with pytest.raises(DownloadFailed, match="the server cannot be reached"):
            fetch(url, tmp_path)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [(trickling, "the server is too slow"), (cutting(10), "broke off again and again")],
)
def test_a_download_that_gets_nowhere_ends(
    serve: Callable[..., FileServer], tmp_path: Path, behaviour: Behaviour, reason: str
) -> None:
    server = serve(behaviour)
    with pytest.raises(DownloadFailed, match=reason):
        fetch(server.url, tmp_path)
    assert len(server.ranges) == HURRIED.attempts
    assert part_path(tmp_path).stat().st_size > 0, "what came is kept for the next start"


def test_the_offline_folder_is_taken_and_the_network_left_alone(
    serve: Callable[..., FileServer], tmp_path: Path
) -> None:
    server, offline = serve(honest), tmp_path / "offline"
    offline.mkdir()
    with pytest.raises(DownloadFailed, match=r"weights\.h5 is not in the offline folder"):
        fetch(server.url, tmp_path / "cache", offline)
    (offline / "weights.h5").write_bytes(DATA[1:])
    with pytest.raises(DownloadFailed, match="is damaged or another version"):
        fetch(server.url, tmp_path / "cache", offline)
    (offline / "weights.h5").write_bytes(DATA)
    assert fetch(server.url, tmp_path / "cache", offline) == offline / "weights.h5"
    assert server.ranges == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(DownloadFailed, match="IMAGINE_CACHE_FOLDER"):
        fetch("http://127.0.0.1:1/weights.h5", blocked / "cache")


def test_two_starts_at_once_download_once(serve: Callable[..., FileServer], tmp_path: Path) -> None:
    server = serve(honest)
    spawn = multiprocessing.get_context("spawn")
    starts = [spawn.Process(target=fetch, args=(server.url, tmp_path)) for _ in range(2)]
    for start in starts:
        start.start()
    for start in starts:
        start.join(60)
    assert [start.exitcode for start in starts] == [0, 0]
    assert server.ranges == [None]
    assert (tmp_path / "weights.h5").read_bytes() == DATA
