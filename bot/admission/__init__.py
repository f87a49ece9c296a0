"""May this person, here, now? Moderation, then capacity and allowances."""

from bot.admission.bans import end_of
from bot.admission.content_filter.word_lists import Rules, RulesUnreadable, load_rules
from bot.admission.gate import Gate
from bot.admission.judging import NOT_JUDGED, Judge
from bot.admission.moderator import Moderator
from bot.admission.quotas import Quotas, format_quota
from bot.admission.types import Refusal, Requester

__all__ = [
    "NOT_JUDGED",
    "Gate",
    "Judge",
    "Moderator",
    "Quotas",
    "Refusal",
    "Requester",
    "Rules",
    "RulesUnreadable",
    "end_of",
    "format_quota",
    "load_rules",
]
