"""What the bot offers, as Discord is told."""

from tests.bot.world import world


async def test_commands_are_for_servers_only_but_for_what_a_member_can_do_after_leaving() -> None:
    async with world() as w:
        tree = w.bot.client.tree
        commands = [command.to_dict(tree) for command in tree.get_commands()]
        assert len(commands) > 10
        elsewhere = {each["name"]: each["contexts"] for each in commands if each["contexts"] != [0]}
        assert elsewhere == {"privacy": [0, 1]}
        assert all(each["integration_types"] == [0] for each in commands)
