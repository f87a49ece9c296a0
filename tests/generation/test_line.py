from hypothesis import given
from hypothesis import strategies as st

from generation.line import FairLine
from generation.slices import Unit
from tests.generation.requests import ask

users = st.sampled_from(["ann", "bob", "cat", "dan"])


def line_of(names: list[str]) -> tuple[FairLine, list[Unit]]:
    line, units = FairLine(), [Unit(ask(user=name), 0) for name in names]
    for unit in units:
        line.append(unit)
    return line, units


def drained(line: FairLine) -> list[Unit]:
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
def test_nobody_waits_while_another_gets_two_turns(steps: list[str | None]) -> None:
    """A name arrives; None takes a turn."""
    line, turns_since = FairLine(), dict[str, list[str]]()
    for name in steps:
        if name is not None:
            line.append(Unit(ask(user=name), 0))
            turns_since.setdefault(name, [])
        elif line.head() is not None:
            user = line.take().request.user
            for waiting, others in turns_since.items():
                if waiting != user:
                    assert user not in others, f"{waiting} waited while {user} got two turns"
                    others.append(user)
            still_waiting = any(unit.request.user == user for unit in line)
            turns_since.pop(user)
            if still_waiting:
                turns_since[user] = []


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
