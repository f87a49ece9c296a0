"""Claims about the programs that are kept, on disk and in memory."""

import os
from pathlib import Path

import pytest

from generation.engines import openvino_cache as module
from generation.engines.openvino_cache import CompiledPrograms, fingerprint_of_weights

ONE, FOUR = ((1, 3), (1, 4)), ((4, 3), (4, 4))


@pytest.fixture
def programs(tmp_path: Path) -> CompiledPrograms:
    return CompiledPrograms(tmp_path / "model", room_bytes=250)


def written(programs: CompiledPrograms, name: str, size: int = 100, age_s: int = 0) -> Path:
    file = programs.file(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text("<net/>")
    file.with_suffix(".bin").write_bytes(bytes(size))
    stamp = 1_700_000_000 - age_s
    os.utime(file, (stamp, stamp))
    return file


def test_a_program_is_compiled_once_for_each_set_of_shapes(programs: CompiledPrograms) -> None:
    file, made = written(programs, "step"), iter(["one", "four"])
    answers = [
        programs.get_or_compile(file, shapes, lambda: next(made)) for shapes in (ONE, FOUR) * 2
    ]
    assert answers == ["one", "four", "one", "four"]


def test_of_programs_that_do_not_fit_the_least_recently_used_goes(
    programs: CompiledPrograms,
) -> None:
    first, second, third = (written(programs, name) for name in ("a", "b", "c"))
    for file in (first, second, first, third):
        programs.get_or_compile(file, ONE, object)
    assert programs.get_or_compile(first, ONE, lambda: "anew") != "anew"
    assert programs.get_or_compile(second, ONE, lambda: "anew") == "anew"


def test_one_program_is_kept_however_large_it_is(programs: CompiledPrograms) -> None:
    large = written(programs, "large", size=1000)
    kept = programs.get_or_compile(large, ONE, object)
    assert programs.get_or_compile(large, ONE, object) is kept


@pytest.mark.parametrize("large_bytes", [101, 102])
def test_a_large_model_makes_way_with_all_that_is_compiled_of_it_and_a_small_one_stays(
    programs: CompiledPrograms, monkeypatch: pytest.MonkeyPatch, large_bytes: int
) -> None:
    monkeypatch.setattr(module, "LARGE_BYTES", large_bytes)
    files = written(programs, "step", size=101), written(programs, "decode")
    kept = [programs.get_or_compile(file, ONE, object) for file in files]
    programs.release_large()
    stayed = [programs.get_or_compile(file, ONE, object) for file in files] == kept
    assert stayed == (large_bytes > 101)


def test_on_disk_the_oldest_programs_of_all_models_go_first(
    programs: CompiledPrograms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ON_DISK_BYTES", 250)
    other = CompiledPrograms(programs.folder.parent / "other", 0)
    oldest, old, new = (
        written(other, "a", age_s=9),
        written(programs, "b", age_s=5),
        written(programs, "c"),
    )
    programs.touch(new)
    assert [file.exists() for file in (oldest, old, new)] == [False, True, True]
    assert not oldest.with_suffix(".bin").exists()


def test_the_program_in_use_stays_on_disk(
    programs: CompiledPrograms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ON_DISK_BYTES", 10)
    file = written(programs, "only")
    programs.touch(file)
    assert file.exists()


def test_a_program_that_another_process_deleted_this_moment_is_no_error(
    programs: CompiledPrograms,
) -> None:
    programs.touch(programs.file("gone"))


def test_other_weights_or_another_precision_are_other_programs(tmp_path: Path) -> None:
    weights = tmp_path / "weights"
    weights.write_bytes(b"one")
    names = {
        fingerprint_of_weights([weights], "float32"),
        fingerprint_of_weights([weights], "bfloat16"),
    }
    assert fingerprint_of_weights([weights], "float32") in names
    weights.write_bytes(b"others")
    names.add(fingerprint_of_weights([weights], "float32"))
    assert len(names) == 3


def test_a_folders_files_all_count(tmp_path: Path) -> None:
    part = tmp_path / "checkpoint" / "unet" / "weights"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"one")
    before = fingerprint_of_weights([tmp_path / "checkpoint"], "float32")
    part.write_bytes(b"others")
    assert fingerprint_of_weights([tmp_path / "checkpoint"], "float32") != before
