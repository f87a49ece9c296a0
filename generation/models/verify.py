"""Whether a model's files are on this machine and whole, without fetching anything."""

from collections.abc import Iterator

from generation.files.checksums import Checksums
from generation.files.remote_file import RemoteFile
from generation.models.model import Model
from generation.types import ServiceConfig


def file_problems(model: Model, config: ServiceConfig) -> Iterator[str]:
    """List what is wrong with a model's files, a sentence each that names the way out.

    Blocks: files that were not checked before are read in full. A file that is not downloaded
    yet is no problem, unless an offline folder is set.
    """
    for path in model.local.values():
        if not path.exists():
            yield f"{path} is missing; put it back (a file of imagine-bot: install it again)."
    checksums = Checksums(config.cache_folder.expanduser() / "checked")
    for file in model.files.values():
        yield from _problem(file, config, checksums)


def _problem(file: RemoteFile, config: ServiceConfig, checksums: Checksums) -> Iterator[str]:
    offline = config.offline_folder
    path = (offline or config.cache_folder).expanduser() / file.name
    if offline and not path.is_file():
        yield f"{file.name} is not in IMAGINE_OFFLINE_FOLDER; put it there from {file.url}."
    elif path.is_file() and not checksums.holds(path, file.sha256):
        yield f"{path} is damaged or another version; delete it, and fetch it from {file.url}."
