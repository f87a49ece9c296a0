"""`<lora:NAME:STRENGTH>` in prompts: it asks for a LoRA, and is no text."""

import re
from collections.abc import Iterable, Iterator, Mapping

SUFFIX = ".safetensors"
# LyCORIS has a tag of its own in older tools; hypernetworks are named likewise.
TAG = re.compile(r"<(?:lora|lyco|hypernet):([^<>:]{1,255})(?::([^<>]{0,255}))?>", re.IGNORECASE)
# The first number among what follows the name: for the whole, or for one of the two networks.
_STRENGTH = re.compile(r"(?:^|:)\s*(?:\w+=)?([+-]?(?:\d+\.?\d*|\.\d+))\s*(?=:|$)")


def without_tags(text: str) -> str:
    """Replace tags by spaces: what stood around one is not joined to a word."""
    return TAG.sub(" ", text)


def clipped(text: str, most: int) -> str:
    """Cut a text to at most so many characters, before a tag rather than within it."""
    cut = text[:most]
    begun = cut.rfind("<")
    return cut if cut == text or begun < 0 or ">" in cut[begun:] else cut[:begun]


def _tags(texts: Iterable[str]) -> Iterator[tuple[str, float]]:
    """List the names and strengths of all tags; a strength that is left out is 1."""
    for tag in (tag for text in texts for tag in TAG.finditer(text)):
        strength = _STRENGTH.search(tag[2] or "")
        yield tag[1].strip(), float(strength[1]) if strength else 1.0


def _by_name(known: Iterable[str]) -> Mapping[str, str]:
    """Index LoRAs by their names, and by their files' names where they lie in subfolders."""
    names = [*known]
    return {_file(name): name for name in names} | {_folded(name): name for name in names}


def _folded(name: str) -> str:
    return name.strip().replace("\\", "/").casefold().removesuffix(SUFFIX)


def _file(name: str) -> str:
    return _folded(name).rpartition("/")[2]
