"""May this person, here, now? Moderation, then capacity and allowances."""

from bot.admission.allowances import Allowances, allowance
from bot.admission.bans import end_of
from bot.admission.gate import Gate
from bot.admission.judging import NOT_JUDGED, Judge
from bot.admission.moderation import Moderator
from bot.admission.rules import Rules, RulesUnreadable, load_rules
from bot.admission.types import Asker, Refusal

__all__ = [
    "NOT_JUDGED",
    "Allowances",
    "Asker",
    "Gate",
    "Judge",
    "Moderator",
    "Refusal",
    "Rules",
    "RulesUnreadable",
    "allowance",
    "end_of",
    "load_rules",
]
