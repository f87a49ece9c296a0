"""Presets, i.e. text around a prompt: some are built in, a server may have its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.generation_api import PictureModel, PictureService
from bot.interactions.context import Context, Refused
from bot.language import Text, text
from bot.language.formatting import clip, quote
from bot.requests.member_defaults import fill_defaults
from bot.requests.model_choice import parse_model
from bot.requests.options import Options
from bot.storage import Preferences, Preset
from generation import GenerationRequest

PLACE = "{prompt}"
# The vocabulary of `starter`: objects on coloured backgrounds, large or small, and positions.
_OF_STARTER = (
    Preset("sky", f"{PLACE} on a light blue background"),
    Preset("meadow", f"{PLACE} on a green background"),
    Preset("sunset", f"{PLACE} on an orange background"),
    Preset("night", f"{PLACE} on a black background"),
    Preset("candy", f"{PLACE} on a pink background"),
    Preset("paper", f"{PLACE} on a white background"),
    Preset("tiny", f"tiny {PLACE}"),
)
_OF_OTHERS = (
    Preset(
        "photographic",
        f"photograph of {PLACE}, natural light, 50mm lens, sharp focus, high detail",
        "painting, drawing, illustration, cartoon, render, blurry",
    ),
    Preset(
        "cinematic",
        f"cinematic still of {PLACE}, dramatic light, shallow depth of field, film grain",
        "drawing, cartoon, flat light, text",
    ),
    Preset(
        "oil painting",
        f"oil painting of {PLACE}, visible brush strokes, rich colours, on canvas",
        "photograph, render, text, signature",
    ),
    Preset(
        "watercolour",
        f"watercolour of {PLACE}, soft washes, paper texture, loose edges",
        "photograph, render, harsh lines, text",
    ),
    Preset(
        "line art",
        f"line art of {PLACE}, clean black ink lines on white paper",
        "photograph, colour, shading, blurry",
    ),
    Preset(
        "comic",
        f"comic book panel of {PLACE}, bold outlines, flat colours, halftone",
        "photograph, blurry, text, speech bubble",
    ),
    Preset(
        "pixel art",
        f"pixel art of {PLACE}, 16-bit, limited palette, crisp edges",
        "photograph, blurry, smooth shading",
    ),
    Preset(
        "3d render",
        f"3d render of {PLACE}, soft studio light, smooth materials, high detail",
        "photograph, drawing, flat, noise",
    ),
)


def built_in_presets(model: str) -> Mapping[str, Preset]:
    """List the built-in presets that suit a model, by name."""
    return {preset.name: preset for preset in (_OF_STARTER if model == "starter" else _OF_OTHERS)}


def apply_preset(prompt: str, negative_prompt: str, preset: Preset) -> tuple[str, str]:
    """Put a preset around a prompt, unless it is there already.

    Args:
        prompt: of the member.
        negative_prompt: of the member.
        preset: without a placeholder for the prompt, its text is added after the prompt; of
            several placeholders, which an earlier version allowed, only the first is filled.

    Returns:
        The prompt and the negative prompt to draw with.
    """
    around = preset.prompt if PLACE in preset.prompt else f"{PLACE}, {preset.prompt}"
    before, _, after = around.partition(PLACE)
    after = after.replace(PLACE, "")
    if not (prompt.startswith(before) and prompt.removeprefix(before).endswith(after)):
        prompt = f"{before}{prompt}{after}"
    negative = negative_prompt.strip()
    if not negative.endswith(preset.negative_prompt):
        negative = ", ".join(filter(None, (negative, preset.negative_prompt)))
    return prompt, negative


class PresetCatalogue:
    """Presets that a server offers: the built-in ones, and its own.

    Args:
        preferences: presets of servers.
        service: models that the built-in presets suit.
    """

    def __init__(self, preferences: Preferences, service: PictureService) -> None:
        self._preferences, self._service = preferences, service

    async def available(
        self, guild_id: int, model: PictureModel | None = None
    ) -> Mapping[str, Preset]:
        """List the presets that a server offers, by name: the built-in ones, then its own.

        Its own one replaces a built-in one of the same name, and hides it if it has no prompt.

        Args:
            guild_id: the server.
            model: the one that the built-in presets suit; None for any that is offered.

        Raises:
            StorageUnavailable: its own cannot be read.
        """
        own = {preset.name: preset for preset in await self._preferences.styles(guild_id)}
        models = [model.info.name] if model else self._service.models
        built_in = {
            name: preset for one in models for name, preset in built_in_presets(one).items()
        }
        return {name: preset for name, preset in (built_in | own).items() if preset.prompt}

    async def apply_defaults(
        self, context: Context, options: Options, model: PictureModel
    ) -> Options:
        """Fill in the defaults of the member and the channel, and apply the preset to the prompt.

        Defaults that were chosen for another model are left out where this one does not allow
        them, and so is a member's default preset that is not on offer in this channel.

        Args:
            context: the member and the server.
            options: as filled in.
            model: the one that draws.

        Raises:
            Refused: the member asks for a preset that is not on offer in this channel.
            StorageUnavailable: the server's own presets cannot be read.
        """
        offered = await self._list_choices(context, model)
        if options.style and options.style not in offered:
            raise Refused(_unavailable(options.style, offered, context), "invalid")
        if context.member.style not in offered:
            context = replace(context, member=replace(context.member, style=None))
        whole = fill_defaults(options, context, model.info)
        if not (preset := offered.get(whole.style or "")):
            return whole
        prompt, negative = apply_preset(whole.prompt, whole.negative_prompt or "", preset)
        return replace(whole, prompt=prompt, negative_prompt=negative)

    async def force(self, context: Context, request: GenerationRequest) -> GenerationRequest:
        """Apply the preset that every picture of a channel has, to each prompt of a request.

        Args:
            context: the server and the channel.
            request: of a command, a button or a form.

        Raises:
            StorageUnavailable: the server's own presets cannot be read.
        """
        if not (preset := await self._find_forced(context)):
            return request
        prompt, negative = apply_preset(request.prompt, request.negative_prompt, preset)
        keyframes = tuple(
            replace(keyframe, prompt=apply_preset(keyframe.prompt, "", preset)[0])
            for keyframe in request.morph
        )
        return replace(request, prompt=prompt, negative_prompt=negative, morph=keyframes)

    async def names_for_drawing(self, context: Context) -> Iterable[str]:
        """List the names of the presets on offer for the model that is filled in."""
        return await self._list_choices(context, parse_model(self._service, context))

    async def _list_choices(self, context: Context, model: PictureModel) -> Mapping[str, Preset]:
        """List the presets to choose from in a channel, by name."""
        if forced := await self._find_forced(context):
            return {forced.name: forced}
        listed = context.channel.styles
        available = await self.available(context.guild_id, model)
        return {name: one for name, one in available.items() if not listed or name in listed}

    async def _find_forced(self, context: Context) -> Preset | None:
        """Find the preset that every picture of a channel has, whichever model draws it."""
        channel = context.channel
        if not (channel.forced and channel.style):
            return None
        return (await self.available(context.guild_id)).get(channel.style)

    async def names(self, context: Context) -> Iterable[str]:
        """List the names of all presets that a server offers."""
        return await self.available(context.guild_id)


def _unavailable(style: str, offered: Iterable[str], context: Context) -> Text:
    """Describe why a preset cannot be chosen in a channel."""
    if not (context.channel.forced or context.channel.styles):
        return text("refused-style", name=quote(style, 60))
    names = clip(", ".join(quote(name) for name in offered), 1000)
    key = "refused-style-forced" if context.channel.forced else "refused-style-listed"
    return text(key, names=names or text("setting-none"))
