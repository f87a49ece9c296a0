"""Who is next: round robin by user, first come first served within a user."""

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator

from generation.slices import Unit


class FairLine:
    """Waiting units in fair order.

    Each user has a line of their own, and the users take turns of one unit. Who has had a turn
    goes behind all who wait, and so does who comes anew.
    """

    def __init__(self) -> None:
        self._users: OrderedDict[str, deque[Unit]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._users.values()))

    def __iter__(self) -> Iterator[Unit]:
        """List the units in the order in which they would be taken."""
        users = deque(deque(units) for units in self._users.values())
        while users:
            units = users.popleft()
            yield units.popleft()
            if units:
                users.append(units)

    def append(self, unit: Unit) -> None:
        """Put a unit behind those of its user."""
        self._users.setdefault(unit.request.user, deque()).append(unit)

    def head(self) -> Unit | None:
        """Look at the next unit."""
        return next((units[0] for units in self._users.values()), None)

    def take(self) -> Unit:
        """Remove the next unit and end its user's turn.

        Raises:
            StopIteration: nobody waits.
        """
        user, units = next(iter(self._users.items()))
        unit = units.popleft()
        self._users.move_to_end(user)
        if not units:
            del self._users[user]
        return unit

    def put_back(self, units: Iterable[Unit]) -> None:
        """Put units that had been taken, in that order, ahead of all others."""
        for unit in reversed(list(units)):
            user = unit.request.user
            self._users.setdefault(user, deque()).appendleft(unit)
            self._users.move_to_end(user, last=False)

    def remove(self, request_id: str) -> None:
        """Remove what waits of a request."""
        for user, units in list(self._users.items()):
            kept = deque(unit for unit in units if unit.request.id != request_id)
            if kept:
                self._users[user] = kept
            else:
                del self._users[user]
