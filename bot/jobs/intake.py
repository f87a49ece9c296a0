"""Where a request arrives: checked, written down and paid for before anything is promised."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from weakref import WeakValueDictionary

import discord

from bot.admission import Gate, Refusal
from bot.generation_api import PictureService
from bot.interactions import responses
from bot.interactions.context import Context, Refused, refusal_error
from bot.interactions.deleted_targets import deleted_channels
from bot.language import Text, text
from bot.operations import Metrics, logs
from bot.requests.attachments import Attachments
from bot.storage import PREPARING_S, Accepted, Duplicate, FileStore, JobRequest, State
from generation import GenerationRequest, ServiceClosed, Start, with_tagged_loras

log = logging.getLogger(__name__)

# A process that prepares a request for longer is taken for dead.
PREPARE_S = PREPARING_S - 15.0

Complete = Callable[[], Awaitable[GenerationRequest]]


class _Ended(Exception):
    """A request was called off, or deleted, while it was prepared."""


class JobIntake:
    """Takes what a member wants, and has it drawn.

    Whether a reply is private is fixed at its deferral, so everything that may be refused is
    decided first; that takes milliseconds. Only files have to be fetched afterwards: by then the
    request has its place and its price, so that who may not ask has nothing fetched.

    Args:
        service: knows what each model may be asked for.
        gate: lets requests in.
        attachments: lets a member have one request with files at a time.
        pictures: where start pictures are kept.
        metrics: counts.
        accepted: called with every order that was promised, and what was answered.
    """

    def __init__(
        self,
        service: PictureService,
        gate: Gate,
        attachments: Attachments,
        pictures: FileStore,
        metrics: Metrics,
        accepted: Callable[[JobRequest, Accepted], None],
    ) -> None:
        self._service, self._gate, self._attachments = service, gate, attachments
        self._pictures, self._metrics, self._accepted = pictures, metrics, accepted
        self._deciding: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(
        self,
        context: Context,
        request: GenerationRequest,
        parents: tuple[str, ...] = (),
        complete: Complete | None = None,
    ) -> None:
        """Take a request.

        Args:
            context: whose allowance it spends.
            request: to be drawn; with all of it that is known without its files.
            parents: ids of the pictures that it descends from.
            complete: fetches the files of a request that has some, and gives it whole, with as
                many units as it had without them.

        Raises:
            Refused: it is not taken; nothing is charged.
            InvalidRequest: a value breaks a rule of the model, or a file is no picture; likewise.
        """
        if missing := missing_permission(context.interaction):
            raise Refused(text("refused-permission", permissions=missing), "permission")
        order = _ordered(context, self._checked(request), parents)
        if not await _lets_in(context, await self._gate.examine(context.requester, order)):
            return
        if complete is None:
            await self._take_whole(context, order)
            return
        with self._attachments.alone(context) as first:
            if first:
                await self._take_incomplete(context, order, complete)

    def _checked(self, request: GenerationRequest) -> GenerationRequest:
        """Copy a request with the LoRAs that its prompt names, held against its model's limits."""
        model = self._service.model(request.model)
        request = with_tagged_loras(request, model.loras)
        request.check(model.info)
        return request

    async def _take_whole(self, context: Context, order: JobRequest) -> None:
        async with self._kept(order.request.start) as sources:
            order = replace(order, sources=sources)
            answer = await self._gate.accept(context.requester, order)
            await _lets_in(context, answer)
        if isinstance(answer, Accepted) and await self._deferred(context, order):
            self._promised(order, answer)

    async def _take_incomplete(
        self, context: Context, order: JobRequest, complete: Complete
    ) -> None:
        answer = await self._gate.accept(context.requester, order, State.PREPARING)
        if not (await _lets_in(context, answer) and await self._deferred(context, order)):
            return
        try:
            async with asyncio.timeout(PREPARE_S):
                await self._prepare(context, order, complete)
        except _Ended:
            log.info("interaction %s ended while it was prepared", order.interaction_id)
        except Exception as error:
            await self._gate.take_back(order, "not prepared")
            await responses.withdraw(context.interaction)
            if isinstance(error, TimeoutError):
                raise Refused(text("refused-file-late"), "file_late") from error
            if isinstance(error, ServiceClosed):
                raise Refused(text("refused-closing"), "closing") from error
            raise

    async def _prepare(self, context: Context, order: JobRequest, complete: Complete) -> None:
        """Complete a request, and put it into the line.

        Raises:
            Refused: its words, as they are by now, are not allowed.
            _Ended: there is no use for it any more.
        """
        whole = self._checked(await complete())
        request = replace(whole, id=order.id, user=order.request.user)
        assert request.units == order.request.units, "so many are paid for"
        await _lets_in(context, await self._gate.judge(context.requester, request))
        async with self._kept(request.start) as sources:
            order = replace(order, request=request, sources=sources)
            answer = await self._gate.queue_prepared(order)
            if answer is None:
                raise _Ended
        self._promised(order, answer)

    async def _deferred(self, context: Context, order: JobRequest) -> bool:
        """Defer the reply; end the request where Discord no longer takes one."""
        promised = await responses.defer(context.interaction)
        if not promised:
            await self._gate.take_back(order, "not promised")
        return promised

    def _promised(self, order: JobRequest, answer: Accepted) -> None:
        with logs.job(order.id):
            log.info("accepted from user %s", order.user_id)
        self._metrics.count_job(order.request.units)
        self._accepted(order, answer)

    @contextlib.asynccontextmanager
    async def _kept(self, start: Start | None) -> AsyncIterator[tuple[str, ...]]:
        """Put a start picture, and its mask, onto the disk: a job may wait for days.

        While the block decides on them, others who bring the very same wait: they would find there
        what a refusal, which the block raises, takes away.

        Yields:
            Their SHA-256.
        """
        files = [file for file in (start.picture, start.mask) if file] if start else []
        names = {await self._pictures.name(file) for file in files}
        async with contextlib.AsyncExitStack() as held:
            for name in sorted(names):
                await held.enter_async_context(self._deciding.setdefault(name, asyncio.Lock()))
            added = dict([await self._pictures.add(file) for file in files])
            try:
                yield tuple(added)
            except Exception:
                # No row would lead to them any more.
                await self._pictures.delete([sha256 for sha256, new in added.items() if new])
                raise


