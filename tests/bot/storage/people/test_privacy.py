"""What a member has is handed over whole, and gone whole, wherever one looks for it."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.storage import (
    NOBODY,
    Attachment,
    FileStore,
    Job,
    LimitExceeded,
    MemberPreferences,
    Message,
    PictureRecord,
    PictureStore,
    Preferences,
    Privacy,
    Quota,
    State,
    new_picture_id,
)
from bot.storage.db.tables import (
    bans,
    member_limits,
    metadata,
    moderation_log,
    reports,
    reviews,
    strikes,
)
from bot.storage.db.tables import deliveries as deliveries_table
from bot.storage.db.tables import lineage as lineage_table
from bot.storage.db.tables import pictures as pictures_table
from bot.verdicts import ALLOWED
from tests.bot.storage.db.test_indexes import listened, scans
from tests.bot.storage.store import Process, Store, caps, order

ADA, BEN = 987654321012345678, 876543210123456789
SECRET = "a xylograph of zanzibar"
# Ids of Discord that are no member's.
OTHER_IDS = {"application_id", "channel_id", "guild_id", "interaction_id", "message_id"}
LONG_AGO, FOR_LONG = 1000.0, 4_000_000_000.0


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "pictures", most_bytes=10**9, keep_s=1e9)


async def drawn(
    here: Process,
    files: FileStore,
    user: int,
    content: bytes,
    parents: tuple[str, ...] = (),
    text: str = SECRET,
) -> str:
    """Have a picture drawn, with a file to begin with and one that is posted; its id."""
    source = await files.put(content + b" source")
    asked = replace(order(user, prompt=SECRET), sources=(source,), parents=parents)
    return await ended(here, files, await here.claimed(asked), content, text)


async def ended(here: Process, files: FileStore, job: Job, content: bytes, text: str) -> str:
    picture = await pictured(files, job, content)
    posted = Attachment(await files.put(content + b" grid"), "grid.png", SECRET)
    message = Message(State.DELIVERED, text, (posted,), pictures=(picture.id,))
    assert await here.jobs.finish(job, message, (picture,))
    return picture.id


async def pictured(files: FileStore, job: Job, content: bytes) -> PictureRecord:
    asked = job.order
    return PictureRecord(
        new_picture_id(), job.id, 0, asked.guild_id, asked.channel_id, None, asked.user_id,
        asked.member, await files.put(content), "starter", asked.request, asked.sources,
    )  # fmt: skip


async def everything(store: Store, here: Process, files: FileStore) -> tuple[str, str]:
    """Let Ada have a row wherever a member can have one; her picture and Ben's one after it."""
    gallery, choices = PictureStore(store.database), Preferences(store.database)
    hers = await drawn(here, files, ADA, b"her picture")
    his = await drawn(here, files, BEN, b"his picture", (hers,), f"based on a picture by <@{ADA}>")
    await here.accept(order(ADA, prompt=SECRET))
    await here.claimed(order(ADA, guild=2, prompt=SECRET))
    await gallery.toggle_favourite(ADA, his)
    await gallery.toggle_favourite(BEN, hers)
    await gallery.tag(hers, ["zanzibar"])
    await choices.choose_for_member(ADA, MemberPreferences(negative_prompt=SECRET))
    await insert(store, bans, guild_id=1, user_id=ADA, reason=SECRET, until=LONG_AGO)
    for moderator, user in ((ADA, BEN), (BEN, ADA)):
        await insert(
            store, moderation_log, at=1.0, guild_id=1, moderator_id=moderator, user_id=user,
            action="ban", reason=SECRET if user == ADA else "",
            before=SECRET if user == ADA else "", after=SECRET if user == ADA else "",
        )  # fmt: skip
        await insert(
            store, strikes, guild_id=1, moderator_id=moderator, user_id=user, kind="warning",
            reason=SECRET if user == ADA else "", at=1.0, until=LONG_AGO, told=True,
        )  # fmt: skip
    await insert(store, member_limits, guild_id=1, user_id=ADA, quota="1/day", until=LONG_AGO)
    for moderator, user in ((ADA, BEN), (BEN, ADA)):
        await insert(
            store, reviews, id=str(user)[:12], job_id="x", guild_id=1, channel_id=5, user_id=user,
            stage="prompt", verdict=ALLOWED, state="upheld", asked_at=1.0, deadline=1.0,
            at_deadline="reject", moderator_id=moderator, reason=SECRET if user == ADA else "",
            appeal=SECRET if user == ADA else "", rejected_by=moderator,
        )  # fmt: skip
    for picture, user, moderator in ((hers, BEN, ADA), (his, ADA, BEN), (his, 1, ADA)):
        await insert(
            store, reports, picture_id=picture, user_id=user, guild_id=1, at=1.0,
            reason=SECRET if user == ADA else "", decision="kept", moderator_id=moderator,
        )  # fmt: skip
    return hers, his


