"""Record of a file to download: its address and its checksum."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to download.

    Args:
        name: file name in the cache folder.
        url: address to download from.
        sha256: checksum of the whole file, in hexadecimal.
        size_bytes: of the file, roughly.
    """

    name: str
    url: str
    sha256: str
    size_bytes: int = 0
