"""Intake of requests: validated, stored and charged before the reply is deferred."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from weakref import WeakValueDictionary

import discord

from bot.admission import Gate, Refusal
from bot.admission.server_rules.approval import find_approval, find_hold
from bot.generation_api import PictureService
from bot.interactions import responses
from bot.interactions.context import Context, Refused, refusal_error
from bot.interactions.deleted_targets import deleted_channels
from bot.jobs.picture_verdicts import PictureJudge
from bot.language import Text, text
from bot.language.formatting import join_with_and
from bot.operations import Metrics, logs
from bot.requests.attachments import Attachments
from bot.requests.presets import PresetCatalogue
from bot.storage import PREPARING_S, Accepted, Duplicate, FileStore, Hold, JobRequest, Stage, State
from bot.verdicts import ALLOWED, Verdict, strictest
from generation import (
    GenerationRequest,
    PreparedRequest,
    ServiceClosed,
    Start,
    prepare,
    with_tagged_loras,
)

log = logging.getLogger(__name__)

# The maintenance treats a process that prepares a request for longer as dead.
PREPARE_S = PREPARING_S - 15.0

# For the check of a start picture: before the reply is deferred, which Discord awaits for 3 s, and
# after it.
PRESS_S, UPLOAD_S = 1.5, 20.0

Complete = Callable[[], Awaitable[GenerationRequest]]


class _Ended(Exception):
    """Cancellation or deletion of a request while it was prepared."""


class JobIntake:
    """Intake of members' requests.

    A reply becomes private or public when it is deferred, so all refusals are decided before;
    that takes milliseconds. Only files are downloaded afterwards: by then the request is in the
    queue and charged, so nothing is downloaded for members who may not draw.

    Args:
        service: limits of the models.
        gate: admits requests.
        picture_judge: judges start pictures.
        attachments: limits members to one request with files at a time.
        presets: applies the preset that a channel forces.
        pictures: stores start pictures.
        metrics: counts.
        accepted: called with every order whose reply was deferred, and the gate's answer.
        held: called when an order waits for a moderator instead.
    """

    def __init__(
        self,
        service: PictureService,
        gate: Gate,
        picture_judge: PictureJudge,
        attachments: Attachments,
        presets: PresetCatalogue,
        pictures: FileStore,
        metrics: Metrics,
        accepted: Callable[[JobRequest, Accepted], None],
        held: Callable[[], None],
    ) -> None:
        self._service, self._gate, self._attachments = service, gate, attachments
        self._pictures, self._metrics = pictures, metrics
        self._accepted, self._held = accepted, held
        self._presets, self._picture_judge = presets, picture_judge
        self._deciding: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(
        self,
        context: Context,
        request: GenerationRequest,
        parents: tuple[str, ...] = (),
        complete: Complete | None = None,
        action: str = "",
        approved: bool = False,
    ) -> None:
        """Admit a request, defer its reply and queue it.

        Args:
            context: of the member whose quota is charged.
            request: complete but for its files.
            parents: ids of the pictures that it descends from.
            complete: downloads the files of a request that has some, and returns the complete
                request, of the same number of units.
            action: of the button that asks for it; empty for a command.
            approved: whether a moderator has approved its prompt.

        Raises:
            Refused: it is not admitted; nothing is charged.
            InvalidRequest: a value breaks a rule of the model, or a file is no picture; nothing
                is charged.
        """
        if missing := describe_missing_permissions(context.interaction):
            raise Refused(text("refused-permission", permissions=missing), "permission")
        order = replace(
            _build_order(context, await self._prepare(context, request)),
            parents=parents,
            action=action,
        )
        verdict = await _check_answer(context, await self._gate.examine(context.requester, order))
        if not isinstance(verdict, Verdict):
            return
        order = replace(order, verdict=verdict)
        if complete is None:
            hold = None if approved else _find_hold(context, order)
            state = State.HELD if hold else State.QUEUED
            await self._refuse_unsuitable(context, order.request.start, PRESS_S)
            async with self._store_start(order.request.start) as sources:
                order = replace(order, sources=sources)
                answer = await self._gate.accept(context.requester, order, state, hold)
                await _check_answer(context, answer)
            if isinstance(answer, Accepted) and await self._defer(context, order):
                self._announce(order, answer, hold)
            return
        with self._attachments.lock_member(context) as first:
            if first:
                await self._take_incomplete(context, order, complete)

    async def _prepare(self, context: Context, request: GenerationRequest) -> PreparedRequest:
        """Prepare a request for its model, with the channel's preset and the LoRAs of its tags."""
        model = self._service.model(request.model)
        # The queue is fair between members: by the one who presses, not the picture's author.
        own = replace(await self._presets.force(context, request), user=str(context.user_id))
        return prepare(with_tagged_loras(own, model.loras), model.info)

    async def _take_incomplete(
        self, context: Context, order: JobRequest, complete: Complete
    ) -> None:
        answer = await self._gate.accept(context.requester, order, State.PREPARING)
        await _check_answer(context, answer)
        if not (isinstance(answer, Accepted) and await self._defer(context, order)):
            return
        try:
            async with asyncio.timeout(PREPARE_S):
                await self._complete(context, order, complete)
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

    async def _complete(self, context: Context, order: JobRequest, complete: Complete) -> None:
        """Complete a request, and queue it.

        Raises:
            Refused: the moderation refuses its final prompts.
            _Ended: it was cancelled or deleted meanwhile.
        """
        prepared = await self._prepare(context, replace(await complete(), id=order.id))
        assert prepared.request.units == order.request.units, "so many are charged"
        judged = await _check_answer(context, await self._gate.judge(context.requester, prepared))
        assert isinstance(judged, Verdict), "a judgement is no acceptance"
        verdict = strictest((order.verdict or ALLOWED, judged))
        order = replace(order, prepared=prepared, verdict=verdict)
        hold = _find_hold(context, order)
        await self._refuse_unsuitable(context, prepared.request.start, UPLOAD_S)
        async with self._store_start(prepared.request.start) as sources:
            order = replace(order, sources=sources)
            answer = await self._gate.queue_prepared(order, hold)
            if answer is None:
                raise _Ended
        self._announce(order, answer, hold)

    async def _refuse_unsuitable(
        self, context: Context, start: Start | None, within_s: float
    ) -> None:
        """Refuse a start picture, or a mask, that would not be shown here either.

        Args:
            context: of the member.
            start: of the request.
            within_s: largest number of seconds for it.

        Raises:
            Refused: it is unsuitable, or cannot be checked in time.
        """
        if start:
            pictures = [file for file in (start.picture, start.mask) if file]
            await self._picture_judge.refuse_unsuitable(context, pictures, within_s)

    async def _defer(self, context: Context, order: JobRequest) -> bool:
        """Defer the reply; take the request back where Discord no longer takes a reply."""
        is_deferred = await responses.defer(context.interaction)
        if not is_deferred:
            await self._gate.take_back(order, "not promised")
        return is_deferred

    def _announce(self, order: JobRequest, answer: Accepted, hold: Hold | None) -> None:
        with logs.job(order.id):
            log.info("accepted from user %s", order.user_id)
            if hold:
                log.info("held by rule %s", hold.verdict.rule)
        self._metrics.count_job(order.request.units)
        if hold:
            self._held()
        else:
            self._accepted(order, answer)

    @contextlib.asynccontextmanager
    async def _store_start(self, start: Start | None) -> AsyncIterator[tuple[str, ...]]:
        """Write a start picture and its mask to the disk: a job may wait for days.

        If the block raises a refusal, they are deleted again. Meanwhile requests with the same
        files wait: they would find files that are about to be deleted.

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
                # No row refers to them.
                await self._pictures.delete([sha256 for sha256, new in added.items() if new])
                raise


def _build_order(context: Context, prepared: PreparedRequest) -> JobRequest:
    interaction = context.interaction
    return JobRequest(
        interaction_id=interaction.id,
        application_id=interaction.application_id,
        guild_id=context.guild_id,
        channel_id=context.channel_id,
        user_id=context.user_id,
        member=interaction.user.display_name,
        upload_limit=interaction.filesize_limit,
        interaction_token=interaction.token,
        prepared=prepared,
        locale=context.public_locale,
        spoiler=context.requester.spoiler,
        still=context.member.still,
        approval=find_approval(context.server, context.requester.channel_ids),
        thread_of=context.thread_of,
        age_restricted=context.age_restricted,
    )


def _find_hold(context: Context, order: JobRequest) -> Hold | None:
    """Find out whether a moderator decides on the prompt first."""
    verdict = order.verdict or ALLOWED
    return find_hold(context.server, order.approval, Stage.PROMPT, verdict)


async def _check_answer(
    context: Context, answer: Accepted | Duplicate | Refusal | Verdict
) -> Accepted | Duplicate | Verdict:
    """Check an answer of the gate, and return it.

    Raises:
        Refused: the request is refused.
    """
    if isinstance(answer, Refusal):
        if answer.rule == "channel" and (allowed := context.server.channels):
            deleted = await deleted_channels(context.interaction.guild, allowed)
            if deleted.issuperset(allowed):
                raise Refused(text("refused-channels-gone"), "channel")
        raise refusal_error(answer)
    if isinstance(answer, Duplicate):
        log.info("interaction %s came twice", context.interaction.id)
    return answer


def describe_missing_permissions(interaction: discord.Interaction) -> Text | None:
    """List the permissions that the bot lacks here, by their names in Discord's settings."""
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
    return join_with_and(missing)