async def insert(store: Store, table: sa.Table, **row: Any) -> None:
    async with store.database.writing() as connection:
        await connection.execute(sa.insert(table), row)


async def places(store: Store, sought: str) -> list[str]:
    """Search every column of every table."""
    return [
        f"{table.name}.{name}"
        for table in metadata.sorted_tables
        for row in await store.rows(table)
        for name, value in row._mapping.items()
        if sought in str(value)
    ]


def hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def leaking(folder: Path) -> list[str]:
    """Name the files with the secret in them."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if SECRET.encode() in path.read_bytes()]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def member_columns(tables: sa.MetaData) -> list[sa.Column[Any]]:
    """List the columns with a member's id, whatever they declare."""
    return [
        column
        for table in tables.sorted_tables
        for column in table.c
        if isinstance(column.type, sa.BigInteger)
        and column.name.endswith("_id")
        and column.name not in OTHER_IDS
    ]


def undeclared(tables: sa.MetaData) -> list[str]:
    """Name the columns with a member's id that do not declare what `/privacy` does with it."""
    columns = member_columns(tables)
    return [str(column) for column in columns if column.info.keys() != {"export", "delete"}]


def test_every_column_with_a_member_in_it_declares_its_export_and_deletion() -> None:
    assert member_columns(metadata)
    assert undeclared(metadata) == []


@pytest.mark.parametrize("name", ["user_id", "moderator_id", "reporter_id"])
def test_a_table_with_a_member_and_no_declaration_is_found(name: str) -> None:
    tables = sa.MetaData()
    sa.Table(
        "reports", tables, sa.Column("guild_id", sa.BigInteger), sa.Column(name, sa.BigInteger)
    )
    assert undeclared(tables) == [f"reports.{name}"]


async def test_the_search_finds_a_member_wherever_there_is_one(
    store: Store, files: FileStore
) -> None:
    await everything(store, store.process(), files)
    known = {*map(str, member_columns(metadata)), "deliveries.content", "jobs.request"}
    assert set(await places(store, str(ADA))) >= known


async def test_nothing_of_a_deleted_member_is_left_in_any_row_or_file(
    store: Store, files: FileStore, tmp_path: Path
) -> None:
    here = store.process()
    hers, his = await everything(store, here, files)
    erased = await Privacy(store.database, files).erase(ADA)
    assert (len(erased.open), erased.pictures, erased.bans) == (2, 1, 0)
    assert await places(store, str(ADA)) == ["jobs.user_id"]
    (left,) = [row for row in await store.rows() if row.user_id == ADA]
    assert {name: value for name, value in left._mapping.items() if isinstance(value, str)} == {
        "id": left.id, "state": State.DELIVERED, "locale": "en-US",
        "member": "", "request": "", "sources": "[]", "parents": "[]", "action": "",
        "approval": "none", "verdict": "",
    }  # fmt: skip
    assert left.channel_id == 0
    kept = {hashed(b"his picture" + end) for end in (b"", b" source", b" grid")}
    assert names(tmp_path / "pictures") == kept
    assert [row.id for row in await store.rows(pictures_table)] == [his]
    assert {row.moderator_id for row in await store.rows(moderation_log)} == {NOBODY, BEN}
    assert {row.moderator_id for row in await store.rows(strikes)} == {NOBODY}
    (post,) = await store.rows(deliveries_table)
    assert post.content == "based on a picture by …"
    (edge,) = await store.rows(lineage_table)
    assert (edge.child_id, edge.parent_id) == (his, hers)
    assert await PictureStore(store.database).parents(his) == [(hers, None)]


async def test_a_deleted_members_words_are_in_no_byte_of_the_database_file(
    sqlite_url: str, files: FileStore, tmp_path: Path
) -> None:
    store = Store(sqlite_url, is_file=True)
    await store.database.enable_write_ahead_log()
    here = store.process()
    for number in range(30):
        await drawn(here, files, ADA, b"picture %d" % number)
        await here.accept(order(BEN, prompt="red apple " * number + "!"))
    await Preferences(store.database).choose_for_member(
        ADA, MemberPreferences(negative_prompt=SECRET)
    )
    assert leaking(tmp_path)
    await Privacy(store.database, files).erase(ADA)
    assert not leaking(tmp_path)
    assert len(await store.rows()) == 60
    await store.close()


async def test_a_job_that_ends_after_its_member_is_gone_leaves_nothing(
    store: Store, files: FileStore, tmp_path: Path
) -> None:
    here = store.process()
    job = await here.claimed(order(ADA))
    picture = await pictured(files, job, b"too late")
    await Privacy(store.database, files).erase(ADA)
    assert not await here.jobs.finish(job, Message(State.DELIVERED, SECRET), (picture,))
    await files.delete(await here.jobs.find_unneeded_files(job, {picture.sha256}))
    assert not await places(store, str(ADA))
    assert not names(tmp_path / "pictures")


