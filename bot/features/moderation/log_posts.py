"""Messages that repeat the entries of the log in the server's channel for it."""

from bot.delivery.discord_posts import Rendering
from bot.features.base import Services
from bot.features.moderation.log_lines import log_line
from bot.interactions.layouts import Layout
from bot.language import SOURCE
from bot.storage import Post


class LogPosts:
    """Writer of the messages.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._stores = services.stores

    async def post(self, post: Post) -> Rendering | None:
        """Write the message of an entry in the language of its server.

        Args:
            post: the message; its subject is the number of the entry.
        """
        entry = await self._stores.log.find(int(post.subject), post.guild_id)
        if entry is None:
            return None
        server = await self._stores.preferences.server(post.guild_id)
        layout = Layout(server.language or SOURCE)
        layout.add_text(log_line(post.guild_id, entry))
        return Rendering(layout)
