"""Validation of a member's defaults against the limits of a model."""

from dataclasses import replace
from typing import Any

from bot.requests.options import MEMBER_DEFAULTS, Options
from bot.storage import MemberPreferences
from generation import InvalidRequest, ModelInfo, prepare


def check_defaults(own: MemberPreferences, model: ModelInfo) -> None:
    """Check defaults against a model's limits.

    Args:
        own: the defaults.
        model: its limits.

    Raises:
        InvalidRequest: names the first one that breaks a rule.
    """
    prepare(Options(prompt="x").with_defaults(own).to_request(model, 0), model)


def allowed_defaults(own: MemberPreferences, model: ModelInfo) -> MemberPreferences:
    """Copy defaults without those that a model does not allow: they suit another one.

    Args:
        own: the defaults.
        model: its limits.
    """
    broken: dict[str, Any] = {}
    for name in MEMBER_DEFAULTS:
        # Each by itself: `check_defaults` raises for the first one alone.
        value = getattr(own, name)
        try:
            if value is not None:
                check_defaults(MemberPreferences(**{name: value}), model)
        except InvalidRequest:
            broken[name] = None
    return replace(own, **broken) if broken else own
