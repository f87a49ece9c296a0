"""Where a file of a model comes from, and how it is recognised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to download.

    Args:
        name: file name in the cache folder.
        url: where it is fetched.
        sha256: checksum of the whole file, in hexadecimal.
    """

    name: str
    url: str
    sha256: str
