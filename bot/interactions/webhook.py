"""Editing an interaction's first answer by its token alone, long after the interaction is gone."""

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
    """Replace the text and the buttons, and with `files` the attachments; repeating does no harm.

    discord.py offers this on the interaction only, as the same calls.

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
