"""Claims about whose limits hold."""

import pytest

from bot.admission import Allowances, Asker
from bot.rates import rate_limits
from bot.storage import Limit

ROLES = {10: rate_limits("100/hour"), 11: rate_limits("10/minute;3000/day")}
ALLOWANCES = Allowances(rate_limits("1/hour"), ROLES, rate_limits("600/hour"), 3, 100, 64)
OF_THE_SERVER = Limit("server", 600, 3600)


def limits(*roles: int) -> tuple[Limit, ...]:
    return ALLOWANCES.caps(Asker(1, 2, (3,), roles)).limits


def test_a_member_without_a_listed_role_has_the_members_limits() -> None:
    assert limits() == limits(99) == (Limit("user", 1, 3600), OF_THE_SERVER)


@pytest.mark.complaint("Zero6992/chatGPT-discord-bot#249")
def test_a_role_takes_the_place_of_the_members_limits() -> None:
    assert limits(99, 10) == (Limit("user", 100, 3600), OF_THE_SERVER)


def test_of_several_roles_the_most_generous_in_the_long_run_holds() -> None:
    everything = (Limit("user", 10, 60), Limit("user", 3000, 86400), OF_THE_SERVER)
    assert limits(10, 11) == limits(11, 10) == everything
