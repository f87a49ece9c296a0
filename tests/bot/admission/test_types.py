"""What the settings of a server mean for a member in a channel."""

import pytest

from bot.admission import Requester
from bot.storage import ChannelDefaults, ServerPreferences

EVERYONE = 2
SERVER = ServerPreferences(
    spoiler_roles=(20,),
    channel_defaults={3: ChannelDefaults(size="64×64"), 4: ChannelDefaults(spoiler=True)},
)


def asking(*channel_ids: int, roles: tuple[int, ...] = ()) -> Requester:
    return Requester(1, EVERYONE, channel_ids, (*roles, EVERYONE), SERVER)


def test_a_thread_has_the_settings_of_its_parent() -> None:
    assert asking(3).channel == asking(99, 3).channel == ChannelDefaults(size="64×64")
    assert asking(99).channel == ChannelDefaults()


@pytest.mark.parametrize(
    ("requester", "hidden"),
    [
        (asking(3), False),
        (asking(3, roles=(20,)), True),
        (asking(3, roles=(21,)), False),
        (asking(4), True),
        (asking(99, 4), True),
    ],
)
def test_pictures_are_hidden_by_role_and_by_channel(requester: Requester, hidden: bool) -> None:
    assert requester.spoiler is hidden
