import io

import discord

from tests.wire.scene import Scene, refused

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def png(size: int = 0) -> discord.File:
    return discord.File(io.BytesIO(PNG + bytes(size)), "apple.png", description="red apple")


async def test_discord_py_reads_an_interaction_whole(scene: Scene) -> None:
    scene.art.deny("attach_files")
    _, taken = await scene.taken(prompt="red apple", guidance=7.5)
    assert taken.user.name == "ada"
    assert isinstance(taken.user, discord.Member)
    assert taken.channel_id == scene.art.id
    assert taken.guild_locale is discord.Locale.american_english
    assert taken.filesize_limit == 10 * 1024 * 1024
    assert taken.app_permissions.send_messages
    assert not taken.app_permissions.attach_files
    assert taken.is_guild_integration()
    assert taken.context.guild
    assert (taken.namespace.prompt, taken.namespace.guidance) == ("red apple", 7.5)


async def test_the_record_tells_when_and_how_it_was_acknowledged(scene: Scene) -> None:
    asked, taken = await scene.taken()
    assert asked.ack_s is not None
    assert 0 < asked.ack_s < 3
    assert asked.deferred
    assert not asked.ephemeral
    assert asked.message
    assert asked.message.loading
    assert (await taken.original_response()).flags.loading


async def test_a_deferral_becomes_a_message_with_the_uploaded_bytes(scene: Scene) -> None:
    asked, taken = await scene.taken()
    await taken.edit_original_response(content="half")
    await taken.edit_original_response(content="done", attachments=[png()])
    assert asked.message
    (upload,) = asked.message.pictures
    assert (upload.data, upload.size, upload.description) == (PNG, len(PNG), "red apple")
    lives = [(version.what, version.content) for version in asked.message.life]
    assert lives == [("created", ""), ("edited", "half"), ("edited", "done")]
    reply = await taken.original_response()
    assert reply.edited_at
    assert await reply.attachments[0].read() == PNG


async def test_attachments_that_an_edit_names_stay_and_the_others_go(scene: Scene) -> None:
    asked, taken = await scene.taken()
    reply = await taken.edit_original_response(attachments=[png(), png()])
    await taken.edit_original_response(content="one", attachments=[reply.attachments[1], png()])
    assert asked.message
    assert len(asked.message.attachments) == 2
    assert asked.message.attachments[0].id == reply.attachments[1].id
    await taken.edit_original_response(content="none", attachments=[])
    assert not asked.message.attachments


async def test_a_second_callback_is_refused(scene: Scene) -> None:
    scene.bot.defers = False
    _, taken = await scene.taken()
    await taken.response.send_message("hello")
    taken.response._response_type = None
    with refused(400, 40060):
        await taken.response.send_message("again")


async def test_a_callback_that_arrives_after_three_seconds_is_refused(scene: Scene) -> None:
    scene.bot.defers = False
    scene.wire.fail("POST", "*/callback", delay_s=0.3)
    asked, taken = await scene.taken(age_s=2.8)
    with refused(404, 10062):
        await taken.response.defer()
    assert asked.refused_callbacks == 1
    assert scene.wire.tally().unacknowledged == [asked]


async def test_a_callback_may_bring_files(scene: Scene) -> None:
    scene.bot.defers = False
    asked, taken = await scene.taken()
    await taken.response.send_message("here", file=png())
    assert not asked.deferred
    assert asked.message
    assert asked.message.pictures[0].data == PNG
    (call,) = scene.wire.calls("POST", "*/callback")
    assert call.files[0].sha256 == asked.message.pictures[0].sha256


async def test_an_answer_of_the_wrong_kind_is_refused(scene: Scene) -> None:
    scene.bot.defers = False
    _, taken = await scene.taken()
    taken.type = discord.InteractionType.component
    with refused(400, 50035):
        await taken.response.defer()


async def test_the_same_interaction_can_be_delivered_twice(scene: Scene) -> None:
    asked, _ = await scene.taken()
    await scene.wire.deliver(asked)
    await scene.wire.until(lambda: len(scene.bot.taken) == 2)
    assert scene.bot.taken[0].id == scene.bot.taken[1].id
    await scene.wire.until(lambda: asked.refused_callbacks == 1)


