"""Admission of requests: bans, places, words, then capacity and quotas."""

from bot.admission.content_filter.rules import Rules, RulesUnreadable, load_rules
from bot.admission.gate import Gate
from bot.admission.judging import NOT_JUDGED, Judge
from bot.admission.place_and_word_rules import PlaceAndWordRules
from bot.admission.quotas import Quotas, format_quota
from bot.admission.types import Refusal, Requester

__all__ = [
    "NOT_JUDGED",
    "Gate",
    "Judge",
    "PlaceAndWordRules",
    "Quotas",
    "Refusal",
    "Requester",
    "Rules",
    "RulesUnreadable",
    "format_quota",
    "load_rules",
]
