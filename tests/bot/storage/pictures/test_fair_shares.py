"""Who has little loses nothing for another's flood."""

from hypothesis import given
from hypothesis import strategies as st

from bot.storage.pictures.fair_shares import beyond_share, fair_share

HELD = st.lists(st.integers(0, 10**6), max_size=20)


@given(HELD, st.integers(0, 10**7))
def test_with_a_fair_share_for_each_all_of_them_fit(held: list[int], most: int) -> None:
    share = fair_share(held, most)
    assert sum(min(amount, share) for amount in held) <= most
    if sum(held) > most:
        more = share + 1
        assert sum(min(amount, more) for amount in held) > most
    else:
        assert share == max(held, default=0)


def test_a_member_loses_their_oldest_and_only_beyond_their_share() -> None:
    newest_first = [("ada", 4, "a3"), ("ben", 1, "b1"), ("ada", 4, "a2"), ("ada", 4, "a1")]
    assert list(beyond_share(newest_first, 8)) == ["a1"]
