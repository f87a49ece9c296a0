"""Claims about whose limits hold."""

import math
from dataclasses import replace

import pytest

from bot.admission import Quotas, Requester
from bot.admission.rates import rate_limits
from bot.storage import Quota, ServerPreferences
from generation import MAX_COUNT

ROLES = {10: rate_limits("100/hour"), 11: rate_limits("10/minute;3000/day")}
ALLOWANCES = Quotas(rate_limits("1/hour"), ROLES, rate_limits("600/hour"), 3, 100, 64)
OF_THE_SERVER = Quota("server", 600, 3600)


def limits(*roles: int) -> tuple[Quota, ...]:
    return ALLOWANCES.caps(Requester(1, 2, (3,), roles)).limits


def test_a_member_without_a_listed_role_has_the_members_limits() -> None:
    assert limits() == limits(99) == (Quota("user", 1, 3600), OF_THE_SERVER)


@pytest.mark.complaint("Zero6992/chatGPT-discord-bot#249")
def test_a_role_takes_the_place_of_the_members_limits() -> None:
    assert limits(99, 10) == (Quota("user", 100, 3600), OF_THE_SERVER)


def test_of_several_roles_the_most_generous_in_the_long_run_holds() -> None:
    everything = (Quota("user", 10, 60), Quota("user", 3000, 86400), OF_THE_SERVER)
    assert limits(10, 11) == limits(11, 10) == everything


def test_the_most_in_a_stretch_is_what_the_most_generous_limits_all_let_through() -> None:
    assert ALLOWANCES.max_pictures("server", 7200) == 1200
    assert ALLOWANCES.max_pictures("server", 60) == 600
    assert ALLOWANCES.max_pictures("user", 60) == 100
    assert ALLOWANCES.max_pictures("user", 86400) == 3000


def test_without_a_limit_any_number_of_pictures_is_allowed() -> None:
    unlimited = Quotas(rate_limits("none"), {}, rate_limits("none"), 3, 100, 64)
    assert unlimited.caps(Requester(1, 2, (3,))).limits == ()
    assert unlimited.max_pictures("user", 60) == math.inf


def test_a_members_share_of_the_line_is_never_less_than_a_usual_request() -> None:
    assert replace(ALLOWANCES, waiting=64, user_share=0.25).user_waiting == 16
    assert replace(ALLOWANCES, waiting=8, user_share=0.25).user_waiting == MAX_COUNT


def test_nobody_waits_for_a_limit_unless_their_servers_owner_wants_that() -> None:
    requester = Requester(1, 2, (3,))
    assert ALLOWANCES.caps(requester).longest_wait_s == 0
    waiting = replace(requester, server=ServerPreferences(waits=True))
    assert ALLOWANCES.caps(waiting).longest_wait_s == 3600


def test_what_a_server_has_set_holds_beside_the_operators_limits() -> None:
    requester = Requester(
        1, 2, (3,), server=ServerPreferences(user_limit="5/day", server_limit="9/minute")
    )
    assert ALLOWANCES.caps(requester).limits == (
        Quota("user", 1, 3600),
        Quota("user", 5, 86400),
        OF_THE_SERVER,
        Quota("server", 9, 60),
    )


def caps_of(server: ServerPreferences, *roles: int, of: Quotas = ALLOWANCES) -> tuple[Quota, ...]:
    limits = of.caps(Requester(1, 2, (3,), roles, server)).limits
    return tuple(limit for limit in limits if limit.scope == "user")


SERVER = ServerPreferences(user_limit="5/hour", role_limits={20: "8/hour", 21: "1/minute;50/day"})


def test_a_servers_limit_for_a_role_takes_the_place_of_its_members_limit() -> None:
    assert caps_of(SERVER, 10) == (Quota("user", 100, 3600), Quota("user", 5, 3600))
    assert caps_of(SERVER, 10, 20) == (Quota("user", 100, 3600), Quota("user", 8, 3600))


def test_of_a_servers_limits_for_several_roles_the_most_generous_holds() -> None:
    assert caps_of(SERVER, 10, 20, 21) == caps_of(SERVER, 21, 20, 10) == caps_of(SERVER, 10, 20)


def test_a_servers_limit_for_a_role_never_exceeds_the_operators() -> None:
    generous = ServerPreferences(role_limits={20: "9999/hour", 21: "none"})
    operators = Quota("user", 1, 3600)
    assert caps_of(generous, 20) == (operators, Quota("user", 9999, 3600))
    assert caps_of(generous, 20, 21) == (operators,)
    assert caps_of(generous) == (operators,)


def test_a_role_without_a_limit_is_free_of_the_servers_own_limit() -> None:
    server = ServerPreferences(user_limit="5/hour", role_limits={21: "none"})
    assert caps_of(server, 10, 21) == (Quota("user", 100, 3600),)
