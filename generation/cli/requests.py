"""What the command line was told → requests, and the files that their pictures go to."""

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generation.images.containers import check
from generation.images.containers.cost import MAX_BYTES
from generation.images.encoding import read_request
from generation.images.opening import open_sources
from generation.models.lookup import find
from generation.request import GenerationRequest, Keyframe, Start
from generation.types import MAX_SEED, ModelInfo, Sampler, Spacing
from generation.validation import validation_error

USER = "command line"


@dataclass(frozen=True, slots=True)
class CliJob:
    """A request, and the file for each of its pictures."""

    request: GenerationRequest
    files: tuple[Path, ...]

    @property
    def moving(self) -> tuple[Path, ...]:
        """The files of its animation, a WebP and a GIF, if it is a morph."""
        if not self.request.morph:
            return ()
        still = self.files[0].with_stem(self.files[0].stem.removesuffix("-1"))
        return still.with_suffix(".webp"), still.with_suffix(".gif")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to draw, in the words of the command's options; None was left out.

    Args:
        prompts: what to draw, each with the file that its pictures go to; None is a new one that
            is named after the prompt.
        seed: of every prompt; None draws one for each.
        steps: denoising steps; None is the model's default.
        count: pictures of each prompt.
        negative_prompt: what to steer away from.
        size: "512x768", width first; None is the model's default.
        guidance: guidance scale; None is the model's default.
        sampler: which algorithm denoises.
        spacing: of the timesteps.
        start: file of a picture to begin with.
        strength: how much of it is drawn anew.
        mask: file of a picture; what is white is drawn anew.
        zoom: how much wider the frame is than the start picture.
        upscale: redraw the start picture at twice the size.
        variation: how far from the seed's picture.
        variation_seed: where the variation goes.
        morph: prompts to morph into.
        frames: of a morph.
        loras: each "NAME" or "NAME:STRENGTH".
    """

    prompts: Sequence[tuple[str, Path | None]]
    seed: int | None
    steps: int | None
    count: int
    negative_prompt: str
    size: str | None
    guidance: float | None
    sampler: Sampler
    spacing: Spacing | None
    start: Path | None
    strength: float
    mask: Path | None
    zoom: float
    upscale: bool
    variation: float
    variation_seed: int
    morph: Sequence[str]
    frames: int
    loras: Sequence[str]

    def orders(self, info: ModelInfo) -> list[CliJob]:
        """Order each prompt's pictures of a model.

        Raises:
            InvalidRequest: an option cannot be read.
            OSError: neither can the file that it names.
        """
        template = self._template(info)
        return [self._order(template, prompt, file) for prompt, file in self.prompts]

    def _template(self, info: ModelInfo) -> GenerationRequest:
        """Make the request of a prompt and a seed that are still open."""
        width, height = _size(self.size) if self.size else info.sizes[0]
        return GenerationRequest(
            prompt="",
            user=USER,
            width=width,
            height=height,
            steps=info.steps if self.steps is None else self.steps,
            guidance=info.guidance if self.guidance is None else self.guidance,
            seed=0,
            count=self.count,
            negative_prompt=self.negative_prompt,
            sampler=self.sampler,
            spacing=self.spacing,
            start=self._start(),
            upscale=self.upscale,
            variation=self.variation,
            variation_seed=self.variation_seed,
            frames=self.frames if self.morph else 0,
            loras=tuple(map(_lora, self.loras)),
        )

    def _start(self) -> Start | None:
        if self.start is None:
            if self.mask:
                raise validation_error("mask", self.mask, "mask-needs-picture")
            return None
        mask = _picture(self.mask, "mask") if self.mask else b""
        return Start(_picture(self.start, "start"), self.strength, mask, self.zoom)

    def _order(self, template: GenerationRequest, prompt: str, file: Path | None) -> CliJob:
        seed = random.randint(0, MAX_SEED) if self.seed is None else self.seed
        morph = tuple(Keyframe(text, seed) for text in self.morph)
        request = replace(template, prompt=prompt, morph=morph).with_seed(seed)
        return CliJob(request, _files(file, request)) if file else _new(request, _named(prompt))


def job_again(picture: Path, output: Path | None, models_folder: Path | None) -> tuple[CliJob, str]:
    """Order what is in a picture of ours once more.

    Args:
        picture: its file.
        output: the file to write; None is a new one beside the old one.
        models_folder: where the operator's own models are.

    Returns:
        The order, and the name of the model that drew it.

    Raises:
        InvalidRequest: it is no such picture, or the model draws no such pictures any more.
        ModelUnavailable: there is no such model here.
    """
    try:
        data = _picture(picture, "picture")
    except OSError as error:
        reason = f"one that cannot: {error.strerror}"
        raise validation_error("picture", reason, "readable-file") from error
    request, model = read_request(data, USER)
    request.check(find(model, models_folder).info)
    open_sources(request)  # Damage is told now, before the model is loaded.
    beside = picture.with_stem(f"{picture.stem}-again").with_suffix(".png")
    return CliJob(request, _files(output, request)) if output else _new(request, beside), model


def listed(prompts_file: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """List the prompts of a file of one a line, each with a file of its own in a folder.

    Raises:
        OSError: the file cannot be read.
        UnicodeDecodeError: it is not in UTF-8.
    """
    lines = prompts_file.read_text(encoding="utf-8-sig").splitlines()
    for number, prompt in enumerate(filter(None, map(str.strip, lines)), start=1):
        yield prompt, folder / f"{number:03}-{_named(prompt)}"


def _new(request: GenerationRequest, file: Path) -> CliJob:
    """Order into files that are not there yet, numbered if those without a number are."""
    further = (f"{file.stem}-{number}" for number in itertools.count(2))
    stems = itertools.chain([file.stem], further)
    orders = (CliJob(request, _files(file.with_stem(stem), request)) for stem in stems)
    return next(one for one in orders if not any(map(Path.exists, (*one.files, *one.moving))))


def _files(file: Path, request: GenerationRequest) -> tuple[Path, ...]:
    """Give each picture of a request its file, numbered if there are more."""
    if request.morph:
        file = file.with_suffix(".png")  # Who names the animation gets stills beside it.
    count = len(request.morph) + 1 if request.morph else request.count
    if count == 1:
        return (file,)
    return tuple(file.with_stem(f"{file.stem}-{number}") for number in range(1, count + 1))


def _named(prompt: str) -> Path:
    """Name a picture's file after its prompt."""
    slug = re.sub(r"\W+", "-", prompt).strip("-").lower()[:60] or "picture"
    return Path(f"{slug}.png")


def _picture(file: Path, field: str) -> bytes:
    """Read a picture of bounded size and structure, without decoding it.

    Raises:
        InvalidRequest: a bound is passed.
        OSError: the file cannot be read.
    """
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    check(data, field)
    return data


def _lora(text: str) -> tuple[str, float]:
    name, _, strength = text.partition(":")
    try:
        return name, float(strength or 1)
    except ValueError:
        raise validation_error("LoRA", text, "looks-like", example="NAME:0.8") from None


def _size(text: str) -> tuple[int, int]:
    """Read "512x768" as width and height."""
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text)
    if match is None:
        raise validation_error("size", text, "looks-like", example="512x512")
    return int(match[1]), int(match[2])
