"""Conversion of the command line's options into requests and the files of their pictures."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generation.images.containers import check
from generation.images.containers.cost import MAX_BYTES
from generation.images.encoding import read_request
from generation.images.opening import open_sources
from generation.models.lookup import find
from generation.prepared import prepare
from generation.request import GenerationRequest, Keyframe, Start
from generation.types import Decoder, ModelInfo, Sampler, Spacing, Way, WayName, random_seed
from generation.validation import validation_error

USER = "command line"


@dataclass(frozen=True, slots=True)
class CliJob:
    """A request with the file of each of its pictures."""

    request: GenerationRequest
    files: tuple[Path, ...]

    @property
    def animation_files(self) -> tuple[Path, ...]:
        """The files of a morph's animation, WebP and GIF; none for another request."""
        if not self.request.morph:
            return ()
        still = self.files[0].with_stem(self.files[0].stem.removesuffix("-1"))
        return still.with_suffix(".webp"), still.with_suffix(".gif")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of the command that describe the pictures; None is an option not given.

    Args:
        prompts: each with the file of its pictures; None is a new file named after the prompt.
        seed: of every prompt; None is a random one for each.
        steps: denoising steps; None is the model's default.
        count: pictures of each prompt.
        negative_prompt: text to steer away from.
        size: "512x768", width first; None is the model's default.
        guidance: guidance scale; None is the model's default.
        way: of drawing, whose values hold where an option is None; None is the model's defaults.
        sampler: denoising algorithm.
        spacing: of the timesteps.
        decoder: of the finished pictures.
        start: file of a picture to begin with.
        strength: share of it to draw anew, 0.05 to 1.
        mask: file of a picture whose white area is drawn anew.
        zoom: width of the frame by that of the start picture, 1 to 2.
        upscale: redraw the start picture at twice the size.
        variation: distance from the seed's picture, 0 to 1.
        variation_seed: direction of the variation.
        morph: prompts to morph into.
        frames: of a morph.
        loras: each "NAME" or "NAME:STRENGTH", strength 1 by default; besides those of the way.
    """

    prompts: Sequence[tuple[str, Path | None]]
    seed: int | None
    steps: int | None
    count: int
    negative_prompt: str
    size: str | None
    guidance: float | None
    way: WayName | None
    sampler: Sampler | None
    spacing: Spacing | None
    decoder: Decoder | None
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

    def jobs(self, info: ModelInfo) -> list[CliJob]:
        """Build the job of each prompt for a model.

        Raises:
            InvalidRequest: an option is not valid.
            OSError: a file cannot be read.
        """
        template, start, jobs = self._template_request(info), None, []
        if self.start:
            mask = _read_picture(self.mask, "mask") if self.mask else b""
            start = Start(_read_picture(self.start, "start"), self.strength, mask, self.zoom)
        elif self.mask:
            raise validation_error("mask", self.mask, "mask-needs-picture")
        for prompt, file in self.prompts:
            seed = random_seed() if self.seed is None else self.seed
            morph = tuple(Keyframe(text, seed) for text in self.morph)
            request = replace(template, prompt=prompt, start=start, morph=morph).with_seed(seed)
            jobs.append(
                CliJob(request, _numbered_files(file, request))
                if file
                else _unused_job(request, _default_file(prompt))
            )
        return jobs

    def _template_request(self, info: ModelInfo) -> GenerationRequest:
        """Build a request without its prompt, its seed and its start picture."""
        width, height = info.sizes[0]
        if self.size:
            size = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", self.size)
            if size is None:
                raise validation_error("size", self.size, "looks-like", example="512x512")
            width, height = int(size[1]), int(size[2])
        way = self._find_way(info)
        loras = [*way.loras]
        for text in self.loras:
            name, _, strength = text.partition(":")
            try:
                loras.append((name, float(strength or 1)))
            except ValueError:
                raise validation_error("LoRA", text, "looks-like", example="NAME:0.8") from None
        return GenerationRequest(
            prompt="",
            user=USER,
            width=width,
            height=height,
            steps=way.steps if self.steps is None else self.steps,
            guidance=way.guidance if self.guidance is None else self.guidance,
            seed=0,
            count=self.count,
            negative_prompt=self.negative_prompt,
            sampler=self.sampler or way.sampler,
            # A spacing of the way suits the sampler of the way.
            spacing=self.spacing or (None if self.sampler else way.spacing),
            decoder=self.decoder or way.decoder,
            upscale=self.upscale,
            variation=self.variation,
            variation_seed=self.variation_seed,
            frames=self.frames if self.morph else 0,
            loras=tuple(loras),
        )

    def _find_way(self, info: ModelInfo) -> Way:
        """Find the way that is asked for, or build that of the model's defaults."""
        if self.way is None:
            return Way("best", info.steps, info.guidance)
        ways = {way.name: way for way in info.ways}
        if self.way not in ways:
            choices = ", ".join(ways) or "none"
            raise validation_error("way", self.way, "one-of", choices=choices)
        return ways[self.way]


