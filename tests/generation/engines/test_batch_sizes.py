"""Claims about the batch cap."""

from pathlib import Path

import pytest

from generation.engines.batch_sizes import measure_batch_sizes


def seconds_of(times: dict[int, float], asked: list[int]) -> object:
    def seconds(size: int) -> float:
        asked.append(size)
        return times[size]

    return seconds


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({1: 1.0, 2: 1.2, 4: 1.6, 8: 2.4}, (1, 2, 4, 8)),
        ({1: 1.0, 2: 1.2, 4: 2.5}, (1, 2)),
        ({1: 1.0, 2: 2.0}, (1,)),
    ],
)
def test_batches_grow_while_each_picture_takes_less_time(
    times: dict[int, float], expected: tuple[int, ...], tmp_path: Path
) -> None:
    asked: list[int] = []
    memory = tmp_path / "folder" / "cap.json"
    assert measure_batch_sizes((1, 2, 4, 8), seconds_of(times, asked), memory) == expected  # type: ignore[arg-type]
    assert asked == list(times)


def test_what_was_measured_is_remembered_and_a_spoilt_file_is_measured_again(
    tmp_path: Path,
) -> None:
    memory, asked = tmp_path / "cap.json", list[int]()
    seconds = seconds_of({1: 1.0, 2: 1.2, 4: 2.5}, asked)
    for _ in range(2):
        assert measure_batch_sizes((1, 2, 3, 4, 5), seconds, memory) == (1, 2)  # type: ignore[arg-type]
    assert asked == [1, 2, 4]
    memory.write_text("spoilt")
    assert measure_batch_sizes((1, 2, 4), seconds, memory) == (1, 2)  # type: ignore[arg-type]
    assert asked == [1, 2, 4] * 2


def test_a_batch_that_does_not_fit_is_not_used_and_not_tried_again(tmp_path: Path) -> None:
    def seconds(size: int) -> float:
        asked.append(size)
        if size > 2:
            raise MemoryError
        return 1.0

    asked: list[int] = []
    for _ in range(2):
        assert measure_batch_sizes((1, 2, 4, 8), seconds, tmp_path / "cap.json") == (1, 2)
    assert asked == [1, 2, 4]
