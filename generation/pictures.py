"""What can be done with pictures that are there. Takes a moment: to be called in a thread.

Nothing is imported before it is needed: the door opens in milliseconds.
"""

from collections.abc import Sequence

from generation.types import Pixels


def preview_png(previews: Sequence[Pixels]) -> bytes:
    """Show unfinished pictures as one PNG, side by side, each at least 128 pixels a side.

    Args:
        previews: one to four of one size, of a Progress.
    """
    from generation import preview

    return preview.encode(previews)
