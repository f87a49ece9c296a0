"""What the documents name exists: links, anchors, commands, options, settings, defaults, files."""

import ast
import importlib.util
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import discord
import numpy as np
import pytest
import typer
from PIL import Image

import benchmarks.faults.__main__  # noqa: F401 - it registers all faults
from benchmarks.faults.registry import FAULTS
from bot.__main__ import main as bot_program
from bot.config.invite import PERMISSIONS
from bot.config.settings import Settings
from generation import CATALOGUE
from generation.cli.app import app as imagine_program
from generation.cli.models import app as models_program
from tests.browser.promised import commands
from tests.documents import (
    DOCUMENTS,
    NAMES,
    ROOT,
    anchors,
    code,
    own_commands,
    shell_commands,
    spans,
)

README = ROOT / "README.md"
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]*)(?:#([^)]*))?\)")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
MAKE = re.compile(r"\bmake (?:PYTHON=\S+ )?([a-z][a-z-]*)\b")
SETTING = re.compile(r"\bIMAGINE_[A-Z_]+\b")
DEFAULT = re.compile(r"`IMAGINE_([A-Z_]+)`(?: seconds| without use)? \(([\d.]+)[;)]")
SLASH = re.compile(r"^/([a-z-]+(?: [a-z]+){0,2})$")
MODULE = re.compile(r"python -m ([a-z_.]+)")
FILE = re.compile(r"^[\w./*-]+\.(?:py|md|yaml|yml|json|tsv|txt|lock|toml|example|service)$")
# Files that readers make, and the names of others' files.
NOT_OURS = re.compile(
    r"^(?:prometheus\.yml|config\.json|scheduler/|tokenizer/|adult\.txt|\.index\.json|models/|"
    r"(?:names|innocent)\.txt|discord-openapi\.json|\.yaml|\.yml|\.env\.txt|.*NAME.*)"
)
# Words that an owner of a server would have to look up.
JARGON = re.compile(
    r"\b(?:LoRAs?|checkpoints?|safetensors|SIGTERM|PostgreSQL|SQLite|Prometheus|bfloat16|float\d+|"
    r"SHA-256|scopes?|intents?|OpenVINO|TensorFlow|Keras\w*|latents?|diffus\w+|denois\w+|guidance|"
    r"samplers?|seeds?|tokens?|API|venv|VRAM|CUDA|weights|engine|asyncio|pip|wheels?|OAuth2?|"
    r"Diffusion|endpoint|daemon|repository|lease|outbox)\b"
)
documents = pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)


@documents
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    for name, anchor in LINK.findall(document.read_text("utf-8")):
        target = document.parent / name if name else document
        assert target.exists(), name
        assert not anchor or anchor in anchors(target), f"{name}#{anchor}"


@documents
def test_every_make_command_is_in_the_makefile(document: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    assert set(MAKE.findall(code(document))) <= targets


def test_the_readme_names_both_commands() -> None:
    assert {"playground", "test"} <= set(MAKE.findall(code(README)))


def test_every_program_of_the_readme_is_installed() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert {words[0] for words in own_commands(README)} == set(scripts)


def program(words: list[str]) -> tuple[Any, list[str]]:
    """Find the command that words call, and the words that are left for it."""
    if words[0] == "imagine":
        is_models = words[1:2] == ["models"]
        app = models_program if is_models else imagine_program
        return typer.main.get_command(app), words[2 if is_models else 1 :]
    group: Any = typer.main.get_command(bot_program)
    if not words[1:] or words[1].startswith("-"):
        return group, words[1:]
    assert words[1] in group.commands, words
    return group.commands[words[1]], words[2:]


@documents
def test_every_command_and_option_is_one_of_the_programs(document: Path) -> None:
    for words in own_commands(document):
        command, rest = program(words)
        known = option_names(command) | {"--help", "--"}
        assert {word for word in rest if re.match(r"--?[a-z]", word)} <= known, words


def option_names(*programs: Any) -> set[str]:
    """List the options of programs, those that turn something off included."""
    parameters = [parameter for each in programs for parameter in each.params]
    return {name for each in parameters for name in (*each.opts, *each.secondary_opts)}


@documents
def test_every_option_on_its_own_is_one_of_the_command_line(document: Path) -> None:
    bot: Any = typer.main.get_command(bot_program)
    drawing = map(typer.main.get_command, (imagine_program, models_program))
    known = option_names(bot, *bot.commands.values(), *drawing)
    # Options of other programs, and Midjourney's beside ours.
    foreign = {"--peers-python", "--heap", "--dev", "--iw", "--no", "--ar", "--style"}
    foreign |= {"--chaos", "--stylize", "--sref", "--cref"}
    named = {m[0] for span in spans(document) if (m := re.match(r"--[a-z-]+", span))}
    assert named - known <= foreign


@documents
def test_every_module_that_is_run_is_there(document: Path) -> None:
    for name in MODULE.findall(code(document)):
        if name != "benchmarks.":
            assert importlib.util.find_spec(name.rstrip(".")), name


@documents
def test_every_slash_command_is_one_of_the_bots(document: Path) -> None:
    known = {part for name in commands() for part in (name, *_groups(name))}
    theirs = {"healthz", "readyz", "metrics", "describe", "info", "data", "weights", "models"}
    named = {found[1] for span in spans(document) if (found := SLASH.match(span))}
    assert named - theirs <= known


def _groups(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[:count]) for count in range(1, len(words))]


