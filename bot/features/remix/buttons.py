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
from bot.jobs.files import StartPictureMissing, with_sources
from bot.language import text
from bot.requests.model_choice import model_again
from bot.requests.picture_files import content_of
from bot.storage import PictureRecord
from generation import GenerationRequest

PROMPT_LIMIT = 4000

Variation = Callable[[GenerationRequest, int], GenerationRequest]


def remix(studio: Services) -> Feature:
    """Offer the buttons that make something of a picture."""
    presses = RemixButtons(studio, ChannelPermissions(studio))
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
        studio: the bot's parts.
        sight: knows of what a member may make something.
    """

    def __init__(self, studio: Services, sight: ChannelPermissions) -> None:
        self._studio, self._sight = studio, sight

    async def reroll(self, visit: Context, picture_id: str) -> None:
        """Draw all pictures of the message anew."""
        picture = await self._remixable(visit, picture_id)
        await self._again(visit, picture, variations.reroll)

    async def vary(self, visit: Context, picture_id: str) -> None:
        """Draw pictures that are like this one, as many as stand in the message."""
        picture = await self._unenlarged(await self._remixable(visit, picture_id))
        await self._again(visit, picture, variations.vary)

    async def upscale(self, visit: Context, picture_id: str) -> None:
        """Draw this picture at twice its size."""
        picture = await self._remixable(visit, picture_id)
        request = variations.upscale(picture.request, await content_of(self._studio, picture))
        await self._studio.reception.take(visit, request, (picture.id,))

    async def edit(self, visit: Context, picture_id: str) -> None:
        """Open a form with the picture's values filled in."""
        picture = await self._unenlarged(await self._remixable(visit, picture_id))
        form = Form(
            self._studio.host,
            visit.say("edit-title"),
            _fields(visit, picture),
            partial(self._edited, picture_id),
        )
        await visit.interaction.response.send_modal(form)

    async def start(self, visit: Context, picture_id: str) -> None:
        """Open the form for what is to be made of the picture."""
        await start_from(self._studio, self._sight, visit, picture_id)

    async def _edited(self, picture_id: str, visit: Context, written: Mapping[str, str]) -> None:
        picture = await self._unenlarged(await self._remixable(visit, picture_id))
        model = self._studio.service.model(picture.request.model).info

        def make(request: GenerationRequest, count: int) -> GenerationRequest:
            return variations.edit(request, written, count, model)

        await self._again(visit, picture, make)

    async def _again(self, visit: Context, picture: PictureRecord, make: Variation) -> None:
        count = len(await self._studio.gallery.together(picture))
        request = make(await self._whole(picture), count)
        await self._studio.reception.take(visit, request, (picture.id,))

    async def _remixable(self, visit: Context, picture_id: str) -> PictureRecord:
        """Find a picture; its request names the model that is to draw now."""
        picture = await self._sight.remixable(visit, picture_id)
        model = model_again(self._studio.service, visit.server, picture.model).info.name
        return replace(picture, request=replace(picture.request, model=model))

    async def _unenlarged(self, picture: PictureRecord) -> PictureRecord:
        """Give a picture with the request of what was enlarged into it, if it was enlarged."""
        before: PictureRecord | None = picture
        while before and before.request.upscale:
            parents = await self._studio.gallery.parents(before.id)
            before = parents[0][1] if parents else None
        model = self._studio.service.model(picture.request.model).info
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
            return await with_sources(self._studio.pictures, picture.request, picture.sources)
        except StartPictureMissing as gone:
            raise Refused(text("refused-start-gone"), "start_gone") from gone


def _fields(visit: Context, picture: PictureRecord) -> list[Field]:
    request = picture.request
    return [
        Field("prompt", visit.say("field-prompt"), request.prompt, PROMPT_LIMIT, True, True),
        Field("negative", visit.say("field-negative"), request.negative_prompt, long=True),
        Field("steps", visit.say("field-steps"), str(request.steps), 3),
        Field("guidance", visit.say("field-guidance"), f"{request.guidance:g}", 6),
        Field("seed", visit.say("field-seed"), str(request.seed), 10),
    ]
