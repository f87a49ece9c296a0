"""What holds for whoever reads this, here and now."""

from bot.admission import format_quota
from bot.features.base import Services
from bot.interactions.context import Context
from bot.language import Text, say, text


async def quota_lines(studio: Services, visit: Context) -> list[str]:
    """Say each limit, and what is left of it.

    Raises:
        StorageUnavailable: that is not known.
    """
    caps = studio.allowances.caps(visit.asker)
    left = await studio.jobs.left(visit.user_id, visit.guild_id, caps.limits)
    lines = [
        text("help-limit", allowance=format_quota(limit), left=max(0, pictures))
        for limit, pictures in zip(caps.limits, left, strict=True)
    ]
    lines += [text("help-open", count=caps.user_open), _when_used_up(visit)]
    return [f"- {say(visit.locale, line)}" for line in lines]


def _when_used_up(visit: Context) -> Text:
    return text("help-waits") if visit.server.waits else text("help-waits-not")
