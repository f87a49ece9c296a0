"""A member's own defaults, as far as the model that draws now allows them."""

from dataclasses import replace
from typing import Any

from bot.requests.options import Options
from bot.storage import MemberPreferences
from generation import InvalidRequest, ModelInfo

# Those that a model has rules for.
_RULED = ("count", "size", "steps", "guidance", "sampler", "negative_prompt")


def check_defaults(own: MemberPreferences, model: ModelInfo) -> None:
    """Hold defaults against a model's limits.

    Raises:
        InvalidRequest: names the first one that breaks a rule.
    """
    Options(prompt="x").by_default(own).to_request(model, 0)


def allowed_defaults(own: MemberPreferences, model: ModelInfo) -> MemberPreferences:
    """Leave out what was chosen for another model and is not allowed with this one."""
    broken: dict[str, Any] = {name: None for name in _RULED if not _holds(own, name, model)}
    return replace(own, **broken) if broken else own


def _holds(own: MemberPreferences, name: str, model: ModelInfo) -> bool:
    value = getattr(own, name)
    try:
        if value is not None:
            check_defaults(MemberPreferences(**{name: value}), model)
    except InvalidRequest:
        return False
    return True
