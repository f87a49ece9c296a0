"""The rules of a channel, and what they did to a member, as lines of a message."""

from collections.abc import Sequence

from bot.admission import Quotas, format_quota
from bot.admission.bans import ban_refusal
from bot.admission.categories import DEFAULTS, MINORS
from bot.admission.content_filter.filter import NEGATIVE, Policy
from bot.admission.server_rules.approval import APPROVAL, find_approval
from bot.interactions.context import Context
from bot.jobs.picture_verdicts import NUDITY, UNCHECKED
from bot.language import Text, text
from bot.language.formatting import format_timestamp, join_with_and, number_text, quote
from bot.storage import Ban, Review
from bot.verdicts import Ruling

_REASON = 100
_RULINGS = {Ruling.ALLOW: "off", Ruling.HOLD: "hold", Ruling.REFUSE: "refuse"}


def word_lines(policy: Policy) -> list[Text]:
    """List what happens to words of each category; a server's own rules are only counted."""
    rulings = {MINORS: "always"} | {one: _RULINGS[policy.rulings[one]] for one in DEFAULTS}
    lines = [text("rules-words")]
    for category, ruling in rulings.items():
        name = text(f"safety-{category.replace('_', '-')}")
        lines.append(text("rules-category", category=name, ruling=text(f"ruling-{ruling}")))
    if policy.own.count:
        lines.append(text("rules-own", count=policy.own.count))
    return lines


def place_lines(quotas: Quotas, context: Context) -> list[Text]:
    """List what happens to pictures in the channel, and how much is drawn when.

    Args:
        quotas: the limits of the operator.
        context: of the member.
    """
    server, channel_ids = context.server, context.requester.channel_ids
    bands = server.find_bands(channel_ids, adult=context.age_restricted)
    scores = {name: number_text(getattr(bands, name)) for name in ("spoiler", "hold", "block")}
    lines = [text("rules-pictures", **scores)]
    approval = find_approval(server, channel_ids)
    what = text(f"approval-{approval}")
    is_free = approval == "none"
    lines.append(text("rules-no-approval") if is_free else text("rules-approval", what=what))
    if hours := server.quiet_hours:
        start, end = f"{hours.start:%H:%M}", f"{hours.end:%H:%M}"
        shown = text("quiet-hours", start=start, end=end, zone=hours.zone)
        lines.append(text("rules-quiet", hours=shown))
    limits = [format_quota(limit) for limit in quotas.caps(context.requester).limits]
    if joined := join_with_and(limits):
        lines.append(text("rules-limits", limits=joined))
    return lines


def own_lines(
    context: Context, strikes: int, ban: Ban | None, reviews: Sequence[Review]
) -> list[Text]:
    """List a member's warnings, their ban, and what of theirs was held.

    Args:
        context: of the member.
        strikes: number of their strikes that count.
        ban: their ban in force; None without one.
        reviews: the last of theirs, the newest first.
    """
    lines = [ban_refusal(ban).what] if ban else []
    lines.append(text("rules-strikes", count=strikes, limit=context.server.strikes.limit))
    if not reviews:
        return [*lines, text("rules-nothing")]
    lines.append(text("rules-recent"))
    for review in reviews:
        why, state = _why(review), text(f"rules-state-{review.state}")
        at = format_timestamp(review.asked_at)
        lines.append(text(f"rules-{review.stage}", at=at, why=why, state=state))
        if review.reason:
            lines.append(text("rejected-reason", reason=quote(review.reason, _REASON)))
    return lines


def _why(review: Review) -> Text:
    """Describe the rule that held something; a server's own rule is not told to members."""
    rule = review.verdict.rule.removesuffix(NEGATIVE)
    if rule in (APPROVAL, NUDITY, UNCHECKED):
        return text(f"rules-why-{rule}")
    if rule.startswith("words:"):
        return text("rules-why-words")
    return text(f"word-rule-{rule.replace('_', '-') or 'none'}")
