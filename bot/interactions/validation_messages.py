"""Messages for broken rules of requests."""

import re

from bot.language import Text, has_text, text
from bot.language.formatting import capitalise, clip, one_line
from generation import InvalidRequest

VALUE_LIMIT = 300
DECIMAL = re.compile(r"-?\d{1,3}\.\d{1,3}")


def broken_rule(error: InvalidRequest) -> Text:
    """Build the sentence for a member about a value that breaks a rule."""
    limits = {
        # Written with the language's decimal separator.
        name: float(limit) if DECIMAL.fullmatch(limit) else clip(limit, VALUE_LIMIT)
        for name, limit in error.limits.items()
    }
    value = clip(one_line(str(error.value)), VALUE_LIMIT)
    # generation names the strength field of a LoRA after the LoRA, which the text adds itself.
    name = "strength" if error.code == "lora-strength" else error.field
    key = "name-" + re.sub("[ _]", "-", name.lower())
    field = text(key) if has_text(key) else capitalise(name)
    if error.code == "other":
        return text("rule-other", field=field, rule=error.rule, value=value)
    return text(f"rule-{error.code}", field=field, value=value, **limits)
