"""May this person, here, now? Rate limit, then moderation, then capacity."""

from bot.admission.gate import Admitted, Gate
from bot.admission.moderation import Moderator
from bot.admission.rate_limits import RateLimits
from bot.admission.rules import Rules, RulesUnreadable, load_rules
from bot.admission.types import Asker, Refusal

__all__ = [
    "Admitted",
    "Asker",
    "Gate",
    "Moderator",
    "RateLimits",
    "Refusal",
    "Rules",
    "RulesUnreadable",
    "load_rules",
]