async def test_an_expired_token_is_refused(scene: Scene) -> None:
    asked, taken = await scene.taken()
    asked.expire()
    with refused(401, 50027):
        await taken.edit_original_response(content="late")
    with refused(401, 50027):
        await taken.followup.send("late")
    assert scene.wire.invalid_requests == 2


async def test_nothing_can_be_edited_before_it_is_acknowledged(scene: Scene) -> None:
    scene.bot.defers = False
    _, taken = await scene.taken()
    with refused(404, 10015):
        await taken.edit_original_response(content="early")


async def test_a_deleted_reply_cannot_be_edited(scene: Scene) -> None:
    asked, taken = await scene.taken()
    assert asked.message
    asked.message.delete()
    with refused(404, 10008):
        await taken.edit_original_response(content="gone")


async def test_a_deleted_channel_takes_no_reply(scene: Scene) -> None:
    _, taken = await scene.taken()
    scene.art.delete()
    with refused(404, 10003):
        await taken.edit_original_response(content="gone")
    with refused(404, 10003):
        await scene.channel.send("gone")


async def test_a_file_over_the_servers_limit_is_refused(scene: Scene) -> None:
    assert scene.art.guild
    scene.art.guild.attachment_size_limit = 1000
    asked, taken = await scene.taken()
    assert taken.filesize_limit == 1000
    with refused(413, 40005):
        await taken.edit_original_response(attachments=[png(1000)])
    assert asked.message
    assert asked.message.loading


async def test_the_limit_that_an_interaction_claims_may_be_wrong(scene: Scene) -> None:
    assert scene.art.guild
    scene.art.guild.claimed_size_limit = 20 << 20
    _, taken = await scene.taken()
    assert taken.filesize_limit == 20 << 20
    with refused(413, 40005):
        await taken.edit_original_response(attachments=[png(11 << 20)])


async def test_a_request_over_25_mib_is_refused(scene: Scene) -> None:
    _, taken = await scene.taken()
    with refused(413, 40005):
        await taken.edit_original_response(attachments=[png(9 << 20) for _ in range(3)])


async def test_another_application_cannot_use_the_token(scene: Scene) -> None:
    other = scene.wire.world.application("other")
    _, taken = await scene.taken()
    taken.application_id = other.id
    with refused(401, 50027):
        await taken.edit_original_response(content="not mine")


async def test_the_first_follow_up_of_a_deferral_is_its_answer(scene: Scene) -> None:
    asked, taken = await scene.taken()
    await taken.followup.send("first", ephemeral=True)
    assert asked.message
    assert asked.message.content == "first"
    assert not asked.ephemeral, "whether it is private was fixed by the deferral"
    second = await taken.followup.send("second", ephemeral=True, wait=True)
    assert asked.refusal == "second"
    await second.edit(content="third")
    assert asked.refusal == "third"
    await second.delete()
    assert asked.followups[0].deleted


async def test_an_ephemeral_answer_is_a_refusal_that_nobody_else_sees(scene: Scene) -> None:
    scene.bot.defers = False
    asked, taken = await scene.taken()
    await taken.response.send_message("not now", ephemeral=True)
    assert asked.ephemeral
    assert asked.refusal == "not now"
    assert [message async for message in scene.channel.history()] == []
    assert scene.wire.tally().refused == [asked]


async def test_interactions_come_from_private_channels_too(scene: Scene) -> None:
    user = scene.wire.world.user("ben")
    asked = await scene.wire.imagine(user, scene.wire.world.dm(user))
    await asked.answered()
    (taken,) = scene.bot.taken
    assert taken.guild_id is None
    assert taken.user.name == "ben"
    assert taken.context.dm_channel


async def test_a_thread_is_a_channel_with_its_parents_permissions(scene: Scene) -> None:
    thread = scene.art.thread("ideas")
    scene.art.deny("send_messages_in_threads")
    await scene.wire.imagine(scene.ada, thread)
    await scene.wire.until(lambda: scene.bot.taken)
    (taken,) = scene.bot.taken
    assert isinstance(taken.channel, discord.Thread)
    assert taken.channel.parent_id == scene.art.id
    with refused(403, 50013):
        await taken.channel.send("hello")
