"""A bounded memory."""

from collections import OrderedDict
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(OrderedDict[Key, Value]):
    """A dictionary of the entries that were set or read last.

    Args:
        most: entries that are kept, at least 1.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        """Set an entry, and drop the one that was used least recently if there are too many."""
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)

    def __getitem__(self, key: Key) -> Value:
        """Read an entry, which is kept longer by that."""
        self.move_to_end(key)
        return super().__getitem__(key)
