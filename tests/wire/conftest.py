from collections.abc import AsyncIterator

import pytest

from tests.wire.scene import Bot, Scene, running
from tests.wire.server import WireDiscord


@pytest.fixture
async def scene(wire: WireDiscord) -> AsyncIterator[Scene]:
    guild = wire.guild()
    art, ada = guild.text_channel("art"), guild.member("ada", roles=(77,))
    bot = Bot()
    async with running(wire, bot):
        yield Scene(wire, bot, art, ada)
