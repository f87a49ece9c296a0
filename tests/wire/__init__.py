"""Discord on the wire: a gateway and REST API on 127.0.0.1 for the real, unmodified discord.py.

    async with WireDiscord() as wire:
        with pointed_at(wire.url):
            await client.start(wire.token)       # or a process: python -m tests.wire.bot run

        guild = wire.guild()
        art, ada = guild.text_channel("art"), guild.member("ada")
        await wire.connected()
        asked = await wire.imagine(ada, art, "red apple", count=2)
        await asked.answered()
        await wire.until(lambda: wire.pictures_of(asked))
        assert asked.ack_s < 1 and not asked.ephemeral

        # What goes wrong: status, reset, took_effect, delay_s, hang, for so many times.
        wire.fail("PATCH", "*/messages/@original", status=503, times=2)
        wire.fail("PATCH", "*/messages/@original", reset=True, took_effect=True)
        slow = wire.fail("POST", "*/callback", delay_s=2, times=None)
        slow.remove()
        await wire.gateway.drop()                # also close(4004), reconnect(), invalidate()
        asked.expire(), asked.message.delete(), art.deny("send_messages"), art.delete(), ada.leave()

        assert not wire.tally().doubled          # also lost, late and refused; wire.calls()
        assert not wire.violations               # of Discord's description of its API

The fixture `wire` of tests/conftest.py is one with discord.py pointed at it, and asserts the
last line at its end.
"""

from tests.wire.faults import Fault
from tests.wire.interactions import Interaction
from tests.wire.journal import Call
from tests.wire.limits import RateLimits
from tests.wire.messages import Message, Upload
from tests.wire.model import Application, Channel, Guild, Member, User
from tests.wire.pointing import pointed_at
from tests.wire.server import WireDiscord
from tests.wire.tally import Tally

__all__ = [
    "Application",
    "Call",
    "Channel",
    "Fault",
    "Guild",
    "Interaction",
    "Member",
    "Message",
    "RateLimits",
    "Tally",
    "Upload",
    "User",
    "WireDiscord",
    "pointed_at",
]
