"""The log as a file: whole, readable by spreadsheets, and never a formula."""

import csv
import io
from typing import Any

import pytest

from bot.features.moderation import export
from bot.features.moderation.export import COLUMNS, harmless
from bot.storage import ModerationLog
from tests.bot.features.moderation.acting import moderator, use
from tests.bot.world import World, private, world

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("x")')


async def exported(w: World, result: Any) -> tuple[str, list[dict[str, str]]]:
    """What is said with the file, and its lines by the names of the columns."""
    said, sent = private(result), result.response
    content = (await sent.attachments[0].read()).decode("utf-8-sig")
    return said, list(csv.DictReader(io.StringIO(content, newline="")))


async def test_the_file_has_every_entry_with_its_message() -> None:
    async with world() as w:
        mod, log = moderator(w), ModerationLog(w.database)
        await log.append(w.guild.id, mod.id, w.ben.id, "delete", 'red "apple",\nblue', (5, 6))
        await use(w, mod, "ban", member=w.ben, reason="spam", duration="1h")
        said, lines = await exported(w, await use(w, mod, "export"))
        assert said == "The log with 2 entries, newest first."
        ban, deletion = lines
        assert tuple(ban) == COLUMNS
        assert (ban["action"], ban["member"], ban["reason"]) == ("ban", str(w.ben.id), "spam")
        assert deletion["reason"] == 'red "apple",\nblue'
        assert deletion["message"] == f"https://discord.com/channels/{w.guild.id}/5/6"
        _, none = await exported(w, await use(w, mod, "export", member=w.ben))
        assert len(none) == 2


@pytest.mark.parametrize("formula", FORMULAS)
async def test_no_cell_is_a_formula(formula: str) -> None:
    async with world() as w:
        mod, log = moderator(w), ModerationLog(w.database)
        await log.append(w.guild.id, mod.id, w.ben.id, "delete", formula)
        _, (line,) = await exported(w, await use(w, mod, "export"))
        assert line["reason"] == f"'{formula}"
        assert all(not cell.startswith(tuple("=+-@\t\r＝")) for cell in line.values())


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert [harmless(cell) for cell in ("", "a=1", "5-3", "'x", "é")] == [
        "",
        "a=1",
        "5-3",
        "'x",
        "é",
    ]


async def test_an_empty_log_is_said_to_be_empty() -> None:
    async with world() as w:
        assert "The log is empty." in private(await use(w, moderator(w), "export"))


async def test_a_file_has_bounds_and_says_how_much_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(export, "MOST_ENTRIES", 2)
    async with world() as w:
        mod, log = moderator(w), ModerationLog(w.database)
        for number in range(3):
            await log.append(w.guild.id, mod.id, w.ben.id, "delete", str(number))
        said, lines = await exported(w, await use(w, mod, "export"))
        assert "2 entries" in said
        assert [line["reason"] for line in lines] == ["2", "1"]
