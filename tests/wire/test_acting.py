import contextlib
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.wire.model import Json
from tests.wire.rest_bot import size_of
from tests.wire.scene import Scene, refused
from tests.wire.test_interactions import PNG


async def test_buttons_menus_and_forms_answer(scene: Scene) -> None:
    pressed: list[Any] = []

    class Form(discord.ui.Modal, title="Vary"):
        words: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Words", custom_id="words")

        async def on_submit(self, interaction: discord.Interaction) -> None:
            pressed.append(self.words.value)
            await interaction.response.edit_message(content=self.words.value, view=None)

    class Buttons(discord.ui.View):
        @discord.ui.button(label="Again")
        async def again(self, interaction: discord.Interaction, _button: Any) -> None:
            await interaction.response.send_modal(Form())

        @discord.ui.select(
            options=[discord.SelectOption(label="2"), discord.SelectOption(label="3")]
        )
        async def count(self, interaction: discord.Interaction, menu: Any) -> None:
            pressed.append(menu.values)
            await interaction.response.defer()

    asked, taken = await scene.taken()
    await taken.edit_original_response(content="done", view=Buttons())
    assert asked.message
    menu = asked.message.components[1]["components"][0]["custom_id"]
    chosen = await scene.wire.press(scene.ada, asked.message, menu, values=["3"])
    opened = await scene.wire.press(scene.ada, asked.message, "Again")
    await scene.wire.until(lambda: opened.modal and chosen.acknowledged.is_set())
    submitted = await scene.wire.submit(opened, words="green apple")
    await submitted.answered()
    assert pressed == [["3"], "green apple"]
    assert asked.message.content == "green apple"
    assert submitted.message is asked.message
    assert not submitted.messages


async def test_autocomplete_brings_its_choices(scene: Scene) -> None:
    async def complete(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed} apple", value="apple")]

    command = scene.bot.tree.get_command("imagine")
    assert isinstance(command, app_commands.Command)
    command.autocomplete("prompt")(complete)
    asked = await scene.wire.autocomplete(
        scene.ada, scene.art, "imagine", focused="prompt", prompt="red"
    )
    await asked.answered()
    assert asked.choices == [{"name": "red apple", "value": "apple"}]


async def test_a_member_can_hand_over_a_picture(scene: Scene) -> None:
    upload = scene.wire.upload("mine.png", PNG)
    _, taken = await scene.taken(picture=upload)
    picture = taken.extras["picture"]
    assert picture.filename == "mine.png"
    assert await picture.read() == PNG


async def test_registered_commands_give_their_ids_and_kinds(scene: Scene) -> None:
    (command,) = await scene.bot.tree.sync()
    asked, _ = await scene.taken(guidance=7)
    assert asked.data["id"] == str(command.id)
    assert {"name": "guidance", "type": 10, "value": 7} in asked.data["options"]
    assert [each.id for each in await scene.bot.tree.fetch_commands()] == [command.id]
    (again,) = await scene.bot.tree.sync()
    assert again.id == command.id


async def test_commands_of_one_name_are_refused(scene: Scene) -> None:
    double = [command.to_dict(scene.bot.tree) for command in scene.bot.tree.get_commands()] * 2
    with refused(400, 50035):
        await scene.bot.http.bulk_upsert_global_commands(scene.wire.application.id, double)


def test_of_a_texts_languages_only_the_longest_counts_for_a_commands_size() -> None:
    choices = [{"name": "one", "value": "two"}]
    option = {"name": "o", "description": "y", "choices": choices}
    several = {"de": "x" * 30, "fr": "x" * 20}
    command = {"name": "ab", "description": "x" * 10, "description_localizations": several}
    assert size_of({**command, "options": [option]}) == 2 + 30 + 1 + 1 + 3 + 3


@pytest.mark.parametrize(("characters", "accepted"), [(8000, True), (8001, False)])
async def test_a_command_of_too_many_characters_is_refused(
    scene: Scene, characters: int, accepted: bool
) -> None:
    choices = [{"name": "n" * 100, "value": "v" * 100}] * 20
    options = [
        {"type": 3, "name": name, "description": "d", "choices": choices} for name in ("a", "b")
    ]
    command: Json = {"type": 1, "name": "long", "description": "x", "options": options}
    options[1]["choices"] = [*choices[1:], {"name": "n", "value": "v" * 100}]
    command["description"] = "x" * (characters - size_of(command) + 1)
    put = scene.bot.http.bulk_upsert_global_commands(scene.wire.application.id, [command])
    with contextlib.nullcontext() if accepted else refused(400, 50035):
        await put


async def test_pressing_what_is_not_there_says_what_is(scene: Scene) -> None:
    asked, _ = await scene.taken()
    assert asked.message
    with pytest.raises(LookupError, match="Again"):
        await scene.wire.press(scene.ada, asked.message, "Again")
