"""What holds for whoever reads this, here and now."""

from bot.admission import format_quota
from bot.features.base import Services
from bot.interactions.context import Context
from bot.language import Text, say, text


async def quota_lines(services: Services, context: Context) -> list[str]:
    """Say each limit, and what is left of it.

    Raises:
        StorageUnavailable: that is not known.
    """
    caps = services.quotas.caps(context.requester)
    left = await services.jobs.count_left(context.user_id, context.guild_id, caps.limits)
    lines = [
        text("help-limit", allowance=format_quota(limit), left=max(0, pictures))
        for limit, pictures in zip(caps.limits, left, strict=True)
    ]
    lines += [text("help-open", count=caps.user_open), _when_used_up(context)]
    return [f"- {say(context.locale, line)}" for line in lines]


def _when_used_up(context: Context) -> Text:
    return text("help-waits") if context.server.waits else text("help-waits-not")
