"""The settings of a member as text."""

from dataclasses import fields

from bot.language import LANGUAGES, Text, text
from bot.language.formatting import number_text, quote, yes_or_no
from bot.requests.options import OptionRule, option_rules
from bot.storage import MemberPreferences
from generation import ModelInfo

# In display order.
NAMES = tuple(field.name for field in fields(MemberPreferences))
SHOWN_LIMIT = 300


def setting_name(name: str) -> Text:
    """Return the name of a setting for members."""
    return text(f"setting-{name.replace('_', '-')}")


def summary(own: MemberPreferences, model: ModelInfo) -> list[Text]:
    """List a member's settings, one line each, with the defaults where nothing is set.

    Args:
        own: preferences of the member.
        model: defaults of the model.
    """
    rules = option_rules(model)
    defaults: dict[str, Text | str | float | None] = {
        name: rule.default for name, rule in rules.items()
    }
    defaults["language"] = text("settings-as-discord")
    lines = [text("settings-title")]
    for name in NAMES:
        value = _format_value(name, getattr(own, name), rules.get(name, OptionRule()))
        if value is None:
            value = text("setting-default", value=defaults.get(name) or text("setting-none"))
        lines.append(text("setting-line", name=setting_name(name), value=value))
    return lines


def _format_value(
    name: str, value: str | float | bool | None, rule: OptionRule
) -> Text | str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, float):
        return number_text(value)
    shown = str(value)
    labels = {"sampler": rule.choices, "language": LANGUAGES}.get(name)
    if labels:
        return labels.get(shown, shown)
    # Text that the member wrote.
    return quote(shown, SHOWN_LIMIT) if isinstance(value, str) and not rule.choices else shown
