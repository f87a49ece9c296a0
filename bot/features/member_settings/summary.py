"""The settings of a member as text."""

from bot.language import LANGUAGES, Text, text
from bot.language.formatting import quote, yes_or_no
from bot.requests.options import DEFAULT_SAMPLER, size_name
from bot.storage import MemberPreferences
from generation import ModelInfo, sampler_names

# In display order.
NAMES = (
    "count", "size", "steps", "guidance", "sampler", "negative_prompt", "style", "language",
    "remix", "still",
)  # fmt: skip
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
    defaults: dict[str, Text | str] = {
        "count": "1",
        "size": size_name(*model.sizes[0]),
        "steps": str(model.steps),
        "guidance": f"{model.guidance:g}",
        "language": text("settings-as-discord"),
        "sampler": sampler_names()[DEFAULT_SAMPLER],
    }
    lines = [text("settings-title")]
    for name in NAMES:
        value = _format_value(name, getattr(own, name))
        if value is None:
            value = text("setting-default", value=defaults.get(name, text("setting-none")))
        lines.append(text("setting-line", name=setting_name(name), value=value))
    return lines


def _format_value(name: str, value: str | float | bool | None) -> Text | str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, float):
        return f"{value:g}"
    shown = str(value)
    if name in ("negative_prompt", "style"):
        return quote(shown, SHOWN_LIMIT)
    labels = {str(key): label for key, label in (*sampler_names().items(), *LANGUAGES.items())}
    return labels.get(shown, shown)