def job_again(picture: Path, output: Path | None, models_folder: Path | None) -> tuple[CliJob, str]:
    """Build the job that draws a picture of ours again.

    Args:
        picture: its file.
        output: the file to write; None is a new one in the same folder.
        models_folder: folder of the operator's own models.

    Returns:
        The job, and the name of the model that drew the picture.

    Raises:
        InvalidRequest: it is no such picture, or the model no longer draws such pictures.
        ModelUnavailable: there is no such model here.
    """
    try:
        data = _read_picture(picture, "picture")
    except OSError as error:
        reason = f"one that cannot: {error.strerror}"
        raise validation_error("picture", reason, "readable-file") from error
    request, model = read_request(data, USER)
    prepare(request, find(model, models_folder).info)
    open_sources(request)  # Damage is reported now, before the model is loaded.
    beside = picture.with_stem(f"{picture.stem}-again").with_suffix(".png")
    return CliJob(request, _numbered_files(output, request)) if output else _unused_job(
        request, beside
    ), model


def read_prompts(prompts_file: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Read a file of one prompt a line.

    Args:
        prompts_file: UTF-8; empty lines are skipped.
        folder: of the pictures.

    Yields:
        Each prompt with the file of its pictures.

    Raises:
        OSError: the file cannot be read.
        UnicodeDecodeError: it is not in UTF-8.
    """
    lines = prompts_file.read_text(encoding="utf-8-sig").splitlines()
    for number, prompt in enumerate(filter(None, map(str.strip, lines)), start=1):
        yield prompt, folder / f"{number:03}-{_default_file(prompt)}"


def _unused_job(request: GenerationRequest, file: Path) -> CliJob:
    """Build a job with files that do not exist yet, numbered if those without a number exist."""
    further = (f"{file.stem}-{number}" for number in itertools.count(2))
    stems = itertools.chain([file.stem], further)
    jobs = (CliJob(request, _numbered_files(file.with_stem(stem), request)) for stem in stems)
    return next(
        job for job in jobs if not any(map(Path.exists, (*job.files, *job.animation_files)))
    )


def _numbered_files(file: Path, request: GenerationRequest) -> tuple[Path, ...]:
    """List the file of each picture of a request, numbered if there are several."""
    if request.morph:
        file = file.with_suffix(".png")  # The name may be that of the animation.
    count = len(request.morph) + 1 if request.morph else request.count
    if count == 1:
        return (file,)
    return tuple(file.with_stem(f"{file.stem}-{number}") for number in range(1, count + 1))


def _default_file(prompt: str) -> Path:
    """Format the name of a picture's file from its prompt."""
    slug = re.sub(r"\W+", "-", prompt).strip("-").lower()[:60] or "picture"
    return Path(f"{slug}.png")


def _read_picture(file: Path, field: str) -> bytes:
    """Read a picture of bounded size and structure, without decoding it.

    Raises:
        InvalidRequest: a bound is exceeded.
        OSError: the file cannot be read.
    """
    with file.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    check(data, field)
    return data
