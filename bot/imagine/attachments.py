"""Stand-in."""

import discord


async def start_picture(attachment: discord.Attachment, width: int, height: int) -> bytes:
    return await attachment.read()
