"""Defaults of members and of channels, as far as a model allows them."""

from dataclasses import replace
from typing import Any

from bot.interactions.context import Context
from bot.requests.options import MEMBER_DEFAULTS, Options
from bot.storage import MemberPreferences
from generation import InvalidRequest, ModelInfo, prepare


def fill_defaults(options: Options, context: Context, model: ModelInfo) -> Options:
    """Fill in a member's own defaults, and for what they leave open the channel's.

    Args:
        options: as filled in.
        context: the member and the channel.
        model: its limits; a default that it does not allow is left out.
    """
    of_channel = MemberPreferences(size=context.channel.size, style=context.channel.style)
    for defaults in (context.member, of_channel):
        options = options.with_defaults(allowed_defaults(defaults, model))
    return options


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
