from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from generation.scheduling.fair_queue import FairQueue
from generation.scheduling.messages import Unit
from tests.generation.requests import ask

users = st.sampled_from(["ann", "bob", "cat", "dan"])


def line_of(names: list[str]) -> tuple[FairQueue, list[Unit]]:
    line, units = FairQueue(), [Unit(ask(user=name), 0) for name in names]
    for unit in units:
        line.append(unit)
    return line, units


def drained(line: FairQueue) -> list[Unit]:
    return [line.take() for _ in range(len(line))]


@given(st.lists(users))
def test_each_unit_is_taken_once_in_the_listed_order_and_in_order_within_its_user(
    names: list[str],
) -> None:
    line, units = line_of(names)
    listed, taken = list(line), drained(line)
    assert listed == taken
    assert len(line) == 0
    for name in set(names):
        mine = [unit for unit in taken if unit.request.user == name]
        assert mine == [unit for unit in units if unit.request.user == name]


@given(st.lists(users | st.none(), max_size=60))
def test_while_two_wait_their_turns_differ_by_one_if_they_came_together_and_by_two_at_most(
    steps: list[str | None],
) -> None:
    """A name arrives; None takes a turn."""
    line, turns, since = FairQueue(), 0, dict[str, int]()
    pairs = defaultdict[frozenset[str], Counter[str]](Counter)
    for name in steps:
        if name is not None:
            line.append(Unit(ask(user=name), 0))
            since.setdefault(name, turns)
        elif line.head() is not None:
            user, turns = line.take().request.user, turns + 1
            for other in since.keys() - {user}:
                counts = pairs[frozenset((user, other))]
                counts[user] += 1
                most = 1 if since[user] == since[other] else 2
                assert abs(counts[user] - counts[other]) <= most
            if user not in {unit.request.user for unit in line}:
                del since[user]
                pairs = defaultdict(Counter, {p: c for p, c in pairs.items() if user not in p})


@given(
    mine=st.integers(1, 4),
    before=st.lists(users),
    crowds=st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4), st.integers(1, 3))),
)
def test_no_newcomer_comes_between_two_who_came_together(
    mine: int, before: list[str], crowds: list[tuple[int, int, int]]
) -> None:
    """A crowd: after which turn it comes, how many users, and of how many units each."""
    line, _ = line_of(before)
    for name in ("one", "two"):
        for index in range(mine):
            line.append(Unit(ask(user=name), index))
    order: list[str] = []
    while line.head() is not None:
        for number, (after, many, units) in enumerate(crowds):
            for newcomer in range(many if after == len(order) else 0):
                for _ in range(units):
                    line.append(Unit(ask(user=f"new {number}.{newcomer}"), 0))
        order.append(line.take().request.user)
    places = [index for index, name in enumerate(order) if name in ("one", "two")]
    for one, two in zip(places[::2], places[1::2], strict=True):
        assert (order[one], order[two], two - one) == ("one", "two", 1)


def test_a_newcomer_is_the_last_of_the_next_round_and_no_later() -> None:
    line, _ = line_of(["ann", "ann", "ann", "bob"])
    first = line.take()
    line.append(Unit(ask(user="cat"), 0))
    order = [unit.request.user for unit in (first, *drained(line))]
    assert order == ["ann", "bob", "ann", "cat", "ann"]


@given(st.lists(users, min_size=1), st.integers(1, 8))
def test_what_is_put_back_comes_first_and_in_the_order_taken(names: list[str], count: int) -> None:
    line, _ = line_of(names)
    order = list(line)
    taken = [line.take() for _ in range(min(count, len(line)))]
    line.put_back(taken)
    assert line.head() == order[0]
    for name in set(names):
        mine = [unit for unit in line if unit.request.user == name]
        assert mine == [unit for unit in order if unit.request.user == name]


@given(st.lists(users, min_size=1), st.data())
def test_removing_a_request_leaves_the_others_in_place(
    names: list[str], data: st.DataObject
) -> None:
    line, units = line_of(names)
    gone = data.draw(st.sampled_from(units))
    line.remove(gone.request.id)
    assert sorted(unit.id for unit in line) == sorted(u.id for u in units if u != gone)
