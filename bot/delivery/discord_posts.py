"""Messages by the bot's own token that follow a subject; every error of Discord is an outcome."""

import asyncio
import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import discord

from bot.delivery.discord_transport import ATTEMPT_S
from bot.delivery.transport import Dropped, Later, LockedOut, Outcome, Sent, Undeliverable
from bot.interactions.responses import DISCORD_ERRORS, Code, error_code, is_final, summary
from bot.storage import Post

log = logging.getLogger(__name__)

HISTORY = 200
# The database's clock dates a post, Discord's the message.
_SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Rendering:
    """Message of a post, as it is sent now.

    Args:
        view: the components; the post's name is added in small print.
        files: attachments that the components refer to.
        mentioned: ids of the members that are pinged when it is posted, never when it is edited.
    """

    view: discord.ui.LayoutView
    files: tuple[discord.File, ...] = ()
    mentioned: tuple[int, ...] = ()


class DiscordPosts:
    """Transport that posts a message once, and edits it from then on.

    Args:
        client: logged in.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def send(self, post: Post, rendering: Rendering) -> Outcome:
        """Edit the message of a post, or post it; a message of an earlier attempt is found.

        Args:
            post: the post.
            rendering: what it shows.
        """
        rendering.view.add_item(discord.ui.TextDisplay(f"-# {_marker(post)}"))
        try:
            async with asyncio.timeout(ATTEMPT_S):
                message_id = post.message_id
                if message_id is None and post.fence > 1:
                    message_id = await self._find(post)
                if message_id is not None:
                    return await self._edit(post, message_id, rendering)
                return await self._post(post, rendering)
        except DISCORD_ERRORS as error:
            log.info("%s was not taken: %s", post.key, summary(error))
            return _outcome(error)

    async def _post(self, post: Post, rendering: Rendering) -> Outcome:
        # In another channel it is another message.
        name = f"{post.key} {post.channel_id}".encode()
        message = await self._channel(post).send(
            view=rendering.view,
            files=list(rendering.files),
            # Discord refuses a second message with the same number for some minutes.
            nonce=int.from_bytes(hashlib.sha256(name).digest()[:7]),
            allowed_mentions=discord.AllowedMentions(
                everyone=False,
                roles=False,
                users=[discord.Object(user_id) for user_id in rendering.mentioned],
            ),
        )
        return Sent(message.id)

    async def _edit(self, post: Post, message_id: int, rendering: Rendering) -> Outcome:
        message = self._channel(post).get_partial_message(message_id)
        await message.edit(
            # Of a message from before it followed a subject; one of components has none.
            content=None,
            view=rendering.view,
            attachments=list(rendering.files),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        return Sent(message_id)

    async def _find(self, post: Post) -> int | None:
        """Find a message that an earlier attempt has posted; mostly it is among the newest."""
        # Not the application's id, which is another one for old applications.
        bot_id = self._client.user.id if self._client.user else None
        after = datetime.fromtimestamp(post.created_at, UTC) - _SLACK
        history = self._channel(post).history(limit=HISTORY, after=after, oldest_first=False)
        async for message in history:
            is_own = message.author.id == bot_id
            if is_own and any(_marker(post) in line for line in _texts(message.components)):
                return message.id
        return None

    def _channel(self, post: Post) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(post.channel_id, guild_id=post.guild_id)


def _marker(post: Post) -> str:
    return post.key


def _texts(components: Iterable[object]) -> Iterator[str]:
    """Iterate over the texts of a message's components, those inside of others included."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _texts(getattr(component, "children", ()))


def _outcome(error: BaseException) -> Outcome:
    code = error_code(error)
    if code is Code.UNKNOWN_MESSAGE:
        return Dropped("message deleted")
    if code is Code.UNAUTHORIZED:
        return LockedOut()
    if isinstance(error, discord.RateLimited):
        return Later("rate limited", error.retry_after)
    reason = code.name.lower().replace("_", " ") if code else summary(error)
    return Undeliverable(reason) if is_final(error) else Later(summary(error))
