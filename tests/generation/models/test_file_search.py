"""Finding weights in folders that are meant to hold the finder up."""

import os
from pathlib import Path

import pytest

from generation.models import file_search
from generation.models.file_search import DEEPEST, Finder


def found(root: Path, **options: object) -> tuple[list[str], dict[str, str]]:
    refused: dict[str, str] = {}

    def refuse(path: Path, reason: str) -> None:
        refused[path.relative_to(root.parent).as_posix()] = reason

    paths = Finder(root, **options).find(refuse)  # type: ignore[arg-type]
    return [path.relative_to(root).as_posix() for path in paths], refused


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return touch(tmp_path / "root" / "a.safetensors").parent


def test_files_are_found_in_the_order_of_their_names_before_those_of_subfolders(
    root: Path,
) -> None:
    for place in ("z.safetensors", "b/c.SafeTensors", "b/notes.txt", ".git/d.safetensors"):
        touch(root / place)
    assert found(root) == (["a.safetensors", "z.safetensors", "b/c.SafeTensors"], {})


def test_loops_of_links_end(root: Path) -> None:
    (root / "b").mkdir()
    touch(root / "b" / "c.safetensors")
    (root / "b" / "up").symlink_to(root)
    (root / "again").symlink_to(root / "b")
    (root / "itself").symlink_to(root / "itself")
    paths, refused = found(root)
    assert sorted(Path(path).name for path in paths) == ["a.safetensors", "c.safetensors"]
    assert refused == {}


def test_a_folder_that_lies_too_deep_is_named(root: Path) -> None:
    deep = root.joinpath(*("d" * DEEPEST))
    touch(deep / "b.safetensors")
    touch(deep / "d" / "c.safetensors")
    paths, refused = found(root)
    assert paths[-1] == f"{deep.relative_to(root).as_posix()}/b.safetensors"
    (place,) = refused
    assert "and is not looked at" in refused[place]


def test_more_files_than_the_bound_are_said_to_be_there(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_search, "MOST_FILES", 3)
    for index in range(3):
        touch(root / f"{index}.safetensors")
    paths, refused = found(root)
    assert paths == ["0.safetensors", "1.safetensors", "2.safetensors"]
    assert refused == {"root": "holds more than 3 files; the rest is not looked at"}


def test_of_more_entries_than_the_bound_no_more_are_listed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_search, "MOST_ENTRIES", 5)
    for index in range(20):
        touch(root / f"{index}.txt")
    assert "holds more than 5 entries" in found(root)[1]["root"]


def test_a_subfolder_that_cannot_be_listed_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    (root / "b").mkdir()
    monkeypatch.setattr(os, "scandir", refusing)
    paths, refused = found(root)
    assert paths == ["a.safetensors"]
    assert refused == {"root/b": "cannot be listed (Permission denied)"}
