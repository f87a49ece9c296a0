"""The bot with the real service, whose worker process draws with a few lines of numpy."""

import asyncio
import time
from pathlib import Path

import simcord
import sqlalchemy as sa

from bot.app import open_database, run_workers
from bot.composition import Bot, build
from bot.config.settings import Settings
from bot.interactions.client import SyncedCommands
from bot.storage.db.tables import pictures
from generation import GenerationFleet
from tests.bot.world import TIMELESS
from tests.generation.requests import FAKE

MODELS = ("starter", "sd-v1.4", "starter")


async def test_several_members_pictures_of_two_models_come_through_the_real_service(
    tmp_path: Path,
) -> None:
    settings = Settings(cache_folder=tmp_path, data_folder=tmp_path, other_models=MODELS)
    configs = [settings.service_config(name) for name in settings.models()]
    service = GenerationFleet(configs, pipeline=f"{FAKE}:load")
    began = time.perf_counter()
    async with open_database(settings) as database:
        bot = build(settings, service, database, SyncedCommands(None), TIMELESS)
        results = await asked(bot)
        async with database.reading() as connection:
            drawn = list((await connection.execute(sa.select(pictures.c.timings))).scalars())
    took = time.perf_counter() - began
    for seed, (model, result) in enumerate(zip(MODELS, results, strict=True)):
        assert result.response
        assert f"seeds {seed}, {seed + 1}" in result.response.content
        assert f"drawn with {model}" in result.response.content
        assert len(result.response.attachments) == 1
    assert len(drawn) == 6
    for timings in drawn:
        assert timings
        assert timings.queue_s <= took, "measured by one clock on both sides of the simulation"


async def asked(bot: Bot) -> list[simcord.InteractionResult]:
    """Let three members ask for two pictures each, and wait for them."""
    async with simcord.run(bot.client) as env, run_workers(bot, grace_s=30):
        guild = env.create_guild("Test")
        channel = guild.create_text_channel("art")
        members = [guild.add_member(env.create_user(name)) for name in ("ada", "ben", "cy")]
        results = [
            await member.slash(
                channel, "imagine", prompt="apple", seed=seed, count=2, model=MODELS[seed]
            )
            for seed, member in enumerate(members)
        ]
        assert all(result.acknowledged and not result.ephemeral for result in results)
        async with asyncio.timeout(60):
            while not all(r.response and r.response.attachments for r in results):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    return results