@documents
def test_every_setting_that_is_named_is_in_the_example(document: Path) -> None:
    offered = set(SETTING.findall((ROOT / ".env.example").read_text("utf-8")))
    assert set(SETTING.findall(document.read_text("utf-8"))) <= offered


@documents
def test_every_default_that_is_named_is_that_of_the_setting(document: Path) -> None:
    for name, value in DEFAULT.findall(document.read_text("utf-8")):
        default = Settings.model_fields[name.lower()].default
        assert (default if isinstance(default, str) else float(default)) == (
            value if isinstance(default, str) else float(value)
        ), name


def test_defaults_are_found_in_the_documents() -> None:
    found = {name for each in DOCUMENTS for name, _ in DEFAULT.findall(each.read_text("utf-8"))}
    assert {"SHUTDOWN_GRACE_S", "HEALTH_PORT", "IDLE_MINUTES"} <= found


@documents
def test_every_file_that_is_named_is_there(document: Path) -> None:
    places = (ROOT, ROOT / "bot", ROOT / "generation", document.parent)
    content_filter = ROOT / "bot" / "admission" / "content_filter"
    for name in filter(FILE.match, spans(document)):
        found = any(any(place.glob(name)) for place in (*places, content_filter))
        assert found or NOT_OURS.match(name), name


