from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from generation.prepared import Unit
from generation.scheduling.fair_queue import FairQueue
from tests.generation.requests import ask, make_unit

users = st.sampled_from(["ann", "bob", "cat", "dan"])


def make_queue(names: list[str]) -> tuple[FairQueue, list[Unit]]:
    queue, units = FairQueue(), [make_unit(ask(user=name), 0) for name in names]
    for unit in units:
        queue.append(unit)
    return queue, units


def drain(queue: FairQueue) -> list[Unit]:
    return [queue.pop() for _ in range(len(queue))]


@given(st.lists(users))
def test_each_unit_is_taken_once_in_the_listed_order_and_in_order_within_its_user(
    names: list[str],
) -> None:
    queue, units = make_queue(names)
    listed, taken = list(queue), drain(queue)
    assert listed == taken
    assert len(queue) == 0
    for name in set(names):
        mine = [unit for unit in taken if unit.request.user == name]
        assert mine == [unit for unit in units if unit.request.user == name]


@given(st.lists(users | st.none(), max_size=60))
def test_while_two_wait_their_turns_differ_by_one_if_they_came_together_and_by_two_at_most(
    steps: list[str | None],
) -> None:
    """A name arrives; None takes a turn."""
    queue, turns, since = FairQueue(), 0, dict[str, int]()
    pairs = defaultdict[frozenset[str], Counter[str]](Counter)
    for name in steps:
        if name is not None:
            queue.append(make_unit(ask(user=name), 0))
            since.setdefault(name, turns)
        elif queue.peek() is not None:
            user, turns = queue.pop().request.user, turns + 1
            for other in since.keys() - {user}:
                counts = pairs[frozenset((user, other))]
                counts[user] += 1
                most = 1 if since[user] == since[other] else 2
                assert abs(counts[user] - counts[other]) <= most
            if user not in {unit.request.user for unit in queue}:
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
    """No newcomer is served between two users who arrived together.

    Args:
        mine: units of each of the two.
        before: users of the units in the queue before them.
        crowds: for each crowd the turn after which it arrives, its users, and the units of each.
    """
    queue, _ = make_queue(before)
    for name in ("one", "two"):
        for index in range(mine):
            queue.append(make_unit(ask(user=name), index))
    order: list[str] = []
    while queue.peek() is not None:
        for number, (after, many, units) in enumerate(crowds):
            for newcomer in range(many if after == len(order) else 0):
                for _ in range(units):
                    queue.append(make_unit(ask(user=f"new {number}.{newcomer}"), 0))
        order.append(queue.pop().request.user)
    places = [index for index, name in enumerate(order) if name in ("one", "two")]
    for one, two in zip(places[::2], places[1::2], strict=True):
        assert (order[one], order[two], two - one) == ("one", "two", 1)


def test_a_newcomer_is_the_last_of_the_next_round_and_no_later() -> None:
    queue, _ = make_queue(["ann", "ann", "ann", "bob"])
    first = queue.pop()
    queue.append(make_unit(ask(user="cat"), 0))
    order = [unit.request.user for unit in (first, *drain(queue))]
    assert order == ["ann", "bob", "ann", "cat", "ann"]


@given(st.lists(users, min_size=1), st.integers(1, 8))
def test_what_is_put_back_comes_first_and_in_the_order_taken(names: list[str], count: int) -> None:
    queue, _ = make_queue(names)
    order = list(queue)
    taken = [queue.pop() for _ in range(min(count, len(queue)))]
    queue.put_back(taken)
    assert queue.peek() == order[0]
    for name in set(names):
        mine = [unit for unit in queue if unit.request.user == name]
        assert mine == [unit for unit in order if unit.request.user == name]


@given(st.lists(users, min_size=1), st.data())
def test_removing_a_request_leaves_the_others_in_place(
    names: list[str], data: st.DataObject
) -> None:
    queue, units = make_queue(names)
    gone = data.draw(st.sampled_from(units))
    queue.remove(gone.request.id)
    assert sorted(unit.id for unit in queue) == sorted(u.id for u in units if u != gone)
