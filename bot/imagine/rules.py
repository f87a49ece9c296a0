"""Rules of requests that were broken, said in a member's language."""

from bot.language import Text, text
from bot.wording import capitalised, clip, one_line
from generation import InvalidRequest

VALUE_LIMIT = 300


def broken_rule(error: InvalidRequest) -> Text:
    """Say which value broke which rule."""
    limits = {name: clip(limit, VALUE_LIMIT) for name, limit in error.limits.items()}
    value = clip(one_line(str(error.value)), VALUE_LIMIT)
    if error.code == "other":
        return text("rule-other", field=capitalised(error.field), rule=error.rule, value=value)
    # What a rule calls a LoRA's strength has the LoRA's name in it; its text adds that itself.
    name = "strength" if error.code == "lora-strength" else error.field
    field = text("name-" + name.lower().replace(" ", "-").replace("_", "-"))
    return text(f"rule-{error.code}", field=field, value=value, **limits)