def test_the_lock_names_no_host() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text("utf-8")


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ["playground", "postgresql", "checker"]),
        ("requirements-gpu.lock", ["playground", "postgresql", "checker", "gpu"]),
        (
            "requirements-dev.lock",
            ["playground", "postgresql", "checker", "dev", "training", "bench"],
        ),
    ],
)
def test_the_locks_cover_every_dependency(lock: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = project["dependencies"] + [line for extra in extras for line in optional[extra]]
    asked = {re.split(r"[\[<>=]", line)[0].lower().replace(".", "-") for line in wanted}
    locked = (ROOT / lock).read_text("utf-8")
    assert not asked - set(re.findall(r"^([a-z0-9-]+)==", locked, re.MULTILINE))


def test_the_container_asks_for_its_health_where_it_is_served() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    for name in ("IMAGINE_HEALTH_HOST", "IMAGINE_HEALTH_PORT"):
        (default,) = re.findall(rf"^# {name}=(.+)$", example, re.MULTILINE)
        asked = f'os.environ.get("{name}") or "{default}"'
        assert asked in (ROOT / "compose.yaml").read_text("utf-8")


def test_every_command_has_its_place_in_the_tour() -> None:
    named = code(ROOT / "docs" / "tour.md")
    assert not [one for one in commands() if f"`/{one}`" not in named]


def test_an_owner_looks_up_no_word_of_the_readmes_first_screen() -> None:
    prose = re.sub(
        r"^    .*$|`[^`]*`|\]\([^)]*\)", "", README.read_text("utf-8"), flags=re.MULTILINE
    )
    first = prose.split("\n")[:80]
    assert not JARGON.findall("\n".join(first))


def test_the_readmes_first_sentence_to_type_is_that_of_the_owners_guide() -> None:
    sentence = "type `/imagine`, press Enter, then type `red apple` and press Enter"
    for name in ("README.md", "docs/owners.md", "docs/tour.md"):
        said = " ".join((ROOT / name).read_text("utf-8").split())
        assert sentence in said.replace("Type `/imagine`", "type `/imagine`"), name


def test_the_guide_names_the_permissions_of_the_invite_link() -> None:
    asked = {name for name, granted in PERMISSIONS if granted}
    guide = " ".join((ROOT / "docs" / "owners.md").read_text("utf-8").split())
    (listed,) = re.findall(r"nothing more: (.+?)\.", guide)
    named = {name.lower().replace(" ", "_") for name in re.split(r", | and ", listed)}
    assert {name.replace("view_channels", "view_channel") for name in named} == {
        name.replace("read_messages", "view_channel") for name in asked
    }
    assert discord.Permissions(**dict.fromkeys(asked, True)) == PERMISSIONS


def test_the_readmes_seconds_are_the_saved_figures() -> None:
    rows = json.loads((ROOT / "docs/performance/speed.json").read_text("utf-8"))["rows"]
    seconds = {row["program"]: row["picture_s"] for row in rows}
    ours = seconds["imagine-bot, openvino, bfloat16"]
    theirs = seconds["diffusers, eager, bfloat16"]
    said = " ".join(README.read_text("utf-8").split())
    assert f"{ours:.0f} s, where diffusers takes {theirs:.0f} s" in said


def test_the_readmes_things_are_those_of_the_quality_figures() -> None:
    rows = json.loads((ROOT / "docs/performance/quality.json").read_text("utf-8"))["rows"]
    things, nearest = rows[0]["things"], rows[0]["nearest"]
    said = " ".join(README.read_text("utf-8").split())
    assert f"Of the {things} things that it was taught, {round(things * nearest / 100)}" in said


def test_the_readmes_number_of_faults_is_that_of_the_bench() -> None:
    assert f"plays {len(FAULTS)} such faults" in README.read_text("utf-8")


def test_the_readmes_sizes_are_those_of_the_catalogue() -> None:
    rows = dict(
        re.findall(r"^\| ([\w ]+) \| .+ \| (.+) \|$", README.read_text("utf-8"), re.MULTILINE)
    )
    large, small = CATALOGUE["sd-v1.4"], CATALOGUE["starter"]
    download = sum(file.size_bytes for file in large.files.values())
    assert rows["further download"] == f"{download / 1e9:.1f} GB"
    assert rows["further disk"] == f"{1.5 * download / 1e9:.1f} GB"
    assert rows["memory"] == f"{large.memory_bytes / 1e9:.0f} GB"
    assert f"| memory | {small.memory_bytes / 1e9:.1f} GB |" in README.read_text("utf-8")
    assert large.size_bytes == pytest.approx(download, rel=0.02)


@pytest.mark.parametrize("picture", sorted(ROOT.glob("docs/images/**/*.png")), ids=lambda p: p.name)
def test_no_picture_is_mostly_one_colour(picture: Path) -> None:
    with Image.open(picture) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    assert _share_of_empty_rows(pixels) <= 0.6


def test_a_black_picture_counts_as_one_colour() -> None:
    assert _share_of_empty_rows(np.zeros((8, 8, 3))) == 1


def _share_of_empty_rows(pixels: Any) -> float:
    """Compute the share of rows of one colour; a page's background is a part of any picture."""
    return float((pixels == pixels[:, :1]).all((1, 2)).mean())


def test_the_installer_tells_the_cost_that_the_readme_tells() -> None:
    tree = ast.parse((ROOT / "install.py").read_text("utf-8"))
    (cost,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "COST"
    ]
    said = README.read_text("utf-8")
    assert re.search(r"about (\d+ MB) to download, (\d GB)", cost)
    for number in re.findall(r"\d+ [MG]B", cost):
        assert number in said


def test_commands_are_found_in_the_documents() -> None:
    assert len(shell_commands(ROOT / "docs" / "owners.md")) > 30
