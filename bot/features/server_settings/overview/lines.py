"""The settings of a server as lines, each with the command that changes it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from limits import RateLimitItem

from bot.admission import Quotas
from bot.admission.categories import DEFAULTS, MINORS, RULINGS
from bot.admission.rates import rate_limits
from bot.features.server_settings.bands import format_bands
from bot.features.server_settings.channel_settings import channel_items
from bot.features.server_settings.overview.server_state import ServerState, find_missing
from bot.features.server_settings.quiet_hours import format_hours
from bot.features.server_settings.quotas import format_role_limits
from bot.features.server_settings.server_admin import join_names
from bot.features.shared.limits import limit_texts
from bot.interactions.context import Context
from bot.language import LANGUAGES, Text, say, text
from bot.language.formatting import join_with_and, quote, yes_or_no
from bot.storage import ServerPreferences

# Characters of a list: five of them fit on a page in every language.
_LIMIT = 270
# Before a setting that differs from its default.
CHANGED = "🔹"


@dataclass(frozen=True, slots=True)
class Line:
    """A setting as it is shown.

    Args:
        name: of the setting.
        value: of the setting.
        command: the part of `/server` that changes it; empty for none.
        changed: whether it differs from its default.
    """

    name: Text
    value: Text | str
    command: str = ""
    changed: bool = False

    def render(self, locale: str) -> str:
        """Format the line in the language of a locale."""
        key = "server-line" if self.command else "server-fact"
        line = text(key, name=self.name, value=self.value, command=f"`/server {self.command}`")
        return f"{CHANGED} {say(locale, line)}" if self.changed else say(locale, line)


def category_text(category: str) -> Text:
    """Return the name of a category of words."""
    return text(f"safety-{category.replace('_', '-')}")


def drawing_lines(context: Context, state: ServerState | None, styles: Iterable[str]) -> list[Line]:
    """List where, for whom and how pictures are drawn.

    Args:
        context: of the member who reads them.
        state: of the server; None where it is unknown.
        styles: names of the presets on offer.
    """
    server, locale = context.server, context.locale
    there = (None, None) if state is None else (state.channels, state.roles)
    channels = _join_mentions("<#{}>", server.channels, there[0], locale)
    roles = _join_mentions("<@&{}>", server.roles, there[1], locale)
    hidden = _join_mentions("<@&{}>", server.spoiler_roles, there[1], locale)
    language = LANGUAGES.get(server.language or "") or text("server-as-discord")
    return [
        _line("channels", channels or text("server-any"), "channels add", bool(server.channels)),
        _line("roles", roles or text("server-any"), "roles add", bool(server.roles)),
        _line(
            "models",
            join_names(server.models, _LIMIT) or text("server-any"),
            "models add",
            bool(server.models),
        ),
        _line("styles", join_names(map(quote, styles), _LIMIT), "styles add"),
        _line("language", language, "language", server.language is not None),
        _line("spoilers", yes_or_no(server.spoiler), "spoilers", server.spoiler),
        _line(
            "spoiler-roles",
            hidden or text("setting-none"),
            "spoiler-roles add",
            bool(server.spoiler_roles),
        ),
    ]


def limit_lines(quotas: Quotas, context: Context) -> list[Line]:
    """List how much is drawn, and when.

    Args:
        quotas: the operator's limits.
        context: of the member who reads them.
    """
    server, hours = context.server, context.server.quiet_hours
    by_role = join_names(format_role_limits(server.role_limits, context.locale), 2 * _LIMIT)
    return [
        _limit_line("member-limit", server.user_limit, quotas.per_user),
        _line(
            "role-limits",
            by_role or text("setting-none"),
            "quotas add",
            bool(server.role_limits),
        ),
        _limit_line("server-limit", server.server_limit, quotas.per_server),
        _line("waits", yes_or_no(server.waits), "waits", server.waits),
        _line(
            "quiet",
            format_hours(hours) if hours else text("setting-none"),
            "quiet set",
            hours is not None,
        ),
    ]


def safety_lines(server: ServerPreferences) -> list[Line]:
    """List what happens to words and to pictures."""
    unset = ServerPreferences()
    lines = [Line(category_text(MINORS), text("ruling-always"))]
    for category, default in DEFAULTS.items():
        ruling = RULINGS.get(server.categories.get(category, ""), default)
        named = next(name for name, one in RULINGS.items() if one is ruling)
        value = text(f"ruling-{named}")
        lines.append(Line(category_text(category), value, "safety words", ruling is not default))
    for name, field in (("bands", "bands"), ("adult-bands", "adult_bands")):
        bands = getattr(server, field)
        changed = bands != getattr(unset, field)
        lines.append(_line(name, format_bands(bands), "safety pictures", changed))
    return lines


def approval_lines(server: ServerPreferences) -> list[Line]:
    """List what is approved before it is published, where and until when."""
    unset, channel = ServerPreferences(), server.review_channel
    hours = server.review_hours
    decided = text(f"review-{server.review_timeout}", hours=int(hours) if hours % 1 == 0 else hours)
    by_time = (server.review_timeout, hours) != (unset.review_timeout, unset.review_hours)
    return [
        _line(
            "approval",
            text(f"approval-{server.approval}"),
            "approval mode",
            changed=server.approval != unset.approval,
        ),
        _line(
            "review-channel",
            f"<#{channel}>" if channel else text("setting-none"),
            "approval channel",
            changed=channel is not None,
        ),
        _line("review-timeout", decided, "approval deadline", changed=by_time),
    ]


def channel_line(context: Context, channel_id: int, *, adult: bool) -> str:
    """Format what is set for a channel alone.

    Args:
        context: of the member who reads it.
        channel_id: the channel.
        adult: whether Discord marks it as age-restricted.
    """
    server, locale = context.server, context.locale
    items = channel_items(server.find_defaults((channel_id,)))
    if channel_id in server.channel_bands:
        bands = format_bands(server.find_bands((channel_id,), adult=adult))
        items.append(text("place-bands", bands=bands))
    if approval := server.channel_approval.get(channel_id):
        items.append(text("place-approval", what=text(f"approval-{approval}")))
    shown = "; ".join(say(locale, item) for item in items)
    name = text("place-name", channel=f"<#{channel_id}>")
    return Line(name, shown, "channel set", changed=True).render(locale)


def _line(name: str, value: Text | str, command: str = "", changed: bool = False) -> Line:
    return Line(text(f"server-name-{name}"), value, command, changed)


def _join_mentions(
    form: str, ids: Iterable[int], there: Collection[int] | None, locale: str
) -> Text | str:
    """Join mentions of channels or roles, with those last that are not there any more."""
    gone = set(find_missing(ids, there))
    deleted = [say(locale, text("server-deleted", id=str(one))) for one in ids if one in gone]
    return join_names([*(form.format(one) for one in ids if one not in gone), *deleted], _LIMIT)


def _limit_line(name: str, limit: str | None, operators: Sequence[RateLimitItem]) -> Line:
    """Format a limit of the server, or else the operator's, which applies without one."""
    if limit and (own := join_with_and(limit_texts(rate_limits(limit)))):
        return _line(name, own, "limits", changed=True)
    if allowed := join_with_and(limit_texts(operators)):
        return _line(name, text("server-limit-of-operator", limit=allowed), "limits")
    return _line(name, text("setting-none"), "limits")
