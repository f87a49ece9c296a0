"""What the documents promise exists."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.browser.promised import commands

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)\b")
SETTING = re.compile(r"\bIMAGINE_[A-Z_]+\b")
CODE = re.compile(r"```[\s\S]*?```|`[^`\n]+`|^ {4,}.+$", re.MULTILINE)
PROGRAM = re.compile(r"(?:^|[\s/\\`])(imagine(?:-bot)?)(?= )", re.MULTILINE)


def code(document: Path) -> str:
    return "\n".join(CODE.findall(document.read_text("utf-8")))


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text("utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_every_make_command_is_in_the_makefile(document: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    assert set(MAKE.findall(code(document))) <= targets


def test_the_readme_names_both_commands() -> None:
    assert {"playground", "test"} <= set(MAKE.findall(code(ROOT / "README.md")))


def test_every_program_of_the_readme_is_installed() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    named = set(PROGRAM.findall(code(ROOT / "README.md")))
    assert named == set(scripts)


def test_the_lock_names_no_host() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text("utf-8")


def test_the_lock_covers_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + extras["playground"] + extras["dev"] + extras["training"]
    asked = {re.split(r"[\[<>=]", line)[0].lower().replace(".", "-") for line in wanted}
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert not asked - set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_every_setting_that_is_named_is_in_the_example(document: Path) -> None:
    offered = set(SETTING.findall((ROOT / ".env.example").read_text("utf-8")))
    assert set(SETTING.findall(document.read_text("utf-8"))) <= offered


def test_the_container_asks_for_its_health_where_it_is_served() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    for name in ("IMAGINE_HEALTH_HOST", "IMAGINE_HEALTH_PORT"):
        (default,) = re.findall(rf"^# {name}=(.+)$", example, re.MULTILINE)
        asked = f'os.environ.get("{name}") or "{default}"'
        assert asked in (ROOT / "compose.yaml").read_text("utf-8")


def test_every_command_has_its_place_in_the_tour() -> None:
    named = code(ROOT / "docs" / "tour.md")
    assert not [one for one in commands() if f"`/{one}`" not in named]
