"""The bytes of a picture on their way from the service to Discord, counted."""

import hashlib
from collections import Counter
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest

from generation import Finished, Picture
from tests.bot.fakes import TIMINGS, png
from tests.bot.world import world


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts the hashes, the writes and the reads of the file store."""
    counted = Counter[str]()
    sha256, read_bytes = hashlib.sha256, Path.read_bytes

    def hash_(*content: bytes, **options: Any) -> Any:
        counted["hashes"] += b"".join(content).startswith(b"\x89PNG")
        return sha256(*content, **options)

    def read(path: Path) -> bytes:
        content = read_bytes(path)
        counted["reads"] += content.startswith(b"\x89PNG")
        return content

    def write(*args: Any, **options: Any) -> Any:
        counted["writes"] += 1
        return NamedTemporaryFile(*args, **options)

    monkeypatch.setattr(hashlib, "sha256", hash_)
    monkeypatch.setattr(Path, "read_bytes", read)
    monkeypatch.setattr("bot.storage.pictures.file_store.NamedTemporaryFile", write)
    return counted


@pytest.mark.parametrize(
    ("count", "files"), [(1, 1), (4, 5)], ids=["one picture", "a grid of four"]
)
async def test_a_file_is_hashed_and_written_once_and_only_the_posted_one_is_read_and_checked(
    count: int, files: int, counts: Counter[str]
) -> None:
    async with world() as w:
        result = await w.imagine(count=count)
        (request,) = w.service.requests
        pictures = tuple(Picture(png(at), seed, 1, 1) for at, seed in enumerate(request.seeds()))
        w.service.tell(request, Finished(pictures, TIMINGS))
        await w.answered(result)
    assert counts == {"hashes": files + 1, "writes": files, "reads": 1}
