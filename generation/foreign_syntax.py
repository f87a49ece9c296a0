"""Find prompt syntax of other tools that this package treats as plain words."""

import re

from generation.prepared import PreparedRequest
from generation.prompts.lora_tags import remove_tags

_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
# Every repetition is bounded, or has one start: a prompt of one repeated character takes linear
# time.
SYNTAX = re.compile(
    rf"(?<!\\)\[[^\[\]]{{0,200}}:\s*{_NUMBER}\s*\]"  # [from:to:when]
    r"|(?<!\\)\[[^\[\]|]{0,200}\|[^\[\]]{0,200}\]"  # [one|other] alternates
    r"|__[\w\-./*]{1,100}?__"  # a wildcard file
    rf"|(?<!\d){_NUMBER}::[^:]{{1,200}}::"  # NovelAI's weights
    r"|\)\.(?:and|blend|swap)\([^()]{0,100}\)"  # InvokeAI's functions
    r"|<\w{2,20}(?:\[[^\[\]<>]{0,20}\])?:[^<>]{1,200}>"  # SwarmUI's tags, and extensions'
)
COMPOSED = re.compile(r"\bAND\b")


def find_foreign_syntax(text: str) -> tuple[str, ...]:
    """List the parts of a prompt that other tools would interpret as syntax.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/prompt_parser.py; sd-dynamic-prompts.
    """
    plain = remove_tags(text)
    parts = dict.fromkeys(match[0] for match in SYNTAX.finditer(plain))
    # In a prompt entirely in capitals, AND is a word.
    if not plain.isupper():
        parts |= dict.fromkeys(COMPOSED.findall(plain))
    return tuple(parts)


def unread(prepared: PreparedRequest) -> tuple[str, ...]:
    """List the parts of all of a request's prompts that other tools would interpret as syntax."""
    prompts = [key.prompt for one in prepared.prompts for key in one.keyframes]
    texts = dict.fromkeys([*prompts, *(one.negative_prompt for one in prepared.prompts)])
    return tuple(dict.fromkeys(part for text in texts for part in find_foreign_syntax(text)))
