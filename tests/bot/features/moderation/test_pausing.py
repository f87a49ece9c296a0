"""A pause refuses requests with one sentence, and costs no read."""

import pytest

from bot.storage import Acceptance, BanStore, Preferences
from tests.bot.features.gallery.scenes import drawn, press
from tests.bot.features.moderation.acting import log_of, moderator, use
from tests.bot.world import private, world


async def test_a_pause_refuses_every_way_to_draw_until_it_is_ended() -> None:
    async with world() as w:
        reply, mod = await drawn(w), moderator(w)
        said = private(await use(w, mod, "pause", reason="raid"))
        assert said == ("Drawing is paused in the whole server until you use `/moderation resume`.")
        sentence = "Drawing is paused here. Reason: `raid`"
        assert private(await w.imagine()) == sentence
        for label in ("Re-roll", "Vary"):
            assert private(await press(w, reply, label, w.ben)) == sentence
        assert private(await use(w, mod, "resume", reason="calm")) == "Drawing goes on."
        assert not (await w.imagine()).ephemeral
        assert [entry.action for entry in await log_of(w)] == ["resume", "pause"]


async def test_a_pause_of_one_channel_leaves_the_others() -> None:
    async with world() as w:
        mod, other = moderator(w), w.guild.create_text_channel("other")
        said = private(await use(w, mod, "pause", reason="raid", channel=other, duration="1h"))
        assert said.startswith(f"Drawing is paused in <#{other.id}> and goes on <t:")
        assert not (await w.imagine()).ephemeral
        result = await w.ada.slash(other, "imagine", prompt="pear")
        assert "goes on <t:" in private(result)
        assert "no such pause" in private(await use(w, mod, "resume", reason="calm"))
        await use(w, mod, "pause", reason="raid")
        said = private(await use(w, mod, "resume", reason="calm"))
        assert said == f"Drawing goes on, but is still paused in <#{other.id}>."


async def test_a_pause_is_over_by_itself() -> None:
    async with world() as w:
        await use(w, moderator(w), "pause", reason="raid", duration="1h")
        assert "paused" in private(await w.imagine())
        w.env.backend.clock.advance(3600)
        assert not (await w.imagine()).ephemeral
        assert "no such pause" in private(
            await use(w, moderator(w, "zoe"), "resume", reason="calm")
        )


async def test_a_refusal_for_a_pause_reads_nothing_but_the_preferences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with world() as w:
        await use(w, moderator(w), "pause", reason="raid")
        monkeypatch.setattr(Acceptance, "check", None)
        monkeypatch.setattr(BanStore, "find_ban", None)
        assert "paused" in private(await w.imagine())


async def test_a_pause_survives_a_restart() -> None:
    async with world() as w:
        await use(w, moderator(w), "pause", reason="raid", duration="1h")
        _, server, _ = await Preferences(w.database).load_all(w.ada.id, w.guild.id)
        (pause,) = server.pauses.values()
        assert pause.reason == "raid"
        assert pause.until
