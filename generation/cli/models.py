"""`imagine models`: a table of what can be drawn with."""

import json
from collections.abc import Mapping
from itertools import starmap
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from generation.errors import ModelUnavailable
from generation.models.catalogue import CATALOGUE
from generation.models.compatibility import AdapterFile
from generation.models.model import Model
from generation.models.user_folder import ModelsFolder, scan

NO_MODEL = 3
COLUMNS = ("kind", "size", "resolution", "prediction", "licence")

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
    listed = {**CATALOGUE, **folder.models}
    if as_json:
        typer.echo(json.dumps(_report(listed, folder), indent=2, ensure_ascii=False))
        return
    Console(highlight=False, markup=False).print(_table(listed))
    for kind, extras in (("LoRAs", folder.loras), ("Embeddings", folder.embeddings)):
        if extras:
            stderr.print(f"{kind}: {', '.join(starmap(_fitting, extras.items()))}.")
    for line in (*_notes(folder), *folder.refused.values()):
        stderr.print(line)


def _fitting(name: str, extra: AdapterFile) -> str:
    """Name a LoRA or an embedding, and the models that it fits unless all listed ones do."""
    versions = " and ".join(f"{version}.x" for version in sorted(extra.versions))
    return name if len(extra.versions) > 1 else f"{name} (SD {versions})"


def _notes(folder: ModelsFolder) -> list[str]:
    extras = (*folder.loras.values(), *folder.embeddings.values())
    return [extra.note for extra in extras if extra.note]


def _report(listed: Mapping[str, Model], folder: ModelsFolder) -> dict[str, Any]:
    return {
        "models": [_described(model) for model in listed.values()],
        "loras": list(folder.loras),
        "embeddings": list(folder.embeddings),
        "fits": {
            name: [f"SD {version}.x" for version in sorted(extra.versions)]
            for name, extra in (*folder.loras.items(), *folder.embeddings.items())
        },
        "notes": _notes(folder),
        "refused": dict(folder.refused),
    }


def _described(model: Model) -> dict[str, str | int]:
    return {
        "name": model.info.name,
        "kind": model.kind,
        "size_bytes": model.size_bytes,
        "resolution": model.info.sizes[0][0],
        "prediction": model.prediction,
        "licence": model.licence,
    }


def _table(listed: Mapping[str, Model]) -> Table:
    # A name is there to be copied: broken over lines rather than cut.
    table = Table(Column("name", overflow="fold"), *COLUMNS)
    for model in listed.values():
        row = _described(model)
        row["size_bytes"] = f"{model.size_bytes / 1e9:.2f} GB"
        table.add_row(*map(str, row.values()))
    return table
