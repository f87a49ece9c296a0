"""Options of commands, as derived from the fields of `Options`."""

from dataclasses import fields, replace

import discord
from discord import app_commands

from bot.requests.options import MEMBER_DEFAULTS, Options, option_rules
from bot.storage import MemberPreferences, Preferences
from tests.bot.fakes import TINY, FakeModel, FakeService
from tests.bot.world import World, private, world

FIELDS = tuple(field.name for field in fields(Options))


def parameters(w: World, name: str, *path: str) -> dict[str, app_commands.Parameter]:
    """Find the options of a command, or of a group's command."""
    command = w.bot.client.tree.get_command(name)
    for part in path:
        assert isinstance(command, app_commands.Group)
        command = command.get_command(part)
    assert isinstance(command, app_commands.Command)
    return {each.name: each for each in command.parameters}


def test_only_fields_of_options_have_rules() -> None:
    assert set(option_rules(TINY)) <= set(FIELDS)


async def test_imagine_has_an_option_for_each_field_and_for_the_model_where_there_are_several() -> (
    None
):
    several = FakeService(others=[FakeModel(replace(TINY, name="twin"))])
    async with world(several) as w:
        assert tuple(parameters(w, "imagine")) == FIELDS
    async with world() as w:
        assert tuple(parameters(w, "imagine")) == tuple(name for name in FIELDS if name != "model")


def single(sizes: int = 1) -> FakeService:
    """One model like the smallest one: without LoRAs, and with so many sizes."""
    service = FakeService()
    service.info, service.loras = replace(TINY, sizes=TINY.sizes[:sizes]), ()
    return service


async def test_options_of_which_the_models_leave_no_choice_are_not_offered() -> None:
    async with world(single()) as w:
        offered = set(parameters(w, "imagine"))
        assert set(FIELDS) - offered == {"size", "model", "lora", "lora_strength"}
        for path in (("morph",), ("blend",), ("settings", "set")):
            assert "size" not in parameters(w, *path)


async def test_options_that_one_of_several_models_needs_are_offered() -> None:
    larger = replace(TINY, name="larger", sizes=((256, 256),))
    service = single()
    service.others = {"larger": FakeModel(larger, loras=("watercolour",))}
    async with world(service) as w:
        assert tuple(parameters(w, "imagine")) == FIELDS


async def test_a_stored_default_of_an_option_that_is_not_offered_any_more_does_no_harm() -> None:
    async with world(single()) as w:
        own = MemberPreferences(size="128×192", steps=9)
        await Preferences(w.database).choose_for_member(w.ada.id, own)
        await w.imagine()
        (request,) = w.service.requests
        assert (request.width, request.height, request.steps) == (128, 128, 9)
        said = private(await w.ada.slash(w.channel, "settings show"))
        assert "Size: 128×128 (default)" in said
        await w.ada.slash(w.channel, "settings reset", what="size")
        kept = await Preferences(w.database).member(w.ada.id)
        assert kept == MemberPreferences(steps=9)


async def test_an_option_has_its_fields_type_and_its_rules_bounds() -> None:
    async with world() as w:
        options = parameters(w, "imagine")
        steps, strength = options["steps"], options["strength"]
        assert steps.type is discord.AppCommandOptionType.integer
        assert (steps.min_value, steps.max_value) == (1, TINY.max_steps)
        assert strength.type is discord.AppCommandOptionType.number
        assert (strength.min_value, strength.max_value) == (0.05, 1.0)
        assert options["start"].type is discord.AppCommandOptionType.attachment
        assert [name for name, each in options.items() if each.required] == ["prompt"]
        assert [name for name, each in options.items() if each.autocomplete] == ["style", "lora"]
        assert [name for name, each in options.items() if each.choices] == ["size", "sampler"]


async def test_every_option_with_a_default_of_the_members_own_can_be_set_and_reset() -> None:
    async with world() as w:
        set_, reset = parameters(w, "settings", "set"), parameters(w, "settings", "reset")
        assert tuple(set_)[: len(MEMBER_DEFAULTS)] == MEMBER_DEFAULTS
        assert [choice.value for choice in reset["what"].choices] == list(set_)
        assert set_["negative_prompt"].max_value == 1000
        assert parameters(w, "imagine")["negative_prompt"].max_value is None


async def test_morph_and_blend_share_options_with_imagine() -> None:
    async with world() as w:
        imagine = parameters(w, "imagine")
        for name in ("morph", "blend"):
            options = parameters(w, name)
            shared = ("negative_prompt", "size", "steps", "guidance", "seed", "style")
            assert tuple(options)[-len(shared) :] == shared
            for each in shared:
                assert options[each].description == imagine[each].description
                assert options[each].max_value == imagine[each].max_value
