"""Command `imagine models`: a table of the models."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from generation.errors import ModelUnavailable
from generation.models.catalogue import CATALOGUE
from generation.models.compatibility import AdapterFile
from generation.models.model import Model
from generation.models.tiny_files import with_tiny_files
from generation.models.user_folder import ModelsFolder, scan

NO_MODEL = 3
COLUMNS = ("kind", "size", "resolution", "prediction", "licence", "ways")

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
stderr = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


@app.command(name="models")
def models(
    models_folder: Annotated[
        Path | None,
        typer.Option(envvar="IMAGINE_MODELS_FOLDER", help="Folder of your own checkpoints."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
) -> None:
    """List the models: those of the catalogue, and your own.

    Exit codes: 0 listed, 3 the models folder cannot be read.
    """
    try:
        folder = scan(models_folder) if models_folder else ModelsFolder()
    except ModelUnavailable as error:
        stderr.print(str(error))
        raise typer.Exit(NO_MODEL) from error
    published = {name: with_tiny_files(model, folder.tiny) for name, model in CATALOGUE.items()}
    known = {**published, **folder.models}
    extras = [*folder.loras.items(), *folder.embeddings.items()]
    notes = [*folder.notes, *(extra.note for _, extra in extras if extra.note)]
    if as_json:
        report = {
            "models": list(map(_describe, known.values())),
            "loras": list(folder.loras),
            "embeddings": list(folder.embeddings),
            "fits": {name: _format_versions(extra) for name, extra in extras},
            "notes": notes,
            "refused": dict(folder.refused),
        }
        typer.echo(json.dumps(report, indent=2, ensure_ascii=False))
        return
    # A name has to be copied: wrap it rather than cut it.
    table = Table(Column("name", overflow="fold"), *COLUMNS)
    for model in known.values():
        row = _describe(model) | {"size_bytes": f"{model.size_bytes / 1e9:.2f} GB"}
        table.add_row(*map(str, row.values()))
    Console(highlight=False, markup=False).print(table)
    for kind, adapters in (("LoRAs", folder.loras), ("Embeddings", folder.embeddings)):
        # The version is left out where an adapter fits all of them.
        labels = [
            name if len(extra.versions) > 1 else f"{name} ({' and '.join(_format_versions(extra))})"
            for name, extra in adapters.items()
        ]
        if labels:
            stderr.print(f"{kind}: {', '.join(labels)}.")
    for line in (*notes, *folder.refused.values()):
        stderr.print(line)


def _format_versions(extra: AdapterFile) -> list[str]:
    return [f"SD {version}.x" for version in sorted(extra.versions)]


def _describe(model: Model) -> dict[str, str | int]:
    return {
        "name": model.info.name,
        "kind": model.kind,
        "size_bytes": model.size_bytes,
        "resolution": model.info.sizes[0][0],
        "prediction": model.prediction,
        "licence": model.licence,
        "ways": ", ".join(way.name for way in model.info.ways),
    }
