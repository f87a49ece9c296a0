"""`/moderation test`: the verdict on a prompt, without a request."""

from discord import app_commands

from bot.admission import Refusal
from bot.features.base import Services
from bot.features.shared.rule_text import describe_rule
from bot.interactions.context import Context, refusal_error
from bot.interactions.handler import InteractionHandler
from bot.language import describe, text
from bot.language.formatting import quote

_MOST, _SHOWN = 4000, 1500


def add_test_command(
    group: app_commands.Group, services: Services, moderators: InteractionHandler
) -> None:
    """Add the command to the group `/moderation`.

    Args:
        group: the group.
        services: services of the bot.
        moderators: serves members who may moderate.
    """

    @group.command(name="test", description=describe("moderation-test"))
    @app_commands.describe(prompt=describe("moderation-test-text"))
    @moderators.callback
    async def test(context: Context, prompt: app_commands.Range[str, 1, _MOST]) -> None:
        answer = await services.judge.preview(context.requester, prompt)
        if isinstance(answer, Refusal):
            raise refusal_error(answer)
        shown = quote(answer.understood, _SHOWN)
        values = {"ruling": answer.ruling.value, "rule": describe_rule(answer)}
        await context.tell(text("moderation-tested", understood=shown, **values))
