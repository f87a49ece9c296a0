"""Command `imagine`, such as `imagine "a red apple" -o apple.png`."""

import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.status import Status

from generation.cli import models
from generation.cli.models import NO_MODEL
from generation.cli.requests import CliJob, Options, job_again, read_prompts
from generation.errors import GenerationError, InvalidRequest, ModelUnavailable
from generation.foreign_syntax import unread
from generation.images.opening import selects_all
from generation.models.catalogue import SD_1_4, STARTER
from generation.models.lookup import find
from generation.prepared import PreparedRequest, prepare
from generation.service.service import GenerationService
from generation.tagged_loras import with_tagged_loras
from generation.types import (
    Decoder,
    Engine,
    Failed,
    Finished,
    Precision,
    Progress,
    Sampler,
    ServiceConfig,
    Spacing,
    WayName,
)

FAILED, WRONG_USE = 1, 2
STATUS_INTERVAL_S = 0.2
# Options beside --from: of the machine and the output, not of the picture.
BESIDE_FROM = {
    *("again", "output", "precision", "engine", "threads", "as_json"),
    *("cache_folder", "offline_folder", "models_folder"),
}
DEFAULTS = ServiceConfig()
# Models of the models folder have the limits of sd-v1.4.
_STEPS = f"{STARTER.info.max_steps} for starter, {SD_1_4.info.max_steps} for others"
_GUIDANCE = f"{STARTER.info.max_guidance:g} for starter, {SD_1_4.info.max_guidance:g} for others"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
stderr = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


Outcome = Finished | GenerationError


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"imagine {version('imagine-bot')}")
        raise typer.Exit


