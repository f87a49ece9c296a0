"""Rules of requests that were broken, said in a member's language."""

import re

from bot.language import Text, has_text, text
from bot.language.formatting import capitalise, clip, one_line
from generation import InvalidRequest

VALUE_LIMIT = 300


def broken_rule(error: InvalidRequest) -> Text:
    """Say which value broke which rule."""
    limits = {name: clip(limit, VALUE_LIMIT) for name, limit in error.limits.items()}
    value = clip(one_line(str(error.value)), VALUE_LIMIT)
    # What generation calls a LoRA's strength has the LoRA's name in it; its text adds that itself.
    field = _named("strength" if error.code == "lora-strength" else error.field)
    if error.code == "other":
        return text("rule-other", field=field, rule=error.rule, value=value)
    return text(f"rule-{error.code}", field=field, value=value, **limits)


def _named(field: str) -> Text | str:
    key = "name-" + re.sub("[ _]", "-", field.lower())
    return text(key) if has_text(key) else capitalise(field)
