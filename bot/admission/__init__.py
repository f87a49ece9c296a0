"""Admission of requests: bans, places, words, then capacity and quotas."""

from bot.admission.content_filter.own_rules import InvalidPattern
from bot.admission.content_filter.rules import Rules, RulesUnreadable, load_rules
from bot.admission.gate import Gate
from bot.admission.judging import Judge
from bot.admission.place_and_word_rules import PlaceAndWordRules
from bot.admission.quotas import Quotas, format_quota
from bot.admission.refusals import word_refusal
from bot.admission.server_rules.automod import AutoMod
from bot.admission.server_rules.policies import ServerPolicies
from bot.admission.types import Refusal, Requester

__all__ = [
    "AutoMod",
    "Gate",
    "InvalidPattern",
    "Judge",
    "PlaceAndWordRules",
    "Quotas",
    "Refusal",
    "Requester",
    "Rules",
    "RulesUnreadable",
    "ServerPolicies",
    "format_quota",
    "load_rules",
    "word_refusal",
]
