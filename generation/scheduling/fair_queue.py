"""Round-robin queue of units: users alternate in rounds, first in, first out within a user."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generation.prepared import Unit

# The round in which a user is served, and the user's order of arrival within it.
Rank = tuple[int, int]


@dataclass(slots=True)
class _UserQueue:
    """Units of one user.

    Args:
        rank: of the first unit; each further unit is one round later.
        units: in the order in which they were appended.
    """

    rank: Rank
    units: deque[Unit] = field(default_factory=deque)


class FairQueue:
    """Fair queue of units by user.

    Each user has a queue of their own, and each round serves one unit of every user, always in
    the order of the users' arrival. A new user is the last of the next round: a crowd that arrives
    in the middle of a round cannot come between two users who arrived together.
    """

    def __init__(self) -> None:
        self._user_queues: dict[str, _UserQueue] = {}
        self._round = 0
        self._arrivals = 0

    def __len__(self) -> int:
        return sum(len(user_queue.units) for user_queue in self._user_queues.values())

    def __iter__(self) -> Iterator[Unit]:
        """Iterate over the units in the order in which `pop` would return them."""
        ranks = {
            (user_queue.rank[0] + later, user_queue.rank[1]): unit
            for user_queue in self._user_queues.values()
            for later, unit in enumerate(user_queue.units)
        }
        return (ranks[rank] for rank in sorted(ranks))

    def copy(self) -> "FairQueue":
        """Copy the queue, for a simulation that leaves the original unchanged."""
        other = FairQueue()
        other._user_queues = {
            user: _UserQueue(user_queue.rank, deque(user_queue.units))
            for user, user_queue in self._user_queues.items()
        }
        other._round, other._arrivals = self._round, self._arrivals
        return other

    def append(self, unit: Unit) -> None:
        """Append a unit to those of its user."""
        user = unit.request.user
        if user not in self._user_queues:
            self._arrivals += 1
            self._user_queues[user] = _UserQueue((self._round + 1, self._arrivals))
        self._user_queues[user].units.append(unit)

    def peek(self) -> Unit | None:
        """Return the next unit without removing it; None if the queue is empty."""
        return self._first().units[0] if self._user_queues else None

    def pop(self) -> Unit:
        """Remove and return the next unit, and move its user to the next round.

        Raises:
            ValueError: the queue is empty.
        """
        user_queue = self._first()
        unit = user_queue.units.popleft()
        self._round, arrival = user_queue.rank
        user_queue.rank = self._round + 1, arrival
        if not user_queue.units:
            del self._user_queues[unit.request.user]
        return unit

    def put_back(self, units: Iterable[Unit]) -> None:
        """Insert popped units, in the order in which they were popped, ahead of all others."""
        for unit in reversed(list(units)):
            first = self._first().rank[0] if self._user_queues else self._round
            arrivals = (user_queue.rank[1] for user_queue in self._user_queues.values())
            rank = first, min(arrivals, default=0) - 1
            user_queue = self._user_queues.setdefault(unit.request.user, _UserQueue(rank))
            user_queue.rank = rank
            user_queue.units.appendleft(unit)

    def remove(self, request_id: str) -> None:
        """Remove the waiting units of a request."""
        for user, user_queue in list(self._user_queues.items()):
            user_queue.units = deque(
                unit for unit in user_queue.units if unit.request.id != request_id
            )
            if not user_queue.units:
                del self._user_queues[user]

    def _first(self) -> _UserQueue:
        return min(self._user_queues.values(), key=lambda user_queue: user_queue.rank)
