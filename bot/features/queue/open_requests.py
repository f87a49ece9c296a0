"""Open requests that a member may cancel."""

from bot.features.base import Services
from bot.features.queue.queue_text import MANAGE_MESSAGES
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions
from bot.language import text
from bot.storage import JobRequest


async def list_cancellable(
    services: Services, channel_permissions: ChannelPermissions, context: Context
) -> list[JobRequest]:
    """List the open requests that a member may cancel, their own first.

    Args:
        services: services of the bot.
        channel_permissions: permissions in the requests' channels.
        context: of the member.

    Raises:
        StorageUnavailable: the requests cannot be read.
    """
    # Without the permission here, permissions in every other channel are not looked up.
    whose = None if context.may(MANAGE_MESSAGES) else context.user_id
    open_ = [order for order, _ in await services.stores.jobs.list_open(whose, context.guild_id)]
    owned = [order for order in open_ if await channel_permissions.owns(context, order)]
    return sorted(owned, key=lambda order: order.user_id != context.user_id)


async def find_request(
    services: Services, channel_permissions: ChannelPermissions, context: Context, job_id: str
) -> JobRequest:
    """Find an open request that a member may cancel, by its id.

    Args:
        services: services of the bot.
        channel_permissions: permissions in the request's channel.
        context: of the member.
        job_id: id of the request.

    Raises:
        Refused: the request has ended, or belongs to another server or member.
        StorageUnavailable: the request cannot be read.
    """
    order = await services.stores.jobs.order(job_id)
    if order is None or order.guild_id != context.guild_id:
        raise Refused(text("refused-request-ended"), "request_ended")
    if not await channel_permissions.owns(context, order):
        author = f"<@{order.user_id}>"
        raise Refused(text("refused-not-yours", author=author), "not_yours")
    return order
