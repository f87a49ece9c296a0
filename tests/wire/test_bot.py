import asyncio
import os
import sys
from pathlib import Path

from tests.wire.server import WireDiscord

ROOT = Path(__file__).resolve().parents[2]

# A bot in a process of its own that logs in and waits to be killed.
BOT = """
import os, discord
from tests.wire import pointed_at
with pointed_at(os.environ["WIRE_URL"]):
    discord.Client(intents=discord.Intents.none()).run(os.environ["IMAGINE_TOKEN"])
"""


async def start(wire: WireDiscord, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=ROOT,
        env=os.environ | wire.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def test_the_command_line_is_the_bots_own(wire: WireDiscord) -> None:
    process = await start(wire, "-m", "tests.wire.bot", "--help")
    out, _ = await process.communicate()
    assert process.returncode == 0
    assert b"playground" in out


async def test_a_killed_process_leaves_a_session_that_the_next_one_does_not_take_over(
    wire: WireDiscord,
) -> None:
    guild = wire.guild()
    art, ada = guild.text_channel(), guild.member("ada")
    process = await start(wire, "-c", BOT)
    await wire.connected()
    process.kill()
    await process.communicate()
    await wire.until(lambda: not wire.gateway.connected)
    kept = await wire.imagine(ada, art)
    process = await start(wire, "-c", BOT)
    await wire.connected()
    heard = await wire.imagine(ada, art)
    process.kill()
    await process.communicate()
    assert (kept.deliveries, heard.deliveries) == (1, 2)
    assert wire.identifies == 2
