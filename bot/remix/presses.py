"""The presses that draw: each spends the allowance of whoever presses, and needs their rights."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.imagine import Feature, Field, Form, Refused, Studio, Visit
from bot.imagine.files import content_of
from bot.imagine.form import Submitted
from bot.imagine.models import model_again
from bot.imagine.remixing import may_remix
from bot.imagine.starting import start_form
from bot.jobs import StartGone, with_sources
from bot.language import text
from bot.remix import requests
from bot.storage import Drawn
from generation import GenerationRequest

PROMPT_LIMIT = 4000

Make = Callable[[GenerationRequest, int], GenerationRequest]


def remix(studio: Studio) -> Feature:
    """Offer the buttons that make something of a picture."""
    presses = Presses(studio)
    return Feature(
        presses={
            "reroll": presses.reroll,
            "vary": presses.vary,
            "upscale": presses.upscale,
            "edit": presses.edit,
            "start": presses.start,
        }
    )


class Presses:
    """Serves them.

    Args:
        studio: the bot's parts.
    """

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    async def reroll(self, visit: Visit, picture_id: str) -> None:
        """Draw all pictures of the message anew."""
        await self._again(visit, picture_id, requests.reroll)

    async def vary(self, visit: Visit, picture_id: str) -> None:
        """Draw pictures that are like this one, as many as stand in the message."""
        await self._again(visit, picture_id, requests.vary)

    async def upscale(self, visit: Visit, picture_id: str) -> None:
        """Draw this picture at twice its size."""
        picture = await self._remixable(visit, picture_id)
        request = requests.upscale(picture.request, await content_of(self._studio, picture))
        await self._studio.reception.take(visit, request, (picture.id,))

    async def edit(self, visit: Visit, picture_id: str) -> None:
        """Open a form with the picture's values filled in."""
        picture = await self._remixable(visit, picture_id)
        form = Form(
            self._studio.host,
            visit.say("edit-title"),
            _fields(visit, picture),
            self._edited(picture),
        )
        await visit.interaction.response.send_modal(form)

    async def start(self, visit: Visit, picture_id: str) -> None:
        """Open the form for what is to be made of the picture."""
        picture = await self._remixable(visit, picture_id)

        async def read(_width: int, _height: int) -> bytes:
            return await content_of(self._studio, picture)

        asked, parents = picture.request.prompt, (picture.id,)
        form = start_form(self._studio, visit, read, asked, parents, picture.request.model)
        await visit.interaction.response.send_modal(form)

    def _edited(self, picture: Drawn) -> Submitted:
        async def submitted(visit: Visit, written: Mapping[str, str]) -> None:
            count = await self._count(picture)
            model = self._studio.service.model(picture.request.model).info
            request = requests.edited(await self._whole(picture), written, count, model)
            await self._studio.reception.take(visit, request, (picture.id,))

        return submitted

    async def _again(self, visit: Visit, picture_id: str, make: Make) -> None:
        picture = await self._remixable(visit, picture_id)
        request = make(await self._whole(picture), await self._count(picture))
        await self._studio.reception.take(visit, request, (picture.id,))

    async def _remixable(self, visit: Visit, picture_id: str) -> Drawn:
        """Find a picture; its request names the model that is to draw now."""
        picture = await self._studio.picture(visit, picture_id)
        await may_remix(self._studio, visit, picture)
        model = model_again(self._studio.service, visit.server, picture.model).info.name
        return replace(picture, request=replace(picture.request, model=model))

    async def _count(self, picture: Drawn) -> int:
        """Count the pictures that stand in its message."""
        return len(await self._studio.gallery.together(picture))

    async def _whole(self, picture: Drawn) -> GenerationRequest:
        """Give the picture's request with the picture that it started from itself.

        Raises:
            Refused: that is no longer kept.
        """
        try:
            return await with_sources(self._studio.pictures, picture.request, picture.sources)
        except StartGone as gone:
            raise Refused(text("refused-start-gone"), "start_gone") from gone


def _fields(visit: Visit, picture: Drawn) -> list[Field]:
    request = picture.request
    return [
        Field("prompt", visit.say("field-prompt"), request.prompt, PROMPT_LIMIT, True, True),
        Field("negative", visit.say("field-negative"), request.negative_prompt, long=True),
        Field("steps", visit.say("field-steps"), str(request.steps), 3),
        Field("guidance", visit.say("field-guidance"), f"{request.guidance:g}", 6),
        Field("seed", visit.say("field-seed"), str(request.seed), 10),
    ]
