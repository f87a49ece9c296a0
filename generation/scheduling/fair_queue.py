"""Who is next: users take turns in rounds, first come first served within a user."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generation.scheduling.messages import Unit

# In which round a turn is, and where in it.
Rank = tuple[int, int]


@dataclass(slots=True)
class _Place:
    """A user in the line; `turn` is that of the first unit, each further one is a round later."""

    turn: Rank
    units: deque[Unit] = field(default_factory=deque)


class FairQueue:
    """Waiting units in fair order.

    Each user has a line of their own, and in each round every user takes a turn of one unit,
    always in the order in which they came. Who comes anew is the last of the next round: a crowd
    that arrives in the middle of a round cannot come between two users who asked together.
    """

    def __init__(self) -> None:
        self._places: dict[str, _Place] = {}
        self._round = 0
        self._came = 0

    def __len__(self) -> int:
        return sum(len(place.units) for place in self._places.values())

    def __iter__(self) -> Iterator[Unit]:
        """List the units in the order in which they would be taken."""
        turns = {
            (place.turn[0] + later, place.turn[1]): unit
            for place in self._places.values()
            for later, unit in enumerate(place.units)
        }
        return (turns[turn] for turn in sorted(turns))

    def copy(self) -> "FairQueue":
        """Copy the line, to see what would become of it."""
        other = FairQueue()
        other._places = {
            user: _Place(place.turn, deque(place.units)) for user, place in self._places.items()
        }
        other._round, other._came = self._round, self._came
        return other

    def append(self, unit: Unit) -> None:
        """Put a unit behind those of its user."""
        if unit.request.user not in self._places:
            self._came += 1
            self._places[unit.request.user] = _Place((self._round + 1, self._came))
        self._places[unit.request.user].units.append(unit)

    def head(self) -> Unit | None:
        """Look at the next unit."""
        return self._first().units[0] if self._places else None

    def take(self) -> Unit:
        """Remove the next unit and end its user's turn.

        Raises:
            ValueError: nobody waits.
        """
        place = self._first()
        unit = place.units.popleft()
        self._round, came = place.turn
        place.turn = self._round + 1, came
        if not place.units:
            del self._places[unit.request.user]
        return unit

    def put_back(self, units: Iterable[Unit]) -> None:
        """Put units that had been taken, in that order, ahead of all others."""
        for unit in reversed(list(units)):
            first = self._first().turn[0] if self._places else self._round
            came = min((place.turn[1] for place in self._places.values()), default=0) - 1
            place = self._places.setdefault(unit.request.user, _Place((first, came)))
            place.turn = first, came
            place.units.appendleft(unit)

    def remove(self, request_id: str) -> None:
        """Remove what waits of a request."""
        for user, place in list(self._places.items()):
            place.units = deque(unit for unit in place.units if unit.request.id != request_id)
            if not place.units:
                del self._places[user]

    def _first(self) -> _Place:
        return min(self._places.values(), key=lambda place: place.turn)
