"""Buttons that generate pictures; each press is charged to the member who presses."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.delivery.reply_text import prompts
from bot.features.base import Feature, Services
from bot.features.remix import variations
from bot.features.shared.start_form import START, start_from
from bot.interactions.buttons import Button, Place
from bot.interactions.context import Context, Refused
from bot.interactions.modals import Field
from bot.interactions.permissions import ChannelPermissions
from bot.jobs.files import StartGone, with_sources
from bot.language import say, text
from bot.language.formatting import number_text, one_line
from bot.requests.model_choice import model_or_default
from bot.requests.picture_files import read_picture
from bot.storage import PictureRecord
from generation import GenerationRequest

PROMPT_LIMIT = 4000

Variation = Callable[[GenerationRequest, int], GenerationRequest]


# The noise of a morph's frames follows from its keyframes: there is none to vary.
VARY = Button(
    "vary",
    "✨",
    (Place.PICTURE,),
    order=10,
    applies=lambda answer: answer.mode != "morph",
    # An upscaled picture is varied at its size before.
    derive=lambda request, count: variations.vary(replace(request, upscale=False), count),
)
# An upscaled picture has the largest size there is.
UPSCALE = Button(
    "upscale",
    "🔍",
    (Place.PICTURE,),
    order=20,
    applies=lambda answer: answer.mode not in ("morph", "upscale"),
    derive=lambda request, _count: variations.upscale(request, b""),
)
REROLL = Button("reroll", "🔄", (Place.PICTURE, Place.GRID), order=40, derive=variations.reroll)
EDIT = Button("edit", "✏️", (Place.PICTURE, Place.GRID), order=50)


def remix(services: Services) -> Feature:
    """Build the feature of the remix buttons."""
    presses = RemixButtons(services, services.channel_permissions)
    return Feature(
        presses={
            VARY: presses.vary,
            UPSCALE: presses.upscale,
            START: presses.start,
            REROLL: presses.reroll,
            EDIT: presses.edit,
        }
    )


class RemixButtons:
    """Handlers of the remix buttons.

    Args:
        services: services of the bot.
        channel_permissions: permissions to see and remix pictures.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions

    async def reroll(self, context: Context, picture_id: str) -> None:
        """Generate all pictures of the message again, with another seed.

        Args:
            context: of the member.
            picture_id: the picture.

        Raises:
            Refused: the member may not remix the picture, or the request is not admitted.
        """
        picture = await self._find_remixable(context, picture_id)
        await self._submit(context, picture, variations.reroll, REROLL)

    async def vary(self, context: Context, picture_id: str) -> None:
        """Generate variations of a picture, as many as the message has pictures.

        Args:
            context: of the member.
            picture_id: the picture.

        Raises:
            Refused: the member may not remix the picture, or the request is not admitted.
        """
        picture = await self._undo_upscale(await self._find_remixable(context, picture_id))
        await self._submit(context, picture, variations.vary, VARY)

    async def upscale(self, context: Context, picture_id: str) -> None:
        """Generate a picture at twice its size.

        Args:
            context: of the member.
            picture_id: the picture.

        Raises:
            Refused: the member may not remix the picture, or the request is not admitted.
        """
        picture = await self._find_remixable(context, picture_id)
        request = variations.upscale(
            picture.request, await read_picture(self._services.stores.files, picture)
        )
        await self._services.intake.take(context, request, (picture.id,), action=UPSCALE.action)

    async def edit(self, context: Context, picture_id: str) -> None:
        """Open a form with the parameters of a picture.

        Args:
            context: of the member.
            picture_id: the picture.

        Raises:
            Refused: the member may not remix the picture.
        """

        async def submit(sent: Context, written: Mapping[str, str]) -> None:
            picture = await self._undo_upscale(await self._find_remixable(sent, picture_id))
            model = self._services.service.model(picture.request.model).info

            def make(request: GenerationRequest, count: int) -> GenerationRequest:
                return variations.edit(request, written, count, model)

            await self._submit(sent, picture, make, EDIT)

        picture = await self._undo_upscale(await self._find_remixable(context, picture_id))
        fields = _form_fields(context, picture)
        await self._services.forms.open(context, context.say("edit-title"), fields, submit)

    async def start(self, context: Context, picture_id: str) -> None:
        """Open the form for a picture that starts from this one.

        Args:
            context: of the member.
            picture_id: the start picture.

        Raises:
            Refused: the member may not remix the picture.
        """
        await start_from(self._services, self._channel_permissions, context, picture_id)

    async def _submit(
        self, context: Context, picture: PictureRecord, make: Variation, button: Button
    ) -> None:
        """Queue the request that `make` builds from the picture's request and start picture.

        Raises:
            Refused: the start picture is no longer stored, or the request is not admitted.
        """
        count = len(await self._services.stores.pictures.list_siblings(picture))
        file_store = self._services.stores.files
        try:
            request = await with_sources(file_store, picture.request, picture.sources)
        except StartGone as error:
            raise Refused(text("refused-start-gone"), "start_gone") from error
        await self._services.intake.take(
            context, make(request, count), (picture.id,), action=button.action
        )

    async def _find_remixable(self, context: Context, picture_id: str) -> PictureRecord:
        """Find a picture; the model of its request is replaced by the one to use now."""
        picture = await self._channel_permissions.find_remixable(context, picture_id)
        model = model_or_default(self._services.service, context, picture.model).info.name
        return replace(picture, request=replace(picture.request, model=model))

    async def _undo_upscale(self, picture: PictureRecord) -> PictureRecord:
        """Return an upscaled picture with the request of its original, others unchanged."""
        before: PictureRecord | None = picture
        while before and before.request.upscale:
            parents = await self._services.stores.pictures.parents(before.id)
            before = parents[0][1] if parents else None
        model = self._services.service.model(picture.request.model).info
        if before is None:
            request = variations.before_upscale(picture.request, model)
            return replace(picture, request=request, sources=())
        request = replace(before.request, model=model.name)
        return replace(picture, request=request, sources=before.sources)


def _form_fields(context: Context, picture: PictureRecord) -> list[Field]:
    request = picture.request
    asked, label = request.prompt, "field-prompt"
    guidance = say(context.locale, number_text(request.guidance))
    number = Field("guidance", context.say("field-guidance"), guidance, 6)
    if request.morph:
        asked, label = "\n".join(map(one_line, prompts(request))), "field-prompts"
        number = Field("frames", context.say("field-frames"), str(request.frames), 2)
    return [
        Field("prompt", context.say(label), asked, PROMPT_LIMIT, required=True, long=True),
        Field("negative", context.say("field-negative"), request.negative_prompt, long=True),
        Field("steps", context.say("field-steps"), str(request.steps), 3),
        number,
        Field("seed", context.say("field-seed"), str(request.seed), 10),
    ]
