"""Dictionary of bounded size that drops the least recently used entry."""

from collections import OrderedDict
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(OrderedDict[Key, Value]):
    """Dictionary of the entries that were set or read last.

    Args:
        most: largest number of entries, at least 1.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        """Set an entry; beyond the largest number, drop the least recently used one.

        Args:
            key: of the entry.
            value: of the entry.
        """
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)

    def __getitem__(self, key: Key) -> Value:
        """Read an entry and mark it as recently used."""
        self.move_to_end(key)
        return super().__getitem__(key)
