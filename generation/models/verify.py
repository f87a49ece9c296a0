"""Verification of a model's files on this machine, without downloading any."""

from collections.abc import Iterator

from generation.files.checksums import Checksums
from generation.files.remote_file import RemoteFile
from generation.models.model import Model
from generation.types import ServiceConfig


def file_problems(model: Model, config: ServiceConfig) -> Iterator[str]:
    """List the problems of a model's files, a sentence each that names the remedy.

    Blocks: files that were not checked before are read in full. A file that is not downloaded
    yet is no problem, unless an offline folder is set.

    Args:
        model: whose files are checked.
        config: its cache and offline folders are read.
    """
    for path in model.local.values():
        if not path.exists():
            yield f"{path} is missing; put it back (a file of imagine-bot: install it again)."
    checksums = Checksums(config.cache_folder.expanduser() / "checked")
    offline = config.offline_folder
    folder = (offline or config.cache_folder).expanduser()
    for file in model.files.values():
        path = folder / file.name
        if offline and not path.is_file():
            yield f"{file.name} is not in IMAGINE_OFFLINE_FOLDER; put it there from {file.url}."
        elif path.is_file() and not checksums.is_intact(path, file.sha256):
            yield f"{path} is damaged or another version; delete it, and fetch it from {file.url}."


def missing_files(model: Model, config: ServiceConfig) -> frozenset[RemoteFile]:
    """List the files of a model that a start would download.

    Args:
        model: whose files are looked for.
        config: its cache and offline folders are read; with the latter, nothing is downloaded.
    """
    if config.offline_folder:
        return frozenset()
    folder = config.cache_folder.expanduser()
    return frozenset(file for file in model.files.values() if not (folder / file.name).is_file())
