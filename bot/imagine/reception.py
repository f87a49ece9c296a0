"""Where a request arrives: checked, written down and paid for before anything is promised."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from weakref import WeakValueDictionary

import discord

from bot import logs
from bot.admission import Gate, Refusal
from bot.door import PictureService
from bot.imagine import responses
from bot.imagine.host import Refused, Visit, refused
from bot.imagine.places import deleted_channels
from bot.language import Text, text
from bot.operations import Metrics
from bot.storage import Accepted, Duplicate, Order, Pictures
from generation import GenerationRequest, Start, with_tagged_loras

log = logging.getLogger(__name__)

Make = Callable[[], Awaitable[GenerationRequest]]


class Reception:
    """Takes what a member wants, and has it drawn.

    Whether a reply is private is fixed at its deferral, so everything that may be refused is
    decided first; that takes milliseconds. Only files that have to be fetched take longer.

    Args:
        service: knows what each model may be asked for.
        gate: lets requests in.
        pictures: where start pictures are kept.
        metrics: counts.
        accepted: called with every order that was promised, and what was answered.
    """

    def __init__(
        self,
        service: PictureService,
        gate: Gate,
        pictures: Pictures,
        metrics: Metrics,
        accepted: Callable[[Order, Accepted], None],
    ) -> None:
        self._service, self._gate, self._pictures = service, gate, pictures
        self._metrics, self._accepted = metrics, accepted
        self._deciding: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(
        self, visit: Visit, request: GenerationRequest, parents: tuple[str, ...] = ()
    ) -> None:
        """Take a request.

        Args:
            visit: whose allowance it spends.
            request: to be drawn.
            parents: ids of the pictures that it descends from.

        Raises:
            Refused: it is not taken; nothing is charged.
            InvalidRequest: a value breaks a rule of the model.
        """
        if missing := missing_permission(visit.interaction):
            raise Refused(text("refused-permission", permissions=missing), "permission")
        model = self._service.model(request.model)
        request = with_tagged_loras(request, model.loras)
        request.check(model.info)
        async with self._kept(request.start) as files:
            order = _ordered(visit, request, tuple(files), parents)
            answer = await self._gate.admit(visit.asker, order)
            if isinstance(answer, Refusal):
                # No row would lead to them any more.
                await self._pictures.delete([sha256 for sha256, new in files.items() if new])
        if isinstance(answer, Refusal):
            if answer.rule == "channel":
                await _must_be_there(visit)
            raise refused(answer)
        if isinstance(answer, Duplicate):
            log.info("interaction %s came twice", order.interaction_id)
        elif await responses.defer(visit.interaction):
            self._promised(order, answer)
        else:
            await self._gate.take_back(order, "not promised")

    async def take_later(self, visit: Visit, make: Make) -> None:
        """Take a request for which files have to be fetched: the reply is promised before.

        Args:
            visit: whose allowance it spends.
            make: fetches them, and gives the request.

        Raises:
            Refused: it is not taken; the promise is taken back.
            InvalidRequest: a value breaks a rule of the model; likewise.
        """
        if not await responses.defer(visit.interaction):
            return
        try:
            await self.take(visit, await make())
        except Exception:
            await responses.withdraw(visit.interaction)
            raise

    def _promised(self, order: Order, answer: Accepted) -> None:
        with logs.job(order.id):
            log.info("accepted from user %s", order.user_id)
        self._metrics.accepted(order.request.units)
        self._accepted(order, answer)

    @contextlib.asynccontextmanager
    async def _kept(self, start: Start | None) -> AsyncIterator[dict[str, bool]]:
        """Put a start picture, and its mask, onto the disk: a job may wait for days.

        While the block decides on them, others who bring the very same wait: they would find there
        what a refusal takes away.

        Yields:
            Whether it was not there before, by SHA-256.
        """
        files = [file for file in (start.picture, start.mask) if file] if start else []
        names = {await self._pictures.name(file) for file in files}
        async with contextlib.AsyncExitStack() as held:
            for name in sorted(names):
                await held.enter_async_context(self._deciding.setdefault(name, asyncio.Lock()))
            yield dict([await self._pictures.add(file) for file in files])


def _ordered(
    visit: Visit, request: GenerationRequest, sources: tuple[str, ...], parents: tuple[str, ...]
) -> Order:
    interaction = visit.interaction
    return Order(
        interaction_id=interaction.id,
        application_id=interaction.application_id,
        guild_id=visit.guild_id,
        channel_id=interaction.channel_id or 0,
        user_id=visit.user_id,
        member=interaction.user.display_name,
        upload_limit=interaction.filesize_limit,
        interaction_token=interaction.token,
        # Whoever presses is served in turn as themselves, and not as the picture's author.
        request=replace(request, user=str(visit.user_id)),
        locale=visit.public_locale,
        spoiler=visit.server.spoiler,
        still=visit.member.still,
        sources=sources,
        parents=parents,
    )


async def _must_be_there(visit: Visit) -> None:
    """Say so plainly if pictures could be drawn only in channels that have been deleted.

    Raises:
        Refused: they have been.
    """
    chosen = visit.server.channels
    gone = await deleted_channels(visit.interaction.guild, chosen)
    if chosen and gone.issuperset(chosen):
        raise Refused(text("refused-channels-gone"), "channel")


def missing_permission(interaction: discord.Interaction) -> Text | None:
    """Name what the bot may not do here but has to, as it is called in Discord's settings."""
    may = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    needed = (
        (may.view_channel, "permission-view-channel"),
        (may.send_messages_in_threads, "permission-send-in-threads")
        if in_thread
        else (may.send_messages, "permission-send-messages"),
        (may.attach_files, "permission-attach-files"),
    )
    missing = [text(key) for granted, key in needed if not granted]
    return listed(missing)


def listed(texts: list[Text]) -> Text | None:
    """Join texts with "and"; None for none."""
    if not texts:
        return None
    joined = texts[0]
    for one in texts[1:]:
        joined = text("and", first=joined, second=one)
    return joined