def _ordered(context: Context, request: GenerationRequest, parents: tuple[str, ...]) -> JobRequest:
    interaction = context.interaction
    return JobRequest(
        interaction_id=interaction.id,
        application_id=interaction.application_id,
        guild_id=context.guild_id,
        channel_id=interaction.channel_id or 0,
        user_id=context.user_id,
        member=interaction.user.display_name,
        upload_limit=interaction.filesize_limit,
        interaction_token=interaction.token,
        # Whoever presses is served in turn as themselves, and not as the picture's author.
        request=replace(request, user=str(context.user_id)),
        locale=context.public_locale,
        spoiler=context.server.spoiler,
        still=context.member.still,
        parents=parents,
    )


async def _lets_in(context: Context, answer: Accepted | Duplicate | Refusal | None) -> bool:
    """Return whether a request goes on: not one whose interaction has come before.

    Raises:
        Refused: it is refused.
    """
    if isinstance(answer, Refusal):
        if answer.rule == "channel":
            await _must_be_there(context)
        raise refusal_error(answer)
    if isinstance(answer, Duplicate):
        log.info("interaction %s came twice", context.interaction.id)
    return not isinstance(answer, Duplicate)


async def _must_be_there(context: Context) -> None:
    """Say so plainly if pictures could be drawn only in channels that have been deleted.

    Raises:
        Refused: they have been.
    """
    chosen = context.server.channels
    gone = await deleted_channels(context.interaction.guild, chosen)
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
