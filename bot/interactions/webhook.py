"""Edits of an interaction's first reply by its token alone, without the interaction."""

from typing import Any

import discord
from discord.http import handle_message_parameters
from discord.webhook.async_ import async_context


async def edit_answer(
    client: discord.Client,
    application_id: int,
    token: str,
    content: str,
    files: list[discord.File] | None = None,
    view: discord.ui.View | None = None,
) -> int:
    """Replace the text, the buttons and the attachments of a reply; idempotent.

    discord.py offers this on the interaction only, as the same calls.

    Args:
        client: its HTTP session is used.
        application_id: of the interaction.
        token: of the interaction; valid for 15 minutes.
        content: at most 2,000 characters.
        files: the new attachments; None keeps those that are there.
        view: the new buttons; None removes them.

    Returns:
        The message's id.

    Raises:
        discord.HTTPException: Discord refuses.
    """
    attachments: Any = discord.utils.MISSING if files is None else files
    http = client.http
    with handle_message_parameters(
        content=content,
        attachments=attachments,
        view=view,
        allowed_mentions=discord.AllowedMentions.none(),
    ) as parameters:
        message = await async_context.get().edit_original_interaction_response(
            application_id,
            token,
            session=http._HTTPClient__session,  # type: ignore[attr-defined]
            proxy=http.proxy,
            proxy_auth=http.proxy_auth,
            payload=parameters.payload,
            multipart=parameters.multipart,
            files=parameters.files,
        )
    return int(message["id"])
