"""Names of the rules of verdicts, for moderators."""

from bot.admission.content_filter.filter import NEGATIVE
from bot.admission.server_rules.approval import APPROVAL
from bot.jobs.picture_verdicts import NUDITY, UNCHECKED
from bot.language import Text, decimal, text
from bot.verdicts import Verdict


def describe_rule(verdict: Verdict) -> Text:
    """Describe the rule of a verdict, with the score of a picture."""
    if verdict.rule == NUDITY and verdict.score is not None:
        return text("picture-rule-nudity", score=decimal(verdict.score, 2))
    if verdict.rule in (APPROVAL, UNCHECKED):
        return text(f"picture-rule-{verdict.rule}")
    rule = verdict.rule.removesuffix(NEGATIVE)
    category, _, number = rule.partition(":")
    if category == "words":
        return text("word-rule-server", id=number)
    return text(f"word-rule-{category.replace('_', '-') or 'none'}")
