"""The presses that draw: each spends the allowance of whoever presses, and needs their rights."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.features.base import Feature, Services
from bot.features.gallery.starting import start_from
from bot.features.remix import variations
from bot.interactions.context import Context, Refused
from bot.interactions.modals import Field, Form
from bot.interactions.permissions import ChannelPermissions
from bot.jobs.files import StartGone, with_sources
from bot.language import text
from bot.requests.model_choice import model_again
from bot.requests.picture_files import read_picture
from bot.storage import PictureRecord
from generation import GenerationRequest

PROMPT_LIMIT = 4000

Variation = Callable[[GenerationRequest, int], GenerationRequest]


def remix(services: Services) -> Feature:
    """Offer the buttons that make something of a picture."""
    presses = RemixButtons(services, services.channel_permissions)
    return Feature(
        presses={
            "reroll": presses.reroll,
            "vary": presses.vary,
            "upscale": presses.upscale,
            "edit": presses.edit,
            "start": presses.start,
        }
    )


class RemixButtons:
    """Serves them.

    Args:
        services: the bot's parts.
        channel_permissions: knows of what a member may make something.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions

    async def reroll(self, context: Context, picture_id: str) -> None:
        """Draw all pictures of the message anew."""
        picture = await self._remixable(context, picture_id)
        await self._again(context, picture, variations.reroll)

    async def vary(self, context: Context, picture_id: str) -> None:
        """Draw pictures that are like this one, as many as stand in the message."""
        picture = await self._unenlarged(await self._remixable(context, picture_id))
        await self._again(context, picture, variations.vary)

    async def upscale(self, context: Context, picture_id: str) -> None:
        """Draw this picture at twice its size."""
        picture = await self._remixable(context, picture_id)
        request = variations.upscale(
            picture.request, await read_picture(self._services.file_store, picture)
        )
        await self._services.intake.take(context, request, (picture.id,))

    async def edit(self, context: Context, picture_id: str) -> None:
        """Open a form with the picture's values filled in."""
        picture = await self._unenlarged(await self._remixable(context, picture_id))
        form = Form(
            self._services.handler,
            context.say("edit-title"),
            _fields(context, picture),
            partial(self._edited, picture_id),
        )
        await context.interaction.response.send_modal(form)

    async def start(self, context: Context, picture_id: str) -> None:
        """Open the form for what is to be made of the picture."""
        await start_from(self._services, self._channel_permissions, context, picture_id)

    async def _edited(self, picture_id: str, context: Context, written: Mapping[str, str]) -> None:
        picture = await self._unenlarged(await self._remixable(context, picture_id))
        model = self._services.service.model(picture.request.model).info

        def make(request: GenerationRequest, count: int) -> GenerationRequest:
            return variations.edit(request, written, count, model)

        await self._again(context, picture, make)

    async def _again(self, context: Context, picture: PictureRecord, make: Variation) -> None:
        count = len(await self._services.picture_store.list_siblings(picture))
        request = make(await self._whole(picture), count)
        await self._services.intake.take(context, request, (picture.id,))

    async def _remixable(self, context: Context, picture_id: str) -> PictureRecord:
        """Find a picture; its request names the model that is to draw now."""
        picture = await self._channel_permissions.remixable(context, picture_id)
        model = model_again(self._services.service, context.server, picture.model).info.name
        return replace(picture, request=replace(picture.request, model=model))

    async def _unenlarged(self, picture: PictureRecord) -> PictureRecord:
        """Give a picture with the request of what was enlarged into it, if it was enlarged."""
        before: PictureRecord | None = picture
        while before and before.request.upscale:
            parents = await self._services.picture_store.parents(before.id)
            before = parents[0][1] if parents else None
        model = self._services.service.model(picture.request.model).info
        if before is None:
            request = variations.before_upscale(picture.request, model)
            return replace(picture, request=request, sources=())
        request = replace(before.request, model=model.name)
        return replace(picture, request=request, sources=before.sources)

    async def _whole(self, picture: PictureRecord) -> GenerationRequest:
        """Give the picture's request with the picture that it started from itself.

        Raises:
            Refused: that is no longer kept.
        """
        try:
            return await with_sources(self._services.file_store, picture.request, picture.sources)
        except StartGone as gone:
            raise Refused(text("refused-start-gone"), "start_gone") from gone


def _fields(context: Context, picture: PictureRecord) -> list[Field]:
    request = picture.request
    return [
        Field("prompt", context.say("field-prompt"), request.prompt, PROMPT_LIMIT, True, True),
        Field("negative", context.say("field-negative"), request.negative_prompt, long=True),
        Field("steps", context.say("field-steps"), str(request.steps), 3),
        Field("guidance", context.say("field-guidance"), f"{request.guidance:g}", 6),
        Field("seed", context.say("field-seed"), str(request.seed), 10),
    ]
