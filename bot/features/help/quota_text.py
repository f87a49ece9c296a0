"""The quotas of a member in the current channel."""

from bot.admission import format_quota
from bot.features.base import Services
from bot.interactions.context import Context
from bot.language import say, text


async def quota_lines(services: Services, context: Context) -> list[str]:
    """List each limit, and the pictures left of it.

    Args:
        services: services of the bot.
        context: of the member.

    Raises:
        StorageUnavailable: the spent pictures cannot be read.
    """
    caps = services.quotas.caps(context.requester)
    left = await services.stores.jobs.count_left(context.user_id, context.guild_id, caps.limits)
    lines = [
        text("help-limit", allowance=format_quota(limit), left=max(0, pictures))
        for limit, pictures in zip(caps.limits, left, strict=True)
    ]
    lines.append(text("help-open", count=caps.user_open))
    lines.append(text("help-waits" if context.server.waits else "help-waits-not"))
    return [f"- {say(context.locale, line)}" for line in lines]
