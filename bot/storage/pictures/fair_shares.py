"""Fair shares of a limited resource."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Owner = TypeVar("Owner", bound=Hashable)


def fair_share(held: Collection[int], most: int) -> int:
    """Compute the max-min fair share of a resource.

    Args:
        held: amount that each owner has, 0 or more.
        most: amount of the resource.

    Returns:
        The highest bound on an owner's amount with which the sum of all amounts is at most `most`;
        the largest amount if the sum is not larger.

    Reference:
        Bertsekas and Gallager, Data Networks, section 6.5.2 (max-min fairness).
    """
    left = most
    for served, amount in enumerate(sorted(held)):
        share = max(0, left) // (len(held) - served)
        if amount > share:
            return share
        left -= amount
    return max(held, default=0)


def beyond_share(newest_first: Iterable[tuple[Owner, int, Item]], share: int) -> Iterator[Item]:
    """List the items of each owner beyond a share, counted from their newest item.

    Args:
        newest_first: owner, size and item of each, the newest first.
        share: largest amount of an owner.
    """
    kept: dict[Owner, int] = {}
    for owner, size, item in newest_first:
        kept[owner] = kept.get(owner, 0) + size
        if kept[owner] > share:
            yield item