@app.command()
def imagine(
    context: typer.Context,
    prompt: Annotated[str | None, typer.Argument(help="What to draw.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="PNG file; numbered if there are more.")
    ] = None,
    model: Annotated[
        str, typer.Option(help="Name of a model; `imagine models` lists them, yours too.")
    ] = DEFAULTS.model,
    seed: Annotated[int | None, typer.Option(help="0 to 4294967295; random if left out.")] = None,
    steps: Annotated[int | None, typer.Option(help=f"Denoising steps, 1 to {_STEPS}.")] = None,
    count: Annotated[int, typer.Option(help="Pictures of each prompt, 1 to 4.")] = 1,
    negative_prompt: Annotated[str, typer.Option(help="What to steer away from.")] = "",
    size: Annotated[
        str | None,
        typer.Option(help="Width x height: 128x128 for starter, for others such as 512x768."),
    ] = None,
    guidance: Annotated[
        float | None, typer.Option(help=f"Guidance scale, 1 (off) to {_GUIDANCE}.")
    ] = None,
    way: Annotated[
        WayName | None,
        typer.Option(help="Way of drawing that the model has; `imagine models` lists them."),
    ] = None,
    sampler: Annotated[
        Sampler | None, typer.Option(help="Which algorithm denoises; dpm++2m if left out.")
    ] = None,
    spacing: Annotated[
        Spacing | None, typer.Option(help="Of the timesteps; by default what suits the sampler.")
    ] = None,
    decoder: Annotated[
        Decoder | None, typer.Option(help="full, or tiny: fast and coarser, where there is one.")
    ] = None,
    start: Annotated[Path | None, typer.Option(help="Picture to begin with.")] = None,
    strength: Annotated[
        float, typer.Option(help="How much of the start picture is drawn anew, 0.05 to 1.")
    ] = 0.6,
    mask: Annotated[
        Path | None, typer.Option(help="Picture: what is white there is drawn anew.")
    ] = None,
    zoom: Annotated[
        float, typer.Option(help="1 to 2: draw what lies around the start picture.")
    ] = 1.0,
    upscale: Annotated[
        bool, typer.Option("--upscale", help="Redraw the start picture at twice the size.")
    ] = False,
    variation: Annotated[
        float, typer.Option(help="0 to 1: how far from the seed's picture.")
    ] = 0.0,
    variation_seed: Annotated[int, typer.Option(help="Where the variation goes.")] = 0,
    morph: Annotated[
        list[str] | None, typer.Option(help="A prompt to morph into; may be given up to 5 times.")
    ] = None,
    frames: Annotated[int, typer.Option(help="Frames of a morph.")] = 16,
    lora: Annotated[
        list[str] | None, typer.Option(help="NAME or NAME:STRENGTH; may be given up to 4 times.")
    ] = None,
    again: Annotated[
        Path | None, typer.Option("--from", help="A picture of ours: draw it again.")
    ] = None,
    precision: Annotated[Precision, typer.Option(help="A dtype, or auto to measure.")] = "auto",
    engine: Annotated[Engine, typer.Option(help="A mode, or auto to measure.")] = "auto",
    threads: Annotated[
        int, typer.Option(envvar="IMAGINE_THREADS", help="Cores to use; 0 for all.")
    ] = DEFAULTS.threads,
    cache_folder: Annotated[
        Path, typer.Option(envvar="IMAGINE_CACHE_FOLDER", help="Where downloads are kept.")
    ] = DEFAULTS.cache_folder,
    offline_folder: Annotated[
        Path | None,
        typer.Option(envvar="IMAGINE_OFFLINE_FOLDER", help="Where model files lie ready."),
    ] = DEFAULTS.offline_folder,
    models_folder: Annotated[
        Path | None,
        typer.Option(envvar="IMAGINE_MODELS_FOLDER", help="Folder of your own checkpoints."),
    ] = DEFAULTS.models_folder,
    prompts_file: Annotated[Path | None, typer.Option(help="File of one prompt a line.")] = None,
    out_dir: Annotated[Path, typer.Option(help="Folder for --prompts-file.")] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Draw pictures from text.

    Exit codes: 0 all drawn, 1 something failed, 2 wrong use, 3 the model is not available.
    """
    try:
        if again:
            # Other options would be ignored: the picture is drawn as it was.
            for parameter in context.command.params:
                source = context.get_parameter_source(parameter.name or "")
                is_given = source is not None and source.name == "COMMANDLINE"
                if is_given and parameter.name not in BESIDE_FROM:
                    raise typer.BadParameter(f"With --from, leave out {parameter.opts[0]}.")
            job, model = job_again(again, output, models_folder)
            jobs = [job]
        else:
            options = Options(
                prompts=_list_prompts(prompt, output, prompts_file, out_dir),
                seed=seed,
                steps=steps,
                count=count,
                negative_prompt=negative_prompt,
                size=size,
                guidance=guidance,
                way=way,
                sampler=sampler,
                spacing=spacing,
                decoder=decoder,
                start=start,
                strength=strength,
                mask=mask,
                zoom=zoom,
                upscale=upscale,
                variation=variation,
                variation_seed=variation_seed,
                morph=morph or [],
                frames=frames,
                loras=lora or [],
            )
            jobs = options.jobs(find(model, models_folder).info)
        config = ServiceConfig(
            model=model,
            precision=precision,
            engine=engine,
            cache_folder=cache_folder,
            offline_folder=offline_folder,
            models_folder=models_folder,
            max_waiting=sum(job.request.units for job in jobs),
            threads=threads,
        )
        outcomes = asyncio.run(draw(config, jobs))
    except (GenerationError, OSError) as error:
        ours = again and isinstance(error, GenerationError)
        stderr.print(f"{again}: {error}" if ours else str(error))
        raise typer.Exit(_exit_code(error)) from error
    if as_json:
        json.dump(_build_report(model, jobs, outcomes), sys.stdout, indent=2, ensure_ascii=False)
        print()
    errors = [outcome for outcome in outcomes if isinstance(outcome, GenerationError)]
    raise typer.Exit(max(map(_exit_code, errors), default=0))


async def draw(config: ServiceConfig, jobs: Sequence[CliJob]) -> list[Outcome]:
    """Draw all jobs with one load of the model, and write each file as soon as it is finished.

    Args:
        config: of the service.
        jobs: at least one.

    Returns:
        The outcome of each job.

    Raises:
        InvalidRequest: a job breaks a rule; nothing was drawn.
        ModelUnavailable: the model cannot be loaded.
        OSError: a file cannot be written.
    """
    service = GenerationService(config)
    jobs = [replace(job, request=with_tagged_loras(job.request, service.loras)) for job in jobs]
    prepared = [prepare(job.request, service.info) for job in jobs]
    await service.start()
    try:
        with stderr.status("") as spinner:
            is_ready = False
            while not is_ready:
                spinner.update(service.status.detail)
                with suppress(TimeoutError):
                    await asyncio.wait_for(service.ready(), STATUS_INTERVAL_S)
                    is_ready = True
            stderr.print(service.status.detail)
            pairs = zip(jobs, prepared, strict=True)
            return await asyncio.gather(*(_draw_job(service, spinner, *pair) for pair in pairs))
    finally:
        await service.close()


async def _draw_job(
    service: GenerationService, spinner: Status, job: CliJob, prepared: PreparedRequest
) -> Outcome:
    async for event in service.submit(prepared):
        if isinstance(event, Progress):
            spinner.update(f"{job.request.prompt}: step {event.step} of {event.of}")
        elif isinstance(event, Failed):
            stderr.print(f"{job.request.prompt}: {event.error}")
            return event.error
        elif isinstance(event, Finished):
            await asyncio.to_thread(_write_files, job, prepared, event)
            return event
    raise AssertionError("events end with Finished or Failed")


def _write_files(job: CliJob, prepared: PreparedRequest, finished: Finished) -> None:
    for file, picture in zip(job.files, finished.pictures, strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture.png)
        stderr.print(f"{file}: seed {picture.seed}, {finished.timings.total_s:.1f} s")
    if finished.animation:
        animation = finished.animation.webp, finished.animation.gif
        for file, data in zip(job.animation_files, animation, strict=True):
            file.write_bytes(data)
            stderr.print(f"{file}: {job.request.frames} frames")
    _print_warnings(prepared, finished)


def _print_warnings(prepared: PreparedRequest, finished: Finished) -> None:
    """Print the parts of a request that may not have been drawn as intended."""
    request = prepared.request
    if selects_all(request):
        stderr.print("The mask selects the whole picture: all of it was drawn anew.")
    if request.left_out:
        stderr.print(f"Left out, as no such LoRA is there: {', '.join(request.left_out)}.")
    if parts := unread(prepared):
        stderr.print(f"Drawn as words, as this syntax is not read: {', '.join(parts)}.")
    if finished.unknown_words:
        stderr.print(f"The model never saw: {', '.join(finished.unknown_words)}.")
    if finished.cut:
        stderr.print(f"Left out, because the prompt is too long: {finished.cut}")


def _build_report(
    model: str, jobs: Sequence[CliJob], outcomes: Sequence[Outcome]
) -> dict[str, list[dict[str, Any]] | str]:
    pictures, animations, failures = [], [], []
    for job, outcome in zip(jobs, outcomes, strict=True):
        if isinstance(outcome, GenerationError):
            failures.append({"prompt": job.request.prompt, "error": str(outcome)})
            continue
        for file, picture in zip(job.files, outcome.pictures, strict=True):
            pictures.append(
                {
                    "prompt": job.request.prompt,
                    "file": str(file),
                    "seed": picture.seed,
                    "timings": asdict(outcome.timings),
                    "unknown_words": outcome.unknown_words,
                    "cut": outcome.cut,
                }
            )
        prompts = [job.request.prompt, *(keyframe.prompt for keyframe in job.request.morph)]
        animations += [{"prompts": prompts, "file": str(file)} for file in job.animation_files]
    return {
        "pictures": pictures,
        "animations": animations,
        "failures": failures,
        "model": model,
    }


def _list_prompts(
    prompt: str | None, output: Path | None, prompts_file: Path | None, out_dir: Path
) -> Sequence[tuple[str, Path | None]]:
    """List the prompts, each with the file of its pictures, or None if the file is not given."""
    if (prompt is None) == (prompts_file is None):
        raise typer.BadParameter("Give either a prompt or --prompts-file.")
    if prompt is not None:
        return [(prompt, output)]
    assert prompts_file is not None
    if output is not None:
        raise typer.BadParameter("With --prompts-file, give --out-dir instead of --output.")
    try:
        prompts = list(read_prompts(prompts_file, out_dir))
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{prompts_file} is no text in UTF-8.") from error
    if not prompts:
        raise typer.BadParameter(f"{prompts_file} holds no prompt.")
    return prompts


def _exit_code(error: Exception) -> int:
    if isinstance(error, ModelUnavailable):
        return NO_MODEL
    return WRONG_USE if isinstance(error, InvalidRequest) else FAILED


def main() -> None:
    """Run the command line: `models` as the first word is a command, any other begins a prompt."""
    words = sys.argv[1:]
    if words[:1] == ["models"]:
        models.app(words[1:], prog_name="imagine models")
    app(words)


if __name__ == "__main__":
    main()
