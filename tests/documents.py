"""The documents and what they name: code, commands, links and headings."""

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
CODE = re.compile(r"```[\s\S]*?```|`[^`\n]+`|^ {4,}.+$", re.MULTILINE)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_FENCE = re.compile(r"```[\s\S]*?```")
# What a line of a block of code begins with where it is a command for a shell.
_PROGRAMS = (
    "make|sudo|cp|chmod|nano|open|mkdir|mv|echo|systemctl|docker|python3(?:.13)?|caffeinate|copy|"
    r"notepad|ren|py|\$\w+|\w+-ScheduledTask|\.venv[/\\]\S+|git"
)
_COMMAND = re.compile(rf"^ {{4,}}((?:{_PROGRAMS}) .*)$", re.MULTILINE)
# What runs ours: in a container the service, which has the program's name, comes before it.
_WRAPPER = re.compile(
    r"^caffeinate -i |^docker compose (?:exec imagine-bot (?=imagine-bot )|"
    r"run --rm (?=imagine-bot ))"
)
_OURS = re.compile(r"^(?:\.venv[/\\](?:bin|Scripts)[/\\])?(imagine-bot|imagine)(?: |$)")


def code(document: Path) -> str:
    """Return the code of a document: blocks and spans, a line each."""
    return "\n".join(CODE.findall(document.read_text("utf-8")))


def spans(document: Path) -> list[str]:
    """List the inline code of a document."""
    return SPAN.findall(_FENCE.sub("", document.read_text("utf-8")))


def shell_commands(document: Path) -> list[str]:
    """List the command lines of a document's blocks of code, in order, with their comments."""
    return [line.strip() for line in _COMMAND.findall(document.read_text("utf-8"))]


def own_commands(document: Path) -> list[list[str]]:
    """List the uses of `imagine` and `imagine-bot` in a document, split into words."""
    found = []
    for line in (*shell_commands(document), *spans(document)):
        line = _WRAPPER.sub("", line)
        if own := _OURS.match(line):
            words = shlex.split(line.replace("\\", "/"), comments=True)
            found.append([own[1], *words[1:]])
    return found


def anchors(document: Path) -> set[str]:
    """List the anchors of a document's headings, as code hosts name them."""
    headings = _HEADING.findall(_FENCE.sub("", document.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
