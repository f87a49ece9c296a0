"""Channels of the playground's page: those of the server, and the bot's direct messages.

The page of simcord 3.2.1 shows one channel. The channel is named in two places: by a page that is
open, for what it shows, and by the session, for what is done there.
"""

import contextlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from simcord.backend.access import can_access_channel, can_access_message
from simcord.builders import ChannelHandle

if TYPE_CHECKING:
    from simcord import Preview
    from simcord.preview._pages import _Page

# Kind of the request with which a page asks for its channels, and for another one of them.
KIND = "channels"


class Channels:
    """Channels of a session of simcord.

    Args:
        session: shows its first channel to whoever opens a page.
    """

    def __init__(self, session: "Preview") -> None:
        self._session = session
        self._first = session.channel
        assert session.channel.guild, "the first channel is one of a server"
        self._server = session.channel.guild

    def answer(self, page: "_Page", body: Mapping[str, Any]) -> dict[str, Any]:
        """Show the channel that is asked for, if any, and list all that the visitor can read.

        Args:
            page: the visitor's page.
            body: the request; `channel_id`, as text, asks for another channel.

        Returns:
            Id, name, newest message of each channel, and whether the page shows it.
        """
        readable = self._readable(page)
        for channel in readable:
            if str(channel.id) == body.get("channel_id") and channel.id != page.channel_id:
                self._show(page, channel)
        return {"channels": [self._line(page, channel) for channel in readable]}

    @contextlib.contextmanager
    def act_in(self, page: "_Page") -> Iterator[None]:
        """Act in the channel that a page shows, while the block runs."""
        self._leave_unreadable(page)
        self._session.channel = self._handle(page.channel_id)
        try:
            yield
        finally:
            self._session.channel = self._first
            self._leave_unreadable(page)

    def leave_deleted(self) -> None:
        """Show the first channel on every page whose channel has been deleted or closed."""
        for page in tuple(self._session._pages.values()):
            self._leave_unreadable(page)

    def _leave_unreadable(self, page: "_Page") -> None:
        if page.channel_id != self._first.id and not self._may_read(page, page.channel_id):
            self._show(page, self._first)

    def _show(self, page: "_Page", channel: ChannelHandle) -> None:
        """Change the channel of a page, as simcord changes its viewer."""
        self._session._clear_page_assets(page)
        member = self._session._viewer(page.viewer.id)
        # In simcord a member acts in a server, and a user in direct messages.
        page.viewer = member if channel.guild else member.user
        page.channel_id, page.target_id, page.window_end_id = channel.id, None, None
        page.modal, page.modal_handle = None, None
        page.generation += 1
        page.status = "current"
        self._session._reset_queries(page)
        self._session._publish(page, reason="navigation")

    def _readable(self, page: "_Page") -> list[ChannelHandle]:
        backend = self._session.env.backend
        direct = backend.dm_channels.get(page.viewer.id)
        written = [direct] if direct and backend.messages.get(direct) else []
        ids = [*(channel.id for channel in self._server.channels.values()), *written]
        return [self._handle(one) for one in ids if self._may_read(page, one)]

    def _may_read(self, page: "_Page", channel_id: int) -> bool:
        return can_access_channel(self._session.env, channel_id, page.viewer, history=True)

    def _handle(self, channel_id: int) -> ChannelHandle:
        env = self._session.env
        channel = env.backend.get_channel(channel_id)
        return ChannelHandle(env, self._server if channel.guild_id else None, channel)

    def _line(self, page: "_Page", channel: ChannelHandle) -> dict[str, Any]:
        env = self._session.env
        newest = max(
            (
                message.id
                for message in env.backend.messages.get(channel.id, {}).values()
                if can_access_message(env, channel.id, message, page.viewer, history=True)
            ),
            default=0,
        )
        return {
            "id": str(channel.id),
            "name": f"#{channel.name}" if channel.guild else f"@{env.backend.bot_user.name}",
            "newest": str(newest),
            "shown": channel.id == page.channel_id,
        }
