"""What the bot offers, as Discord is told; and that its features know nothing of each other."""

import pytest

from tests.bot.world import world
from tests.test_import_rules import imports, named

# What every feature may import.
COMMON = ("base", "shared")


async def test_commands_are_for_servers_only_but_for_what_a_member_can_do_after_leaving() -> None:
    async with world() as w:
        tree = w.bot.client.tree
        commands = [command.to_dict(tree) for command in tree.get_commands()]
        assert len(commands) > 10
        elsewhere = {each["name"]: each["contexts"] for each in commands if each["contexts"] != [0]}
        assert elsewhere == {"privacy": [0, 1]}
        assert all(each["integration_types"] == [0] for each in commands)


@pytest.mark.parametrize("module", sorted(set(named("bot.features")) - {"bot.features.registry"}))
def test_no_feature_imports_another_feature(module: str) -> None:
    own = module.split(".")[2:3]
    features = {name.split(".")[2] for name in imports(module) if name.startswith("bot.features.")}
    assert features <= {*own, *COMMON}