async def test_what_another_process_draws_of_a_job_it_took_over_is_not_left_over(
    store: Store, files: FileStore
) -> None:
    here = store.process()
    job = await here.claimed(order(ADA))
    assert not await here.jobs.find_unneeded_files(job, {"a" * 64})
    await here.jobs.cancel(job.id, "asked")
    assert await here.jobs.find_unneeded_files(job, {"a" * 64}) == {"a" * 64}


async def test_the_very_same_picture_of_somebody_else_stays(store: Store, files: FileStore) -> None:
    here = store.process()
    await drawn(here, files, ADA, b"the same")
    await drawn(here, files, BEN, b"the same")
    await Privacy(store.database, files).erase(ADA)
    assert await files.get(hashed(b"the same"))


async def test_a_message_that_was_posted_names_nobody_any_more(store: Store) -> None:
    here = store.process()
    delivery = await here.taken(Message(State.DELIVERED, f"based on a picture by <@{ADA}>"))
    assert await here.outbox.mark_sent(delivery, State.DELIVERED, 9)
    assert not await places(store, str(ADA))


async def test_deleting_is_no_way_around_an_allowance(store: Store, files: FileStore) -> None:
    here = store.process()
    limits = Quota("user", 5, 3600.0), Quota("server", 9, 3600.0)
    await here.drew(order(ADA, count=3))
    waiting = order(ADA, count=2)
    await here.accept(waiting)
    privacy = Privacy(store.database, files)
    for _ in range(2):
        await privacy.erase(ADA)
        assert await here.jobs.count_left(ADA, 1, limits) == [2, 6], (
            "what was called off is given back"
        )
    assert isinstance(await here.accept(order(ADA, count=3), caps(*limits)), LimitExceeded)
    await store.later(3601)
    assert await here.jobs.count_left(ADA, 1, limits) == [5, 9]


async def test_what_is_left_of_a_job_is_told_handed_over_and_forgotten_in_its_time(
    store: Store, files: FileStore
) -> None:
    here, privacy = store.process(), Privacy(store.database, files)
    await here.drew(order(ADA, guild=2, count=3))
    await privacy.erase(ADA)
    counts = await privacy.counts(ADA)
    assert (counts["jobs"], counts["spent"]) == (0, 1)
    (left,) = (await privacy.rows(ADA))["spent"]
    assert (left["guild_id"], left["units"], set(left)) == (2, 3, {"guild_id", "units", "due_at"})
    await store.later(1000)
    # A busy machine's server may be a minute behind.
    assert not await here.maintenance.forget(older_than_s=1060)
    assert await here.maintenance.forget(older_than_s=999)
    assert not await store.rows()


async def test_what_moderators_decided_and_still_holds_is_all_that_stays(
    store: Store, files: FileStore
) -> None:
    for guild, until in ((1, LONG_AGO), (2, FOR_LONG), (3, None)):
        await insert(store, bans, guild_id=guild, user_id=ADA, reason="spam", until=until)
        await insert(store, member_limits, guild_id=guild, user_id=ADA, quota="1/day", until=until)
    for until in (LONG_AGO, FOR_LONG):
        await insert(
            store, strikes, guild_id=1, moderator_id=BEN, user_id=ADA, kind="warning",
            reason="spam", at=1.0, until=until, told=True,
        )  # fmt: skip
    assert (await Privacy(store.database, files).erase(ADA)).bans == 2 + 2 + 1
    for table in (bans, member_limits):
        assert {row.guild_id for row in await store.rows(table)} == {2, 3}
    assert [row.until for row in await store.rows(strikes)] == [FOR_LONG]


async def test_what_is_handed_over_is_the_members_and_all_of_it(
    store: Store, files: FileStore
) -> None:
    here = store.process()
    hers, his = await everything(store, here, files)
    privacy = Privacy(store.database, files)
    rows = await privacy.rows(ADA)
    assert {name: len(found) for name, found in rows.items()} == await privacy.counts(ADA)
    assert {name: len(found) for name, found in rows.items()} == {
        "choices": 1, "jobs": 3, "spent": 0, "deliveries": 1, "pictures": 1, "lineage": 0,
        "tags": 1, "favourites": 1, "bans": 1, "moderation_log": 1, "moderated": 1,
        "strikes": 1, "strikes_given": 1, "limits": 1, "reports": 1, "reviews": 1,
    }  # fmt: skip
    assert rows["pictures"][0]["id"] == hers
    assert rows["favourites"][0]["picture_id"] == his
    assert "token" not in str(rows["jobs"])
    assert str(BEN) not in str(rows)


async def test_no_query_about_a_member_looks_at_every_row(
    sqlite_url: str, files: FileStore
) -> None:
    store = Store(sqlite_url, is_file=True)
    privacy = Privacy(store.database, files)
    with listened(store) as heard:
        await privacy.counts(ADA)
        await privacy.rows(ADA)
        await privacy.newest_messages(ADA)
        await privacy.erase(ADA)
    assert len(heard) > 20
    assert not await scans(store, heard)
    await store.close()
