"""No text that members read stands outside the catalogues: a walk through the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.language import SOURCE
from tests.bot.language.test_catalogues import texts

FOLDER = Path(bot.__path__[0])
# What speaks to operators, in English: the log, the command line, the health page, the database.
FOR_OPERATORS = ("operations/", "storage/", "cli/", "config/", "jobs/dispatcher.py",
                 "jobs/files.py", "jobs/maintenance.py", "delivery/outbox_worker.py",
                 "delivery/transport.py", "admission/content_filter/rules.py", "__main__.py",
                 "app.py", "composition.py", "interactions/gateway_errors.py",
                 "playground/run.py", "playground/simulation.py")  # fmt: skip
# Presets put it around a prompt, for models to read; the filter looks for it.
DATA = ("requests/presets.py", "admission/content_filter/age_words.py",
        "admission/content_filter/japanese_numbers.py")  # fmt: skip
# Reasons for the database and the log have at most two.
SENTENCE = re.compile(r"([^\W\d_]+[,;:]? ){2}[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"label", "title", "description", "placeholder", "content", "footer", "header"}
SPEAKING = {"send_message", "send", "edit_message", "edit", "edit_original_response", "add_field",
            "set_footer", "set_author", "refuse"}  # fmt: skip


def modules() -> list[Path]:
    exempt = FOR_OPERATORS + DATA
    return [
        path
        for path in sorted(FOLDER.rglob("*.py"))
        if not path.relative_to(FOLDER).as_posix().startswith(exempt)
    ]


def sentences(source: str) -> Iterator[str]:
    """Literals that members may see: sentences, and words where something is shown."""
    tree = ast.parse(source)
    silent = {id(inside) for node in ast.walk(tree) if _silent(node) for inside in ast.walk(node)}
    shown = {id(inside) for node in ast.walk(tree) for inside in _shown(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            pattern = WORD if id(node) in shown else SENTENCE
            if id(node) not in silent and pattern.search(node.value):
                yield f"line {node.lineno}: {node.value}"


def _shown(node: ast.AST) -> Iterator[ast.AST]:
    """Give the literals, and the parts of f-strings, that are handed to Discord as they are."""
    if isinstance(node, ast.keyword):
        values = [node.value] if node.arg in SPOKEN else []
    elif isinstance(node, ast.Call):
        spoken = isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKING
        values = node.args if spoken else []
    else:
        return
    for value in values:
        yield value
        if isinstance(value, ast.JoinedStr):
            yield from value.values


def _silent(node: ast.AST) -> bool:
    """Tell whether members never see what is inside."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Raise | ast.Assert):
        return True
    if isinstance(node, ast.Call):
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr == "context_menu":
            return True  # Names of menus stay English.
        owner = function.value if isinstance(function, ast.Attribute) else function
        return isinstance(owner, ast.Name) and owner.id in ("log", "re", "RulesUnreadable")
    return False


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(FOLDER)))
def test_nothing_is_said_outside_the_catalogues(path: Path) -> None:
    assert [*sentences(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "line",
    [
        'await interaction.response.send_message("No such picture")',
        'await send(f"You have {count} requests left, sorry")',
        'Button(label="Vary")',
        'discord.Embed(title="Statistics")',
        'sentence = "It is gone" if gone else ""',
    ],
)
def test_the_walk_finds_what_it_looks_for(line: str) -> None:
    assert [*sentences(line)]


def keys_in(source: str) -> Iterator[str]:
    """Names of texts that are written out where they are said."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("text", "described", "say") and isinstance(node.args[0].value, str):
                yield node.args[0].value


def test_every_text_that_is_said_is_there_and_every_text_is_said() -> None:
    paths = [path for path in FOLDER.rglob("*.py") if "storage" not in path.parts]
    sources = [path.read_text("utf-8") for path in paths]
    there, said = set(texts(SOURCE)), {key for source in sources for key in keys_in(source)}
    assert said - there == set(), "texts that no catalogue has"
    whole = "\n".join(sources)
    begun = tuple(set(re.findall(r'f"([a-z-]+-)\{', whole)) | {"name-"})
    unsaid = {key for key in there - said if f'"{key}"' not in whole}
    assert {key for key in unsaid if not key.startswith(begun)} == set(), "texts nobody says"
