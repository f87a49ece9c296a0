"""LoRA tags in prompts, `<lora:NAME:STRENGTH>`: each requests a LoRA, and is no text."""

import re
from collections.abc import Iterable, Iterator, Mapping

SUFFIX = ".safetensors"
# LyCORIS has a tag of its own in older tools; hypernetworks are named likewise.
TAG = re.compile(r"<(?:lora|lyco|hypernet):([^<>:]{1,255})(?::([^<>]{0,255}))?>", re.IGNORECASE)
# The first number among what follows the name: for the whole, or for one of the two networks.
_STRENGTH = re.compile(r"(?:^|:)\s*(?:\w+=)?([+-]?(?:\d+\.?\d*|\.\d+))\s*(?=:|$)")


def remove_tags(text: str) -> str:
    """Replace tags by spaces, so that the text before and after a tag is not joined to a word."""
    return TAG.sub(" ", text)


def clipped(text: str, most: int) -> str:
    """Cut a text to a length, before a tag rather than within it.

    Args:
        text: with its tags.
        most: largest number of characters.
    """
    cut = text[:most]
    begun = cut.rfind("<")
    return cut if cut == text or begun < 0 or ">" in cut[begun:] else cut[:begun]


def find_tags(texts: Iterable[str]) -> Iterator[tuple[str, float]]:
    """List the names and strengths of all tags; a strength that is left out is 1."""
    for tag in (tag for text in texts for tag in TAG.finditer(text)):
        strength = _STRENGTH.search(tag[2] or "")
        yield tag[1].strip(), float(strength[1]) if strength else 1.0


def index_names(names: Iterable[str]) -> Mapping[str, str]:
    """Index LoRAs by their folded names, and by their folded file names without subfolders."""
    names = [*names]
    by_file = {fold_file_name(name): name for name in names}
    return by_file | {fold_name(name): name for name in names}


def fold_name(name: str) -> str:
    """Fold the spellings of a LoRA's name: case, kind of slash, and suffix of the file."""
    return name.strip().replace("\\", "/").casefold().removesuffix(SUFFIX)


def fold_file_name(name: str) -> str:
    """Return the folded name of a LoRA's file, without its subfolders."""
    return fold_name(name).rpartition("/")[2]
