"""Who changes something at the same moment as somebody else loses nothing of either."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.storage import BanStore, PictureStore, Preferences, Preset, ServerPreferences
from tests.bot.storage.store import Process, Store


def added(role: int) -> Callable[[ServerPreferences], ServerPreferences]:
    return lambda before: replace(before, roles=(*before.roles, role))


async def test_changes_that_come_at_once_are_all_made(store: Store) -> None:
    processes = [Preferences(store.process().database) for _ in range(3)]
    changes = [processes[n % 3].change_for_server(1, added(n)) for n in range(12)]
    await asyncio.gather(*changes)
    _, server, _ = await processes[0].load_all(1, 1)
    assert sorted(server.roles) == list(range(12))


Press = Callable[[Process, str], Awaitable[object]]
PRESSES: dict[str, Press] = {
    "set_style": lambda here, _: Preferences(here.database).set_style(
        1, Preset("ours", "{prompt}")
    ),
    "toggle_favourite": lambda here, picture: PictureStore(here.database).toggle_favourite(
        1, picture
    ),
    "tag": lambda here, picture: PictureStore(here.database).tag(picture, ["red", "apple"]),
    "ban": lambda here, _: BanStore(here.database).ban(1, 9, 2, "spam", None),
}


@pytest.mark.parametrize("press", PRESSES.values(), ids=PRESSES.keys())
async def test_no_double_press_contradicts_itself(store: Store, press: Press) -> None:
    processes = [store.process() for _ in range(6)]
    (picture,) = await processes[0].drew()
    await asyncio.gather(*(press(here, picture.id) for here in processes))
