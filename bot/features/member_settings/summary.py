"""What a member has chosen, in words."""

from bot.language import LANGUAGES, Text, text
from bot.language.formatting import quote, yes_or_no
from bot.requests.options import DEFAULT_SAMPLER, size_name
from bot.storage import MemberPreferences
from generation import ModelInfo, sampler_names

# In the order in which they are shown.
NAMES = (
    "count", "size", "steps", "guidance", "sampler", "negative_prompt", "style", "language",
    "remix", "still",
)  # fmt: skip
SHOWN_LIMIT = 300


def name_of(name: str) -> Text:
    """Name a setting for people."""
    return text(f"setting-{name.replace('_', '-')}")


def summary(own: MemberPreferences, model: ModelInfo) -> list[Text]:
    """Say line by line what a member has chosen, and what holds where they chose nothing."""
    lines = [
        text("setting-line", name=name_of(name), value=_value(own, name, model)) for name in NAMES
    ]
    return [text("settings-title"), *lines]


def _value(own: MemberPreferences, name: str, model: ModelInfo) -> Text | str:
    value = getattr(own, name)
    if value is None:
        return text("setting-default", value=_default(name, model))
    if isinstance(value, bool):
        return yes_or_no(value)
    if name in ("negative_prompt", "style"):
        return quote(value, SHOWN_LIMIT)
    if isinstance(value, float):
        return f"{value:g}"
    named = {str(key): label for key, label in (*sampler_names().items(), *LANGUAGES.items())}
    return named.get(value, str(value))


def _default(name: str, model: ModelInfo) -> Text | str:
    defaults: dict[str, Text | str] = {
        "count": "1",
        "size": size_name(*model.sizes[0]),
        "steps": str(model.steps),
        "guidance": f"{model.guidance:g}",
        "language": text("settings-as-discord"),
        "sampler": sampler_names()[DEFAULT_SAMPLER],
    }
    return defaults.get(name, text("setting-none"))
