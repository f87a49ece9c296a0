"""Settings of a server that do not work, or not as they were meant."""

from collections.abc import Iterator

from bot.features.base import Services
from bot.features.server_settings.overview.server_state import (
    ServerState,
    find_missing,
    is_public,
    lacking_for_cards,
)
from bot.features.server_settings.server_admin import join_names
from bot.interactions.context import Context
from bot.language import Text, text
from bot.language.formatting import quote
from bot.requests.options import size_name
from bot.storage import SAFE_BANDS, ServerPreferences

_LIMIT = 300


async def find_problems(
    services: Services, context: Context, state: ServerState | None
) -> list[Text]:
    """Find the settings that need a look, the gravest first.

    Args:
        services: services of the bot.
        context: of the server.
        state: of the server; None where Discord does not answer.

    Raises:
        StorageUnavailable: the server's presets cannot be read.
    """
    server, styles = context.server, await services.presets.names(context)
    problems = [] if state else [text("problem-unknown")]
    problems += _find_review_problems(server, state)
    count, unposted = await services.stores.reviews.count_unposted(context.guild_id)
    if state and server.review_channel not in state.channels:
        # The cards were deleted with their channel.
        unposted = count
    if unposted:
        numbers = {"count": count, "unposted": unposted}
        problems.append(text("problem-unposted", **numbers))
    if state:
        problems += _find_deleted(server, state)
        problems += (
            text("problem-adult", channel=f"<#{channel_id}>")
            for channel_id, bands in server.channel_bands.items()
            if channel_id in state.channels
            and bands.looser_than(SAFE_BANDS)
            and not state.is_adult(channel_id)
        )
    offered = services.service.models
    if server.models and not set(offered).intersection(server.models):
        problems.append(text("problem-models", models=", ".join(offered)))
    return [*problems, *_find_withdrawn(services, server, frozenset(styles))]


def _find_review_problems(server: ServerPreferences, state: ServerState | None) -> Iterator[Text]:
    """Find what keeps moderators from deciding on what is held."""
    if server.review_channel is None:
        yield text("problem-review-none")
        return
    if state is None:
        return
    channel = state.channels.get(server.review_channel)
    if channel is None:
        yield text("problem-review-gone")
        return
    if permissions := lacking_for_cards(state, channel):
        yield text("problem-review-closed", channel=f"<#{channel.id}>", permissions=permissions)
    if is_public(channel):
        yield text("problem-review-public", channel=f"<#{channel.id}>")
    if not any(channel.permissions_for(role).view_channel for role in state.moderators()):
        yield text("problem-reviewers", channel=f"<#{channel.id}>")


def _find_deleted(server: ServerPreferences, state: ServerState) -> Iterator[Text]:
    """Find channels and roles that are set, and were deleted in Discord."""
    single = {*server.channel_defaults, *server.channel_bands, *server.channel_approval}
    for command, ids, there in (
        ("channels remove", server.channels, state.channels),
        ("channel reset", single, state.channels),
        ("roles remove", server.roles, state.roles),
        ("spoiler-roles remove", server.spoiler_roles, state.roles),
        ("quotas remove", server.role_limits, state.roles),
    ):
        if gone := find_missing(ids, there):
            names = join_names(map(str, gone), _LIMIT)
            yield text("problem-deleted", list=names, command=f"`/server {command}`")


def _find_withdrawn(
    services: Services, server: ServerPreferences, styles: frozenset[str]
) -> Iterator[Text]:
    """Find what is set for a channel and no longer on offer."""
    service = services.service
    sizes = {size_name(*size) for name in service.models for size in service.model(name).info.sizes}
    for channel_id, place in server.channel_defaults.items():
        named = {*place.styles, *filter(None, [place.style])}
        lacking = [quote(one) for one in sorted(named - styles)]
        lacking += [quote(one) for one in (place.model,) if one and one not in service.models]
        lacking += [quote(one) for one in (place.size,) if one and one not in sizes]
        if lacking:
            names = join_names(lacking, _LIMIT)
            yield text("problem-place", channel=f"<#{channel_id}>", list=names)
