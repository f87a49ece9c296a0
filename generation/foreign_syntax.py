"""Syntaxes of other tools in prompts, which are drawn as the words that they are written in."""

import re

from generation.prompts.lora_tags import remove_tags
from generation.request import GenerationRequest

_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
# Every stretch is bounded, or begins once: a prompt of one sign over and over takes linear time.
SYNTAX = re.compile(
    rf"(?<!\\)\[[^\[\]]{{0,200}}:\s*{_NUMBER}\s*\]"  # [from:to:when]
    r"|(?<!\\)\[[^\[\]|]{0,200}\|[^\[\]]{0,200}\]"  # [one|other] by turns
    r"|__[\w\-./*]{1,100}?__"  # a file of wildcards
    rf"|(?<!\d){_NUMBER}::[^:]{{1,200}}::"  # NovelAI's weights
    r"|\)\.(?:and|blend|swap)\([^()]{0,100}\)"  # InvokeAI's functions
    r"|<\w{2,20}(?:\[[^\[\]<>]{0,20}\])?:[^<>]{1,200}>"  # SwarmUI's tags, and extensions'
)
COMPOSED = re.compile(r"\bAND\b")


def unread_in(text: str) -> tuple[str, ...]:
    """List the parts of a prompt that other tools would not read as words.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/prompt_parser.py; sd-dynamic-prompts.
    """
    plain = remove_tags(text)
    parts = dict.fromkeys(match[0] for match in SYNTAX.finditer(plain))
    # In a prompt of nothing but capitals it is a word.
    if not plain.isupper():
        parts |= dict.fromkeys(COMPOSED.findall(plain))
    return tuple(parts)


def unread(request: GenerationRequest) -> tuple[str, ...]:
    """List the same of all texts that a request's pictures are drawn from."""
    units = range(request.count)
    prompts = [key.prompt for unit in units for key in request.keyframes(unit)]
    texts = dict.fromkeys([*prompts, *map(request.negative_prompt_of, units)])
    return tuple(dict.fromkeys(part for text in texts for part in unread_in(text)))
